/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheets are proposed as one partner, and which never? */
#include "cercle-partner-alike.h"

#define IME                                                                                        \
  {                                                                                                \
    "IME Les Hautes Haies", "140000019", "11122233300017", "+33231000001", "ime@example.org",      \
        "14366"                                                                                    \
  }

static void
test_table (void)
{
  static const struct
  {
    CerclePartnerTraits one, other;
    gboolean same, doubtful;
  } lines[] = {
    { IME, IME, TRUE, TRUE },
    /* Another name, the same number of the State. */
    { IME, { "Institut", "140000019", NULL, NULL, NULL, "14118" }, TRUE, TRUE },
    /* Two sites of one body: one telephone, one SIRET, two FINESS numbers. */
    { IME,
      { "SESSAD Les Hautes Haies", "140000027", NULL, "+33231000001", NULL, "14366" },
      FALSE,
      FALSE },
    /* Words in another order, in the same commune. */
    { { "Les Hautes Haies, IME", NULL, NULL, NULL, NULL, "14366" }, IME, FALSE, TRUE },
    { { "Les Hautes Haies, IME", NULL, NULL, NULL, NULL, "14118" }, IME, FALSE, FALSE },
    { { "Hautes Haies", NULL, NULL, "+33231000001", NULL, NULL }, IME, FALSE, TRUE },
    { { "Mairie", NULL, NULL, "+33231000001", NULL, "14366" }, IME, FALSE, FALSE },
    { { "Mairie", NULL, "11122233300017", NULL, NULL, NULL }, IME, FALSE, TRUE },
    { { "De la", NULL, NULL, NULL, NULL, "14366" },
      { "Du", NULL, NULL, NULL, NULL, "14366" },
      FALSE,
      FALSE },
    { { NULL }, { NULL }, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      CerclePartnerAlike alike = cercle_partner_alike (&lines[i].one, &lines[i].other);

      g_test_message ("line %u: weight %d", i, cercle_partner_alike_weight (alike));
      g_assert_cmpint (alike, ==, cercle_partner_alike (&lines[i].other, &lines[i].one));
      g_assert_cmpint (cercle_partner_alike_is_same (alike), ==, lines[i].same);
      g_assert_cmpint (cercle_partner_alike_weight (alike) >= CERCLE_PARTNER_DOUBTFUL, ==,
                       lines[i].doubtful);
    }
}

/* As a coordinator writes it, as a directory does. */
static void
test_letters (void)
{
  static const struct
  {
    const char *one, *other;
    CerclePartnerAlike alike;
  } lines[] = {
    { "MDPH du Calvados", "Maison départementale des personnes handicapées (MDPH) - Calvados",
      CERCLE_PARTNER_ALIKE_NAME },
    { "MDPH du Calvados", "Maison départementale des personnes handicapées du Calvados",
      CERCLE_PARTNER_ALIKE_NAME },
    { "MDPH du Calvados", "Maison départementale des personnes handicapées (MDPH) - Orne", 0 },
    { "Maison départementale des personnes handicapées - Manche",
      "Maison départementale des personnes handicapées - Orne", 0 },
    { "CCAS de Lisieux", "Centre communal d'action sociale - Lisieux", CERCLE_PARTNER_ALIKE_NAME },
    { "CCAS de Lisieux", "Centre communal d’action sociale de Caen", 0 },
    { "CAF du Calvados", "Caisse d’allocations familiales (CAF) du Calvados",
      CERCLE_PARTNER_ALIKE_NAME },
    { "CPAM du Calvados", "Caisse primaire d’assurance maladie (CPAM) du Calvados",
      CERCLE_PARTNER_ALIKE_NAME },
    { "ARS Normandie", "Agence régionale de santé (ARS) - Normandie", CERCLE_PARTNER_ALIKE_NAME },
    { "IME Les Hautes Haies", "Institut médico-éducatif « Les Hautes Haies »",
      CERCLE_PARTNER_ALIKE_NAME },
    { "FAM du Bois", "Foyer d’accueil médicalisé pour adultes handicapés du Bois",
      CERCLE_PARTNER_ALIKE_NAME },
    { "EANM du Bois", "Établissement d’accueil non médicalisé pour personnes handicapées du Bois",
      CERCLE_PARTNER_ALIKE_NAME },
    { "EAM du Bois", "Établissement d’accueil non médicalisé pour personnes handicapées du Bois",
      0 },
    { "ESAT du Pont", "Établissement et service d’aide par le travail du Pont",
      CERCLE_PARTNER_ALIKE_NAME },
    /* Two sorts in one name share a word. */
    { "IME et SAMSAH du Pré",
      "Institut médico-éducatif et service d’accompagnement médico-social du Pré",
      CERCLE_PARTNER_ALIKE_NAME },
    /* Two sites of one body. */
    { "SESSAD Les Hautes Haies", "Institut médico-éducatif Les Hautes Haies", 0 },
    { "IME Les Hautes Haies", "IME et SESSAD Les Hautes Haies", CERCLE_PARTNER_ALIKE_WORDS },
    { "SAVS Horizon", "SAMSAH Horizon", 0 },
    { "Maison des personnes", "MDPH", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const CerclePartnerTraits one = { .name = lines[i].one }, other = { .name = lines[i].other };
      g_autofree char *left = cercle_partner_alike_key (one.name);
      g_autofree char *right = cercle_partner_alike_key (other.name);

      g_test_message ("“%s” and “%s”", one.name, other.name);
      g_assert_cmpint (cercle_partner_alike (&one, &other), ==, lines[i].alike);
      g_assert_cmpint (cercle_partner_alike (&other, &one), ==, lines[i].alike);
      g_assert_cmpint (g_str_equal (left, right), ==, lines[i].alike == CERCLE_PARTNER_ALIKE_NAME);
    }
}

static void
test_words (void)
{
  g_autofree char *one = cercle_partner_alike_key ("Foyer de l’Étang");
  g_autofree char *other = cercle_partner_alike_key ("ÉTANG (foyer)");
  g_autofree char *none = cercle_partner_alike_key (NULL);
  g_auto (GStrv) reasons = cercle_partner_alike_reasons (
      CERCLE_PARTNER_ALIKE_PHONE | CERCLE_PARTNER_ALIKE_COMMUNE | CERCLE_PARTNER_UNLIKE_FINESS);

  g_assert_cmpstr (one, ==, other);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (g_strv_length (reasons), ==, 2);
  g_assert_cmpstr (reasons[0], ==, "the same telephone number");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/partner-alike/table", test_table);
  g_test_add_func ("/model/partner-alike/letters", test_letters);
  g_test_add_func ("/model/partner-alike/words", test_words);
  return g_test_run ();
}
