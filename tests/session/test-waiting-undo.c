/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a waiting list imported all or none, overtaken by what a person does, given up and taken back,
 * so that nothing of it is left? */
#include <glib/gstdio.h>

#include "cercle-case.h"
#include "lists.h"

/* What was decided or said of somebody is taken back, one after the other. */
static void
test_undo (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL, after = NULL;
  const CercleWaitingOne *one;
  g_autoptr (GError) error = NULL;

  desk_open (desk);
  lists_import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  lists_import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  people = lists_match (desk);
  lists_commit (desk, cercle_session_decide_waiting (
                          desk->session, lists_find (people, "Mathis Quesnel", 2), "ask", NULL));
  one = lists_find (people, "Jean Martin", 1);
  lists_commit (desk, cercle_session_answer_waiting (desk->session, one,
                                                     g_ptr_array_index (one->doubts, 0), TRUE));
  g_assert_true (room_undo (desk->session, &error));
  g_assert_no_error (error);
  g_assert_true (room_undo (desk->session, &error));
  g_assert_no_error (error);
  after = lists_match (desk);
  g_assert_null (cercle_waiting_one_decision (lists_find (after, "Mathis Quesnel", 2)));
  g_assert_cmpuint (lists_find (after, "Jean Martin", 1)->doubts->len, ==, 1);
}

/* Each Ctrl+Z takes back what was done last: a whole file, a decision, the files before; what only
 * a file told is then nowhere, and what was decided before it is as it was. */
static void
test_undo_import (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL, after = NULL, none = NULL;
  g_autoptr (GError) error = NULL;

  desk_open (desk);
  lists_import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  lists_import_fixture (desk, "sessad.csv", "SESSAD du Bocage", "4 0 0 0 1 ");
  people = lists_match (desk);
  lists_commit (desk, cercle_session_decide_waiting (
                          desk->session, lists_find (people, "Mathis Quesnel", 2), "ask", NULL));
  lists_import (desk, lists_read_next (desk));
  lists_assert_in_the_files (desk, "NOUVEAU");
  g_assert_cmpstr (cercle_session_get_undo_label (desk->session), ==, "Waiting list imported");
  lists_take_back (desk);
  lists_wait_gone (desk, "NOUVEAU");
  after = lists_match (desk);
  g_assert_cmpuint (after->len, ==, 8);
  g_assert_cmpstr (cercle_waiting_one_decision (lists_find (after, "Mathis Quesnel", 2)), ==,
                   "ask");
  lists_take_back (desk);
  none = lists_match (desk);
  g_assert_null (cercle_waiting_one_decision (lists_find (none, "Mathis Quesnel", 2)));
  lists_take_back (desk);
  lists_assert_people (desk, 5);
  lists_wait_gone (desk, "Lec\u0153ur");
  lists_take_back (desk);
  lists_assert_people (desk, 0);
  lists_wait_gone (desk, "BIHAN");
  g_assert_false (room_undo (desk->session, &error));
  g_assert_nonnull (error);
}

/* The earlier rows stay for Ctrl+Z, and no longer than the day. */
static void
test_earlier_rows (Desk *desk, gconstpointer data)
{
  const char *next = "Nom;Prénom\nTOUTAUTRE;Zoé\n";
  g_autofree char *path = g_build_filename (desk->folder, "other.csv", NULL);
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read;

  desk_open (desk);
  lists_import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  g_assert_true (g_file_set_contents (path, next, -1, NULL));
  read = lists_read (desk, path, "IME Les Peupliers", &error);
  g_assert_no_error (error);
  lists_import (desk, read);
  lists_assert_people (desk, 6);
  lists_take_back (desk);
  lists_assert_people (desk, 5);
  lists_wait_gone (desk, "TOUTAUTRE");
  desk_reopen (desk);
  lists_assert_people (desk, 5);
}

