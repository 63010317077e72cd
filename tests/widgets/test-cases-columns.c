/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the columns that somebody chose shown, said, kept on the desk and with a saved list, by
 * keyboard? */
#include "case-desk.h"

#include "cercle-case-column-chooser.h"
#include "cercle-case-column.h"
#include "cercle-case.h"
#include "cercle-cases-page.h"
#include "cercle-compact-list.h"
#include "cercle-compact-row.h"
#include "cercle-palette.h"
#include "cercle-saved-lists.h"
#include "room.h"

static CercleCompactList *
list_of (gpointer page)
{
  return CERCLE_COMPACT_LIST (tree_find (page, CERCLE_TYPE_COMPACT_LIST, NULL));
}

static const char *
sentence_of (gpointer page)
{
  GtkWidget *row = tree_find (page, CERCLE_TYPE_COMPACT_ROW, NULL);
  return row != NULL ? cercle_compact_row_get_sentence (CERCLE_COMPACT_ROW (row)) : "";
}

static gboolean
has_one_cb (gpointer page)
{
  return g_list_model_get_n_items (cercle_compact_list_get_model (list_of (page))) == 1 &&
         strstr (sentence_of (page), "Quesnel") != NULL;
}

/* One case: of orange risk, in Lisieux. */
static void
begin (CaseDesk *desk, int width)
{
  g_autofree char *id = NULL;
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Fact changed.");

  case_desk_begin (desk);
  id = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  kase = case_desk_case (desk->session, id);
  cercle_record_set_text (kase, CERCLE_CASE_RISK, "orange");
  cercle_record_set_text (kase, CERCLE_CASE_COMMUNE, "14366");
  cercle_tx_save (tx, kase);
  g_assert_true (room_commit (desk->session, tx, &error));
  g_assert_no_error (error);
  case_desk_show (desk, CERCLE_TYPE_CASES_PAGE, width);
  g_object_set (desk->page, "narrow", width < 720, NULL);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  CASE_DESK_WAIT (desk, has_one_cb);
}

static GtkWidget *
chooser_of (CaseDesk *desk)
{
  return tree_find (desk->page, CERCLE_TYPE_CASE_COLUMN_CHOOSER, NULL);
}

static char *
kept_on (CaseDesk *desk)
{
  char *kept = NULL;

  g_object_get (desk->settings, "case-columns", &kept, NULL);
  return kept;
}

/* (nullable) */
static GtkWidget *
find_check (CaseDesk *desk, const char *label)
{
  GtkWidget *words = tree_find (chooser_of (desk), GTK_TYPE_LABEL, label);
  return words != NULL ? gtk_widget_get_ancestor (words, GTK_TYPE_CHECK_BUTTON) : NULL;
}

static GtkWidget *
check_of (CaseDesk *desk, const char *label)
{
  GtkWidget *check = find_check (desk, label);

  g_assert_nonnull (check);
  return check;
}

/* By its key. */
static void
open_chooser (CaseDesk *desk)
{
  g_assert_true (case_desk_key (desk->page, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK));
  g_assert_nonnull (find_check (desk, "Risk"));
}

static void
close_chooser (CaseDesk *desk)
{
  gtk_menu_button_popdown (
      GTK_MENU_BUTTON (tree_find (chooser_of (desk), GTK_TYPE_MENU_BUTTON, NULL)));
}

static gboolean
is_closed_cb (gpointer page)
{
  GtkWidget *chooser = tree_find (page, CERCLE_TYPE_CASE_COLUMN_CHOOSER, NULL);
  GtkPopover *popover =
      gtk_menu_button_get_popover (GTK_MENU_BUTTON (gtk_widget_get_first_child (chooser)));
  return popover == NULL || !gtk_widget_get_mapped (GTK_WIDGET (popover));
}

/* No window goes while something pops out of it. */
static void
end (CaseDesk *desk)
{
  close_chooser (desk);
  CASE_DESK_WAIT (desk, is_closed_cb);
  case_desk_settle ();
  case_desk_end (desk);
}

static void
set_check (CaseDesk *desk, const char *label, gboolean active)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check_of (desk, label)), active);
}

static gboolean
is_before (const char *sentence, const char *first, const char *then)
{
  const char *a = strstr (sentence, first), *b = strstr (sentence, then);
  return a != NULL && b != NULL && a < b;
}

/* Alt and the arrow, where the keyboard stands: it stays with the column. */
static void
move_up (CaseDesk *desk, const char *label)
{
  GtkWidget *check = check_of (desk, label);
  GtkWidget *lines = gtk_widget_get_parent (gtk_widget_get_parent (check));

  g_assert_true (gtk_widget_grab_focus (check));
  g_assert_true (case_desk_key (lines, GDK_KEY_Up, GDK_ALT_MASK));
  g_assert_true (gtk_widget_has_focus (check) ||
                 gtk_root_get_focus (gtk_widget_get_root (check)) == check);
}

