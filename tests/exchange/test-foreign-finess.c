/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is each trap of the national extract passed, and is what is no extract refused in words? */
#include <string.h>

#include "foreign.h"

static const char *const calvados[] = { "14", NULL };
static const char *const islands[] = { "971", "974", NULL };
static const char *const paris[] = { "75", NULL };
static const char *const every_category[] = { NULL };
static const char *const homes[] = { "500", NULL };

/* Two addresses, the second of which counts; two telephones in one field; padding; the pair of
 * degrees in the direction*. */
#define POMMIERS                                                                                   \
  "key=140000019\nsource_on=2026-09-05\nname=IME LES POMMIERS\n"                                   \
  "long_name=INSTITUT MEDICO-EDUCATIF LES POMMIERS\nfamily=esms\ncategory=183\n"                   \
  "category_label=Institut médico-éducatif (IME)\nfiness=140000019\nsiret=77559100100018\n"      \
  "finess_legal=140000415\nlegal_name=ASSOCIATION DES PARENTS DU PAYS D'AUGE\nsiren=775591001\n"   \
  "street=12 RUE DES POMMIERS\nstreet=BP 132\npostcode=14100\ntown=LISIEUX\ncommune=14366\n"       \
  "department=14\nat=49.1467 0.2293\nphone=+33231620000\nphone=+33639984217\n"                     \
  "mail=ime@pommiers.example\nopened_on=1974-09-01\nupdated_on=2026-02-18\n"

/* Closed: told, with its day. */
#define VERGER                                                                                     \
  "key=140000027\nsource_on=2026-09-05\nname=SESSAD LE VERGER\nfamily=esms\ncategory=182\n"        \
  "category_label=Service d’éducation spéciale et de soins à domicile (SESSAD)\n"             \
  "finess=140000027\nfiness_legal=140000415\n"                                                     \
  "legal_name=ASSOCIATION DES PARENTS DU PAYS D'AUGE\nsiren=775591001\npostcode=14100\n"           \
  "town=LISIEUX\ncommune=14366\ndepartment=14\nclosed=yes\nopened_on=1982-03-04\n"                 \
  "closed_on=2019-03-03\nupdated_on=2019-03-04\n"

/* Names in another case and with underscores, the legal entity told after its sites, the degrees in
 * the other pair and swapped in it, the postcode before the town, a day of closing to come, words
 * among the telephones, a private home. */
#define SOURCE                                                                                     \
  "key=140000043\nsource_on=2026-09-05\nname=LVA LA SOURCE\n"                                      \
  "long_name=LIEU DE VIE ET D'ACCUEIL LA SOURCE\nfamily=esms\ncategory=238\n"                      \
  "category_label=Centre d’accueil familial spécialisé\nfiness=140000043\n"                    \
  "finess_legal=140000050\nlegal_name=LA SOURCE\npostcode=14400\ntown=BAYEUX CEDEX\n"              \
  "commune=14047\ndepartment=14\nhidden=yes\nat=49.2764 -0.7039\nphone=+33231920000\n"             \
  "phone=+33231920001\nopened_on=2012-09-01\nclosed_on=2027-08-31\nupdated_on=2026-01-05\n"

/* A code of overseas as FINESS writes it, the degrees swapped, a SIRET whose key is wrong, a
 * telephone that is none. */
#define KARUKERA                                                                                   \
  "key=970100012\nsource_on=2026-09-05\nfaults=6\nname=SAVS KARUKERA\nfamily=esms\ncategory=446\n" \
  "category_label=Service d’accompagnement à la vie sociale (SAVS)\nfiness=970100012\n"         \
  "siret=77559100100014\nfiness_legal=970100228\nlegal_name=ASSOCIATION DES ILES\n"                \
  "siren=775591001\nstreet=3 RUE DES FLAMBOYANTS\npostcode=97100\ntown=BASSE TERRE CEDEX\n"        \
  "commune=97105\ndepartment=971\nat=15.9980 -61.7320\nphone=+590590810000\n"

