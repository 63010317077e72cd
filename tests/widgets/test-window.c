/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the window show what is true, with a real session and a real server behind it? */
#include <glib/gstdio.h>

#include "application.h"
#include "cercle-action-list.h"
#include "cercle-application.h"
#include "cercle-case-part.h"
#include "cercle-case.h"
#include "cercle-counts.h"
#include "cercle-event.h"
#include "cercle-compact-list.h"
#include "cercle-fold.h"
#include "cercle-holder-list.h"
#include "cercle-instant.h"
#include "cercle-page.h"
#include "cercle-pages.h"
#include "cercle-person.h"
#include "cercle-sync-state.h"
#include "cercle-window.h"
#include "community.h"
#include "room.h"
#include "widget-tree.h"

#define NOON G_GINT64_CONSTANT (1592906400000) /* 23 June 2020, 12:00 in Paris */

#define NOTHING "Every call promised for today has been made."

typedef struct
{
  Community *community;
  char *folder;
  GtkApplication *app;
  CercleSession *session;
  CercleSettings *settings;
  CercleWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cercle_instant_freeze (NOON);
  fixture->community = community_new ();
  fixture->folder = g_dir_make_tmp ("cercle-window-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->app = application ();
  fixture->session = cercle_session_new ("test", fixture->folder);
  fixture->settings = cercle_settings_new ("test", fixture->folder);
  fixture->window =
      cercle_window_new (fixture->app, fixture->session, fixture->settings, cercle_actions);
  cercle_window_start (fixture->window, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  room_finalize (fixture->session);
  g_clear_object (&fixture->settings);
  community_free (fixture->community);
  room_remove (fixture->folder);
  g_free (fixture->folder);
  cercle_instant_freeze (0);
}

static GtkWidget *
widget_of (Fixture *fixture)
{
  return GTK_WIDGET (fixture->window);
}

static void
activate (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (widget_of (fixture), action,
                                             target != NULL ? "s" : NULL, target));
}

static gboolean
shows_page_cb (gpointer data)
{
  return cercle_window_get_page (((Fixture *) data)->window) != NULL;
}

static void
type_and_enter (Fixture *fixture, const char *address, const char *login, const char *password)
{
  GtkWidget *window = widget_of (fixture);
  GtkWidget *row = tree_find (window, ADW_TYPE_PREFERENCES_ROW, "Password");
  GtkWidget *text = tree_find (row, GTK_TYPE_TEXT, NULL);

  gtk_editable_set_text (GTK_EDITABLE (tree_find (window, ADW_TYPE_ENTRY_ROW, "Server address")),
                         address);
  gtk_editable_set_text (GTK_EDITABLE (tree_find (window, ADW_TYPE_ENTRY_ROW, "Login")), login);
  gtk_editable_set_text (GTK_EDITABLE (text), password);
  g_signal_emit_by_name (text, "activate");
}

static void
open (Fixture *fixture)
{
  type_and_enter (fixture, community_address (fixture->community), "ada", PHRASE);
  g_assert_true (tree_wait (shows_page_cb, fixture));
}

/* --- Signing in
 * ----------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *window;
  const char *words;
} Words;

static gboolean
shows_cb (gpointer data)
{
  Words *words = data;
  return tree_shows (words->window, words->words);
}

static void
wait_for (Fixture *fixture, const char *words)
{
  Words wanted = { widget_of (fixture), words };

  if (!tree_wait (shows_cb, &wanted))
    {
      g_autofree char *shown = tree_words (widget_of (fixture));
      g_error ("“%s” did not come among: %s", words, shown);
    }
}

static gboolean
has_error_cb (gpointer data)
{
  return gtk_widget_has_css_class (data, "error");
}

static void
test_sign_in (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = widget_of (fixture);
  GtkWidget *row = tree_find (window, ADW_TYPE_PREFERENCES_ROW, "Password");
  GtkWidget *password = tree_find (row, GTK_TYPE_TEXT, NULL);
  GtkWidget *reveal = tree_find (row, GTK_TYPE_TOGGLE_BUTTON, NULL);
  g_autofree char *unnamed = tree_unnamed (window);

  g_assert_cmpstr (unnamed, ==, NULL);
  g_assert_true (tree_shows (window,
                             "The file of this desk is not encrypted: on a shared computer, "
                             "keep your session locked.") != cercle_session_can_encrypt ());
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  /* What is missing is said where it is missing. */
  type_and_enter (fixture, community_address (fixture->community), "", "");
  g_assert_true (tree_shows (window, "Type your login."));
  type_and_enter (fixture, community_address (fixture->community), "ada", "not the phrase");
  g_assert_true (tree_wait (has_error_cb, row));
  /* Its letters are shown when that is wanted, and hidden when the page is. */
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (password)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (reveal), TRUE);
  g_assert_true (gtk_text_get_visibility (GTK_TEXT (password)));
  /* What was typed stays. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "not the phrase");
  g_assert_null (cercle_window_get_page (fixture->window));

  open (fixture);
  g_assert_cmpstr (cercle_window_get_page (fixture->window), ==, "today");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "");
  wait_for (fixture, "Ada Lemoine");
  wait_for (fixture, "Nobody waits for a call-back today");
  g_assert_true (tree_shows (window, "Tuesday 23 June 2020"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));

  activate (fixture, "win.sign-out", NULL);
  g_assert_null (cercle_window_get_page (fixture->window));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "undo"));
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (password)));
  /* The address and the login are remembered, the password is not. */
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (tree_find (window, ADW_TYPE_ENTRY_ROW, "Login"))), ==,
      "ada");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "");
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  GtkWidget *address = tree_find (widget_of (fixture), ADW_TYPE_ENTRY_ROW, "Server address");

  type_and_enter (fixture, "unix:/nonexistent/cercle.sock", "ada", PHRASE);
  g_assert_true (tree_wait (has_error_cb, address));
  g_assert_null (cercle_window_get_page (fixture->window));
}

