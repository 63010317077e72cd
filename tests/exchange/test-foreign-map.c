/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a partner's table read by the names of its columns, or as it was last chosen? */
#include <string.h>

#include "cercle-foreign-map.h"
#include "foreign.h"

static const char table[] =
    "Structure;N° FINESS;Adresse;CP;Ville;Tél.;Portable;E-mail;Site internet;Contact;Prénom;"
    "Fonction;Ligne directe;Mis à jour le\n"
    "IME Les Pommiers;14 000 001 9;12 rue des Pommiers;14100;Lisieux;02 31 62 00 00 / 02 31 62 00 "
    "01;;ime@pommiers.example;www.pommiers.example;Le Moine;Claire;Directrice;06 39 98 42 17;"
    "18/02/2026\n"
    "ESAT de l'Ain;010000017;;1000;BOURG EN BRESSE;474000000;;pas d'adresse;;;;;;hier\n"
    ";140000027;;;;;;;;;;;;\n"
    "\"Trop\" long;;;;;;;;;;;;;\n"
    "=HYPERLINK(\"x\");;;;Ailleurs;;;;;;;;;\n";

#define SHEETS                                                                                     \
  "key=140000019\nline=2\nname=IME Les Pommiers\nfiness=140000019\nstreet=12 rue des Pommiers\n"   \
  "postcode=14100\ntown=Lisieux\ncommune=14366\ndepartment=14\nphone=+33231620000\n"               \
  "phone=+33231620001\nmail=ime@pommiers.example\nurl=https://www.pommiers.example\n"              \
  "updated_on=2026-02-18\ncontact:\nfirst_name=Claire\nlast_name=Le Moine\n"                       \
  "function=Directrice\nphone=+33639984217\n\n"                                                    \
  "key=010000017\nline=3\nfaults=89\nname=ESAT de l'Ain\nfiness=010000017\npostcode=01000\n"       \
  "town=BOURG EN BRESSE\ncommune=01053\ndepartment=01\nphone=+33474000000\n\n"                     \
  "line=6\nfaults=10\nname==HYPERLINK(\"x\")\ntown=Ailleurs\ndepartment=14\n\n"

static void
test_guessed (void)
{
  CercleForeignTally tally;
  const CercleForeignOptions options = { .area = "14", .tally = &tally };
  g_autoptr (GError) error = NULL;
  g_autofree char *sheets =
      foreign_read_bytes (CERCLE_FOREIGN_TABLE, table, sizeof table - 1, &options, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sheets, ==, SHEETS);
  g_assert_cmpuint (tally.seen, ==, 5);
  g_assert_cmpuint (tally.given, ==, 3);
  g_assert_cmpuint (tally.refused, ==, 2);
}

static GPtrArray *
columns_of (const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, ";", -1);
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (columns, g_strdup (parts[i]));
  return columns;
}

static const struct
{
  const char *columns;
  struct
  {
    CercleForeignPart part;
    int column;
  } parts[8];
} guesses[] = {
  { "Nom de l'établissement;COMMUNE;Téléphone",
    { { CERCLE_FOREIGN_PART_NAME, 0 },
      { CERCLE_FOREIGN_PART_TOWN, 1 },
      { CERCLE_FOREIGN_PART_PHONE, 2 },
      { CERCLE_FOREIGN_PART_MAIL, -1 } } },
  { "Raison sociale;Gestionnaire;FINESS ET;FINESS EJ;SIRET;Code INSEE",
    { { CERCLE_FOREIGN_PART_NAME, 0 },
      { CERCLE_FOREIGN_PART_LEGAL_NAME, 1 },
      { CERCLE_FOREIGN_PART_FINESS, 2 },
      { CERCLE_FOREIGN_PART_FINESS_LEGAL, 3 },
      { CERCLE_FOREIGN_PART_SIRET, 4 },
      { CERCLE_FOREIGN_PART_INSEE, 5 } } },
  { "a;b", { { CERCLE_FOREIGN_PART_NAME, -1 } } },
};

