/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a list imported by hand, and are those who wait reviewed one a page, by single keys, and shown
 * to the room without their names? */
#include "case-desk.h"

#include "cercle-case.h"
#include "cercle-lookup.h"
#include "cercle-waiting-assistant.h"
#include "cercle-waiting-card.h"
#include "cercle-waiting-desk.h"
#include "cercle-waiting-page.h"
#include "room.h"

static gboolean
says (gpointer page, const char *words)
{
  const char *subtitle = cercle_page_get_subtitle (page);

  return subtitle != NULL && g_str_has_prefix (subtitle, words);
}

/* A stack of the assistant shows its second page. */
static gboolean
shows_effects_cb (gpointer window)
{
  return tree_find (window, GTK_TYPE_BUTTON, "Import") != NULL &&
         gtk_widget_get_sensitive (tree_find (window, GTK_TYPE_BUTTON, "Import"));
}

static gboolean
may_go_cb (gpointer window)
{
  GtkWidget *go = tree_find (window, GTK_TYPE_BUTTON, "See the Effects");
  return go != NULL && gtk_widget_get_sensitive (go);
}

static gboolean
may_type_cb (gpointer window)
{
  GtkWidget *entry = tree_find (window, GTK_TYPE_ENTRY, NULL);
  return entry != NULL && gtk_widget_get_sensitive (entry);
}

static gboolean
is_gone_cb (gpointer window)
{
  return *(gpointer *) window == NULL;
}

static void
import_by_hand (CaseDesk *desk, const char *name, const char *body)
{
  g_autofree char *path = g_build_filename (CERCLE_FIXTURES, "waiting", name, NULL);
  GtkWindow *window = cercle_waiting_assistant_read (CERCLE_PAGE (desk->page), path);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_true (tree_wait (may_type_cb, window));
  g_assert_false (may_go_cb (window));
  gtk_editable_set_text (GTK_EDITABLE (tree_find (GTK_WIDGET (window), GTK_TYPE_ENTRY, NULL)),
                         body);
  g_assert_true (tree_wait (may_go_cb, window));
  g_assert_null (tree_unnamed (GTK_WIDGET (window)));
  g_signal_emit_by_name (tree_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "See the Effects"),
                         "clicked");
  g_assert_true (tree_wait (shows_effects_cb, window));
  g_assert_null (tree_unnamed (GTK_WIDGET (window)));
  g_signal_emit_by_name (tree_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Import"), "clicked");
  g_assert_true (tree_wait (is_gone_cb, &window));
}

static gboolean
has_first_cb (gpointer page)
{
  return says (page, "1 / 5 · 0 decided");
}

static gboolean
has_eight_cb (gpointer page)
{
  return says (page, "1 / 8 · 0 decided");
}

static gboolean
one_decided_cb (gpointer page)
{
  return says (page, "2 / 8 · 1 decided");
}

static gboolean
two_decided_cb (gpointer page)
{
  return says (page, "3 / 8 · 2 decided");
}

static gboolean
no_doubt_cb (gpointer page)
{
  return tree_find (page, GTK_TYPE_BUTTON, "Somebody Else") == NULL;
}

static gboolean
is_empty_cb (gpointer page)
{
  return says (page, "") && cercle_page_get_subtitle (page)[0] == '\0';
}

static void
begin (CaseDesk *desk, int width)
{
  case_desk_begin (desk);
  case_desk_show (desk, CERCLE_TYPE_WAITING_PAGE, width);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  cercle_page_start (CERCLE_PAGE (desk->page));
  import_by_hand (desk, "ime.csv", "IME Les Peupliers");
  CASE_DESK_WAIT (desk, has_first_cb);
  import_by_hand (desk, "sessad.csv", "SESSAD du Bocage");
  CASE_DESK_WAIT (desk, has_eight_cb);
}

static void
press (CaseDesk *desk, guint key)
{
  g_assert_true (case_desk_key (desk->page, key, 0));
}

/* Goes on until this name is shown. */
static void
go_to (CaseDesk *desk, const char *words)
{
  for (guint i = 0; i < 8 && !tree_shows (desk->page, words); i++)
    press (desk, GDK_KEY_Page_Down);
  g_assert_true (tree_shows (desk->page, words));
}

/* One key a person, on a French keyboard or a numeric one; who may be another is asked before a
 * case is opened for her. */
