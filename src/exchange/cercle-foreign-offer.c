/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a category of the national directories do, and for whom? Ages are the widest that the
 * category allows: children and young adults up to 20 (CASF L312-1 I 2°), 0 to 6 in a CAMSP
 * (CSP L2132-4), adults from 18. What is narrower is for the partner to say. */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign-offer.h"

#include <string.h>

#define YOUNG "child teenager young_adult", NULL, 0, 20
#define YOUNG_WITH(handicaps) "child teenager young_adult", handicaps, 0, 20
#define GROWN "adult young_adult", NULL, 18, -1
#define GROWN_WITH(handicaps) "adult young_adult", handicaps, 18, -1
#define ANYBODY NULL, NULL, -1, -1
#define TO_CARE "care_resume"
#define TO_RESPITE "respite_carers"

/* clang-format off */
static const CercleForeignOffer finess[] = {
  { "124", "mainstream", "care", TO_CARE, ANYBODY },
  { "156", "mainstream", "care psychic", TO_CARE, ANYBODY },
  { "182", "57", "care school", NULL, YOUNG },
  { "183", "48", "place school", NULL, YOUNG },
  { "186", "50", "behaviour place school", NULL, YOUNG_WITH ("psychic") },
  { "188", NULL, "care place school", NULL, YOUNG_WITH ("multiple") },
  { "189", "62", "care psychic", TO_CARE, YOUNG },
  { "190", "61", "care", TO_CARE, "child", NULL, 0, 6 },
  { "192", "49", "place school", NULL, YOUNG_WITH ("motor multiple") },
  { "194", NULL, "place school", NULL, YOUNG_WITH ("blind") },
  { "195", NULL, "place school", NULL, YOUNG_WITH ("deaf") },
  { "196", NULL, "place school", NULL, YOUNG_WITH ("blind deaf deafblind") },
  { "198", NULL, "work", NULL, GROWN },
  { "209", "home_help", "care home_help", NULL, ANYBODY },
  { "236", NULL, "place", "ase_foster", "ase child foster_family teenager young_adult", NULL, 0, 20 },
  { "238", NULL, "place", NULL, YOUNG },
  { "246", "43", "work", NULL, GROWN },
  { "247", NULL, "work", NULL, GROWN },
  { "249", NULL, "work", NULL, GROWN },
  { "252", "41", "place", NULL, GROWN },
  { "253", "41", "place", NULL, GROWN },
  { "255", "40", "care place", NULL, GROWN },
  { "292", "mainstream", "care psychic", TO_CARE, ANYBODY },
  { "340", "mainstream", "rights", NULL, GROWN },
  { "354", "home_help", "care home_help", NULL, ANYBODY },
  { "355", "mainstream", "care", TO_CARE, ANYBODY },
  { "382", "41", "place social_life", NULL, GROWN },
  { "390", "temporary_child", "place respite", TO_RESPITE, YOUNG },
  { "395", "256", "place respite", TO_RESPITE, GROWN },
  { "396", NULL, "place", NULL, YOUNG },
  { "437", "39", "care place", NULL, GROWN },
  { "445", "32", "care rights social_life", NULL, GROWN },
  { "446", "31", "housing rights social_life", NULL, GROWN },
  { "448", "39", "care place", NULL, GROWN },
  { "449", "41", "place social_life", NULL, GROWN },
  { "460", "home_help", "home_help", NULL, ANYBODY },
  { "462", NULL, "place", "ase_degraded", "ase child teenager young_adult", NULL, 0, 20 },
  { "463", "mainstream", "home_help rights", NULL, "ageing carer", NULL, -1, -1 },
  { "464", NULL, "work", NULL, GROWN_WITH ("brain_injury") },
  { "603", "mainstream", "care", TO_CARE, ANYBODY },
  { "604", "255", "care", TO_CARE, ANYBODY },
  { "606", "178", "care", TO_CARE, ANYBODY },
  { "609", NULL, "funding rights", NULL, ANYBODY },
};

static const CercleForeignOffer service_public[] = {
  { "accompagnement_personnes_agees", "38", "respite", "respite_carers", "carer", NULL, -1, -1 },
  { "caf", "mainstream", "funding rights", NULL, ANYBODY },
  { "ccas", "mainstream", "funding rights", NULL, ANYBODY },
  { "cg", "mainstream", "funding rights", NULL, ANYBODY },
  { "cias", "mainstream", "funding rights", NULL, ANYBODY },
  { "clic", "mainstream", "home_help rights", NULL, "ageing carer", NULL, -1, -1 },
  { "maison_handicapees", NULL, "funding rights", NULL, ANYBODY },
  { "mission_locale", "mainstream", "work", NULL, "young_adult", NULL, 16, 25 },
  { "msa", "mainstream", "funding rights", NULL, ANYBODY },
  { "pmi", "mainstream", "care", TO_CARE, "child", NULL, 0, 6 },
};
/* clang-format on */

const CercleForeignOffer *
cercle_foreign_offers (CercleForeignSource source, guint *n)
{
  switch (source)
    {
    case CERCLE_FOREIGN_FINESS:
    case CERCLE_FOREIGN_FINESS_CSV:
      *n = G_N_ELEMENTS (finess);
      return finess;
    case CERCLE_FOREIGN_SERVICE_PUBLIC:
      *n = G_N_ELEMENTS (service_public);
      return service_public;
    default:
      *n = 0;
      return NULL;
    }
}

const CercleForeignOffer *
cercle_foreign_offer_find (CercleForeignSource source, const char *code)
{
  guint n;
  const CercleForeignOffer *list = cercle_foreign_offers (source, &n);

  for (guint i = 0; code != NULL && i < n; i++)
    if (strcmp (list[i].category, code) == 0)
      return &list[i];
  return NULL;
}
