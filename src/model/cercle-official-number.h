/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that the State gives to places and bodies, and the keys in them. A number whose key does
 * not match is told, never refused: registers hold some, and a person has to be able to copy what
 * stands on a letter. Pure; any thread. */
#pragma once

#include <glib.h>

typedef enum
{
  CERCLE_OFFICIAL_FINE,
  CERCLE_OFFICIAL_KEY,  /* the right length and signs, but two digits were swapped or mistyped */
  CERCLE_OFFICIAL_FORM, /* not such a number at all */
} CercleOfficialVerdict;

/* (transfer full) (nullable): without the spaces, dots and hyphens in it, letters as capitals; NULL
 * when nothing is left. */
char *cercle_official_tidy (const char *typed);
/* Of tidy numbers. FINESS: nine signs; Corsica's begin with 2A and 2B, whose letters count as 1 and
 * 2 in the key. */
CercleOfficialVerdict cercle_official_check_finess (const char *number);
CercleOfficialVerdict cercle_official_check_siren (const char *number);
/* Fourteen digits. La Poste's (356000000) but the head office's have their own rule. */
CercleOfficialVerdict cercle_official_check_siret (const char *number);

#define CERCLE_DEPARTMENT_SIZE 4
/* Of an INSEE code of a commune: "14366" is in "14", "2A004" in "2A", "97105" in "971". Also of
 * what FINESS writes: "9A105" is in "971". FALSE: that is no code of a commune. */
gboolean cercle_official_department (const char *insee, char department[CERCLE_DEPARTMENT_SIZE]);
/* (transfer full) (nullable): the INSEE code of a commune as FINESS tells it: département ("14",
 * "9A") and the three signs of the commune. */
char *cercle_official_commune (const char *department, const char *commune);
