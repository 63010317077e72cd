/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a table that another program wrote read as it is, and is what is wrong with it told? */
#include <glib/gstdio.h>
#include <string.h>

#include "cercle-foreign-table.h"

static char *folder;

/* (transfer full) */
static char *
write_file (const char *bytes, gsize n)
{
  char *path = g_build_filename (folder, "list.csv", NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  return path;
}

static CercleForeignTable *
open_bytes (const char *bytes, gsize n)
{
  g_autofree char *path = write_file (bytes, n);
  g_autoptr (GError) error = NULL;
  CercleForeignTable *table = cercle_foreign_table_open (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (table);
  return table;
}

static char *
describe (CercleForeignTable *table, GError **error)
{
  const CercleForeignRow *row;
  GString *words = g_string_new (NULL);

  while ((row = cercle_foreign_table_next (table, error)) != NULL)
    {
      g_string_append_printf (words, "%u/%d", row->line, row->fault);
      for (guint i = 0; i < row->cells->len; i++)
        {
          g_assert_true (g_utf8_validate (g_ptr_array_index (row->cells, i), -1, NULL));
          g_string_append_printf (words, "[%s]", (char *) g_ptr_array_index (row->cells, i));
        }
      g_string_append_c (words, ' ');
    }
  return g_string_free (words, FALSE);
}

#define BYTES(text) text, sizeof text - 1

static const struct
{
  const char *name, *bytes;
  gsize n;
  const char *encoding;
  char separator;
  const char *rows;
  guint mixed;
} readable[] = {
  { "utf-8", BYTES ("nom;prénom\nQuesnel;Élise\n"), "UTF-8", ';', "2/0[Quesnel][Élise] ", 0 },
  { "utf-8 with its mark", BYTES ("\xef\xbb\xbfnom;prénom\r\nQuesnel;Zoé\r\n"), "UTF-8", ';',
    "2/0[Quesnel][Zoé] ", 0 },
  { "utf-16 le",
    BYTES ("\xff\xfe"
           "n\0,\0p\0\n\0\xc9\0,\0b\0\n\0"),
    "UTF-16", ',', "2/0[É][b] ", 0 },
  { "utf-16 be",
    BYTES ("\xfe\xff"
           "\0n\0,\0p\0\r\0\n\0\xc9\0,\0b"),
    "UTF-16", ',', "2/0[É][b] ", 0 },
  { "utf-16 without its mark", BYTES ("n\0;\0p\0\n\0a\0;\0b\0\n\0"), "UTF-16", ';', "2/0[a][b] ",
    0 },
  { "windows-1252", BYTES ("nom;pr\xe9nom\nL\x92H\xf4te;No\xebl\n"), "Windows-1252", ';',
    "2/0[L’Hôte][Noël] ", 0 },
  { "iso-8859-15", BYTES ("nom;pr\xe9nom\nLec\xbdur;No\xebl\n"), "ISO-8859-15", ';',
    "2/0[Lecœur][Noël] ", 0 },
  { "two encodings in one file", BYTES ("nom;prénom\nA;Zoé\nB;No\xebl\nC;D\n"), "Windows-1252", ';',
    "2/0[A][Zoé] 3/0[B][Noël] 4/0[C][D] ", 1 },
  { "tabs", BYTES ("nom\tville, pays\nA\tCaen, F\n"), "UTF-8", '\t', "2/0[A][Caen, F] ", 0 },
  { "bars", BYTES ("nom|ville\nA|Caen\n"), "UTF-8", '|', "2/0[A][Caen] ", 0 },
  { "commas", BYTES ("nom,ville\n\"A;B\",Caen\n"), "UTF-8", ',', "2/0[A;B][Caen] ", 0 },
  { "one column", BYTES ("nom\nA\n\n  \nB\n"), "UTF-8", ';', "2/0[A] 5/0[B] ", 0 },
  { "quotes", BYTES ("a;b\n\"dit \"\"oui\"\"\";\"x;y\"\n\"deux\r\nlignes\";z\nd;e\n"), "UTF-8", ';',
    "2/0[dit \"oui\"][x;y] 3/0[deux lignes][z] 5/0[d][e] ", 0 },
  { "old newlines", BYTES ("a;b\r1;2\r3;4"), "UTF-8", ';', "2/0[1][2] 3/0[3][4] ", 0 },
  { "formulas stay text", BYTES ("a;b\n=1+1;@SUM(A1)\n+33231;-2\n"), "UTF-8", ';',
    "2/0[=1+1][@SUM(A1)] 3/0[+33231][-2] ", 0 },
  { "a missing cell", BYTES ("a;b;c\n1;2\n1;2;3\n"), "UTF-8", ';', "2/1[1][2][] 3/0[1][2][3] ", 0 },
  { "a cell too many", BYTES ("a;b\n1;2;3\n1;2;;\n"), "UTF-8", ';', "2/2[1][2] 3/0[1][2] ", 0 },
  { "empty columns at the end", BYTES ("a;b;;\n1;2;;\n"), "UTF-8", ';', "2/0[1][2] ", 0 },
  { "text beside quotes", BYTES ("a;b\n\"x\"y;2\n3;4\n"), "UTF-8", ';', "2/3[xy][2] 3/0[3][4] ",
    0 },
  { "rows run together", BYTES ("a;b\n\"x;1\ny\"z;2\n3;4\n"), "UTF-8", ';',
    "2/3[x;1 yz][2] 4/0[3][4] ", 0 },
  { "spaces after quotes", BYTES ("a;b\n\"x\" ;2\n"), "UTF-8", ';', "2/0[x][2] ", 0 },
  { "a quote within a cell", BYTES ("a;b\n12\" x;2\n"), "UTF-8", ';', "2/0[12\" x][2] ", 0 },
  { "a nul", BYTES ("a;b\n1;x\0y\n3;4\n"), NULL, ';', "2/4[1][x�y] 3/0[3][4] ", 0 },
  { "overrides are taken out",
    BYTES ("a;b\n\xe2\x80\xae"
           "abc;\x07x\n"),
    "UTF-8", ';', "2/0[abc][x] ", 0 },
};

static void
test_readable (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (CercleForeignTable) table = open_bytes (readable[i].bytes, readable[i].n);
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = describe (table, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, readable[i].rows);
  if (readable[i].encoding != NULL)
    g_assert_cmpstr (cercle_foreign_table_get_encoding (table), ==, readable[i].encoding);
  g_assert_cmpint (cercle_foreign_table_get_separator (table), ==, readable[i].separator);
  g_assert_cmpuint (cercle_foreign_table_get_mixed (table), ==, readable[i].mixed);
}

static const struct
{
  const char *name, *bytes;
  gsize n;
  int code;
  const char *word; /* of the sentence */
} refused[] = {
  { "empty", BYTES (""), CERCLE_FOREIGN_TABLE_ERROR_EMPTY, "nothing" },
  { "blank", BYTES ("\r\n ;; \n\n"), CERCLE_FOREIGN_TABLE_ERROR_EMPTY, "nothing" },
  { "only the mark", BYTES ("\xef\xbb\xbf"), CERCLE_FOREIGN_TABLE_ERROR_EMPTY, "nothing" },
  { "a workbook", BYTES ("PK\x03\x04rest"), CERCLE_FOREIGN_TABLE_ERROR_WORKBOOK, "CSV" },
  { "an old workbook", BYTES ("\xd0\xcf\x11\xe0rest"), CERCLE_FOREIGN_TABLE_ERROR_WORKBOOK, "CSV" },
  { "open quotes", BYTES ("a;b\n1;2\n\"Secret;3\n4;5\n"), CERCLE_FOREIGN_TABLE_ERROR_QUOTES,
    "line 3" },
  { "open quotes in the names", BYTES ("\"a;b\n1;2\n"), CERCLE_FOREIGN_TABLE_ERROR_QUOTES,
    "line 1" },
};

static void
read_to_the_end (const char *path, GError **error)
{
  g_autoptr (CercleForeignTable) table = cercle_foreign_table_open (path, error);
  g_autofree char *rows = table != NULL ? describe (table, error) : NULL;
}

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *path = write_file (refused[i].bytes, refused[i].n);
  g_autoptr (GError) error = NULL;

  read_to_the_end (path, &error);
  g_assert_error (error, CERCLE_FOREIGN_TABLE_ERROR, refused[i].code);
  g_assert_nonnull (strstr (error->message, refused[i].word));
  g_assert_null (strstr (error->message, "Secret"));
}

/* Ten megabytes without a line break are refused long before they are read. */
static void
test_long_line (void)
{
  g_autoptr (GString) bytes = g_string_new ("a;b\n1;2\n");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10 * 1024 * 1024; i++)
    g_string_append_c (bytes, 'x');
  path = write_file (bytes->str, bytes->len);
  read_to_the_end (path, &error);
  g_assert_error (error, CERCLE_FOREIGN_TABLE_ERROR, CERCLE_FOREIGN_TABLE_ERROR_LARGE);
  g_assert_nonnull (strstr (error->message, "line 3"));
}

