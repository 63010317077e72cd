/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the MDPH's own window show the review and nothing else of the community's work, and does she
 * agree there to its minutes? */
#include "application.h"
#include "case-desk.h"
#include "cercle-application.h"
#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-meeting-desk.h"
#include "cercle-review-case.h"
#include "cercle-review-minutes.h"
#include "cercle-review-page.h"
#include "cercle-review-sitting.h"
#include "cercle-window.h"
#include "room.h"

typedef struct
{
  CaseDesk desk; /* ada's, of the community */
  CercleSession *hers;
  CercleSettings *settings;
  CercleWindow *window; /* of the MDPH */
  char *kase;
} Fixture;

/* A case whose break is near, on a list that is closed. */
static void
close_list (Fixture *fixture)
{
  CercleSession *ada = fixture->desk.session;
  g_autoptr (CercleRecord) kase = NULL;
  g_autofree char *day = cercle_day_to_text (cercle_session_get_today_number (ada) + 2);
  CercleTx *tx = cercle_tx_new ("Break expected");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->kase = case_desk_add (ada, "Mathis", "Quesnel", "Répit", NULL);
  kase = case_desk_case (ada, fixture->kase);
  cercle_record_set_text (kase, CERCLE_CASE_BREAK_ON, day);
  cercle_tx_save (tx, kase);
  room_commit (ada, tx, &error);
  g_assert_no_error (error);
  cercle_session_close_list_async (ada, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  g_assert_true (cercle_session_commit_finish (ada, result, &error));
  ROOM_WAIT (room_is_settled_cb, ada);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  case_desk_begin (&fixture->desk);
  close_list (fixture);
  fixture->hers = case_desk_other (&fixture->desk, "mia");
  fixture->settings = cercle_settings_new ("test-mdph", fixture->desk.folder);
  fixture->window =
      cercle_window_new (application (), fixture->hers, fixture->settings, cercle_actions);
  cercle_window_start (fixture->window, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  case_desk_drop_other (&fixture->desk, fixture->hers);
  g_clear_object (&fixture->settings);
  g_free (fixture->kase);
  case_desk_end (&fixture->desk);
}

static gboolean
shows_list_cb (gpointer window)
{
  g_autofree char *words = tree_words (window);

  return g_strcmp0 (cercle_window_get_page (window), "review") == 0 &&
         strstr (words, "The list is closed.") != NULL;
}

static gboolean
shows_case_cb (gpointer window)
{
  GtkWidget *one = tree_find (window, CERCLE_TYPE_REVIEW_CASE, NULL);

  return one != NULL && gtk_widget_get_mapped (one) && tree_shows (one, "1 / 1");
}

/* The review comes up; no case, no call, no number of the community is offered. */
static void
test_window (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autofree char *words = NULL, *unnamed = NULL;

  g_assert_true (tree_wait (shows_list_cb, window));
  words = tree_words (window);
  g_assert_null (strstr (words, "Quesnel"));
  g_assert_null (strstr (words, "Steering"));
  g_assert_false (tree_shows (window, "Cases"));
  g_assert_false (tree_shows (window, "New Call"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "new-call"));
  g_assert_false (
      g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "open-case"));
  unnamed = tree_unnamed (window);
  g_assert_cmpstr (unnamed, ==, NULL);
  g_signal_emit_by_name (case_desk_list (tree_find (window, CERCLE_TYPE_REVIEW_PAGE, NULL)),
                         "activate", 0);
  g_assert_true (tree_wait (shows_case_cb, window));
  g_assert_true (tree_shows (window, "M. Q."));
  g_assert_true (tree_shows (window, "Répit"));
}

static gboolean
shows_minutes_cb (gpointer window)
{
  g_autofree char *words = tree_words (window);

  return strstr (words, "Agreed for the MDPH: not yet") != NULL;
}

static gboolean
has_agreed_cb (gpointer window)
{
  g_autofree char *words = tree_words (window);

  return strstr (words, "Agreed for the MDPH: Mia") != NULL;
}

static gboolean
ada_knows_cb (gpointer session)
{
  g_autofree char *id =
      cercle_review_id (cercle_session_get_scope (session), cercle_session_get_today (session));
  g_autoptr (CercleRecord) review = cercle_session_get (session, &cercle_review_kind, id);

  return review != NULL && cercle_record_is_set (review, CERCLE_REVIEW_MDPH_AGREED_BY) &&
         !cercle_record_is_set (review, CERCLE_REVIEW_TEAM_AGREED_BY);
}

/* She agrees on her own desk, for her side alone, and the community's desk knows. */
static void
test_minutes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_true (tree_wait (shows_list_cb, window));
  g_assert_true (gtk_widget_activate_action (window, "win.show-page", "s", "review-minutes"));
  g_assert_true (tree_wait (shows_minutes_cb, window));
  g_assert_true (gtk_widget_activate_action (tree_find (window, CERCLE_TYPE_REVIEW_MINUTES, NULL),
                                             "minutes.agree", NULL));
  g_assert_true (tree_wait (has_agreed_cb, window));
  ROOM_WAIT (room_is_settled_cb, fixture->hers);
  cercle_session_sync_now (fixture->desk.session);
  ROOM_WAIT (ada_knows_cb, fixture->desk.session);
}

/* A governance meeting of today that was opened: what was composed is written down. */
static void
open_meeting (Fixture *fixture)
{
  CercleSession *ada = fixture->desk.session;
  g_autoptr (CercleRecord) meeting = cercle_session_new_record (ada, &cercle_meeting_kind);
  CercleTx *tx = cercle_tx_new ("Meeting planned");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (meeting, CERCLE_MEETING_SORT, "governance");
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON, cercle_session_get_today (ada));
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT, 14 * 60);
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH, 60);
  cercle_tx_save (tx, meeting);
  room_commit (ada, tx, &error);
  g_assert_no_error (error);
  cercle_session_open_meeting_async (ada, meeting, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  g_assert_true (cercle_session_commit_finish (ada, result, &error));
  ROOM_WAIT (room_is_settled_cb, ada);
}

static gboolean
shows_agenda_cb (gpointer window)
{
  g_autofree char *words = tree_words (window);

  return g_strcmp0 (cercle_window_get_page (window), "meetings") == 0 &&
         strstr (words, "Minutes are a draft") != NULL && strstr (words, "Why here: ") != NULL;
}

static gboolean
offers_cb (GtkWidget *widget, gpointer data)
{
  const char *const offered[] = { "meetings.hold", "meetings.add", "meetings.edit-item" };
  const char *action = GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
                           ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget))
                           : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    if (g_strcmp0 (action, offered[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The MDPH is of the governance: she reads what stands on the agenda, which names nobody, and
 * nothing is offered that she may not do. */
static void
test_meetings (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  g_autofree char *words = NULL, *unnamed = NULL;

  g_assert_true (tree_wait (shows_list_cb, window));
  open_meeting (fixture);
  cercle_session_sync_now (fixture->hers);
  g_assert_true (gtk_widget_activate_action (window, "win.show-page", "s", "meetings"));
  g_assert_true (tree_wait (shows_agenda_cb, window));
  words = tree_words (window);
  g_assert_null (strstr (words, "Quesnel"));
  g_assert_false (tree_walk (window, offers_cb, NULL));
  unnamed = tree_unnamed (window);
  g_assert_cmpstr (unnamed, ==, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/mdph/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("window", test_window);
  ADD ("minutes", test_minutes);
  ADD ("meetings", test_meetings);
  return g_test_run ();
}
