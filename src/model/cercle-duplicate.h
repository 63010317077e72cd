/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are two records one person? Weights written down in a table, reasons in words; nothing is ever
 * merged by itself. Pure. */
#pragma once

#include "cercle-record.h"

typedef enum
{
  CERCLE_ALIKE_NAME = 1 << 0,  /* the same names */
  CERCLE_ALIKE_SOUND = 1 << 1, /* names that sound alike */
  CERCLE_ALIKE_BIRTH = 1 << 2,
  CERCLE_ALIKE_BIRTH_YEAR = 1 << 3,
  CERCLE_ALIKE_PHONE = 1 << 4, /* shared by a household: alone it says nothing */
  CERCLE_ALIKE_COMMUNE = 1 << 5,
  CERCLE_ALIKE_MDPH = 1 << 6,   /* the same MDPH number */
  CERCLE_UNLIKE_BIRTH = 1 << 7, /* both known, and different */
} CercleAlike;

CercleAlike cercle_duplicate_compare (CercleRecord *person, CercleRecord *other);
/* Enough to be shown as a possible duplicate. */
gboolean cercle_duplicate_is_likely (CercleAlike alike);
/* To put the likeliest first; means nothing else, never shown. */
int cercle_duplicate_weight (CercleAlike alike);
/* (transfer full): what is alike, in words, NULL-terminated. */
GStrv cercle_duplicate_reasons (CercleAlike alike);
/* (transfer full): how a French name sounds, a key for comparing; "" for NULL. */
char *cercle_duplicate_sound (const char *name);