/* The review is ended: nothing brings a row back, and Ctrl+Z says so. */
static void
test_ended (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL, again = NULL;

  desk_open (desk);
  lists_import_fixture (desk, "ime.csv", "IME Les Peupliers", "5 0 0 0 0 ");
  people = lists_match (desk);
  lists_commit (desk, cercle_session_decide_waiting (
                          desk->session, lists_find (people, "Ana Le Bihan", 1), "ask", NULL));
  lists_forget (desk, TRUE);
  g_assert_false (room_undo (desk->session, &error));
  g_assert_true (g_str_has_prefix (error->message, "The review of waiting lists is ended"));
  g_assert_false (room_undo (desk->session, &again));
  lists_assert_people (desk, 0);
  g_assert_false (lists_in_the_files (desk, "BIHAN"));
}

/* Given up in the middle, too; reading is given up as well. */
static void
test_given_up (Desk *desk, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (desk->database, "-wal", NULL),
                  *path = lists_fixture ("ime.csv");
  g_autoptr (GAsyncResult) result = NULL, unread = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read;
  CercleWaitingMap map = { { 0 } };
  GStatBuf status = { 0 };

  desk_open (desk);
  read = lists_read_many (desk);
  g_stat (journal, &status);
  cercle_session_import_waiting_async (desk->session, read, cancellable, room_keep_cb, &result);
  /* Nothing is put in force while nobody runs the main loop. */
  while (!lists_being_written (desk, "Xyzwaiting", status.st_size))
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  ROOM_WAIT (room_has_cb, &result);
  g_assert_false (cercle_session_import_waiting_finish (desk->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  lists_assert_people (desk, 0);
  g_assert_null (cercle_session_get_undo_label (desk->session));
  lists_wait_gone (desk, "Xyzwaiting");
  cercle_session_read_waiting_async (desk->session, path, "IME", &map, cancellable, room_keep_cb,
                                     &unread);
  ROOM_WAIT (room_has_cb, &unread);
  g_assert_null (cercle_session_read_waiting_finish (desk->session, unread, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What a person does meanwhile does not wait for a long list. */
static void
test_overtaken (Desk *desk, gconstpointer data)
{
  g_autoptr (GAsyncResult) imported = NULL, saved = NULL;
  g_autoptr (CercleRecord) kase = NULL;
  CercleTx *tx = cercle_tx_new ("Case opened");
  g_autoptr (GError) error = NULL;

  desk_open (desk);
  kase = cercle_session_new_record (desk->session, &cercle_case_kind);
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (desk->session));
  cercle_tx_save (tx, kase);
  cercle_session_import_waiting_async (desk->session, lists_read_many (desk), NULL, room_keep_cb,
                                       &imported);
  cercle_session_commit_async (desk->session, tx, room_keep_cb, &saved);
  ROOM_WAIT (room_has_cb, &saved);
  g_assert_null (imported);
  g_assert_true (cercle_session_commit_finish (desk->session, saved, &error));
  ROOM_WAIT (room_has_cb, &imported);
  g_assert_true (cercle_session_import_waiting_finish (desk->session, imported, &error));
  g_assert_no_error (error);
  lists_assert_people (desk, 3000);
}

/* Cut off in the middle, a list is as if it had never been read. */
static void
test_cut_off (Desk *desk, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (desk->database, "-wal", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read;
  GStatBuf status = { 0 };

  desk_open (desk);
  read = lists_read_many (desk);
  g_stat (journal, &status);
  cercle_session_import_waiting_async (desk->session, read, NULL, room_keep_cb, &result);
  while (result == NULL && !lists_being_written (desk, "Xyzwaiting", status.st_size))
    g_main_context_iteration (NULL, FALSE);
  cercle_session_close (desk->session);
  ROOM_WAIT (room_has_cb, &result);
  if (cercle_session_import_waiting_finish (desk->session, result, &error))
    {
      g_test_message ("The import was faster than the cut.");
      return;
    }
  g_clear_object (&result);
  desk_reopen (desk);
  people = lists_match (desk);
  g_assert_cmpuint (people->len, ==, 0);
  ROOM_WAIT (lists_forgotten_cb, desk);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/waiting-undo/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undo", test_undo);
  ADD ("undo-import", test_undo_import);
  ADD ("earlier-rows", test_earlier_rows);
  ADD ("ended", test_ended);
  ADD ("given-up", test_given_up);
  ADD ("overtaken", test_overtaken);
  ADD ("cut-off", test_cut_off);
  return g_test_run ();
}
