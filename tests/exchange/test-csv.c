/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a spreadsheet get what was written, and nobody half a file? */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "cercle-csv.h"
#include "cercle-safe-file.h"

static void
assert_cell (const char *cell, const char *expected)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *line = g_strconcat ("\"", expected, "\"\r\n", NULL);

  cercle_csv_append (lines, &cell, 1);
  g_assert_cmpstr (lines->str, ==, line);
}

static void
test_cells (void)
{
  const char *cells[] = { "a;b", NULL, "Élise, « œuvre »" };
  g_autoptr (GString) lines = g_string_new (NULL);

  cercle_csv_append (lines, cells, 3);
  cercle_csv_append (lines, cells, 1);
  g_assert_cmpstr (lines->str, ==, "\"a;b\";\"\";\"Élise, « œuvre »\"\r\n\"a;b\"\r\n");
  assert_cell ("dit \"oui\"", "dit \"\"oui\"\"");
  assert_cell ("première\nseconde", "première\nseconde");
  assert_cell ("a\tb\rc\x01", "a b c ");
  assert_cell ("12-3=9", "12-3=9");
}

/* What a spreadsheet would run is shown instead, however it is dressed up. */
static void
test_formulas (void)
{
  static const struct
  {
    const char *typed, *written;
  } formulas[] = {
    { "=1+1", "'=1+1" },
    { "+33612345678", "'+33612345678" },
    { "-2", "'-2" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "\t=1", "' =1" },
    { "\r=1", "' =1" },
    { "  =1", "'  =1" },
    { "\u00a0=1", "'\u00a0=1" },
    { "texte\n=cmd|' /C calc'!A0", "texte\n'=cmd|' /C calc'!A0" },
    { "a\n \u00a0-1", "a\n' \u00a0-1" },
    { "\uff1d1", "'\uff1d1" },
    { "a =1", "a =1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    assert_cell (formulas[i].typed, formulas[i].written);
}

typedef struct
{
  char *folder, *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("cercle-exchange-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "liste.csv", NULL);
}

static guint
n_files (Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_unlink (place->path);
  g_assert_cmpuint (n_files (place), ==, 0);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
  g_free (place->path);
}

static char *
read_back (Place *place)
{
  char *content = NULL;

  g_file_get_contents (place->path, &content, NULL, NULL);
  return content;
}

static void
test_whole (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CercleSafeFile *file = cercle_safe_file_new (place->path, &error);
  g_autofree char *content = NULL;
  GStatBuf facts;

  g_assert_no_error (error);
  g_assert_true (cercle_safe_file_write (file, "abc", 3, &error));
  g_assert_null (read_back (place));
  g_assert_true (cercle_safe_file_write (file, "def", 3, &error));
  g_assert_true (cercle_safe_file_keep (file, &error));
  cercle_safe_file_free (file);
  content = read_back (place);
  g_assert_cmpstr (content, ==, "abcdef");
  g_assert_cmpint (g_stat (place->path, &facts), ==, 0);
  g_assert_cmpuint (facts.st_mode & 0777, ==, 0600);
}

/* What was there stays until the new one is whole. */
static void
test_given_up (Place *place, gconstpointer data)
{
  CercleSafeFile *file = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (place->path, "before", -1, NULL));
  file = cercle_safe_file_new (place->path, NULL);
  g_assert_true (cercle_safe_file_write (file, "half", 4, NULL));
  cercle_safe_file_free (file);
  content = read_back (place);
  g_assert_cmpstr (content, ==, "before");
  g_assert_cmpuint (n_files (place), ==, 1);
}

/* A disk that takes no more: a sentence, and nothing left of the new file. */
static void
test_full (Place *place, gconstpointer data)
{
  struct rlimit before, little = { 100 * 1024, 0 };
  g_autofree char *much = g_strnfill (64 * 1024, 'x');
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  CercleSafeFile *file = NULL;
  gboolean written = TRUE;

  g_assert_true (g_file_set_contents (place->path, "before", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  file = cercle_safe_file_new (place->path, NULL);
  for (guint i = 0; i < 4 && written; i++)
    written = cercle_safe_file_write (file, much, 64 * 1024, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (written);
  g_assert_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (EFBIG));
  g_assert_cmpstr (error->message, ==, "The disk is full: nothing was saved.");
  cercle_safe_file_free (file);
  content = read_back (place);
  g_assert_cmpstr (content, ==, "before");
  g_assert_cmpuint (n_files (place), ==, 1);
}

static void
test_nowhere (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "gone", "liste.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (cercle_safe_file_new (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==,
                   "This folder does not exist any more: choose another one.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/csv/cells", test_cells);
  g_test_add_func ("/exchange/csv/formulas", test_formulas);
#define ADD(name, function) g_test_add (name, Place, NULL, set_up, function, tear_down)
  ADD ("/exchange/file/whole", test_whole);
  ADD ("/exchange/file/given-up", test_given_up);
  ADD ("/exchange/file/full", test_full);
  ADD ("/exchange/file/nowhere", test_nowhere);
  return g_test_run ();
}
