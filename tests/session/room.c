/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a desk driven without a window? */
#include "room.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-desk-file.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-session-private.h"
#include "patience.h"

#define SIGN_IN_PATIENCE ((guint) patience_limit (50 * 1000))
#define TURNS 5 /* a list asks for its rows, a page for its cards, a card for its names … */

char *
room_make (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("cercle-session-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
room_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        room_remove (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
room_append_files (GString *bytes, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        room_append_files (bytes, path);
      else if (g_file_get_contents (path, &content, &length, NULL))
        g_string_append_len (bytes, content, (gssize) length);
    }
}

static gboolean
too_late_cb (gpointer data)
{
  g_error ("Waited too long for %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Pictures of a window that moves never end. */
static void
drain (void)
{
  for (guint i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

void
room_wait (const char *what, RoomFunc func, gpointer data)
{
  guint timer = g_timeout_add_seconds ((guint) patience_limit (ROOM_PATIENCE_S), too_late_cb,
                                       (gpointer) what);
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (!func (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_source_remove (tick);
}

static gboolean
is_over_cb (gpointer data)
{
  return g_get_monotonic_time () >= *(gint64 *) data;
}

void
room_keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

gboolean
room_has_cb (gpointer data)
{
  return *(gpointer *) data != NULL;
}

gboolean
room_has_frame_cb (gpointer session)
{
  return cercle_session_get_member (session) != NULL &&
         cercle_session_get_community (session) != NULL;
}

gboolean
room_is_quiet_cb (gpointer data)
{
  CercleSession *session = data;

  return session->waiting == 0 && !session->exchanging && !session->refreshing;
}

gboolean
room_is_online_cb (gpointer session)
{
  gboolean online = FALSE;

  g_object_get (session, "online", &online, NULL);
  return online && cercle_session_get_member (session) != NULL;
}

gboolean
room_is_settled_cb (gpointer session)
{
  guint waiting = 1;

  g_object_get (session, "waiting", &waiting, NULL);
  return room_is_online_cb (session) && waiting == 0;
}

typedef struct
{
  CercleSession *session;
  guint begun; /* exchanges, when it was asked */
} Asked;

static void
ask_exchange (Asked *asked)
{
  asked->begun = asked->session->exchanges;
  cercle_session_sync_now (asked->session);
}

/* One that failed, or left something, is asked for again. */
static gboolean
has_exchanged_cb (gpointer data)
{
  Asked *asked = data;
  CercleSession *session = asked->session;

  if (session->exchanges == asked->begun || session->exchanging || session->refreshing)
    return FALSE;
  if (session->online && session->waiting == 0)
    return TRUE;
  ask_exchange (asked);
  return FALSE;
}

void
room_exchange (CercleSession *session)
{
  Asked asked = { session };

  drain ();
  ask_exchange (&asked);
  room_wait ("an exchange", has_exchanged_cb, &asked);
}

static gboolean
nothing_job (CercleStore *store, gpointer data, GError **error)
{
  return TRUE;
}

void
room_catch_up (CercleSession *session)
{
  for (guint i = 0; i < TURNS && session->store_thread != NULL; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      GTask *task = g_task_new (NULL, NULL, room_keep_cb, &result);

      cercle_store_thread_push (session->store_thread, CERCLE_TURN_SYNC, nothing_job, task);
      room_wait ("the file", room_has_cb, &result);
      g_task_propagate_boolean (G_TASK (result), NULL);
      drain ();
    }
}

void
room_run (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + (gint64) patience_pause (milliseconds) * 1000;

  ROOM_WAIT (is_over_cb, &until);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
has_result_cb (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

gboolean
room_sign_in (CercleSession *session, const char *address, const char *login, const char *password,
              GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  /* A desk gives up after 16 s; a test that does not ask for less has more patience. */
  if (session->limit >= 16 * 1000)
    session->limit = SIGN_IN_PATIENCE;
  cercle_session_sign_in_async (session, address, login, password, NULL, keep_result_cb, &result);
  room_wait ("sign-in", has_result_cb, &result);
  return cercle_session_sign_in_finish (session, result, error);
}

gboolean
room_commit (CercleSession *session, CercleTx *tx, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_commit_async (session, tx, keep_result_cb, &result);
  room_wait ("commit", has_result_cb, &result);
  return cercle_session_commit_finish (session, result, error);
}

gboolean
room_undo (CercleSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_undo_async (session, keep_result_cb, &result);
  room_wait ("undo", has_result_cb, &result);
  return cercle_session_undo_finish (session, result, error);
}

gboolean
room_finish (CercleSession *session, GAsyncResult **result, GError **error)
{
  gboolean done;

  ROOM_WAIT (room_has_cb, result);
  done = cercle_session_commit_finish (session, *result, error);
  g_clear_object (result);
  return done;
}

gboolean
room_write_paper (CercleSession *session, CerclePaper *paper, CerclePaperForm form,
                  const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_write_paper_async (session, paper, form, path, keep_result_cb, &result);
  room_wait ("the paper", has_result_cb, &result);
  return cercle_session_write_paper_finish (session, result, error);
}

gboolean
room_resolve (CercleSession *session, CercleRecord *conflict, const char *choice, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_resolve_async (session, conflict, choice, keep_result_cb, &result);
  room_wait ("resolve", has_result_cb, &result);
  return cercle_session_commit_finish (session, result, error);
}

char *
room_read_pdf (const char *path)
{
  const char *const argv[] = { "pdftotext", "-raw", path, "-", NULL };
  g_autoptr (GRegex) spaces = g_regex_new ("\\s+", 0, 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &words, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return g_regex_replace_literal (spaces, words, -1, 0, " ", 0, NULL);
}

void
room_expect (gboolean french, const char *words, const char *const (*told)[2], guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *one = french && told[i][1] != NULL ? told[i][1] : told[i][0];

      if (strstr (words, one) == NULL)
        g_test_message ("no “%s” in: %s", one, words);
      g_assert_nonnull (strstr (words, one));
    }
}

GPtrArray *
room_find (CercleSession *session, CercleQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  cercle_session_find_async (session, query, NULL, keep_result_cb, &result);
  room_wait ("find", has_result_cb, &result);
  records = cercle_session_find_finish (session, result, &error);
  g_assert_no_error (error);
  return records;
}

GPtrArray *
room_await (CercleSession *session, CercleQuery *query, guint n)
{
  gint64 end = g_get_monotonic_time () + patience_limit (ROOM_PATIENCE_S * G_USEC_PER_SEC);

  for (;;)
    {
      GPtrArray *found = room_find (session, query);

      if (found->len >= n)
        return found;
      if (g_get_monotonic_time () > end)
        g_error ("there are %u records, %u were awaited", found->len, n);
      g_ptr_array_unref (found);
      cercle_session_sync_now (session);
      room_run (50);
    }
}

CercleRecord *
room_add_case (CercleSession *session, const char *last_name, const char *need, GError **error)
{
  g_autoptr (CercleRecord) person = cercle_session_new_record (session, &cercle_person_kind);
  g_autoptr (CercleRecord) kase = cercle_session_new_record (session, &cercle_case_kind);
  CercleTx *tx = cercle_tx_new ("Case opened");

  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, last_name);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (session));
  cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  if (!room_commit (session, tx, error))
    return NULL;
  return g_steal_pointer (&kase);
}

gboolean
room_has_problem (CercleSession *session, const char *text)
{
  GListModel *problems = cercle_session_get_problems (session);

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (CercleProblem) problem = g_list_model_get_item (problems, i);
      if (strstr (cercle_problem_get_sentence (problem), text) != NULL)
        return TRUE;
    }
  return FALSE;
}

char *
room_make_desk (const char *folder, const char *address, const char *login, const char *password,
                CercleStore **store)
{
  g_autofree char *desk_folder = cercle_desk_folder (NULL, folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleDesk) desk = cercle_desk_load (desk_folder, address, login, &error);
  g_autoptr (GBytes) key = NULL;
  g_autoptr (CercleStore) opened = NULL;
  g_autofree char *database = NULL;

  g_assert_no_error (error);
  desk->member = g_strdup (ROOM_MEMBER);
  desk->community = g_strdup (ROOM_COMMUNITY);
  desk->territory = g_strdup ("14");
  desk->role = g_strdup ("coordinator");
  key = cercle_desk_make_key (desk, password, &error);
  g_assert_no_error (error);
  g_assert_true (cercle_desk_save (desk, &error));
  database = cercle_desk_database (desk);
  opened = cercle_store_open (database, CERCLE_STORE_DESK, key, &error);
  g_assert_no_error (error);
  if (store != NULL)
    *store = g_steal_pointer (&opened);
  return g_steal_pointer (&database);
}

static gboolean
is_last_cb (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

void
room_finalize (CercleSession *session)
{
  cercle_session_close (session);
  room_drop (session);
}

void
room_drop (gpointer object)
{
  ROOM_WAIT (is_last_cb, object);
  g_assert_finalize_object (G_OBJECT (object));
}
