/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is each trap of the old table of FINESS and of the directory of the administration passed? */
#include <string.h>

#include "foreign.h"

static const char *const calvados[] = { "14", NULL };
static const char *const overseas[] = { "971", "974", NULL };
static const char *const ain[] = { "01", NULL };
static const char *const saint_pierre[] = { "975", NULL };
static const char *const town_halls[] = { "mairie", NULL };

static const struct
{
  const char *name;
  CercleForeignSource source;
  const char *file;
  CercleForeignOptions options;
  const char *source_on;
  guint seen, given, elsewhere, other, refused;
  const char *sheets;
} readings[] = {
  /* Two encodings in one file, quotation marks with what they hide, two telephones in a field, a
   * town with CEDEX, a row that is cut off. */
  { "FINESS, a département",
    CERCLE_FOREIGN_FINESS_CSV,
    "finess.csv",
    { .departments = calvados },
    "2026-05-12",
    8,
    3,
    3,
    1,
    1,
    "key=140000019\nsource_on=2026-05-12\nline=2\nname=IME LES POMMIERS\n"
    "long_name=INSTITUT MEDICO-EDUCATIF LES POMMIERS\nfamily=esms\ncategory=183\n"
    "category_label=Institut médico-éducatif (IME)\nfiness=140000019\nsiret=77559100100018\n"
    "finess_legal=140000415\nsiren=775591001\nstreet=12 R DES POMMIERS\nstreet=BP 132\n"
    "postcode=14100\ntown=LISIEUX\ncommune=14366\ndepartment=14\nphone=+33231620000\n"
    "opened_on=1974-09-01\nupdated_on=2026-02-18\n\n"
    "key=140000043\nsource_on=2026-05-12\nline=3\nname=FOYER \"L'ÉTÉ\"; BAYEUX\nfamily=esms\n"
    "category=252\ncategory_label=Foyer d’hébergement pour adultes handicapés\nfiness=140000043\n"
    "finess_legal=140000050\npostcode=14400\ntown=BAYEUX CEDEX\ncommune=14047\ndepartment=14\n"
    "phone=+33231920000\nphone=+33231920001\nopened_on=2012-09-01\nupdated_on=2026-01-05\n\n"
    "key=140000027\nsource_on=2026-05-12\nline=8\nname=SANS MARQUE\" FERMANTE\nfamily=esms\n"
    "category=182\n"
    "category_label=Service d’éducation spéciale et de soins à domicile (SESSAD)\n"
    "finess=140000027\nfiness_legal=140000415\npostcode=14100\ntown=LISIEUX\ncommune=14366\n"
    "department=14\n\n" },
  /* 9A and 9D are 971 and 974. */
  { "FINESS overseas",
    CERCLE_FOREIGN_FINESS_CSV,
    "finess.csv",
    { .departments = overseas },
    "2026-05-12",
    8,
    2,
    5,
    0,
    1,
    "key=970100012\nsource_on=2026-05-12\nline=4\nname=SAVS KARUKERA\nfamily=esms\ncategory=446\n"
    "category_label=Service d’accompagnement à la vie sociale (SAVS)\nfiness=970100012\n"
    "finess_legal=970100228\npostcode=97109\ntown=BASSE TERRE CEDEX\ncommune=97105\n"
    "department=971\nphone=+590590810000\nopened_on=2010-01-01\n\n"
    "key=970400016\nsource_on=2026-05-12\nline=5\nname=SESSAD DU SUD\nfamily=esms\n"
    "category=182\n"
    "category_label=Service d’éducation spéciale et de soins à domicile (SESSAD)\n"
    "finess=970400016\nfiness_legal=970100228\npostcode=97400\ntown=ST DENIS\ncommune=97411\n"
    "department=974\nphone=+262262411234\n\n" },
  /* A spreadsheet ate the zeros before the codes. */
  { "FINESS without its zeros",
    CERCLE_FOREIGN_FINESS_CSV,
    "finess.csv",
    { .departments = ain },
    "2026-05-12",
    8,
    1,
    6,
    0,
    1,
    "key=010000016\nsource_on=2026-05-12\nline=6\nname=ESAT DE L'AIN\nfamily=esms\ncategory=246\n"
    "category_label=Établissement et service d’aide par le travail (ESAT)\nfiness=010000016\n"
    "finess_legal=010000156\npostcode=01000\ntown=BOURG EN BRESSE\ncommune=01053\n"
    "department=01\nphone=+33474000000\n\n" },
  /* Texts of JSON in JSON, the address of letters first, a link that is none, parts that are
   * missing or broken, a commune told by its postcode and name alone, degrees swapped. */
  { "administration, a département",
    CERCLE_FOREIGN_SERVICE_PUBLIC,
    "service-public.json",
    { .departments = calvados },
    "2026-02-18",
    4,
    2,
    1,
    1,
    0,
    "key=00007e4d-264c-43a0-b0b7-7f3b7dd995ab\nsource_on=2026-02-18\n"
    "name=Maison départementale des personnes handicapées (MDPH) - Calvados\nfamily=mdph\n"
    "category=maison_handicapees\n"
    "category_label=Maison départementale des personnes handicapées\n"
    "street=Bâtiment A\nstreet=17 rue du 11-Novembre\npostcode=14000\ntown=Caen\n"
    "commune=14118\ndepartment=14\nat=49.1800 -0.3500\nphone=+33231789874\nphone=+33800100522\n"
    "mail=mdph@calvados.example\nurl=https://www.mdph.example\nhours=lundi au vendredi\n"
    "updated_on=2026-02-18\n"
    "contact:\nfirst_name=Claire\nlast_name=Lemoine\nfunction=Directrice\n\n"
    "key=ccas-14514\nsource_on=2025-12-01\nfaults=4\nname=CCAS - Pont-l'Évêque\n"
    "family=mainstream\ncategory=ccas\ncategory_label=Centre communal d’action sociale\n"
    "street=1 place de Verdun\npostcode=14130\ntown=Pont-l'Evêque\ncommune=14514\n"
    "department=14\nat=49.2800 0.1800\nmail=ccas@pont.example\nmail=accueil@pont.example\n"
    "url=https://www.pont.example\nupdated_on=2025-12-01\n\n" },
  /* Lists instead of texts, two kinds of desk in one of which one is wanted, six digits. */
  { "administration, Saint-Pierre",
    CERCLE_FOREIGN_SERVICE_PUBLIC,
    "service-public.json",
    { .departments = saint_pierre },
    "2026-02-18",
    4,
    1,
    3,
    0,
    0,
    "key=ccas-97502\nsource_on=2021-03-08\nfaults=80\n"
    "name=Centre communal d'action sociale - Saint-Pierre\nfamily=mainstream\ncategory=ccas\n"
    "category_label=Centre communal d’action sociale\nstreet=2 rue de Paris\npostcode=97500\n"
    "town=Saint-Pierre\ncommune=97502\ndepartment=975\nat=46.7800 -56.1700\n"
    "phone=+508411050\nmail=ccas@saint-pierre.example\n"
    "hours=lundi au jeudi 9\u00a0h – 12\u00a0h, 13\u00a0h\u00a030 – 16\u00a0h\u00a030 "
    "(Sur rendez-vous l'après-midi)\u00a0; vendredi 9\u00a0h – 12\u00a0h\n"
    "updated_on=2021-03-08\n\n" },
  { "administration, another kind",
    CERCLE_FOREIGN_SERVICE_PUBLIC,
    "service-public.json",
    { .departments = calvados, .categories = town_halls },
    "2026-02-18",
    4,
    1,
    1,
    2,
    0,
    "key=mairie-14366\nname=Mairie - Lisieux\nfamily=mainstream\ncategory=mairie\n"
    "category_label=Mairie\ncommune=14366\ndepartment=14\n\n" },
};

