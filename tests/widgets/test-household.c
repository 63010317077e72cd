/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does whoever has come to the lines of "who is calling" stay there when an answer arrives? */
#include "case-desk.h"

#include "cercle-call-household.h"
#include "room.h"

#define FOUND "New request for Jeanne Quesnel"

static gboolean
is_there_cb (gpointer household)
{
  return tree_shows (household, FOUND);
}

static gboolean
is_gone_cb (gpointer household)
{
  return !tree_shows (household, FOUND);
}

static void
choose_keyboard (GtkWidget *household, const char *words)
{
  GtkWidget *line = gtk_widget_get_first_child (gtk_widget_get_first_child (household));

  while (line != NULL && !tree_shows (line, words))
    line = gtk_widget_get_next_sibling (line);
  g_assert_nonnull (line);
  g_assert_true (gtk_widget_grab_focus (line));
}

static void
assert_keyboard (CaseDesk *desk, const char *words)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk->window));

  g_assert_true (GTK_IS_CHECK_BUTTON (focus));
  g_assert_true (tree_shows (focus, words));
}

static void
test_keyboard (void)
{
  CaseDesk desk;
  GtkWidget *widget = g_object_new (CERCLE_TYPE_CALL_HOUSEHOLD, NULL);
  CercleCallHousehold *household = CERCLE_CALL_HOUSEHOLD (widget);

  case_desk_begin (&desk);
  g_autofree char *kase = case_desk_add (desk.session, "Jeanne", "Quesnel", "Respite", NULL);
  cercle_call_household_set_session (household, desk.session);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (desk.overlay), widget);
  gtk_window_present (GTK_WINDOW (desk.window));
  tree_draw (desk.window);

  choose_keyboard (widget, "Anonymous contact");
  cercle_call_household_look (household, NULL, "Quesnel");
  room_wait ("the answer", is_there_cb, widget);
  assert_keyboard (&desk, "Anonymous contact");
  choose_keyboard (widget, "Somebody new");
  cercle_call_household_look (household, NULL, NULL);
  room_wait ("nobody", is_gone_cb, widget);
  assert_keyboard (&desk, "Somebody new");

  /* Whose line has gone: the keyboard is on the one that is always there. */
  cercle_call_household_look (household, NULL, "Quesnel");
  room_wait ("the answer", is_there_cb, widget);
  choose_keyboard (widget, FOUND);
  cercle_call_household_look (household, NULL, NULL);
  room_wait ("nobody", is_gone_cb, widget);
  assert_keyboard (&desk, "Somebody new");
  case_desk_end (&desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/household/keyboard", test_keyboard);
  return g_test_run ();
}
