/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a list kept under a name, shown again exactly, shared, renamed, deleted, and given back by
 * undo? */
#include "case-desk.h"

#include "cercle-cases-page.h"
#include "cercle-compact-list.h"
#include "cercle-filter.h"
#include "cercle-indicator-chips.h"
#include "cercle-palette.h"
#include "cercle-record-list.h"
#include "cercle-saved-lists.h"
#include "room.h"

static void
begin (CaseDesk *desk)
{
  g_autofree char *first = NULL, *second = NULL;

  case_desk_begin (desk);
  first = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit du samedi", NULL);
  second = case_desk_add (desk->session, "Thierry", "Onfroy", "Médecin traitant", NULL);
  case_desk_show (desk, CERCLE_TYPE_CASES_PAGE, 1100);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  CASE_DESK_WAIT (desk, case_desk_shows_two);
}

static GtkWidget *
saved_of (gpointer page)
{
  return tree_find (page, CERCLE_TYPE_SAVED_LISTS, NULL);
}

static GtkWidget *
menu_of (gpointer page)
{
  return tree_find (saved_of (page), GTK_TYPE_MENU_BUTTON, NULL);
}

static const char *
name_shown (gpointer page)
{
  return gtk_label_get_text (
      GTK_LABEL (gtk_menu_button_get_child (GTK_MENU_BUTTON (menu_of (page)))));
}

static gboolean
is_rest_cb (gpointer page)
{
  return g_str_equal (name_shown (page), "Respite");
}

static gboolean
is_none_cb (gpointer page)
{
  return g_str_equal (name_shown (page), "My Lists");
}

static gboolean
is_changed_cb (gpointer page)
{
  return g_str_equal (name_shown (page), "Respite (changed)");
}

static gboolean
is_renamed_cb (gpointer page)
{
  return g_str_equal (name_shown (page), "Saturdays");
}

static void
search (CaseDesk *desk, const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (tree_find (desk->page, GTK_TYPE_SEARCH_ENTRY, NULL)), words);
}

static GtkWidget *
entry_of (CaseDesk *desk)
{
  return tree_find (saved_of (desk->page), GTK_TYPE_ENTRY, NULL);
}

static void
press (CaseDesk *desk, const char *label)
{
  GtkWidget *button = tree_find (saved_of (desk->page), GTK_TYPE_BUTTON, label);
  GtkWidget *words =
      button != NULL ? NULL : tree_find (saved_of (desk->page), GTK_TYPE_LABEL, label);

  if (button == NULL)
    button = gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
save_as (CaseDesk *desk, const char *name, gboolean shared, const char *button)
{
  gtk_editable_set_text (GTK_EDITABLE (entry_of (desk)), name);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (tree_find (saved_of (desk->page), GTK_TYPE_CHECK_BUTTON, NULL)), shared);
  press (desk, button);
}

/* "Répit", by person from the end. */
static void
save_rest (CaseDesk *desk, gboolean shared)
{
  search (desk, "répit");
  CASE_DESK_WAIT (desk, case_desk_shows_one);
  g_signal_emit_by_name (case_desk_list (desk->page), "sort", "person", TRUE);
  save_as (desk, "Respite", shared, "Save This List");
  CASE_DESK_WAIT (desk, is_rest_cb);
}

static GPtrArray *
saved_records (CercleSession *session)
{
  g_autoptr (CercleQuery) query = cercle_saved_lists_query ("cases");
  return room_find (session, query);
}