static void
test_chosen (void)
{
  CaseDesk desk;
  g_autofree char *kept = NULL, *moved = NULL, *standard = NULL;

  begin (&desk, 1100);
  g_assert_null (strstr (sentence_of (desk.page), "Risk"));
  open_chooser (&desk);
  g_assert_null (tree_unnamed (desk.page));
  set_check (&desk, "Risk", TRUE);
  set_check (&desk, "Commune", TRUE);
  set_check (&desk, "Since", FALSE);
  g_assert_nonnull (strstr (sentence_of (desk.page), "Risk: Orange: risk about to come"));
  g_assert_nonnull (strstr (sentence_of (desk.page), "Commune: Lisieux"));
  g_assert_null (strstr (sentence_of (desk.page), "Since"));
  kept = kept_on (&desk);
  g_assert_cmpstr (kept, ==, "due person need holder status risk commune");
  g_assert_true (is_before (sentence_of (desk.page), "State", "Risk"));
  move_up (&desk, "Risk");
  moved = kept_on (&desk);
  g_assert_cmpstr (moved, ==, "due person need holder risk status commune");
  g_assert_true (is_before (sentence_of (desk.page), "Risk", "State"));
  g_assert_nonnull (tree_find (GTK_WIDGET (list_of (desk.page)), GTK_TYPE_LABEL, "Risk"));
  /* Whom it is about stays. */
  g_assert_false (gtk_widget_get_sensitive (check_of (&desk, "Person")));
  g_signal_emit_by_name (tree_find (chooser_of (&desk), GTK_TYPE_BUTTON, "Standard Columns"),
                         "clicked");
  standard = kept_on (&desk);
  g_assert_null (standard);
  g_assert_null (strstr (sentence_of (desk.page), "Risk"));
  end (&desk);
}

/* However many are chosen, each has a place in the line; more than can be read are not taken. */
static void
test_most (void)
{
  CaseDesk desk;
  CercleRowStyle style = { NULL, 0, NULL, FALSE, FALSE, NULL };
  g_autofree char *kept = NULL;
  g_autoptr (GPtrArray) columns = NULL;
  int x = 0, w = 0, after = 0;

  begin (&desk, 1100);
  open_chooser (&desk);
  for (const CercleCaseColumn *column = cercle_case_columns; column->id != NULL; column++)
    set_check (&desk, cercle_case_column_label (column), TRUE);
  kept = kept_on (&desk);
  columns = cercle_case_columns_read (kept);
  g_assert_cmpuint (columns->len, ==, CERCLE_CASE_COLUMNS_MOST);
  g_assert_true (tree_shows (chooser_of (&desk), "12 columns at most."));
  style.columns =
      g_object_get_data (G_OBJECT (list_of (desk.page)), "cercle-columns") != NULL
          ? (const CercleColumn *) ((GArray *) g_object_get_data (G_OBJECT (list_of (desk.page)),
                                                                  "cercle-columns"))
                ->data
          : NULL;
  style.n_columns = CERCLE_CASE_COLUMNS_MOST + 1;
  for (guint i = 0; i < style.n_columns; i++)
    {
      cercle_columns_place (&style, 1100, i, &x, &w);
      g_assert_cmpint (w, >, 0);
      g_assert_cmpint (x, >=, after);
      after = x + w;
    }
  g_assert_cmpint (after, <=, 1100);
  end (&desk);
}

/* Narrow: what was added stands under the person, nothing beside her gives way, all is said. */
static void
test_narrow (void)
{
  CaseDesk desk;
  int before = 0, after = 0, x = 0;
  const GArray *columns = NULL;
  CercleRowStyle style = { NULL, 0, NULL, FALSE, TRUE, NULL };

  begin (&desk, 640);
  columns = g_object_get_data (G_OBJECT (list_of (desk.page)), "cercle-columns");
  style.columns = (const CercleColumn *) columns->data;
  style.n_columns = columns->len;
  cercle_columns_place (&style, 640, 1, &x, &before);
  open_chooser (&desk);
  set_check (&desk, "Risk", TRUE);
  set_check (&desk, "Tags", TRUE);
  columns = g_object_get_data (G_OBJECT (list_of (desk.page)), "cercle-columns");
  style.columns = (const CercleColumn *) columns->data;
  style.n_columns = columns->len;
  cercle_columns_place (&style, 640, 1, &x, &after);
  g_assert_cmpstr (style.columns[1].id, ==, "person");
  g_assert_cmpint (after, ==, before);
  g_assert_nonnull (strstr (sentence_of (desk.page), "Risk: Orange"));
  end (&desk);
}

static GtkWidget *
saved_of (gpointer page)
{
  return tree_find (page, CERCLE_TYPE_SAVED_LISTS, NULL);
}

static const char *
name_shown (gpointer page)
{
  GtkWidget *menu = tree_find (saved_of (page), GTK_TYPE_MENU_BUTTON, NULL);
  return gtk_label_get_text (GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (menu))));
}

static gboolean
is_saved_cb (gpointer page)
{
  return g_str_equal (name_shown (page), "Risks");
}

static void
save_as (CaseDesk *desk, const char *name)
{
  GtkWidget *saved = saved_of (desk->page);

  gtk_editable_set_text (GTK_EDITABLE (tree_find (saved, GTK_TYPE_ENTRY, NULL)), name);
  g_signal_emit_by_name (tree_find (saved, GTK_TYPE_BUTTON, "Save This List"), "clicked");
}

