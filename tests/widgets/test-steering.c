/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the board say what there is, and does each of its numbers open exactly its list? */
#include "case-desk.h"

#include "cercle-board-of.h"
#include "cercle-board-table.h"
#include "cercle-case.h"
#include "cercle-cases-page.h"
#include "cercle-compact-list.h"
#include "cercle-day.h"
#include "cercle-steering-page.h"
#include "room.h"

/* Three open cases: one old and without a break, one that breaks soon, a blind spot. */
static void
change (CercleSession *session, const char *id, guint field, const char *value)
{
  g_autoptr (CercleRecord) kase = case_desk_case (session, id);
  CercleTx *tx = cercle_tx_new ("Changed");
  g_autoptr (GError) error = NULL;

  if (field == CERCLE_CASE_BLIND_SPOT_WHY)
    cercle_record_set_flag (kase, CERCLE_CASE_BLIND_SPOT, TRUE);
  cercle_record_set_text (kase, field, value);
  cercle_tx_save (tx, kase);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
}

static void
begin (CaseDesk *desk)
{
  g_autofree char *old = NULL, *near = NULL, *blind = NULL, *day = NULL, *soon = NULL;

  case_desk_begin (desk);
  day = cercle_day_to_text (cercle_session_get_today_number (desk->session) - 40);
  soon = cercle_day_to_text (cercle_session_get_today_number (desk->session) + 3);
  old = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  near = case_desk_add (desk->session, "Marie-Ange", "Tostain", "Médecin traitant", NULL);
  blind = case_desk_add (desk->session, "Thierry", "Onfroy", "Accueil temporaire", NULL);
  change (desk->session, old, CERCLE_CASE_OPENED_ON, day);
  change (desk->session, old, CERCLE_CASE_MISSION, "respite");
  change (desk->session, near, CERCLE_CASE_BREAK_ON, soon);
  change (desk->session, blind, CERCLE_CASE_BLIND_SPOT_WHY, "Aucun répit de nuit & week-end");
}

static gboolean
three_cb (gpointer page)
{
  return g_strcmp0 (cercle_page_get_subtitle (page), "3 open cases") == 0;
}

static gboolean
two_lines_cb (gpointer page)
{
  return tree_find (page, GTK_TYPE_BUTTON, "4") != NULL;
}

static void
show (CaseDesk *desk, int width)
{
  case_desk_show (desk, CERCLE_TYPE_STEERING_PAGE, width);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  cercle_page_start (CERCLE_PAGE (desk->page));
  CASE_DESK_WAIT (desk, three_cb);
}

typedef struct
{
  GPtrArray *targets, *numbers;
} Numbers;

static gboolean
gather_cb (GtkWidget *widget, gpointer data)
{
  Numbers *numbers = data;
  GVariant *target = NULL;

  if (!GTK_IS_BUTTON (widget) ||
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.show-cases") != 0)
    return FALSE;
  target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));
  g_ptr_array_add (numbers->targets, g_variant_dup_string (target, NULL));
  g_ptr_array_add (numbers->numbers, g_strdup (gtk_button_get_label (GTK_BUTTON (widget))));
  return FALSE;
}

static guint
n_listed (gpointer page)
{
  GtkWidget *list = tree_find (page, CERCLE_TYPE_COMPACT_LIST, NULL);
  return g_list_model_get_n_items (cercle_compact_list_get_model (CERCLE_COMPACT_LIST (list)));
}

typedef struct
{
  gpointer page;
  guint n;
} Wanted;

static gboolean
lists_cb (gpointer data)
{
  Wanted *wanted = data;
  return n_listed (wanted->page) == wanted->n;
}

static void
test_board (void)
{
  CaseDesk desk;

  begin (&desk);
  show (&desk, 1100);
  g_assert_cmpstr (cercle_page_get_title (CERCLE_PAGE (desk.page)), ==, "Steering");
  g_assert_true (tree_shows (desk.page, "Received"));
  g_assert_true (tree_shows (desk.page, "Mission not told"));
  g_assert_true (tree_shows (desk.page, "40 d"));
  g_assert_true (tree_shows (desk.page, "Opened 31 to 60 days ago"));
  g_assert_true (tree_shows (desk.page, "Break expected within 15 days"));
  g_assert_true (tree_shows (desk.page, "Aucun répit de nuit & week-end"));
  g_assert_null (tree_unnamed (desk.page));
  case_desk_end (&desk);
}