static void
test_review (void)
{
  CaseDesk desk;
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);

  begin (&desk, 1100);
  g_assert_true (tree_shows (desk.page, "Mathis QUESNEL, born on Saturday 12 March 2011"));
  g_assert_true (tree_shows (desk.page, "Waits on 2 lists"));
  g_assert_true (tree_shows (desk.page, "SESSAD, à domicile"));
  g_assert_null (tree_unnamed (desk.page));
  press (&desk, GDK_KEY_ampersand);
  CASE_DESK_WAIT (&desk, one_decided_cb);
  press (&desk, GDK_KEY_KP_3);
  CASE_DESK_WAIT (&desk, two_decided_cb);
  case_desk_settle ();
  cases = room_find (desk.session, query);
  g_assert_cmpuint (cases->len, ==, 1);
  go_to (&desk, "Jean MARTIN");
  case_desk_key (desk.page, GDK_KEY_1, 0);
  case_desk_settle ();
  g_clear_pointer (&cases, g_ptr_array_unref);
  cases = room_find (desk.session, query);
  g_assert_cmpuint (cases->len, ==, 1);
  press (&desk, GDK_KEY_e);
  CASE_DESK_WAIT (&desk, no_doubt_cb);
  g_object_set (desk.settings, "single-keys", FALSE, NULL);
  g_assert_false (case_desk_key (desk.page, GDK_KEY_5, 0));
  case_desk_end (&desk);
}

static gboolean
first_decided_cb (gpointer page)
{
  return says (page, "2 / 8 · 1 decided");
}

static gboolean
has_lookup_cb (gpointer found)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (!ADW_IS_MESSAGE_DIALOG (window))
        continue;
      *(GtkWidget **) found = tree_find (window, CERCLE_TYPE_LOOKUP, NULL);
    }
  return *(GtkWidget **) found != NULL;
}

static gboolean
offers_cb (gpointer lookup)
{
  return cercle_lookup_is_open (lookup);
}

/* The room knows in which case she is: C, some letters of it, and it is noted with her rows; Ctrl+Z
 * takes it back. */
static void
test_choose (void)
{
  CaseDesk desk;
  GtkWidget *lookup = NULL, *text = NULL;
  g_autofree char *kase = NULL;
  g_autoptr (GError) error = NULL;

  begin (&desk, 640);
  kase = case_desk_add (desk.session, "Odile", "Vaucelles", "Répit", NULL);
  CASE_DESK_WAIT (&desk, has_eight_cb);
  press (&desk, GDK_KEY_c);
  g_assert_true (tree_wait (has_lookup_cb, &lookup));
  text = tree_find (lookup, GTK_TYPE_TEXT, NULL);
  gtk_widget_grab_focus (text);
  gtk_editable_set_text (GTK_EDITABLE (text), "Vaucelles");
  g_assert_true (tree_wait (offers_cb, lookup));
  g_assert_null (cercle_lookup_get_chosen (CERCLE_LOOKUP (lookup)));
  cercle_lookup_set_chosen (CERCLE_LOOKUP (lookup), kase, "Odile Vaucelles");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (gtk_widget_get_root (lookup)), "accept");
  CASE_DESK_WAIT (&desk, first_decided_cb);
  press (&desk, GDK_KEY_Page_Up);
  g_assert_true (tree_shows (desk.page, "✓ Decided: Known in a case"));
  g_assert_true (room_undo (desk.session, &error));
  g_assert_no_error (error);
  CASE_DESK_WAIT (&desk, has_eight_cb);
  case_desk_end (&desk);
}

static GtkWidget *
projector (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_strcmp0 (gtk_window_get_title (window), "Review of waiting lists") == 0)
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* The room sees who is spoken of, without her name, and can do nothing. */
static void
test_projector (void)
{
  CaseDesk desk;
  GtkWidget *window, *card;

  begin (&desk, 640);
  g_assert_true (gtk_widget_activate_action (desk.page, "waiting.project", NULL));
  window = projector ();
  g_assert_nonnull (window);
  card = tree_find (window, CERCLE_TYPE_WAITING_CARD, NULL);
  g_assert_true (tree_shows (card, "MQ, born in 2011"));
  go_to (&desk, "Jean MARTIN");
  g_assert_true (tree_shows (card, "JM"));
  g_assert_false (tree_shows (card, "MQ, born in 2011"));
  g_assert_null (tree_find (card, GTK_TYPE_BUTTON, NULL));
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (tree_find (desk.page, GTK_TYPE_CHECK_BUTTON, NULL)), TRUE);
  g_assert_true (tree_shows (card, "Jean MARTIN"));
  case_desk_end (&desk);
  g_assert_null (projector ());
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (cercle_session_forget_waiting_finish (CERCLE_SESSION (source), result, NULL));
}

