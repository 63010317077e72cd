/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are lines chosen by keys and clicks, and is what is done with them done once, said and undoable?
 */
#include "case-desk.h"

#include "cercle-case.h"
#include "cercle-cases-bulk.h"
#include "cercle-cases-page.h"
#include "cercle-community.h"
#include "cercle-compact-list.h"
#include "cercle-compact-row.h"
#include "cercle-day.h"
#include "cercle-list-keys.h"
#include "cercle-lookup.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-record-list.h"
#include "cercle-suggest-tags.h"
#include "room.h"

#define N 5

static CercleChosen *
chosen_of (CaseDesk *desk)
{
  return cercle_compact_list_get_chosen (case_desk_list (desk->page));
}

static GtkWidget *
bar_of (gpointer page)
{
  return tree_find (page, CERCLE_TYPE_CASES_BULK, NULL);
}

static GtkWidget *
view_of (CaseDesk *desk)
{
  return tree_find (GTK_WIDGET (case_desk_list (desk->page)), GTK_TYPE_LIST_VIEW, NULL);
}

static gboolean
has_all_cb (gpointer page)
{
  return g_list_model_get_n_items (cercle_compact_list_get_model (case_desk_list (page))) == N;
}

static void
begin_as (CaseDesk *desk, char *ids[N], const char *login)
{
  static const char *const names[N] = { "Quesnel", "Tostain", "Onfroy", "Fauvel", "Oukaci" };

  case_desk_begin_as (desk, login);
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *day =
          cercle_day_to_text (cercle_session_get_today_number (desk->session) + (int) i);
      ids[i] = case_desk_add (desk->session, "Marie", names[i], "Répit", day);
    }
  case_desk_show (desk, CERCLE_TYPE_CASES_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  cercle_page_start (CERCLE_PAGE (desk->page));
  CASE_DESK_WAIT (desk, has_all_cb);
  cercle_compact_list_select (case_desk_list (desk->page), 0, TRUE);
}

static void
begin (CaseDesk *desk, char *ids[N])
{
  begin_as (desk, ids, "ada");
}

static void
end (CaseDesk *desk, char *ids[N])
{
  for (guint i = 0; i < N; i++)
    g_free (ids[i]);
  case_desk_end (desk);
}

static void
press (CaseDesk *desk, guint key, GdkModifierType modifiers)
{
  g_assert_true (case_desk_key (view_of (desk), key, modifiers));
}

/* "1.2..": which lines are chosen. */
static void
assert_chosen (CaseDesk *desk, char *ids[N], const char *wanted)
{
  char found[N + 1] = { 0 };

  for (guint i = 0; i < N; i++)
    found[i] = cercle_chosen_has (chosen_of (desk), ids[i]) ? 'x' : '.';
  g_assert_cmpstr (found, ==, wanted);
}

/* --- Choosing ----------------------------------------------------------------------------------
 */

