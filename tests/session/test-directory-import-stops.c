/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to an import that is stopped, refused, or that nobody could guess? */
#include <string.h>

#include "cercle-directory.h"
#include "cercle-organisation.h"
#include "cercle-session-private.h"
#include "hostile.h"
#include "importing.h"
#include "room.h"

#define CODE_FULL 13

static char *
many_rows (guint n)
{
  GString *rows = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (rows, "%u;Partenaire %u;02 31 %02u %02u %02u;14100;Lisieux\n", i, i,
                            i / 10000, i / 100 % 100, i % 100);
  return g_string_free (rows, FALSE);
}

static gboolean
is_writing_cb (gpointer data)
{
  CercleDirectoryStage stage;

  return cercle_directory_progress_get (data, &stage) > 0 && stage == CERCLE_DIRECTORY_WRITING;
}

/* Stopped half-way: whole sheets are there, it is said how many, the same file goes on with the
 * rest, and one undo takes back what was written last. */
static void
test_cancelled (Importing *fixture, gconstpointer data)
{
  g_autofree char *rows = many_rows (1500);
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CercleDirectoryProgress) progress = cercle_directory_progress_new ();
  g_autoptr (CercleDirectoryOutcome) outcome = NULL;
  CercleDirectoryImport *import = importing_look_at_rows (fixture, rows);
  guint n = cercle_directory_import_count_writes (import);

  g_assert_cmpuint (n, ==, 1500);
  cercle_session_write_directory_async (fixture->col, import, progress, cancellable,
                                        importing_keep_cb, &written);
  ROOM_WAIT (is_writing_cb, progress);
  g_cancellable_cancel (cancellable);
  ROOM_WAIT (importing_is_there_cb, &written);
  outcome = cercle_session_write_directory_finish (fixture->col, written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcome->made, >, 0);
  g_assert_cmpuint (outcome->made + outcome->left, ==, n);
  g_assert_true (outcome->cancelled || outcome->left == 0);
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, outcome->made);
  import = importing_look_at (fixture, fixture->path);
  g_assert_cmpuint (cercle_directory_import_count_writes (import), ==, outcome->left);
  cercle_directory_import_free (import);
  g_free (importing_undo (fixture));
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 0);
}

static gboolean
is_half_way_cb (gpointer data)
{
  CercleDirectoryProgress *progress = cercle_session_get_taking_back (data);
  CercleDirectoryStage stage = CERCLE_DIRECTORY_READING;
  double share = progress != NULL ? cercle_directory_progress_get (progress, &stage) : 1;

  return progress == NULL || (stage == CERCLE_DIRECTORY_TAKING_BACK && share > 0 && share < 1);
}

/* How far it is can be seen while it is taken back, and the desk goes on meanwhile. */
static void
test_undo_told (Importing *fixture, gconstpointer data)
{
  g_autofree char *rows = many_rows (600);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  importing_write_all (fixture, importing_look_at_rows (fixture, rows), 600);
  cercle_session_undo_import_async (fixture->col, importing_keep_cb, &result);
  ROOM_WAIT (is_half_way_cb, fixture->col);
  g_assert_nonnull (cercle_session_get_taking_back (fixture->col));
  g_assert_null (result);
  ROOM_WAIT (importing_is_there_cb, &result);
  g_assert_true (cercle_session_undo_finish (fixture->col, result, &error));
  g_assert_no_error (error);
  g_assert_null (cercle_session_get_taking_back (fixture->col));
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 0);
}

static gboolean
fail_job (CercleStore *store, gpointer data, GError **error)
{
  cercle_store_fail_at (store, GPOINTER_TO_UINT (data), data != NULL ? CODE_FULL : 0);
  return TRUE;
}

/* Whichever operation meets the full disk: a sentence, and what is told to be written is. */
static void
test_full_disk (Importing *fixture, gconstpointer data)
{
  g_autofree char *rows = many_rows (60);
  guint troubled = 0, whole = 0;

  for (guint at = 5; whole == 0 && at < 100000; at = at * 3 / 2)
    {
      CercleDirectoryImport *import = importing_look_at_rows (fixture, rows);
      g_autoptr (GError) error = NULL;
      g_autoptr (CercleDirectoryOutcome) outcome = NULL;
      guint before = importing_count (fixture, &cercle_organisation_kind);

      g_assert_true (cercle_store_thread_run (fixture->col->store_thread, CERCLE_TURN_SAVE,
                                              fail_job, GUINT_TO_POINTER (at), NULL));
      outcome = importing_write (fixture, import, &error);
      g_assert_true (cercle_store_thread_run (fixture->col->store_thread, CERCLE_TURN_SAVE,
                                              fail_job, NULL, NULL));
      if (outcome == NULL)
        g_assert_true (error->domain == CERCLE_SESSION_ERROR);
      troubled += outcome == NULL || outcome->trouble != NULL;
      whole += outcome != NULL && outcome->trouble == NULL && outcome->left == 0;
      g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==,
                        before + (outcome != NULL ? outcome->made : 0));
    }
  g_assert_cmpuint (troubled, >, 3);
  g_assert_cmpuint (whole, ==, 1);
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 60);
}

