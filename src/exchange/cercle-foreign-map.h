/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a partner's table tells what: guessed by the names of the columns, remembered as
 * it was last chosen. Pure. */
#pragma once

#include "cercle-foreign.h"

typedef enum
{
  CERCLE_FOREIGN_PART_NAME,
  CERCLE_FOREIGN_PART_LONG_NAME,
  CERCLE_FOREIGN_PART_KEY, /* what finds the row again; without it the FINESS or the SIRET does */
  CERCLE_FOREIGN_PART_CATEGORY,
  CERCLE_FOREIGN_PART_FINESS,
  CERCLE_FOREIGN_PART_FINESS_LEGAL,
  CERCLE_FOREIGN_PART_LEGAL_NAME,
  CERCLE_FOREIGN_PART_SIRET,
  CERCLE_FOREIGN_PART_STREET,
  CERCLE_FOREIGN_PART_STREET_MORE,
  CERCLE_FOREIGN_PART_POSTCODE,
  CERCLE_FOREIGN_PART_TOWN,
  CERCLE_FOREIGN_PART_INSEE,
  CERCLE_FOREIGN_PART_PHONE, /* one or several numbers */
  CERCLE_FOREIGN_PART_PHONE_MORE,
  CERCLE_FOREIGN_PART_MAIL,
  CERCLE_FOREIGN_PART_URL,
  CERCLE_FOREIGN_PART_CONTACT_FIRST,
  CERCLE_FOREIGN_PART_CONTACT_LAST, /* or both names in one */
  CERCLE_FOREIGN_PART_CONTACT_FUNCTION,
  CERCLE_FOREIGN_PART_CONTACT_PHONE,
  CERCLE_FOREIGN_PART_CONTACT_MAIL,
  CERCLE_FOREIGN_PART_OPENED,
  CERCLE_FOREIGN_PART_CLOSED,
  CERCLE_FOREIGN_PART_UPDATED,
  CERCLE_FOREIGN_N_PARTS
} CercleForeignPart;
/* Translated. (transfer none) */
const char *cercle_foreign_part_label (CercleForeignPart part);

struct _CercleForeignMap
{
  int column[CERCLE_FOREIGN_N_PARTS]; /* -1: none */
};

/* As cercle_waiting_map_guess() has them. */
void cercle_foreign_map_guess (CercleForeignMap *self, GPtrArray *columns, const char *remembered,
                               guint *lost);
/* (transfer full): by the names of the columns. */
char *cercle_foreign_map_print (const CercleForeignMap *self, GPtrArray *columns);
/* NULL when a table can be read so, else one translated sentence. */
const char *cercle_foreign_map_problem (const CercleForeignMap *self);