/* No degrees at all: no position. */
#define SUD                                                                                        \
  "key=970400016\nsource_on=2026-09-05\nfaults=20\nname=SESSAD DU SUD\nfamily=esms\n"              \
  "category=182\n"                                                                                 \
  "category_label=Service d’éducation spéciale et de soins à domicile (SESSAD)\n"             \
  "finess=970400016\nfiness_legal=970100228\nlegal_name=ASSOCIATION DES ILES\npostcode=97400\n"    \
  "town=SAINT DENIS\ncommune=97411\ndepartment=974\nphone=+262262411234\n"

/* An arrondissement is Paris. */
#define MDPH                                                                                       \
  "key=750000028\nsource_on=2026-09-05\nname=MDPH DE PARIS\nfamily=mdph\ncategory=609\n"           \
  "category_label=Maison départementale des personnes handicapées (MDPH)\nfiness=750000028\n"    \
  "finess_legal=750000010\nlegal_name=VILLE DE PARIS\npostcode=75009\ntown=PARIS\n"                \
  "commune=75056\ndepartment=75\nphone=+33153325300\n"

static const struct
{
  const char *name;
  CercleForeignOptions options;
  const char *sheets;
  guint seen, given, elsewhere, other, closed;
} readings[] = {
  { "a département",
    { .departments = calvados },
    POMMIERS "\n" VERGER "\n" SOURCE "\n",
    7,
    3,
    3,
    1,
    1 },
  { "without the closed",
    { .departments = calvados, .without_closed = TRUE },
    POMMIERS "\n" SOURCE "\n",
    7,
    2,
    3,
    2,
    0 },
  { "overseas", { .departments = islands }, KARUKERA "\n" SUD "\n", 7, 2, 5, 0, 0 },
  { "Paris", { .departments = paris }, MDPH "\n", 7, 1, 6, 0, 0 },
  { "all of France",
    { NULL },
    POMMIERS "\n" VERGER "\n" SOURCE "\n" KARUKERA "\n" SUD "\n" MDPH "\n",
    7,
    6,
    0,
    1,
    1 },
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
  sheets = foreign_read_file (CERCLE_FOREIGN_FINESS, "finess.json", &options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sheets, ==, readings[i].sheets);
  g_assert_cmpstr (tally.source_on, ==, "2026-09-05");
  g_assert_cmpuint (tally.seen, ==, readings[i].seen);
  g_assert_cmpuint (tally.given, ==, readings[i].given);
  g_assert_cmpuint (tally.elsewhere, ==, readings[i].elsewhere);
  g_assert_cmpuint (tally.other, ==, readings[i].other);
  g_assert_cmpuint (tally.closed, ==, readings[i].closed);
}

static void
test_categories (void)
{
  CercleForeignOptions options = { .departments = calvados, .categories = homes };
  g_autofree char *some = NULL, *all = NULL;

  some = foreign_read_file (CERCLE_FOREIGN_FINESS, "finess.json", &options, NULL);
  g_assert_nonnull (strstr (some, "name=MAISON DE RETRAITE LES TILLEULS\ncategory=500\n"));
  g_assert_null (strstr (some, "POMMIERS"));
  options.categories = every_category;
  all = foreign_read_file (CERCLE_FOREIGN_FINESS, "finess.json", &options, NULL);
  g_assert_nonnull (strstr (all, "TILLEULS"));
  g_assert_nonnull (strstr (all, "POMMIERS"));
}