static void
test_keys (void)
{
  CaseDesk desk;
  char *ids[N];

  begin (&desk, ids);
  g_assert_false (gtk_widget_get_visible (bar_of (desk.page)));
  press (&desk, GDK_KEY_space, GDK_CONTROL_MASK);
  assert_chosen (&desk, ids, "x....");
  g_assert_true (gtk_widget_get_visible (bar_of (desk.page)));
  g_assert_true (tree_shows (desk.page, "1 chosen"));
  press (&desk, GDK_KEY_space, GDK_CONTROL_MASK);
  assert_chosen (&desk, ids, ".....");
  g_assert_false (gtk_widget_get_visible (bar_of (desk.page)));
  /* A stretch grows, and shrinks where one goes back. */
  press (&desk, GDK_KEY_j, 0);
  press (&desk, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (&desk, GDK_KEY_Down, GDK_SHIFT_MASK);
  assert_chosen (&desk, ids, ".xxx.");
  press (&desk, GDK_KEY_Up, GDK_SHIFT_MASK);
  assert_chosen (&desk, ids, ".xx..");
  g_assert_cmpuint (cercle_compact_list_get_selected (case_desk_list (desk.page)), ==, 2);
  press (&desk, GDK_KEY_Up, GDK_SHIFT_MASK);
  press (&desk, GDK_KEY_Up, GDK_SHIFT_MASK);
  assert_chosen (&desk, ids, "xx...");
  press (&desk, GDK_KEY_a, GDK_CONTROL_MASK);
  assert_chosen (&desk, ids, "xxxxx");
  g_assert_true (tree_shows (desk.page, "5 chosen"));
  press (&desk, GDK_KEY_Escape, 0);
  assert_chosen (&desk, ids, ".....");
  /* Nothing to leave: Escape is the window's. */
  g_assert_false (case_desk_key (view_of (&desk), GDK_KEY_Escape, 0));
  end (&desk, ids);
}

static void
test_clicks (void)
{
  CaseDesk desk;
  char *ids[N];

  begin (&desk, ids);
  g_assert_false (cercle_list_keys_click (case_desk_list (desk.page), 1, 0));
  g_assert_true (cercle_list_keys_click (case_desk_list (desk.page), 1, GDK_CONTROL_MASK));
  g_assert_true (cercle_list_keys_click (case_desk_list (desk.page), 4, GDK_CONTROL_MASK));
  assert_chosen (&desk, ids, ".x..x");
  g_assert_true (cercle_list_keys_click (case_desk_list (desk.page), 4, GDK_CONTROL_MASK));
  g_assert_true (cercle_list_keys_click (case_desk_list (desk.page), 2, GDK_SHIFT_MASK));
  assert_chosen (&desk, ids, ".xxxx");
  g_assert_false (cercle_list_keys_click (case_desk_list (desk.page), N, GDK_CONTROL_MASK));
  end (&desk, ids);
}

/* It is said to ears, and survives an order that turns round; another question ends it. */
static void
test_said (void)
{
  CaseDesk desk;
  char *ids[N];
  GtkWidget *row = NULL;

  begin (&desk, ids);
  press (&desk, GDK_KEY_space, GDK_CONTROL_MASK);
  tree_draw (desk.window);
  row = tree_find (desk.page, CERCLE_TYPE_COMPACT_ROW, NULL);
  g_assert_true (
      g_str_has_prefix (cercle_compact_row_get_sentence (CERCLE_COMPACT_ROW (row)), "Chosen, "));
  g_assert_null (tree_unnamed (desk.page));
  g_signal_emit_by_name (case_desk_list (desk.page), "sort", "person", TRUE);
  assert_chosen (&desk, ids, "x....");
  cercle_page_open (CERCLE_PAGE (desk.page), "mine");
  assert_chosen (&desk, ids, ".....");
  end (&desk, ids);
}

static void
test_most (void)
{
  g_autoptr (CercleChosen) chosen = cercle_chosen_new (2);
  g_auto (GStrv) ids = NULL;

  cercle_chosen_set (chosen, "b", TRUE);
  cercle_chosen_set (chosen, "a", TRUE);
  cercle_chosen_set (chosen, "c", TRUE);
  cercle_chosen_set (chosen, NULL, TRUE);
  g_assert_cmpuint (cercle_chosen_get_size (chosen), ==, 2);
  ids = cercle_chosen_get_ids (chosen);
  g_assert_cmpstr (ids[0], ==, "a");
  g_assert_cmpstr (ids[1], ==, "b");
  g_assert_null (ids[2]);
}

/* --- Acting ------------------------------------------------------------------------------------
 */

static gboolean
none_chosen_cb (gpointer page)
{
  return cercle_chosen_get_size (cercle_compact_list_get_chosen (case_desk_list (page))) == 0;
}

static void
letter (CaseDesk *desk, guint key)
{
  g_assert_true (case_desk_key (GTK_WIDGET (case_desk_list (desk->page)), key, 0));
}

static void
apply (CaseDesk *desk)
{
  g_signal_emit_by_name (tree_find (bar_of (desk->page), GTK_TYPE_BUTTON, "Apply"), "clicked");
}

static GtkWidget *
shown_entry (CaseDesk *desk)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (desk->window));

  g_assert_true (gtk_widget_is_ancestor (focus, bar_of (desk->page)));
  return gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY) != NULL
             ? gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY)
             : focus;
}