/* What is written on each number is asked of the Cases page: as many lines as it says. */
static void
test_numbers_are_lists (void)
{
  CaseDesk desk;
  Numbers numbers = { g_ptr_array_new_with_free_func (g_free),
                      g_ptr_array_new_with_free_func (g_free) };

  begin (&desk);
  show (&desk, 1100);
  tree_walk (desk.page, gather_cb, &numbers);
  g_assert_cmpuint (numbers.targets->len, >, 20);
  case_desk_show (&desk, CERCLE_TYPE_CASES_PAGE, 1100);
  for (guint i = 0; i < numbers.targets->len; i++)
    {
      const char *written = g_ptr_array_index (numbers.targets, i);
      g_autofree char *target = g_strconcat (CERCLE_CASES_WHERE, written, NULL);
      Wanted wanted = { desk.page, (guint) g_ascii_strtoull (g_ptr_array_index (numbers.numbers, i),
                                                             NULL, 10) };

      g_test_message ("%s: %u", written, wanted.n);
      /* From another list, so that the answer is this one's. */
      cercle_page_open (CERCLE_PAGE (desk.page), wanted.n == 3 ? "unassigned" : "open");
      room_wait ("the other list", lists_cb, &(Wanted){ desk.page, wanted.n == 3 ? 0u : 3u });
      cercle_page_open (CERCLE_PAGE (desk.page), target);
      room_wait ("the list", lists_cb, &wanted);
    }
  g_ptr_array_unref (numbers.targets);
  g_ptr_array_unref (numbers.numbers);
  case_desk_end (&desk);
}

/* What has no control of its own is named, and can be taken away. */
static void
test_filter_is_named (void)
{
  CaseDesk desk;
  GtkWidget *more = NULL;
  const char *words = "Opened 31 to 60 days ago · Blind spot without a reason";

  begin (&desk);
  case_desk_show (&desk, CERCLE_TYPE_CASES_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk.page), CERCLE_CASES_WHERE "mission=respite&age=31-60");
  room_wait ("the list", lists_cb, &(Wanted){ desk.page, 1 });
  g_assert_true (tree_shows (desk.page, "2 Filters"));
  cercle_page_open (CERCLE_PAGE (desk.page), CERCLE_CASES_WHERE "age=31-60&blind=1&why=");
  room_wait ("the list", lists_cb, &(Wanted){ desk.page, 0 });
  g_assert_true (tree_shows (desk.page, words));
  g_assert_true (tree_shows (desk.page, "No Case Passes These Filters"));
  g_assert_null (tree_unnamed (desk.page));
  more = tree_find (desk.page, GTK_TYPE_LABEL, words);
  g_signal_emit_by_name (gtk_widget_get_ancestor (more, GTK_TYPE_BUTTON), "clicked");
  room_wait ("all cases", lists_cb, &(Wanted){ desk.page, 3 });
  g_assert_false (tree_shows (desk.page, words));
  case_desk_end (&desk);
}

/* Tab stops once in each table; arrows go from number to number; the numbers follow the records and
 * the focus stays where it was. */
static void
test_keyboard (void)
{
  CaseDesk desk;
  GtkWidget *focus = NULL, *table = NULL;
  g_autofree char *more = NULL;

  begin (&desk);
  show (&desk, 1100);
  table = tree_find (desk.page, CERCLE_TYPE_BOARD_TABLE, NULL);
  focus = gtk_root_get_focus (GTK_ROOT (desk.window));
  g_assert_true (GTK_IS_BUTTON (focus) && gtk_widget_is_ancestor (focus, table));
  gtk_widget_child_focus (desk.window, GTK_DIR_RIGHT);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) != focus);
  focus = gtk_root_get_focus (GTK_ROOT (desk.window));
  g_assert_true (gtk_widget_is_ancestor (focus, table));
  gtk_widget_activate (focus);
  case_desk_settle ();
  g_assert_nonnull (desk.asked);
  g_assert_cmpstr (desk.asked, ==, "show-cases status=received&mission=respite");

  more = case_desk_add (desk.session, "Ali", "Fauvel", "Transport", NULL);
  CASE_DESK_WAIT (&desk, two_lines_cb);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (desk.window)) == focus);
  gtk_widget_child_focus (desk.window, GTK_DIR_TAB_FORWARD);
  focus = gtk_root_get_focus (GTK_ROOT (desk.window));
  g_assert_false (gtk_widget_is_ancestor (focus, table));
  g_assert_true (gtk_widget_is_ancestor (focus, desk.page));
  case_desk_end (&desk);
}