static void
test_again (void)
{
  CaseDesk desk;
  g_autoptr (GPtrArray) saved = NULL;
  g_autofree char *subtitle = NULL, *target = NULL;
  GtkWidget *entry = NULL;

  begin (&desk);
  g_assert_true (is_none_cb (desk.page));
  save_rest (&desk, FALSE);
  subtitle = g_strdup (cercle_page_get_subtitle (CERCLE_PAGE (desk.page)));
  g_assert_null (tree_unnamed (desk.page));
  cercle_page_open (CERCLE_PAGE (desk.page), "open");
  CASE_DESK_WAIT (&desk, case_desk_shows_two);
  g_assert_true (is_none_cb (desk.page));
  press (&desk, "Respite");
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  entry = tree_find (desk.page, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "répit");
  g_assert_cmpstr (cercle_page_get_subtitle (CERCLE_PAGE (desk.page)), ==, subtitle);
  g_assert_true (is_rest_cb (desk.page));
  /* The same by its identity, as the palette asks. */
  saved = saved_records (desk.session);
  g_assert_cmpuint (saved->len, ==, 1);
  target = g_strconcat (CERCLE_CASES_LIST, cercle_record_get_id (saved->pdata[0]), NULL);
  cercle_page_open (CERCLE_PAGE (desk.page), "open");
  CASE_DESK_WAIT (&desk, case_desk_shows_two);
  cercle_page_open (CERCLE_PAGE (desk.page), target);
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  case_desk_end (&desk);
}

static void
test_change_and_undo (void)
{
  CaseDesk desk;
  g_autoptr (GError) error = NULL;

  begin (&desk);
  save_rest (&desk, FALSE);
  save_as (&desk, "Saturdays", TRUE, "Save Changes");
  CASE_DESK_WAIT (&desk, is_renamed_cb);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry_of (&desk))), ==, "Saturdays");
  press (&desk, "Delete");
  CASE_DESK_WAIT (&desk, is_none_cb);
  room_undo (desk.session, &error);
  g_assert_no_error (error);
  CASE_DESK_WAIT (&desk, is_renamed_cb);
  case_desk_end (&desk);
}

/* Asked otherwise, it is kept so, and is no second list; undo gives back what it asked. */
static void
test_asked_otherwise (void)
{
  CaseDesk desk;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autofree char *was = NULL;

  begin (&desk);
  save_rest (&desk, FALSE);
  saved = saved_records (desk.session);
  was = g_strdup (cercle_record_get_text (saved->pdata[0], CERCLE_FILTER_CONTENT));
  search (&desk, "médecin");
  CASE_DESK_WAIT (&desk, is_changed_cb);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry_of (&desk))), ==, "Respite");
  press (&desk, "Save Changes");
  CASE_DESK_WAIT (&desk, is_rest_cb);
  g_clear_pointer (&saved, g_ptr_array_unref);
  saved = saved_records (desk.session);
  g_assert_cmpuint (saved->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (saved->pdata[0], CERCLE_FILTER_CONTENT), !=, was);
  room_undo (desk.session, &error);
  g_assert_no_error (error);
  CASE_DESK_WAIT (&desk, is_changed_cb);
  /* Another list is another question. */
  cercle_page_open (CERCLE_PAGE (desk.page), "open");
  CASE_DESK_WAIT (&desk, is_none_cb);
  search (&desk, "médecin");
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  g_assert_true (is_none_cb (desk.page));
  case_desk_end (&desk);
}

static gboolean
is_in_view_cb (gpointer page)
{
  GtkWidget *chips = tree_find (page, CERCLE_TYPE_INDICATOR_CHIPS, NULL);
  GtkWidget *chip = gtk_widget_get_ancestor (tree_find (chips, GTK_TYPE_LABEL, "My cases"),
                                             GTK_TYPE_TOGGLE_BUTTON);
  graphene_rect_t bounds;

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)) &&
         gtk_widget_compute_bounds (chip, chips, &bounds) && bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (chips);
}

/* The list that is shown has its chip in view, however many stand before it. */
static void
test_chip_in_view (void)
{
  CaseDesk desk;

  begin (&desk);
  g_assert_false (is_in_view_cb (desk.page));
  cercle_page_open (CERCLE_PAGE (desk.page), "mine");
  CASE_DESK_WAIT (&desk, is_in_view_cb);
  case_desk_end (&desk);
}