static const char *
promised (CaseDesk *desk, const char *id)
{
  g_autoptr (CercleRecord) kase = case_desk_case (desk->session, id);
  return g_intern_string (cercle_record_get_text (kase, CERCLE_CASE_PROMISED_BY));
}

/* After what was done, the keyboard is on a line, whatever was drawn and read since. */
static void
assert_on_line (CaseDesk *desk)
{
  GtkWidget *focus = NULL;

  tree_draw (desk->window);
  case_desk_settle ();
  tree_draw (desk->window);
  focus = gtk_root_get_focus (GTK_ROOT (desk->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, view_of (desk)));
}

/* By keys alone; a day that is none is said and nothing is lost. */
static void
test_postpone (void)
{
  CaseDesk desk;
  char *ids[N];
  g_autofree char *day = NULL;
  g_autoptr (GError) error = NULL;
  const char *before = NULL;

  begin (&desk, ids);
  before = promised (&desk, ids[0]);
  day = cercle_day_to_text (cercle_session_get_today_number (desk.session) + 9);
  press (&desk, GDK_KEY_Down, GDK_SHIFT_MASK);
  letter (&desk, GDK_KEY_p);
  gtk_editable_set_text (GTK_EDITABLE (shown_entry (&desk)), "soon");
  apply (&desk);
  g_assert_true (tree_shows (desk.page, "This is not a day: type for instance 23/06 or tomorrow."));
  gtk_editable_set_text (GTK_EDITABLE (shown_entry (&desk)), "2020-01-02");
  /* As every form is saved. */
  g_assert_true (case_desk_key (bar_of (desk.page), GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_true (tree_shows (desk.page, "Nothing can be promised for a day that is past."));
  assert_chosen (&desk, ids, "xx...");
  gtk_editable_set_text (GTK_EDITABLE (shown_entry (&desk)), day);
  gtk_widget_grab_focus (tree_find (bar_of (desk.page), GTK_TYPE_BUTTON, "Apply"));
  apply (&desk);
  CASE_DESK_WAIT (&desk, none_chosen_cb);
  assert_on_line (&desk);
  g_assert_false (gtk_widget_get_visible (bar_of (desk.page)));
  g_assert_cmpstr (promised (&desk, ids[0]), ==, day);
  g_assert_cmpstr (promised (&desk, ids[1]), ==, day);
  g_assert_cmpstr (promised (&desk, ids[2]), !=, day);
  room_undo (desk.session, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (promised (&desk, ids[0]), ==, before);
  end (&desk, ids);
}

/* One is refused: it says so, stays chosen, and the others are done. */
static void
test_refused (void)
{
  CaseDesk desk;
  char *ids[N];
  g_autofree char *day = NULL;
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *dialog = NULL;

  begin (&desk, ids);
  day = cercle_day_to_text (cercle_session_get_today_number (desk.session) + 3);
  press (&desk, GDK_KEY_a, GDK_CONTROL_MASK);
  letter (&desk, GDK_KEY_p);
  gtk_editable_set_text (GTK_EDITABLE (shown_entry (&desk)), day);
  apply (&desk);
  for (guint i = 0; i < 1000 && dialog == NULL; i++)
    {
      room_run (20);
      for (guint w = 0; w < g_list_model_get_n_items (windows); w++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, w);
          if (ADW_IS_MESSAGE_DIALOG (window))
            dialog = window;
        }
    }
  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "1 Case Is as It Was");
  g_assert_true (
      tree_shows (GTK_WIDGET (dialog), "Marie Oukaci: It is promised for a later day already.\n"));
  assert_chosen (&desk, ids, "....x");
  g_assert_cmpstr (promised (&desk, ids[0]), ==, day);
  g_assert_cmpstr (promised (&desk, ids[2]), ==, day);
  gtk_window_destroy (GTK_WINDOW (dialog));
  end (&desk, ids);
}

/* The line with the keyboard is enough when nothing is chosen; who takes the baton is chosen by
 * name. */
static void
test_hand_over (void)
{
  CaseDesk desk;
  char *ids[N];
  g_autoptr (CercleRecord) other = NULL, kase = NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_member_kind);
  g_autoptr (GPtrArray) members = NULL;
  g_autofree char *bob = NULL;

  begin (&desk, ids);
  members = room_find (desk.session, query);
  for (guint i = 0; i < members->len; i++)
    if (g_ptr_array_index (members, i) != NULL &&
        g_strcmp0 (cercle_record_get_id (members->pdata[i]),
                   cercle_record_get_id (cercle_session_get_member (desk.session))) != 0)
      bob = (g_free (bob), g_strconcat ("member:", cercle_record_get_id (members->pdata[i]), NULL));
  g_assert_nonnull (bob);
  letter (&desk, GDK_KEY_h);
  assert_chosen (&desk, ids, "x....");
  apply (&desk);
  g_assert_true (tree_shows (desk.page, "Choose who takes the baton in the list."));
  cercle_lookup_set_chosen (
      CERCLE_LOOKUP (gtk_widget_get_ancestor (shown_entry (&desk), CERCLE_TYPE_LOOKUP)), bob,
      "Bob");
  gtk_widget_grab_focus (tree_find (bar_of (desk.page), GTK_TYPE_BUTTON, "Apply"));
  apply (&desk);
  CASE_DESK_WAIT (&desk, none_chosen_cb);
  assert_on_line (&desk);
  kase = case_desk_case (desk.session, ids[0]);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_HOLDER), ==, bob);
  end (&desk, ids);
}

