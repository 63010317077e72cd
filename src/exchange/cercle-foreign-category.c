/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which categories of the national directories does a community work with, and of which family is
 * each? The labels are those of the lists. */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign-category.h"

#include <string.h>

/* clang-format off */
static const CercleForeignCategory finess[] = {
  { "124", "Centre de santé", "health", FALSE, FALSE },
  { "156", "Centre médico-psychologique (CMP)", "health", FALSE, FALSE },
  { "182", "Service d’éducation spéciale et de soins à domicile (SESSAD)", "esms", TRUE, FALSE },
  { "183", "Institut médico-éducatif (IME)", "esms", TRUE, FALSE },
  { "186", "Institut thérapeutique, éducatif et pédagogique (ITEP)", "esms", TRUE, FALSE },
  { "188", "Établissement pour enfants ou adolescents polyhandicapés", "esms", TRUE, FALSE },
  { "189", "Centre médico-psycho-pédagogique (CMPP)", "esms", TRUE, FALSE },
  { "190", "Centre d’action médico-sociale précoce (CAMSP)", "esms", TRUE, FALSE },
  { "192", "Institut d’éducation motrice", "esms", TRUE, FALSE },
  { "194", "Institut pour déficients visuels", "esms", TRUE, FALSE },
  { "195", "Institut pour déficients auditifs", "esms", TRUE, FALSE },
  { "196", "Institut d’éducation sensorielle sourd/aveugle", "esms", TRUE, FALSE },
  { "198", "Établissement et service de préorientation", "esms", TRUE, FALSE },
  { "209", "Service autonomie aide et soins (SAAS)", "mainstream", TRUE, FALSE },
  { "236", "Centre de placement familial socio-éducatif", "ase", FALSE, TRUE },
  { "238", "Centre d’accueil familial spécialisé", "esms", TRUE, TRUE },
  { "246", "Établissement et service d’aide par le travail (ESAT)", "esms", TRUE, FALSE },
  { "247", "Entreprise adaptée", "mainstream", TRUE, FALSE },
  { "249", "Établissement et service de réadaptation professionnelle", "esms", TRUE, FALSE },
  { "252", "Foyer d’hébergement pour adultes handicapés", "esms", TRUE, FALSE },
  { "253", "Foyer d’accueil polyvalent pour adultes handicapés", "esms", TRUE, FALSE },
  { "255", "Maison d’accueil spécialisée (MAS)", "esms", TRUE, FALSE },
  { "292", "Centre hospitalier spécialisé dans les maladies mentales", "health", FALSE, FALSE },
  { "340", "Service mandataire judiciaire à la protection des majeurs", "mainstream", FALSE, FALSE },
  { "354", "Service de soins infirmiers à domicile (SSIAD)", "mainstream", TRUE, FALSE },
  { "355", "Centre hospitalier", "health", FALSE, FALSE },
  { "370", "Établissement expérimental pour personnes handicapées", "esms", TRUE, FALSE },
  { "377", "Établissement expérimental pour l’enfance handicapée", "esms", TRUE, FALSE },
  { "379", "Établissement expérimental pour adultes handicapés", "esms", TRUE, FALSE },
  { "382", "Foyer de vie pour adultes handicapés", "esms", TRUE, FALSE },
  { "390", "Établissement d’accueil temporaire d’enfants handicapés", "esms", TRUE, FALSE },
  { "395", "Établissement d’accueil temporaire pour adultes handicapés", "esms", TRUE, FALSE },
  { "396", "Foyer d’hébergement pour enfants et adolescents handicapés", "esms", TRUE, FALSE },
  { "437", "Foyer d’accueil médicalisé pour adultes handicapés (FAM)", "esms", TRUE, FALSE },
  { "445", "Service d’accompagnement médico-social pour adultes handicapés (SAMSAH)", "esms", TRUE, FALSE },
  { "446", "Service d’accompagnement à la vie sociale (SAVS)", "esms", TRUE, FALSE },
  { "448", "Établissement d’accueil médicalisé pour personnes handicapées (EAM)", "esms", TRUE, FALSE },
  { "449", "Établissement d’accueil non médicalisé pour personnes handicapées (EANM)", "esms", TRUE, FALSE },
  { "460", "Service autonomie aide (SAA)", "mainstream", TRUE, FALSE },
  { "461", "Centre de ressources", "esms", TRUE, FALSE },
  { "462", "Lieu de vie et d’accueil", "ase", FALSE, TRUE },
  { "463", "Centre local d’information et de coordination (CLIC)", "mainstream", FALSE, FALSE },
  { "464", "Unité d’évaluation, de réentraînement et d’orientation sociale et professionnelle", "esms", TRUE, FALSE },
  { "603", "Maison de santé", "health", FALSE, FALSE },
  { "604", "Communauté professionnelle territoriale de santé (CPTS)", "health", FALSE, FALSE },
  { "606", "Dispositif d’appui à la coordination (DAC)", "health", TRUE, FALSE },
  { "609", "Maison départementale des personnes handicapées (MDPH)", "mdph", TRUE, FALSE },
};

static const CercleForeignCategory service_public[] = {
  { "accompagnement_personnes_agees", "Plateforme d’accompagnement et de répit", "mainstream", TRUE, FALSE },
  { "ars", "Agence régionale de santé", "ars", TRUE, FALSE },
  { "ars_antenne", "Délégation départementale de l’agence régionale de santé", "ars", TRUE, FALSE },
  { "caf", "Caisse d’allocations familiales", "mainstream", TRUE, FALSE },
  { "ccas", "Centre communal d’action sociale", "mainstream", TRUE, FALSE },
  { "cg", "Conseil départemental", "cd", TRUE, FALSE },
  { "cias", "Centre intercommunal d’action sociale", "mainstream", TRUE, FALSE },
  { "clic", "Point d’information local dédié aux personnes âgées", "mainstream", TRUE, FALSE },
  { "mairie", "Mairie", "mainstream", FALSE, FALSE },
  { "maison_handicapees", "Maison départementale des personnes handicapées", "mdph", TRUE, FALSE },
  { "mission_locale", "Mission locale", "mainstream", TRUE, FALSE },
  { "msa", "Mutualité sociale agricole", "mainstream", TRUE, FALSE },
  { "pmi", "Protection maternelle et infantile", "mainstream", TRUE, FALSE },
};
/* clang-format on */

const CercleForeignCategory *
cercle_foreign_categories (CercleForeignSource source, guint *n)
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

const CercleForeignCategory *
cercle_foreign_category_find (CercleForeignSource source, const char *code)
{
  guint n;
  const CercleForeignCategory *list = cercle_foreign_categories (source, &n);

  for (guint i = 0; code != NULL && i < n; i++)
    if (strcmp (list[i].code, code) == 0)
      return &list[i];
  return NULL;
}

gboolean
cercle_foreign_category_is_wanted (CercleForeignSource source, const char *code,
                                   const char *const *wanted)
{
  const CercleForeignCategory *category;

  if (wanted != NULL)
    return wanted[0] == NULL || (code != NULL && g_strv_contains (wanted, code));
  category = cercle_foreign_category_find (source, code);
  return category != NULL && category->usual;
}
