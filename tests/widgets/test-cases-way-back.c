/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whoever was led to some of the cases: does the screen name the way back to all open ones? */
#include "case-desk.h"

#include "cercle-cases-page.h"
#include "cercle-keyboard.h"
#include "cercle-compact-list.h"
#include "room.h"

#define WAY_BACK "All Open Cases"

/* Two open cases, one of them with a day that has passed. */
static void
begin (CaseDesk *desk, int width)
{
  g_autofree char *first = NULL, *second = NULL;

  case_desk_begin (desk);
  first = case_desk_add (desk->session, "Mathis", "Quesnel", "Répit du samedi", "2020-01-02");
  second = case_desk_add (desk->session, "Thierry", "Onfroy", "Médecin traitant", NULL);
  case_desk_show (desk, CERCLE_TYPE_CASES_PAGE, width);
  cercle_page_open (CERCLE_PAGE (desk->page), NULL);
  cercle_page_start (CERCLE_PAGE (desk->page));
  CASE_DESK_WAIT (desk, case_desk_shows_two);
}

/* NULL: not on the screen. */
static GtkWidget *
way_back (CaseDesk *desk)
{
  GtkWidget *content = tree_find (desk->page, ADW_TYPE_BUTTON_CONTENT, NULL);
  GtkWidget *button = NULL;

  g_assert_cmpstr (adw_button_content_get_label (ADW_BUTTON_CONTENT (content)), ==, WAY_BACK);
  button = gtk_widget_get_ancestor (content, GTK_TYPE_BUTTON);
  return gtk_widget_is_visible (button) ? button : NULL;
}

static gboolean
list_has_keyboard_cb (gpointer page)
{
  return cercle_keyboard_is_in (GTK_WIDGET (case_desk_list (page)));
}

/* What Today, the side bar and the board of steering lead to, and what was chosen by hand. */
static void
test_way_back (void)
{
  static const struct
  {
    const char *target;
    gboolean (*shown) (gpointer page);
  } lines[] = {
    { "mine", case_desk_shows_two },
    { "promise-passed", case_desk_shows_one },
    { CERCLE_CASES_OF, case_desk_shows_none },
    { CERCLE_CASES_WHERE "status=received", case_desk_shows_two },
  };
  CaseDesk desk;

  begin (&desk, 640);
  g_assert_null (way_back (&desk));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      cercle_page_open (CERCLE_PAGE (desk.page), lines[i].target);
      g_assert_nonnull (way_back (&desk));
      case_desk_wait (&desk, lines[i].target, lines[i].shown);
      g_assert_null (tree_unnamed (desk.page));
      g_signal_emit_by_name (way_back (&desk), "clicked");
      CASE_DESK_WAIT (&desk, case_desk_shows_two);
      g_assert_null (way_back (&desk));
      CASE_DESK_WAIT (&desk, list_has_keyboard_cb);
    }
  case_desk_end (&desk);
}

/* A search has its own way out, and typing must not move the list. */
static void
test_search (void)
{
  CaseDesk desk;

  begin (&desk, 1100);
  gtk_editable_set_text (GTK_EDITABLE (tree_find (desk.page, GTK_TYPE_SEARCH_ENTRY, NULL)), "onfr");
  CASE_DESK_WAIT (&desk, case_desk_shows_one);
  g_assert_null (way_back (&desk));
  case_desk_end (&desk);
}

/* Its rows come when another page is shown, and a drop-down there has just let go of the keyboard:
 * the list may not take it, or what is typed next would act on its cases. */
static void
test_out_of_sight (void)
{
  CaseDesk desk;
  CercleCompactList *list = NULL;

  begin (&desk, 1100);
  list = case_desk_list (desk.page);
  cercle_compact_list_select (list, 0, TRUE);
  CASE_DESK_WAIT (&desk, list_has_keyboard_cb);
  cercle_page_open (CERCLE_PAGE (desk.page), CERCLE_CASES_OF);
  CASE_DESK_WAIT (&desk, case_desk_shows_none);
  gtk_widget_set_child_visible (desk.page, FALSE); /* as a stack does */
  gtk_root_set_focus (gtk_widget_get_root (desk.page), NULL);
  cercle_page_open (CERCLE_PAGE (desk.page), CERCLE_CASES_WHERE "status=received");
  CASE_DESK_WAIT (&desk, case_desk_shows_two);
  case_desk_settle ();
  g_assert_false (list_has_keyboard_cb (desk.page));
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/way-back/lists", test_way_back);
  g_test_add_func ("/way-back/search", test_search);
  g_test_add_func ("/way-back/out-of-sight", test_out_of_sight);
  return g_test_run ();
}