/* Packed, in two parts, padded with zeros: the same. */
static void
test_packed (void)
{
  const CercleForeignOptions options = { NULL };
  g_autofree char *path = g_build_filename (CERCLE_FIXTURES, "directory", "finess.json", NULL);
  g_autofree char *text = NULL, *plain = NULL, *packed = NULL;
  g_autoptr (GByteArray) file = g_byte_array_new ();
  gsize n = 0;

  g_assert_true (g_file_get_contents (path, &text, &n, NULL));
  for (guint part = 0; part < 2; part++)
    {
      gsize from = part * (n / 2);
      g_autoptr (GBytes) bytes = foreign_pack (text + from, part == 0 ? n / 2 : n - from);

      g_byte_array_append (file, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
    }
  g_byte_array_append (file, (const guint8 *) "\0\0\0\0", 4);
  packed = foreign_read_bytes (CERCLE_FOREIGN_FINESS, file->data, file->len, &options, NULL);
  plain = foreign_read_bytes (CERCLE_FOREIGN_FINESS, text, n, &options, NULL);
  g_assert_nonnull (plain);
  g_assert_cmpstr (packed, ==, plain);
}

static const struct
{
  const char *name, *text;
  int code;
} refused[] = {
  { "nothing", "", CERCLE_FOREIGN_ERROR_FORM },
  { "not JSON", "finess;etalab;111;2026-05-12\n", CERCLE_FOREIGN_ERROR_FORM },
  { "another document", "{\"results\": []}", CERCLE_FOREIGN_ERROR_FORM },
  { "a list", "[{\"pmej\": []}]", CERCLE_FOREIGN_ERROR_FORM },
  { "cut off", "{\"pmej\": [{\"ege\": [", CERCLE_FOREIGN_ERROR_FORM },
  { "something behind it", "{\"pmej\": []} {}", CERCLE_FOREIGN_ERROR_FORM },
  { "an open name", "{\"pmej", CERCLE_FOREIGN_ERROR_FORM },
  { "a page of the web", "<!doctype html><title>Secret</title>", CERCLE_FOREIGN_ERROR_FORM },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const CercleForeignOptions options = { NULL };
  g_autoptr (GError) error = NULL;
  char *sheets = foreign_read_bytes (CERCLE_FOREIGN_FINESS, refused[i].text,
                                     strlen (refused[i].text), &options, &error);

  g_assert_null (sheets);
  g_assert_error (error, CERCLE_FOREIGN_ERROR, refused[i].code);
  g_assert_null (strstr (error->message, "Secret"));
}

static gboolean
stop (CercleForeignSheet *sheet, gpointer data, GError **error)
{
  cercle_foreign_sheet_free (sheet);
  ++*(guint *) data;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

/* Who takes the sheets may end the reading, and is told his own words. */
static void
test_stopped (void)
{
  const CercleForeignOptions options = { NULL };
  g_autoptr (GInputStream) stream = foreign_open ("finess.json");
  g_autoptr (GError) error = NULL;
  guint given = 0;

  g_assert_false (
      cercle_foreign_read (CERCLE_FOREIGN_FINESS, stream, &options, stop, &given, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (given, ==, 1);
}

static gboolean
cancel (CercleForeignSheet *sheet, gpointer data, GError **error)
{
  cercle_foreign_sheet_free (sheet);
  g_cancellable_cancel (data);
  return TRUE;
}

/* Somebody has enough while the rest is still being read. */
static void
test_cancelled (void)
{
  const CercleForeignOptions options = { .categories = every_category };
  g_autoptr (GString) text =
      g_string_new ("{\"pmej\":[{\"informationsGeneralesPMEJ\":{},\"ege\":[{"
                    "\"informationsGeneralesEGE\":{\"nomEgeCourt\":\"IME\"}}]}],\"gcc\":[");
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  while (text->len < 1024 * 1024)
    g_string_append (text, "0,");
  g_string_append (text, "0]}");
  stream = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  g_assert_false (cercle_foreign_read (CERCLE_FOREIGN_FINESS, stream, &options, cancel, cancellable,
                                       cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_seekable_tell (G_SEEKABLE (stream)), <, text->len / 2);
}

static void
test_departments (void)
{
  static const struct
  {
    const char *territory, *departments;
  } rows[] = {
    { "14", "14" },    { "6AE", "67 68" }, { "69M", "69" }, { "20R", "2A 2B" },
    { "972R", "972" }, { "", "" },         { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) departments = cercle_foreign_departments (rows[i].territory);
      g_autofree char *joined = g_strjoinv (" ", departments);

      g_assert_cmpstr (joined, ==, rows[i].departments);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *name = g_strconcat ("/foreign/finess/", readings[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_reading);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strconcat ("/foreign/finess/refused/", refused[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/foreign/finess/categories", test_categories);
  g_test_add_func ("/foreign/finess/packed", test_packed);
  g_test_add_func ("/foreign/finess/stopped", test_stopped);
  g_test_add_func ("/foreign/finess/cancelled", test_cancelled);
  g_test_add_func ("/foreign/departments", test_departments);
  return g_test_run ();
}