/* --- Numbers and lists
 * ---------------------------------------------------------------------------- */

typedef struct
{
  gboolean answered;
} Answer;

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);
  g_assert_no_error (error);
  ((Answer *) data)->answered = TRUE;
}

static gboolean
answered_cb (gpointer data)
{
  return ((Answer *) data)->answered;
}

/* A person with a case and one thing to do. */
static void
add_case (Fixture *fixture, const char *name, const char *sort, const char *due, int minute)
{
  CercleSession *session = fixture->session;
  g_autoptr (CercleRecord) person = cercle_session_new_record (session, &cercle_person_kind);
  g_autoptr (CercleRecord) kase = cercle_session_new_record (session, &cercle_case_kind);
  g_autoptr (CercleRecord) action = cercle_session_new_record (session, &cercle_action_kind);
  CercleTx *tx = cercle_tx_new ("Test");
  Answer answer = { FALSE };

  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, name);
  cercle_record_set_text (person, CERCLE_PERSON_PHONE, "+33639984217");
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-20");
  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, sort);
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due);
  if (minute >= 0)
    cercle_record_set_integer (action, CERCLE_ACTION_DUE_AT, minute);
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  cercle_tx_save (tx, action);
  cercle_session_commit_async (session, tx, committed_cb, &answer);
  g_assert_true (tree_wait (answered_cb, &answer));
}

typedef struct
{
  Fixture *fixture;
  const char *id;
  gint64 number;
} Number;

static gboolean
number_cb (gpointer data)
{
  Number *wanted = data;
  return cercle_counts_get (cercle_counts_of (wanted->fixture->session), wanted->id) ==
         wanted->number;
}

static void
wait_number (Fixture *fixture, const char *id, gint64 number)
{
  Number wanted = { fixture, id, number };

  if (!tree_wait (number_cb, &wanted))
    g_error ("%s is %d and not %d", id,
             (int) cercle_counts_get (cercle_counts_of (fixture->session), id), (int) number);
}

