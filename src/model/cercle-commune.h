/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Communes of France by INSEE code (code officiel géographique 2026). Beneficiaries are never looked up
 * online: choosing the commune in this table is enough. Any thread. */
#pragma once

#include <glib.h>

typedef struct
{
  char code[6], name[56], department[4], postal[24]; /* postal: the first four, separated by spaces */
} CercleCommune;

/* (nullable) */
const CercleCommune *cercle_commune_find (const char *code);
/* Name of a code; the code itself when unknown, "" for NULL. (transfer none) */
const char *cercle_commune_name (const char *code);
/* (transfer container): at most n communes whose name, any word of it, or postal code begins with typed
 * (accents and case ignored), those of department (NULL: none) first. */
GPtrArray *cercle_commune_search (const char *typed, const char *department, guint n);
/* (transfer container): the communes of a département, by code. */
GPtrArray *cercle_commune_list (const char *department);