/* Who may write sheets and not delete them could not take it back. */
static void
test_right (Importing *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CercleDirectoryImport *import =
      importing_look_at_rows (fixture, "1;IME des Prés;02 31 00 00 01;14100;Lisieux\n");

  g_assert_null (importing_write (fixture, import, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "A directory is imported by the coordinator.");
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 0);
}

static CercleDirectorySample *
sample_of (Importing *fixture)
{
  g_autoptr (GAsyncResult) sampled = NULL;
  CercleDirectorySample *sample;

  cercle_session_sample_directory_async (fixture->col, fixture->path, NULL, importing_keep_cb,
                                         &sampled);
  ROOM_WAIT (importing_is_there_cb, &sampled);
  sample = cercle_session_sample_directory_finish (fixture->col, sampled, NULL);
  g_assert_nonnull (sample);
  return sample;
}

static guint
part_of (const char *label)
{
  for (guint i = 0; i < cercle_directory_sample_n_parts (); i++)
    if (g_str_equal (cercle_directory_sample_part_label (i), label))
      return i;
  g_assert_not_reached ();
}

/* Columns that nobody could guess are asked about once. */
static void
test_columns (Importing *fixture, gconstpointer data)
{
  g_autoptr (CercleDirectorySample) sample = NULL, later = NULL;
  g_autoptr (CercleDirectoryProgress) progress = cercle_directory_progress_new ();
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (CercleDirectoryImport) import = NULL;

  g_assert_true (
      g_file_set_contents (fixture->path, "Truc;Bidule\nIME des Prés;0231000001\n", -1, NULL));
  sample = sample_of (fixture);
  g_assert_nonnull (sample->columns);
  g_assert_nonnull (cercle_directory_sample_problem (sample));
  sample->map[part_of ("Name")] = 0;
  sample->map[part_of ("Telephone")] = 1;
  cercle_session_read_directory_async (fixture->col, sample, progress, NULL, importing_keep_cb,
                                       &read);
  ROOM_WAIT (importing_is_there_cb, &read);
  import = cercle_session_read_directory_finish (fixture->col, read, NULL);
  g_assert_cmpuint (cercle_directory_import_count (import, CERCLE_IMPORT_EFFECT_NEW), ==, 1);
  later = sample_of (fixture);
  g_assert_cmpint (later->map[part_of ("Name")], ==, 0);
  g_assert_cmpint (later->map[part_of ("Telephone")], ==, 1);
}

static void
expect_refusals (Importing *fixture, const HostileFile *files)
{
  for (guint i = 0; files[i].name != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CercleDirectoryImport) import = NULL;
      g_autoptr (GBytes) bytes = files[i].make ();

      g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", files[i].name, g_bytes_get_size (bytes));
      g_assert_true (g_file_set_contents (fixture->path, g_bytes_get_data (bytes, NULL),
                                          (gssize) g_bytes_get_size (bytes), NULL));
      import = importing_read (fixture, fixture->path, &error);
      g_assert_null (import);
      g_assert_nonnull (error);
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_assert_null (strstr (error->message, "partners.csv"));
    }
  g_assert_cmpuint (importing_count (fixture, &cercle_organisation_kind), ==, 0);
  g_assert_cmpuint (importing_count (fixture, &cercle_import_kind), ==, 0);
}

/* A file that is none, cut off, or made to harm: one sentence, and nothing is written. */
static void
test_refused (Importing *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  expect_refusals (fixture, hostile_files);
  g_assert_null (importing_read (fixture, fixture->folder, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_DISK);
}

/* A letter, or words one under the other, is no table to choose columns of; names under their own
 * name are. */
static void
test_one_column (Importing *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleDirectoryImport) names = NULL;

  g_assert_true (
      g_file_set_contents (fixture->path, "Bonjour Madame,\nvoici la liste.\n", -1, NULL));
  g_assert_null (importing_read (fixture, fixture->path, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "This file has one column"));
  g_assert_true (g_file_set_contents (fixture->path, "Nom\nIME des Prés\n", -1, NULL));
  names = importing_look_at (fixture, fixture->path);
  g_assert_cmpuint (cercle_directory_import_count (names, CERCLE_IMPORT_EFFECT_NEW), ==, 1);
}

/* A sentence, and no memory for it. */
static void
test_bombs (Importing *fixture, gconstpointer data)
{
  guint before = 0;

  g_bytes_unref (hostile_bombs[0].make ());
  before = hostile_memory_begin ();
  expect_refusals (fixture, hostile_bombs);
  g_assert_cmpuint (hostile_memory () - before, <, hostile_most_memory);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path, *login;
    void (*run) (Importing *fixture, gconstpointer data);
  } tests[] = {
    { "/import/cancelled", "col", test_cancelled },
    { "/import/full-disk", "col", test_full_disk },
    { "/import/undo-told", "col", test_undo_told },
    { "/import/right", "ada", test_right },
    { "/import/columns", "col", test_columns },
    { "/import/refused", "col", test_refused },
    { "/import/bombs", "col", test_bombs },
    { "/import/one-column", "col", test_one_column },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Importing, tests[i].login, importing_set_up, tests[i].run,
                importing_tear_down);
  return g_test_run ();
}