static GtkWidget *
list_named (Fixture *fixture, const char *title)
{
  GtkWidget *first = tree_find (widget_of (fixture), CERCLE_TYPE_ACTION_LIST, NULL);

  for (GtkWidget *list = first; list != NULL; list = gtk_widget_get_next_sibling (list))
    if (tree_shows (list, title))
      return list;
  g_error ("no list is called “%s”", title);
}

static gboolean
list_has_cb (gpointer data)
{
  Number *wanted = data;
  GtkWidget *list = list_named (wanted->fixture, wanted->id);
  return cercle_action_list_get_n_items (CERCLE_ACTION_LIST (list)) == wanted->number;
}

static void
wait_list (Fixture *fixture, const char *title, guint number)
{
  Number wanted = { fixture, title, number };
  g_assert_true (tree_wait (list_has_cb, &wanted));
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  add_case (fixture, "M. & Mme <b>D_upont", "call_back", "2020-06-23", 11 * 60);
  add_case (fixture, "Onfroy", "call_back", "2020-06-23", 13 * 60);
  add_case (fixture, "Quesnel", "ask", "2020-06-19", -1);
  wait_number (fixture, "call-backs", 2);
  wait_number (fixture, "overdue", 1);
  wait_number (fixture, "open", 3);
  wait_number (fixture, "oldest-common", 3);
  /* The tile and the list behind it are one query; the sidebar says the same number. */
  wait_list (fixture, "To call back today", 2);
  wait_list (fixture, "Overdue", 1);
  wait_for (fixture, "3 d");
  wait_for (fixture, "Call back M. & Mme <b>D_upont");
  wait_for (fixture, "Promised for 11:00, 1 h late");
  /* No call of hers told another number. */
  wait_for (fixture, "06\u00a039\u00a098\u00a042\u00a017");

  activate (fixture, "win.show-indicator", "overdue");
  g_assert_cmpstr (cercle_window_get_page (fixture->window), ==, "actions");
  g_assert_true (
      tree_shows (widget_of (fixture), "Actions still to be done whose day has passed."));
  activate (fixture, "win.back", NULL);
  g_assert_cmpstr (cercle_window_get_page (fixture->window), ==, "today");
}

static gboolean
heard_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *last = NULL;

  g_object_get (fixture->session, "last-exchange", &last, NULL);
  /* Before the first exchange nobody knows that there is nothing to do. */
  g_assert_true (last != NULL || !tree_shows (widget_of (fixture), NOTHING));
  return last != NULL;
}

static void
test_first_exchange (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  g_assert_true (tree_wait (heard_cb, fixture));
  wait_for (fixture, NOTHING);
}

static gboolean
holders_cb (gpointer data)
{
  Number *wanted = data;
  GtkWidget *list = tree_find (widget_of (wanted->fixture), CERCLE_TYPE_HOLDER_LIST, NULL);
  GListModel *lines = cercle_holder_list_get_lines (CERCLE_HOLDER_LIST (list));
  g_autoptr (CercleHolderLine) first = g_list_model_get_item (lines, 0);

  return first != NULL && cercle_holder_line_get_tally (first)->n == wanted->number;
}

/* Who holds what, by keyboard: the line opens the cases it counts, and the filter says whose. */
static void
test_holders (Fixture *fixture, gconstpointer data)
{
  Number wanted = { fixture, NULL, 2 };
  const CercleTally *tally = NULL;
  g_autoptr (CercleHolderLine) line = NULL;
  GtkWidget *holders = NULL, *list = NULL;

  open (fixture);
  holders = tree_find (widget_of (fixture), CERCLE_TYPE_HOLDER_LIST, NULL);
  add_case (fixture, "Fauvel", "call_back", "2020-06-19", -1);
  add_case (fixture, "Onfroy", "call_back", "2020-06-24", -1);
  g_assert_true (tree_wait (holders_cb, &wanted));
  line = g_list_model_get_item (cercle_holder_list_get_lines (CERCLE_HOLDER_LIST (holders)), 0);
  tally = cercle_holder_line_get_tally (line);
  g_assert_cmpuint (tally->before, ==, 1);
  g_assert_cmpstr (tally->first, ==, "2020-06-20");
  wait_for (fixture, "2 open cases");

  list = tree_find (holders, CERCLE_TYPE_COMPACT_LIST, NULL);
  g_assert_true (gtk_widget_grab_focus (holders));
  tree_draw (widget_of (fixture));
  g_assert_cmpuint (cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (list)), ==, 0);
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), list));
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_cmpstr (cercle_window_get_page (fixture->window), ==, "cases");
  wait_for (fixture, "2 open, sorted by due");
  g_assert_true (tree_shows (widget_of (fixture), "1 Filter"));
}

