/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a test take a foreign directory in? */
#include "importing.h"

#include "cercle-session-private.h"
#include "room.h"

void
importing_sign_in (Importing *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;

  fixture->col = cercle_session_new (NULL, fixture->folder);
  cercle_session_set_pace (fixture->col, 60 * 1000, 16 * 1000);
  room_sign_in (fixture->col, community_address (fixture->community), login, PHRASE, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_has_frame_cb, fixture->col);
  ROOM_WAIT (room_is_settled_cb, fixture->col);
}

void
importing_set_up (Importing *fixture, gconstpointer data)
{
  fixture->community = community_new ();
  fixture->folder = room_make ();
  fixture->path = g_build_filename (fixture->folder, "partners.csv", NULL);
  importing_sign_in (fixture, data != NULL ? data : "col");
}

void
importing_tear_down (Importing *fixture, gconstpointer data)
{
  room_finalize (fixture->col);
  community_free (fixture->community);
  room_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
importing_keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

gboolean
importing_is_there_cb (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* (transfer full): what would be done, or NULL with the sentence of error. */
CercleDirectoryImport *
importing_read (Importing *fixture, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) sampled = NULL, read = NULL;
  g_autoptr (CercleDirectorySample) sample = NULL;
  g_autoptr (CercleDirectoryProgress) progress = cercle_directory_progress_new ();
  CercleDirectoryStage stage;
  CercleDirectoryImport *import;

  cercle_session_sample_directory_async (fixture->col, path, NULL, importing_keep_cb, &sampled);
  ROOM_WAIT (importing_is_there_cb, &sampled);
  sample = cercle_session_sample_directory_finish (fixture->col, sampled, error);
  if (sample == NULL)
    return NULL;
  cercle_session_read_directory_async (fixture->col, sample, progress, NULL, importing_keep_cb,
                                       &read);
  ROOM_WAIT (importing_is_there_cb, &read);
  import = cercle_session_read_directory_finish (fixture->col, read, error);
  if (import != NULL)
    {
      g_assert_cmpfloat (cercle_directory_progress_get (progress, &stage), ==, 1);
      g_assert_cmpint (stage, ==, CERCLE_DIRECTORY_COMPARING);
    }
  return import;
}

CercleDirectoryImport *
importing_look_at (Importing *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  CercleDirectoryImport *import = importing_read (fixture, path, &error);

  g_assert_no_error (error);
  return import;
}

/* Rows of a table under HEAD. */
CercleDirectoryImport *
importing_look_at_rows (Importing *fixture, const char *rows)
{
  g_autofree char *text = g_strconcat (IMPORTING_HEAD, rows, NULL);

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  return importing_look_at (fixture, fixture->path);
}

/* Takes import. */
CercleDirectoryOutcome *
importing_write (Importing *fixture, CercleDirectoryImport *import, GError **error)
{
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (CercleDirectoryProgress) progress = cercle_directory_progress_new ();

  cercle_session_write_directory_async (fixture->col, import, progress, NULL, importing_keep_cb,
                                        &written);
  ROOM_WAIT (importing_is_there_cb, &written);
  return cercle_session_write_directory_finish (fixture->col, written, error);
}

void
importing_write_all (Importing *fixture, CercleDirectoryImport *import, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleDirectoryOutcome) outcome = importing_write (fixture, import, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (outcome->trouble, ==, NULL);
  g_assert_cmpuint (outcome->made + outcome->changed + outcome->closed, ==, n);
  g_assert_cmpuint (outcome->left, ==, 0);
}

/* (transfer full): what is said of it. */
char *
importing_undo (Importing *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_session_undo_async (fixture->col, importing_keep_cb, &result);
  ROOM_WAIT (importing_is_there_cb, &result);
  g_assert_null (cercle_session_get_taking_back (fixture->col));
  g_assert_true (cercle_session_undo_finish (fixture->col, result, &error));
  g_assert_no_error (error);
  return g_strdup (cercle_session_undo_said (result));
}

static GPtrArray *
all (Importing *fixture, const CercleKind *kind)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  return room_find (fixture->col, query);
}

guint
importing_count (Importing *fixture, const CercleKind *kind)
{
  g_autoptr (GPtrArray) records = all (fixture, kind);

  return records->len;
}

guint
importing_refused (Importing *fixture)
{
  guint n = 1;

  g_object_get (fixture->col, "refused", &n, NULL);
  if (n > 0)
    {
      GListModel *problems = cercle_session_get_problems (fixture->col);

      for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
        {
          g_autoptr (CercleProblem) problem = g_list_model_get_item (problems, i);

          g_test_message ("%s: %s", cercle_problem_get_of_kind (problem),
                          cercle_problem_get_sentence (problem));
        }
    }
  return n;
}