static void
test_guesses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_autoptr (GPtrArray) columns = columns_of (guesses[i].columns);
      CercleForeignMap map;

      cercle_foreign_map_guess (&map, columns, NULL, NULL);
      for (guint j = 0; j < 8 && (j == 0 || guesses[i].parts[j].part != 0); j++)
        g_assert_cmpint (map.column[guesses[i].parts[j].part], ==, guesses[i].parts[j].column);
    }
}

/* As it was chosen, also where the columns have moved; what is gone is told. */
static void
test_remembered (void)
{
  g_autoptr (GPtrArray) columns = columns_of ("Intitulé;Lieu;Qui;Nom");
  g_autoptr (GPtrArray) moved = columns_of ("Nom;Qui;Intitulé;Lieu");
  g_autoptr (GPtrArray) less = columns_of ("Nom;Intitulé");
  g_autofree char *remembered = NULL;
  CercleForeignMap map;
  guint lost = 9;

  cercle_foreign_map_guess (&map, columns, NULL, &lost);
  g_assert_cmpint (map.column[CERCLE_FOREIGN_PART_NAME], ==, 3);
  map.column[CERCLE_FOREIGN_PART_NAME] = 0;
  map.column[CERCLE_FOREIGN_PART_TOWN] = 1;
  map.column[CERCLE_FOREIGN_PART_CONTACT_LAST] = 2;
  remembered = cercle_foreign_map_print (&map, columns);
  cercle_foreign_map_guess (&map, moved, remembered, &lost);
  g_assert_cmpuint (lost, ==, 0);
  g_assert_cmpint (map.column[CERCLE_FOREIGN_PART_NAME], ==, 2);
  g_assert_cmpint (map.column[CERCLE_FOREIGN_PART_TOWN], ==, 3);
  g_assert_cmpint (map.column[CERCLE_FOREIGN_PART_CONTACT_LAST], ==, 1);
  cercle_foreign_map_guess (&map, less, remembered, &lost);
  g_assert_cmpuint (lost, ==, 2);
  g_assert_cmpint (map.column[CERCLE_FOREIGN_PART_NAME], ==, 1);
}

static void
test_problem (void)
{
  g_autoptr (GPtrArray) columns = columns_of ("Ville;Téléphone");
  CercleForeignMap map;

  cercle_foreign_map_guess (&map, columns, NULL, NULL);
  g_assert_nonnull (cercle_foreign_map_problem (&map));
  map.column[CERCLE_FOREIGN_PART_NAME] = 0;
  g_assert_null (cercle_foreign_map_problem (&map));
  for (guint i = 0; i < CERCLE_FOREIGN_N_PARTS; i++)
    g_assert_cmpstr (cercle_foreign_part_label (i), !=, "");
}

/* Tokens of sources and their labels, each there and once. */
static void
test_sources (void)
{
  for (guint i = 0; i < CERCLE_FOREIGN_N_SOURCES; i++)
    {
      CercleForeignSource source;

      g_assert_true (cercle_foreign_source_from_token (cercle_foreign_source_token (i), &source));
      g_assert_cmpint (source, ==, i);
      g_assert_cmpstr (cercle_foreign_source_label (i), !=, "");
    }
  {
    CercleForeignSource source = 0;
    g_auto (GStrv) sentences = cercle_foreign_fault_sentences (G_MAXUINT);
    g_auto (GStrv) none = cercle_foreign_fault_sentences (0);

    g_assert_false (cercle_foreign_source_from_token ("xml", &source));
    g_assert_false (cercle_foreign_source_from_token (NULL, &source));
    g_assert_cmpuint (g_strv_length (sentences), ==, 8);
    g_assert_cmpuint (g_strv_length (none), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign/map/guessed", test_guessed);
  g_test_add_func ("/foreign/map/guesses", test_guesses);
  g_test_add_func ("/foreign/map/remembered", test_remembered);
  g_test_add_func ("/foreign/map/problem", test_problem);
  g_test_add_func ("/foreign/sources", test_sources);
  return g_test_run ();
}