static void
test_done_and_undone (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = NULL;

  open (fixture);
  add_case (fixture, "Fauvel", "call_back", "2020-06-23", 9 * 60);
  add_case (fixture, "Onfroy", "call_back", "2020-06-23", 13 * 60);
  wait_number (fixture, "call-backs", 2);
  wait_list (fixture, "To call back today", 2);
  list = list_named (fixture, "To call back today");
  gtk_widget_grab_focus (list);
  tree_draw (widget_of (fixture));
  g_assert_true (gtk_widget_activate_action (list, "action.done", NULL));
  wait_for (fixture, "Marked as done. Call-back planned: Thu 25 Jun.");
  wait_number (fixture, "call-backs", 1);
  wait_list (fixture, "To call back today", 1);
  wait_for (fixture, "Call back Onfroy");
  /* The next line is at hand. */
  g_assert_true (gtk_widget_activate_action (list, "action.tomorrow", NULL));
  wait_for (fixture, "Put off to the next open day.");
  wait_number (fixture, "call-backs", 0);
  wait_for (fixture, "Every call promised for today has been made.");
  activate (fixture, "win.undo", NULL);
  wait_number (fixture, "call-backs", 1);
  activate (fixture, "win.undo", NULL);
  wait_number (fixture, "call-backs", 2);
  wait_for (fixture, "Call back Fauvel");
}

/* --- The frame
 * ------------------------------------------------------------------------------------ */

static gboolean
offline_cb (gpointer data)
{
  g_autofree char *since = NULL;

  g_object_get (((Fixture *) data)->session, "offline-since", &since, NULL);
  return since != NULL;
}

static void
test_exchange_in_words (Fixture *fixture, gconstpointer data)
{
  CercleSyncState *state = NULL;
  g_autofree char *online = NULL, *offline = NULL;

  open (fixture);
  state = CERCLE_SYNC_STATE (tree_find (widget_of (fixture), CERCLE_TYPE_SYNC_STATE, NULL));
  wait_for (fixture, "Synced at 12:00 · 0 waiting");
  online = cercle_sync_state_get_words (state);
  g_assert_cmpstr (online, ==, "Synced at 12:00 · 0 waiting");
  community_stop (fixture->community);
  activate (fixture, "win.sync", NULL);
  g_assert_true (tree_wait (offline_cb, fixture));
  add_case (fixture, "Fauvel", "call_back", "2020-06-23", -1);
  wait_for (fixture, "Offline since 12:00 · 3 waiting");
  cercle_sync_state_set_narrow (state, TRUE);
  offline = cercle_sync_state_get_words (state);
  g_assert_cmpstr (offline, ==, "Offline, 12:00 · 3 waiting");
  community_start (fixture->community);
}

static gboolean
collapsed_cb (gpointer data)
{
  GtkWidget *fold = tree_find (data, CERCLE_TYPE_FOLD, NULL);
  return cercle_fold_get_collapsed (CERCLE_FOLD (fold));
}

static gboolean
beside_cb (gpointer data)
{
  return !collapsed_cb (data);
}