/* Ended, nothing of it is left; the columns of a body are remembered. */
static void
test_end (void)
{
  CaseDesk desk;
  g_autofree char *columns = NULL;

  begin (&desk, 1100);
  cercle_session_forget_waiting_async (desk.session, TRUE, forgotten_cb, NULL);
  CASE_DESK_WAIT (&desk, is_empty_cb);
  columns = cercle_session_remembered_columns (desk.session, "sessad du bocage");
  g_assert_nonnull (strstr (columns, "Nom et prénom"));
  case_desk_end (&desk);
}

static gboolean
says_line_cb (gpointer window)
{
  g_autofree char *words = tree_words (window);
  return strstr (words, "line 3") != NULL;
}

/* A file that cannot be read says why, and nothing can be done with it. */
static void
test_refused (void)
{
  CaseDesk desk;
  g_autofree char *path = g_build_filename (CERCLE_FIXTURES, "waiting", "unclosed.csv", NULL);
  GtkWindow *window;

  case_desk_begin (&desk);
  case_desk_show (&desk, CERCLE_TYPE_WAITING_PAGE, 1100);
  window = cercle_waiting_assistant_read (CERCLE_PAGE (desk.page), path);
  g_assert_true (tree_wait (says_line_cb, window));
  g_assert_false (may_go_cb (window));
  gtk_window_destroy (window);
  case_desk_end (&desk);
}

/* A whole file is taken back like anything else; then the one before it. */
static void
test_undo_import (void)
{
  CaseDesk desk;
  g_autoptr (GError) error = NULL;

  begin (&desk, 640);
  g_assert_true (room_undo (desk.session, &error));
  g_assert_no_error (error);
  CASE_DESK_WAIT (&desk, has_first_cb);
  g_assert_true (room_undo (desk.session, &error));
  g_assert_no_error (error);
  CASE_DESK_WAIT (&desk, is_empty_cb);
  case_desk_end (&desk);
}

static gboolean
may_not_give_up_cb (gpointer window)
{
  GtkWidget *back = tree_find (window, GTK_TYPE_BUTTON, "Give Up");
  return may_go_cb (window) && (back == NULL || !gtk_widget_get_visible (back));
}

/* What takes long is given up, by a button that has the keyboard or by Escape with the window; what
 * was typed stays. */
static void
test_given_up (void)
{
  CaseDesk desk;
  g_autofree char *path = g_build_filename (CERCLE_FIXTURES, "waiting", "ime.csv", NULL);
  GtkWindow *window;
  GtkWidget *back = NULL, *entry = NULL;

  case_desk_begin (&desk);
  case_desk_show (&desk, CERCLE_TYPE_WAITING_PAGE, 640);
  window = cercle_waiting_assistant_read (CERCLE_PAGE (desk.page), path);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_assert_true (tree_wait (may_type_cb, window));
  entry = tree_find (GTK_WIDGET (window), GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "IME Les Peupliers");
  g_assert_true (tree_wait (may_go_cb, window));
  g_signal_emit_by_name (tree_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "See the Effects"),
                         "clicked");
  back = tree_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Give Up");
  g_assert_nonnull (back);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == back);
  g_signal_emit_by_name (back, "clicked");
  g_assert_true (tree_wait (may_not_give_up_cb, window));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "IME Les Peupliers");
  g_signal_emit_by_name (tree_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "See the Effects"),
                         "clicked");
  g_assert_true (case_desk_key (GTK_WIDGET (window), GDK_KEY_Escape, 0));
  g_assert_true (tree_wait (is_gone_cb, &window));
  case_desk_settle ();
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/waiting/review", test_review);
  g_test_add_func ("/waiting/choose", test_choose);
  g_test_add_func ("/waiting/projector", test_projector);
  g_test_add_func ("/waiting/undo-import", test_undo_import);
  g_test_add_func ("/waiting/given-up", test_given_up);
  g_test_add_func ("/waiting/end", test_end);
  g_test_add_func ("/waiting/refused", test_refused);
  return g_test_run ();
}