static void
press_list (CaseDesk *desk, const char *name)
{
  GtkWidget *words = tree_find (saved_of (desk->page), GTK_TYPE_LABEL, name);

  /* The first label of that name may be the one on the button. */
  if (gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON) == NULL ||
      GTK_IS_TOGGLE_BUTTON (gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON)))
    words = tree_find (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (
                           tree_find (saved_of (desk->page), GTK_TYPE_MENU_BUTTON, NULL)))),
                       GTK_TYPE_LABEL, name);
  g_signal_emit_by_name (gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON), "clicked");
}

/* A saved list has its own, and leaves those of the desk alone. */
static void
test_saved (void)
{
  CaseDesk desk;
  g_autofree char *kept = NULL;

  begin (&desk, 1100);
  open_chooser (&desk);
  set_check (&desk, "Risk", TRUE);
  close_chooser (&desk);
  g_signal_emit_by_name (list_of (desk.page), "sort", "person", TRUE);
  save_as (&desk, "Risks");
  CASE_DESK_WAIT (&desk, is_saved_cb);
  g_object_set (desk.settings, "case-columns", "person commune", NULL);
  cercle_page_open (CERCLE_PAGE (desk.page), "open");
  CASE_DESK_WAIT (&desk, has_one_cb);
  g_assert_false (is_saved_cb (desk.page));
  g_assert_null (strstr (sentence_of (desk.page), "Risk"));
  g_assert_nonnull (strstr (sentence_of (desk.page), "Commune: Lisieux"));
  press_list (&desk, "Risks");
  CASE_DESK_WAIT (&desk, is_saved_cb);
  CASE_DESK_WAIT (&desk, has_one_cb);
  g_assert_nonnull (strstr (sentence_of (desk.page), "Risk: Orange"));
  g_assert_null (strstr (sentence_of (desk.page), "Commune"));
  /* Tried on, not kept on the desk: it is another list then. */
  open_chooser (&desk);
  set_check (&desk, "Tags", TRUE);
  g_assert_false (is_saved_cb (desk.page));
  kept = kept_on (&desk);
  g_assert_cmpstr (kept, ==, "person commune");
  end (&desk);
}

/* Saved before any column was chosen, it is still itself in the columns of the desk. */
static void
test_saved_without (void)
{
  CaseDesk desk;

  begin (&desk, 1100);
  g_signal_emit_by_name (list_of (desk.page), "sort", "person", TRUE);
  save_as (&desk, "Risks");
  CASE_DESK_WAIT (&desk, is_saved_cb);
  g_object_set (desk.settings, "case-columns", "person risk", NULL);
  cercle_page_open (CERCLE_PAGE (desk.page), "open");
  press_list (&desk, "Risks");
  CASE_DESK_WAIT (&desk, is_saved_cb);
  g_assert_nonnull (strstr (sentence_of (desk.page), "Risk: Orange"));
  end (&desk);
}

static const CercleAction page_actions[] = {
  { "list.columns", NULL, NULL, "<Control><Shift>l", "Choose the Columns", "In a List",
    CERCLE_ACTION_PAGE },
  { "list.open", NULL, NULL, "Return", "Open", "In a List", CERCLE_ACTION_PAGE },
  { "chosen.postpone", NULL, NULL, "p", "Postpone", "In a List", CERCLE_ACTION_PAGE },
  { "case.note", NULL, NULL, "<Control><Shift>n", "Add a Note", "In a Case", CERCLE_ACTION_PAGE },
  { NULL },
};

static void
command (CaseDesk *desk, const char *words)
{
  GtkWidget *palette = cercle_palette_show (GTK_WINDOW (desk->window), desk->session, page_actions);
  GtkWidget *entry = tree_find (palette, GTK_TYPE_SEARCH_ENTRY, NULL);

  g_assert_true (tree_shows (palette, "Shift+Ctrl+N · In a Case"));
  g_assert_true (tree_shows (palette, "Shift+Ctrl+L"));
  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "activate");
}

/* What a page and its list do with their keys is done from the palette, too. */
static void
test_from_palette (void)
{
  CaseDesk desk;

  begin (&desk, 1100);
  gtk_widget_grab_focus (GTK_WIDGET (list_of (desk.page)));
  g_assert_null (find_check (&desk, "Risk"));
  command (&desk, "choose the col");
  g_assert_nonnull (find_check (&desk, "Risk"));
  close_chooser (&desk);
  command (&desk, "postpone");
  g_assert_true (tree_shows (desk.page, "1 chosen"));
  command (&desk, "open");
  g_assert_true (g_str_has_prefix (desk.asked, "open-case "));
  end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/columns/chosen", test_chosen);
  g_test_add_func ("/columns/most", test_most);
  g_test_add_func ("/columns/narrow", test_narrow);
  g_test_add_func ("/columns/from-palette", test_from_palette);
  g_test_add_func ("/columns/saved", test_saved);
  g_test_add_func ("/columns/saved-without", test_saved_without);
  return g_test_run ();
}