static void
test_fold (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = widget_of (fixture);
  CercleFold *fold = NULL;
  GtkWidget *sidebar = NULL;

  open (fixture);
  fold = CERCLE_FOLD (tree_find (window, CERCLE_TYPE_FOLD, NULL));
  g_object_get (fold, "sidebar", &sidebar, NULL);
  g_object_unref (sidebar);
  tree_draw (window);
  g_assert_false (cercle_fold_get_collapsed (fold));
  g_assert_true (gtk_widget_get_child_visible (sidebar));

  gtk_window_set_default_size (GTK_WINDOW (window), 640, 700);
  g_assert_true (tree_wait (collapsed_cb, window));
  tree_draw (window);
  /* No page asks for more. */
  g_assert_cmpint (gtk_widget_get_width (window), <=, 640);
  g_assert_false (gtk_widget_get_child_visible (sidebar));
  wait_for (fixture, "12:00");
  cercle_fold_set_show_sidebar (fold, TRUE);
  tree_draw (window);
  g_assert_true (gtk_widget_get_child_visible (sidebar));
  /* A choice closes it. */
  activate (fixture, "win.show-page", "today");
  g_assert_false (cercle_fold_get_show_sidebar (fold));

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  g_assert_true (tree_wait (beside_cb, window));
  g_assert_true (gtk_widget_get_child_visible (sidebar));
}

/* A list that does not follow what its person prefers: lines with air, no keys of one letter. */
static gboolean
differs_cb (GtkWidget *widget, gpointer data)
{
  gboolean airy = TRUE, keys = FALSE;

  if (CERCLE_IS_COMPACT_LIST (widget) && !gtk_widget_get_ancestor (widget, CERCLE_TYPE_CASE_PART))
    g_object_get (widget, "airy", &airy, "single-keys", &keys, NULL);
  return !airy || keys;
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->settings, "airy-rows", TRUE, "single-keys", FALSE, NULL);
  open (fixture);
  for (const CerclePageLine *page = cercle_pages; page->name != NULL; page++)
    {
      g_autofree char *unnamed = NULL;

      g_test_message ("%s", page->name);
      g_assert_true (cercle_window_show_page (fixture->window, page->name, NULL));
      g_assert_cmpstr (cercle_window_get_page (fixture->window), ==, page->name);
      tree_draw (widget_of (fixture));
      unnamed = tree_unnamed (widget_of (fixture));
      g_assert_cmpstr (unnamed, ==, NULL);
      g_assert_false (tree_walk (widget_of (fixture), differs_cb, NULL));
    }
  g_assert_false (cercle_window_show_page (fixture->window, "nowhere", NULL));
}

static void
test_dialogs (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "win.preferences", "win.shortcuts", "win.palette" };

  open (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
      g_autofree char *unnamed = NULL;
      GtkWindow *dialog = NULL;

      activate (fixture, actions[i], NULL);
      for (guint w = 0; w < g_list_model_get_n_items (windows); w++)
        {
          g_autoptr (GtkWindow) window = g_list_model_get_item (windows, w);
          if (gtk_window_get_transient_for (window) == GTK_WINDOW (fixture->window))
            dialog = window;
        }
      g_assert_nonnull (dialog);
      tree_draw (GTK_WIDGET (dialog));
      unnamed = tree_unnamed (GTK_WIDGET (dialog));
      g_assert_cmpstr (unnamed, ==, NULL);
      gtk_window_destroy (dialog);
    }
}

static void
test_remembered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleSettings) again = NULL;
  int width = 0, height = 0;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 640);
  tree_draw (widget_of (fixture));
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  g_clear_object (&fixture->settings);
  again = cercle_settings_new ("test", fixture->folder);
  g_object_get (again, "width", &width, "height", &height, NULL);
  g_assert_cmpint (width, ==, 900);
  g_assert_cmpint (height, ==, 640);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/window/sign-in", test_sign_in);
  ADD ("/window/nowhere", test_nowhere);
  ADD ("/window/numbers", test_numbers);
  ADD ("/window/first-exchange", test_first_exchange);
  ADD ("/window/holders", test_holders);
  ADD ("/window/done-and-undone", test_done_and_undone);
  ADD ("/window/exchange-in-words", test_exchange_in_words);
  ADD ("/window/fold", test_fold);
  ADD ("/window/pages", test_pages);
  ADD ("/window/dialogs", test_dialogs);
  ADD ("/window/remembered", test_remembered);
  return g_test_run ();
}