static void
test_many_cells (void)
{
  g_autoptr (GString) bytes = g_string_new ("a;b\n");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (bytes, "x;");
  path = write_file (bytes->str, bytes->len);
  read_to_the_end (path, &error);
  g_assert_error (error, CERCLE_FOREIGN_TABLE_ERROR, CERCLE_FOREIGN_TABLE_ERROR_LARGE);
}

static void
test_many_rows (void)
{
  g_autoptr (GString) bytes = g_string_new ("nom;ville\n");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < CERCLE_FOREIGN_TABLE_MOST_ROWS; i++)
    g_string_append_printf (bytes, "Nom%u;Caen\n", i);
  path = write_file (bytes->str, bytes->len);
  {
    g_autoptr (CercleForeignTable) table = cercle_foreign_table_open (path, &error);

    while (cercle_foreign_table_next (table, &error) != NULL)
      n++;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, CERCLE_FOREIGN_TABLE_MOST_ROWS);
  g_string_append (bytes, "Un;de trop\n");
  g_assert_true (g_file_set_contents (path, bytes->str, (gssize) bytes->len, NULL));
  read_to_the_end (path, &error);
  g_assert_error (error, CERCLE_FOREIGN_TABLE_ERROR, CERCLE_FOREIGN_TABLE_ERROR_LARGE);
}