/* A coordinator makes a tag as she types it, and the next time it is there; an adviser takes from
 * the list. */
static void
test_tags (void)
{
  CaseDesk desk;
  char *ids[N];
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (GPtrArray) codes = NULL;
  g_autofree char *names = NULL;
  GtkWidget *entry = NULL, *lookup = NULL;

  begin_as (&desk, ids, "col");
  press (&desk, GDK_KEY_Down, GDK_SHIFT_MASK);
  letter (&desk, GDK_KEY_t);
  entry = shown_entry (&desk);
  lookup = gtk_widget_get_ancestor (entry, CERCLE_TYPE_LOOKUP);
  entry = gtk_widget_get_first_child (lookup);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Été 2020");
  g_assert_true (cercle_lookup_is_open (CERCLE_LOOKUP (lookup)));
  g_assert_true (case_desk_key (entry, GDK_KEY_Return, 0));
  g_assert_cmpstr (cercle_lookup_get_chosen (CERCLE_LOOKUP (lookup)), ==, "new:Été 2020");
  apply (&desk);
  CASE_DESK_WAIT (&desk, none_chosen_cb);
  kase = case_desk_case (desk.session, ids[1]);
  g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_TAGS), ==, "ete_2020");
  codes = cercle_session_get_codes (desk.session, "tag");
  g_assert_cmpuint (codes->len, ==, 1);
  names = cercle_suggest_tag_names (desk.session, "ete_2020 other");
  g_assert_cmpstr (names, ==, "Été 2020 · other");
  /* It is known now, however typed. */
  letter (&desk, GDK_KEY_t);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ete");
  g_assert_true (case_desk_key (entry, GDK_KEY_Return, 0));
  g_assert_cmpstr (cercle_lookup_get_chosen (CERCLE_LOOKUP (lookup)), ==, "ete_2020");
  cercle_suggest_tags_may_make (CERCLE_LOOKUP (lookup), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ULIS");
  g_assert_false (cercle_lookup_is_open (CERCLE_LOOKUP (lookup)));
  end (&desk, ids);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/chosen/keys", test_keys);
  g_test_add_func ("/chosen/clicks", test_clicks);
  g_test_add_func ("/chosen/said", test_said);
  g_test_add_func ("/chosen/most", test_most);
  g_test_add_func ("/bulk/postpone", test_postpone);
  g_test_add_func ("/bulk/refused", test_refused);
  g_test_add_func ("/bulk/hand-over", test_hand_over);
  g_test_add_func ("/bulk/tags", test_tags);
  return g_test_run ();
}
