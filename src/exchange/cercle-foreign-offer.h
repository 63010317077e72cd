/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be expected of a partner whose category alone is known: the national lists tell no need
 * and no age. Said with its origin, so that nobody takes it for what the partner told. For this
 * room and its tests; pure. */
#pragma once

#include "cercle-foreign-sheet.h"

/* Sets are sorted, as records hold them; NULL: nothing may be concluded. */
typedef struct
{
  const char *category;
  const char *offer;     /* code of list "offer" */
  const char *themes;    /* codes of list "theme" */
  const char *missions;  /* of cercle_sub_missions */
  const char *publics;   /* codes of list "public" */
  const char *handicaps; /* codes of list "handicap": only where the category itself says which */
  int age_from, age_to;  /* years; -1: not said */
} CercleForeignOffer;

/* (nullable): of a category from which nothing may be concluded (an experiment, a centre of
 * resources), of an unknown one, of a source without categories. code may be NULL. */
const CercleForeignOffer *cercle_foreign_offer_find (CercleForeignSource source, const char *code);
/* The table of a source, for those who walk it; n is 0 where there is none. (transfer none) */
const CercleForeignOffer *cercle_foreign_offers (CercleForeignSource source, guint *n);
