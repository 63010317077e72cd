/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the caller to the person, in words and in records? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-tie.h"

/* clang-format off */
static const CercleSampleTie ties[] = {
  { "self", "person", NULL, '?', NULL, NULL, NULL, NULL, 0, TRUE, FALSE },
  { "mother", "carer", "mother", 'f', "sa mère", "mon fils", "ma fille", "ma mère", 29, TRUE, FALSE },
  { "father", "carer", "father", 'm', "son père", "mon fils", "ma fille", "mon père", 31, TRUE, FALSE },
  { "husband", "carer", "spouse", 'm', "son mari", "mon mari", "ma femme", "mon mari", 2, TRUE, FALSE },
  { "wife", "carer", "spouse", 'f', "sa femme", "mon mari", "ma femme", "ma femme", -2, TRUE, FALSE },
  { "brother", "carer", "sibling", 'm', "son frère", "mon frère", "ma sœur", "mon frère", 3, TRUE, FALSE },
  { "sister", "carer", "sibling", 'f', "sa sœur", "mon frère", "ma sœur", "ma sœur", 3, TRUE, FALSE },
  { "son", "carer", "child", 'm', "son fils", "mon père", "ma mère", "mon fils", -30, TRUE, FALSE },
  { "daughter", "carer", "child", 'f', "sa fille", "mon père", "ma mère", "ma fille", -30, TRUE, FALSE },
  { "grandmother", "carer", "grandparent", 'f', "sa grand-mère", "mon petit-fils", "ma petite-fille", "ma grand-mère", 58, FALSE, FALSE },
  { "fosterer", "foster_family", "foster", 'f', "son assistante familiale", NULL, NULL, "ma famille d’accueil", 40, FALSE, FALSE },
  { "guardian", "other", "guardian", 'f', "sa curatrice", NULL, NULL, "ma curatrice", 0, FALSE, TRUE },
  { "neighbour", "other", "neighbour", 'f', "sa voisine", "mon voisin", "ma voisine", "ma voisine", 0, FALSE, FALSE },
  { "educator", "esms", "professional", 'f', "son éducatrice", NULL, NULL, "mon éducatrice", 0, FALSE, TRUE },
  { "esms_head", "esms", "professional", 'f', "la cheffe de service", NULL, NULL, "la directrice", 0, FALSE, TRUE },
  { "nurse", "care", "professional", 'f', "l’infirmière", NULL, NULL, "l’infirmière", 0, FALSE, TRUE },
  { "doctor", "care", "professional", 'm', "son médecin", NULL, NULL, "mon médecin", 0, FALSE, TRUE },
  { "school", "school", "professional", 'f', "la directrice de l’école", NULL, NULL, "la maîtresse", 0, FALSE, TRUE },
  { "town", "town_hall", "professional", 'f', "la secrétaire de mairie", NULL, NULL, "la mairie", 0, FALSE, TRUE },
  { "ase", "ase", "professional", 'f', "sa référente ASE", NULL, NULL, "ma référente", 0, FALSE, TRUE },
};
/* clang-format on */

const CercleSampleTie *
cercle_sample_tie_find (const char *token)
{
  for (guint i = 0; i < G_N_ELEMENTS (ties); i++)
    if (g_strcmp0 (ties[i].token, token) == 0)
      return &ties[i];
  return NULL;
}