static void
test_reading (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  CercleForeignTally tally = { 0 };
  CercleForeignOptions options = readings[i].options;
  g_autoptr (GError) error = NULL;
  g_autofree char *sheets = NULL;

  options.tally = &tally;
  sheets = foreign_read_file (readings[i].source, readings[i].file, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sheets, ==, readings[i].sheets);
  g_assert_cmpstr (tally.source_on, ==, readings[i].source_on);
  g_assert_cmpuint (tally.seen, ==, readings[i].seen);
  g_assert_cmpuint (tally.given, ==, readings[i].given);
  g_assert_cmpuint (tally.elsewhere, ==, readings[i].elsewhere);
  g_assert_cmpuint (tally.other, ==, readings[i].other);
  g_assert_cmpuint (tally.refused, ==, readings[i].refused);
}

/* The document of DILA and the answer of its API are the same list in an object. */
static void
test_wrapped (void)
{
  static const char *const wrappings[] = { "{\"service\":%s}",
                                           "{\"total_count\":4,\"results\":%s}" };
  const CercleForeignOptions options = { .departments = calvados };
  g_autofree char *path =
      g_build_filename (CERCLE_FIXTURES, "directory", "service-public.json", NULL);
  g_autofree char *list = NULL, *plain = NULL;

  g_assert_true (g_file_get_contents (path, &list, NULL, NULL));
  plain = foreign_read_bytes (CERCLE_FOREIGN_SERVICE_PUBLIC, list, strlen (list), &options, NULL);
  g_assert_nonnull (strstr (plain, "MDPH"));
  for (guint i = 0; i < G_N_ELEMENTS (wrappings); i++)
    {
      g_auto (GStrv) parts = g_strsplit (wrappings[i], "%s", 2);
      g_autofree char *text = g_strconcat (parts[0], list, parts[1], NULL);
      g_autofree char *sheets =
          foreign_read_bytes (CERCLE_FOREIGN_SERVICE_PUBLIC, text, strlen (text), &options, NULL);

      g_assert_cmpstr (sheets, ==, plain);
    }
}

