/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does anything stay of pages whose window goes, or whose reader signs out, as they open? */
#include "application.h"
#include "case-desk.h"
#include "cercle-application.h"
#include "cercle-page.h"
#include "cercle-pages.h"
#include "cercle-window.h"
#include "community.h"
#include "room.h"
#include "widget-tree.h"

typedef struct
{
  Community *community;
  char *folder, *id;
  CercleSession *session;
  CercleSettings *settings;
  CercleWindow *window;
  guint n_alive; /* pages */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->community = community_new ();
  fixture->folder = room_make ();
  fixture->session = cercle_session_new ("test", fixture->folder);
  fixture->settings = cercle_settings_new ("test", fixture->folder);
  g_assert_true (room_sign_in (fixture->session, community_address (fixture->community), "col",
                               PHRASE, &error));
  g_assert_no_error (error);
  room_exchange (fixture->session);
  fixture->id = case_desk_add (fixture->session, "Mathis", "Quesnel", "Répit", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_finalize (fixture->session);
  g_clear_object (&fixture->settings);
  community_free (fixture->community);
  room_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->id);
}

/* --- A window --------------------------------------------------------------------------------- */

static gboolean
is_in (GtkWidget *focus, CerclePage *page)
{
  return focus != NULL && page != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (page));
}

static gboolean
is_in_page_cb (gpointer window)
{
  return gtk_widget_get_mapped (window) &&
         is_in (gtk_window_get_focus (window), cercle_window_get_shown (window));
}

/* With the keyboard in a list of cases. */
static void
open_window (Fixture *fixture)
{
  fixture->window =
      cercle_window_new (application (), fixture->session, fixture->settings, cercle_actions);
  cercle_window_start (fixture->window, "cases");
  g_assert_true (tree_wait (is_in_page_cb, fixture->window));
}

static void
left_cb (gpointer data, GObject *page)
{
  ((Fixture *) data)->n_alive--;
}

static void
show (Fixture *fixture, const char *page, const char *target)
{
  g_assert_true (cercle_window_show_page (fixture->window, page, target));
}

static void
show_other (Fixture *fixture, const char *page)
{
  show (fixture, page, g_str_equal (page, "case") ? fixture->id : NULL);
}

static gboolean
watch_cb (GtkWidget *widget, gpointer data)
{
  Fixture *fixture = data;

  if (!CERCLE_IS_PAGE (widget))
    return FALSE;
  fixture->n_alive++;
  g_object_weak_ref (G_OBJECT (widget), left_cb, fixture);
  return FALSE;
}

static gboolean
are_gone_cb (gpointer data)
{
  return ((Fixture *) data)->n_alive == 0;
}

/* --- The keyboard ----------------------------------------------------------------------------- */

/* A page that still reads has nothing that could take it. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  CerclePage *cases = NULL;

  open_window (fixture);
  cases = cercle_window_get_shown (fixture->window);
  show (fixture, "case", fixture->id);
  g_assert_false (is_in (gtk_window_get_focus (GTK_WINDOW (fixture->window)), cases));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* --- Leaving ---------------------------------------------------------------------------------- */

/* Twice out of sight before a frame was drawn; the second time the list is read anew. */
static void
hurry (Fixture *fixture, const char *page)
{
  show (fixture, "cases", "unassigned");
  tree_wait (is_in_page_cb, fixture->window);
  show_other (fixture, page);
  show (fixture, "cases", "silent");
  show_other (fixture, page);
}

/* Some turns of the main loop later: reading, read, shown. */
static void
leave (Fixture *fixture, const char *page, guint turns)
{
  open_window (fixture);
  hurry (fixture, page);
  for (guint i = 0; i < turns; i++)
    g_main_context_iteration (NULL, FALSE);
  tree_walk (GTK_WIDGET (fixture->window), watch_cb, fixture);
  g_assert_cmpuint (fixture->n_alive, >, 0);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  if (!tree_wait (are_gone_cb, fixture))
    g_error ("%u pages stay when “%s” is left after %u turns", fixture->n_alive, page, turns);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  static const guint turns[] = { 0, 1, 2, 4, 8, 16, 32 };

  for (const CerclePageLine *line = cercle_pages; line->name != NULL; line++)
    for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
      leave (fixture, line->name, turns[i]);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  open_window (fixture);
  hurry (fixture, "case");
  tree_walk (GTK_WIDGET (fixture->window), watch_cb, fixture);
  cercle_session_sign_out (fixture->session);
  g_assert_true (tree_wait (are_gone_cb, fixture));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function)                                                                        \
  g_test_add ("/leaving/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("keyboard", test_keyboard);
  ADD ("closed", test_closed);
  ADD ("signed-out", test_signed_out);
  return g_test_run ();
}
