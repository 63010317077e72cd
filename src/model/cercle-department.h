/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Regions and départements of France (code officiel géographique 2026), and which of them the
 * territory of an MDPH is: two for Alsace and Corsica, half of one for Lyon. Any thread. */
#pragma once

#include <glib.h>

#define CERCLE_N_REGIONS 18
#define CERCLE_N_DEPARTMENTS 101

typedef struct
{
  const char *code, *name;
} CercleRegion;

typedef struct
{
  const char *code, *name, *region; /* region: its code */
} CercleDepartment;

/* CERCLE_N_REGIONS and CERCLE_N_DEPARTMENTS of them, by code. */
const CercleRegion *cercle_regions (void);
const CercleDepartment *cercle_departments (void);
/* (nullable) */
const CercleRegion *cercle_region_find (const char *code);
/* Does the territory with this code of the MDPH list lie in the département? */
gboolean cercle_department_has_territory (const CercleDepartment *department,
                                          const char *territory);
/* (nullable): of the first département that it lies in; NULL for a territory of no region. */
const CercleRegion *cercle_region_of_territory (const char *territory);