/* Whatever the bytes are, the reader ends, with rows or a sentence. */
static void
test_any_bytes (void)
{
  static const char letters[] = "\";,\t|\r\n\0ab\xe9\xc3\xa9\xff\xfe=";
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      int n = g_rand_int_range (rand, 0, 200);

      for (int i = 0; i < n; i++)
        g_string_append_c (bytes, letters[g_rand_int_range (rand, 0, sizeof letters - 1)]);
      path = write_file (bytes->str, bytes->len);
      read_to_the_end (path, &error);
      if (error != NULL)
        g_assert_true (error->domain == CERCLE_FOREIGN_TABLE_ERROR);
    }
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;

  read_to_the_end (folder, &error);
  g_assert_error (error, CERCLE_FOREIGN_TABLE_ERROR, CERCLE_FOREIGN_TABLE_ERROR_FILE);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("cercle-foreign-XXXXXX", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      g_autofree char *name = g_strconcat ("/foreign-table/read/", readable[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_readable);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strconcat ("/foreign-table/refused/", refused[i].name, NULL);
      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/foreign-table/long-line", test_long_line);
  g_test_add_func ("/foreign-table/many-cells", test_many_cells);
  g_test_add_func ("/foreign-table/many-rows", test_many_rows);
  g_test_add_func ("/foreign-table/any-bytes", test_any_bytes);
  g_test_add_func ("/foreign-table/no-file", test_no_file);
  failed = g_test_run ();
  path = g_build_filename (folder, "list.csv", NULL);
  g_remove (path);
  g_rmdir (folder);
  g_free (folder);
  return failed;
}