static gboolean
has_twelve_cb (gpointer page)
{
  return g_strcmp0 (cercle_page_get_subtitle (page), "12 open cases") == 0;
}

static gboolean
has_nine_cb (gpointer page)
{
  return g_strcmp0 (cercle_page_get_subtitle (page), "9 open cases") == 0;
}

static gboolean
has_menu_cb (gpointer page)
{
  GtkWidget *of = tree_find (page, CERCLE_TYPE_BOARD_OF, NULL);
  return gtk_widget_get_visible (of);
}

typedef struct
{
  const char *name;
  gboolean chosen;
} Choice;

static gboolean
choose_cb (GtkWidget *widget, gpointer data)
{
  const Choice *choice = data;

  if (!GTK_IS_CHECK_BUTTON (widget) ||
      g_strcmp0 (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), choice->name) != 0)
    return FALSE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), choice->chosen);
  return TRUE;
}

static void
choose (CaseDesk *desk, const char *name, gboolean chosen)
{
  GtkWidget *of = tree_find (desk->page, CERCLE_TYPE_BOARD_OF, NULL);

  g_assert_true (tree_walk (of, choose_cb, &(Choice){ name, chosen }));
}

/* The numbers of a neighbour are added, and open nothing; ours alone open their lists again. */
static void
test_several_communities (void)
{
  CaseDesk desk;
  Numbers numbers = { g_ptr_array_new_with_free_func (g_free),
                      g_ptr_array_new_with_free_func (g_free) };
  GtkWidget *of = NULL;
  g_autofree char *words = NULL, *none = NULL;

  case_desk_begin_as (&desk, "col");
  community_stop (desk.community);
  community_neighbour (desk.community, "Bocage", 9);
  community_start (desk.community);
  g_free (case_desk_add (desk.session, "Mathis", "Quesnel", "Répit", NULL));
  g_free (case_desk_add (desk.session, "Ali", "Fauvel", "Transport", NULL));
  g_free (case_desk_add (desk.session, "Thierry", "Onfroy", "Accueil", NULL));
  show (&desk, 1100);
  cercle_session_sync_now (desk.session);
  CASE_DESK_WAIT (&desk, has_menu_cb);
  of = tree_find (desk.page, CERCLE_TYPE_BOARD_OF, NULL);
  none = cercle_board_of_words (CERCLE_BOARD_OF (of));
  g_assert_null (none);
  choose (&desk, "Bocage", TRUE);
  CASE_DESK_WAIT (&desk, has_twelve_cb);
  words = cercle_board_of_words (CERCLE_BOARD_OF (of));
  g_assert_true (g_str_has_prefix (words, "Caen + Bocage, as of "));
  g_assert_true (tree_shows (desk.page, words));
  g_assert_true (tree_shows (desk.page, "12"));
  tree_walk (desk.page, gather_cb, &numbers);
  g_assert_cmpuint (numbers.targets->len, ==, 0);
  g_assert_null (tree_unnamed (desk.page));
  choose (&desk, "Caen", FALSE);
  CASE_DESK_WAIT (&desk, has_nine_cb);
  /* The last one cannot go: ours come back. */
  choose (&desk, "Bocage", FALSE);
  CASE_DESK_WAIT (&desk, three_cb);
  tree_walk (desk.page, gather_cb, &numbers);
  g_assert_cmpuint (numbers.targets->len, >, 10);
  g_ptr_array_unref (numbers.targets);
  g_ptr_array_unref (numbers.numbers);
  case_desk_end (&desk);
}

static void
test_narrow_and_empty (void)
{
  CaseDesk desk;
  int minimum = 0;

  case_desk_begin (&desk);
  case_desk_show (&desk, CERCLE_TYPE_STEERING_PAGE, 640);
  case_desk_settle ();
  g_assert_true (tree_shows (desk.page, "No Open Case"));
  case_desk_end (&desk);

  begin (&desk);
  show (&desk, 640);
  gtk_widget_measure (tree_find (desk.page, CERCLE_TYPE_BOARD_TABLE, NULL),
                      GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 640 - 2 * 12);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/steering/board", test_board);
  g_test_add_func ("/steering/numbers-are-lists", test_numbers_are_lists);
  g_test_add_func ("/steering/filter-is-named", test_filter_is_named);
  g_test_add_func ("/steering/keyboard", test_keyboard);
  g_test_add_func ("/steering/several-communities", test_several_communities);
  g_test_add_func ("/steering/narrow-and-empty", test_narrow_and_empty);
  return g_test_run ();
}