static const struct
{
  const char *name;
  CercleForeignSource source;
  const char *text;
  int code;
} refused[] = {
  { "an empty table", CERCLE_FOREIGN_FINESS_CSV, "", CERCLE_FOREIGN_ERROR_FORM },
  { "another table", CERCLE_FOREIGN_FINESS_CSV, "nom;ville\nSecret;Caen\n",
    CERCLE_FOREIGN_ERROR_FORM },
  { "the equipment of sites", CERCLE_FOREIGN_FINESS_CSV,
    "finess;etalab;103;2026-05-12\nstructureet;140000019;140000001\n"
    "equipementsocial;140000019;650;Secret;11;Internat;010;Tous;A;12\n",
    CERCLE_FOREIGN_ERROR_FORM },
  { "a workbook", CERCLE_FOREIGN_FINESS_CSV, "PK\x03\x04", CERCLE_FOREIGN_ERROR_FORM },
  { "an open mark", CERCLE_FOREIGN_FINESS_CSV, "finess;etalab;1;2026-05-12\nstructureet;\"Secret\n",
    CERCLE_FOREIGN_ERROR_FORM },
  { "the extract as a table", CERCLE_FOREIGN_FINESS_CSV, "{\"pmej\": []}",
    CERCLE_FOREIGN_ERROR_FORM },
  { "the extract as the administration", CERCLE_FOREIGN_SERVICE_PUBLIC, "{\"pmej\": []}",
    CERCLE_FOREIGN_ERROR_FORM },
  { "an entry that is no JSON", CERCLE_FOREIGN_SERVICE_PUBLIC, "[{\"nom\": \"Secret\"",
    CERCLE_FOREIGN_ERROR_FORM },
  { "a member told twice", CERCLE_FOREIGN_SERVICE_PUBLIC, "[{\"nom\": \"Secret\", \"nom\": \"b\"}]",
    CERCLE_FOREIGN_ERROR_FORM },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const CercleForeignOptions options = { NULL };
  g_autoptr (GError) error = NULL;
  char *sheets = foreign_read_bytes (refused[i].source, refused[i].text, strlen (refused[i].text),
                                     &options, &error);

  g_assert_null (sheets);
  g_assert_error (error, CERCLE_FOREIGN_ERROR, refused[i].code);
  g_assert_null (strstr (error->message, "Secret"));
}

/* A line of the table without an end, and an entry without one. */
static void
test_too_long (void)
{
  static const struct
  {
    CercleForeignSource source;
    const char *head;
  } rows[] = {
    { CERCLE_FOREIGN_FINESS_CSV, "structureet;" },
    { CERCLE_FOREIGN_SERVICE_PUBLIC, "[{\"nom\": [\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const CercleForeignOptions options = { NULL };
      g_autoptr (GString) text = g_string_new (rows[i].head);
      g_autoptr (GError) error = NULL;

      while (text->len < 4 * 1024 * 1024)
        g_string_append (text, i == 0 ? "xxxxxxxx" : "xxxxxxxx\",\"");
      g_assert_null (foreign_read_bytes (rows[i].source, text->str, text->len, &options, &error));
      g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_LARGE);
    }
}

/* Hours are kept in whole ranges, as many as their field holds, and the sheet says so. */
static void
test_long_hours (void)
{
  const CercleForeignOptions options = { .departments = calvados };
  g_autoptr (GString) text =
      g_string_new ("[{\"id\":\"x\",\"nom\":\"CCAS\",\"pivot\":[{\"type_service_local\":\"ccas\"}],"
                    "\"code_insee_commune\":\"14366\",\"plage_ouverture\":[");
  g_autofree char *sheets = NULL, *kept = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text,
                            "%s{\"nom_jour_debut\":\"Lundi\",\"commentaire\":\"semaine %02u\"}",
                            i > 0 ? "," : "", i);
  g_string_append (text, "]}]");
  sheets = foreign_read_bytes (CERCLE_FOREIGN_SERVICE_PUBLIC, text->str, text->len, &options, NULL);
  g_assert_nonnull (strstr (sheets, "faults=40\n"));
  kept = g_strndup (strstr (sheets, "hours="), strcspn (strstr (sheets, "hours="), "\n"));
  g_assert_true (g_str_has_suffix (kept, "; lundi (semaine 13)"));
  g_assert_cmpint (g_utf8_strlen (kept + strlen ("hours="), -1), <=, 300);
}

/* A packed table that is cut off says so, and not that the disk failed. */
static void
test_cut_off (void)
{
  const CercleForeignOptions options = { NULL };
  g_autofree char *path = g_build_filename (CERCLE_FIXTURES, "directory", "finess.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  g_assert_true (g_file_get_contents (path, &text, &n, NULL));
  packed = foreign_pack (text, n);
  g_assert_null (foreign_read_bytes (CERCLE_FOREIGN_FINESS_CSV, g_bytes_get_data (packed, NULL),
                                     g_bytes_get_size (packed) - 20, &options, &error));
  g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_PACKED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *name = g_strconcat ("/foreign/lists/", readings[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_reading);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strconcat ("/foreign/lists/refused/", refused[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/foreign/lists/wrapped", test_wrapped);
  g_test_add_func ("/foreign/lists/too-long", test_too_long);
  g_test_add_func ("/foreign/lists/long-hours", test_long_hours);
  g_test_add_func ("/foreign/lists/cut-off", test_cut_off);
  return g_test_run ();
}