typedef struct
{
  CercleSession *session;
  guint n;
} Wanted;

static gboolean
sees_cb (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (GPtrArray) saved = saved_records (wanted->session);
  guint n = 0;

  for (guint i = 0; i < saved->len; i++)
    {
      gboolean own = FALSE;
      n += cercle_saved_lists_mine (wanted->session, saved->pdata[i], &own);
      g_assert_false (own);
    }
  return saved->len == 2 && n == wanted->n;
}

/* What is shared is a colleague's, too; what is not stays hers. */
static void
test_shared (void)
{
  CaseDesk desk;
  CercleSession *bob = NULL;
  Wanted wanted = { NULL, 1 };

  begin (&desk);
  save_rest (&desk, TRUE);
  search (&desk, "médecin");
  CASE_DESK_WAIT (&desk, is_changed_cb);
  save_as (&desk, "For myself", FALSE, "Save as Another List");
  case_desk_exchange (desk.session);
  bob = case_desk_other (&desk, "bob");
  case_desk_exchange (bob);
  wanted.session = bob;
  room_wait ("both lists", sees_cb, &wanted);
  case_desk_drop_other (&desk, bob);
  case_desk_end (&desk);
}

/* No name of a person in what others read, and no list without a name. */
static void
test_refused (void)
{
  CaseDesk desk;
  g_autoptr (GPtrArray) saved = NULL;

  begin (&desk);
  save_as (&desk, "   ", FALSE, "Save This List");
  g_assert_nonnull (tree_find (saved_of (desk.page), GTK_TYPE_LABEL, "Give the list a name."));
  search (&desk, "quesn");
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  save_as (&desk, "Him", FALSE, "Save This List");
  g_assert_nonnull (
      tree_find (saved_of (desk.page), GTK_TYPE_LABEL,
                 "A saved list does not keep a person’s name: clear the search first."));
  case_desk_settle ();
  saved = saved_records (desk.session);
  g_assert_cmpuint (saved->len, ==, 0);
  case_desk_end (&desk);
}

static gboolean
offers_both_cb (gpointer palette)
{
  return tree_shows (palette, "Respite");
}

static gboolean
finds_case_cb (gpointer palette)
{
  return tree_shows (palette, "Thierry Onfroy · Médecin traitant");
}

/* The palette knows lists and cases, too. */
static void
test_palette (void)
{
  static const CercleAction none[] = { { NULL } };
  CaseDesk desk;
  GtkWidget *palette = NULL, *entry = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autofree char *asked = NULL;

  begin (&desk);
  save_rest (&desk, FALSE);
  saved = saved_records (desk.session);
  palette = cercle_palette_show (GTK_WINDOW (desk.window), desk.session, none);
  for (const CercleIndicator *line = cercle_indicators; line->id != NULL; line++)
    g_assert_true (tree_shows (palette, line->label));
  room_wait ("the saved list", offers_both_cb, palette);
  g_assert_null (tree_unnamed (palette));
  entry = tree_find (palette, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "onfr");
  room_wait ("the case", finds_case_cb, palette);
  gtk_editable_set_text (GTK_EDITABLE (entry), "respite");
  g_assert_false (finds_case_cb (palette));
  g_signal_emit_by_name (entry, "activate");
  asked = g_strdup_printf ("show-list list:%s", cercle_record_get_id (saved->pdata[0]));
  g_assert_cmpstr (desk.asked, ==, asked);
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/saved/again", test_again);
  g_test_add_func ("/saved/change-and-undo", test_change_and_undo);
  g_test_add_func ("/saved/asked-otherwise", test_asked_otherwise);
  g_test_add_func ("/saved/chip-in-view", test_chip_in_view);
  g_test_add_func ("/saved/shared", test_shared);
  g_test_add_func ("/saved/refused", test_refused);
  g_test_add_func ("/saved/palette", test_palette);
  return g_test_run ();
}
