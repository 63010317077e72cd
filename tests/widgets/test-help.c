/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does each page have its help, and does F1 open it there? */
#include <adwaita.h>

#include "cercle-help-topics.h"
#include "cercle-help-window.h"
#include "cercle-pages.h"
#include "widget-tree.h"

static const CercleHelpTopic *
topic_of (const char *page)
{
  for (const CercleHelpTopic *topic = cercle_help_topics; topic->title != NULL; topic++)
    if (g_strcmp0 (topic->page, page) == 0)
      return topic;
  return NULL;
}

static void
test_topics (void)
{
  for (const CercleHelpTopic *topic = cercle_help_topics; topic->title != NULL; topic++)
    g_assert_true (topic->page == NULL || cercle_pages_find (topic->page) != NULL ||
                   g_str_equal (topic->page, "community") || g_str_equal (topic->page, "lists"));
  /* Whatever the sidebar leads to. */
  for (const CerclePageLine *page = cercle_pages; page->name != NULL; page++)
    if (page->icon != NULL && topic_of (page->name) == NULL)
      g_error ("no help for the page %s", page->name);
}

static gboolean
is_open (GtkWindow *help, const char *page)
{
  GtkWidget *row = tree_find (GTK_WIDGET (help), ADW_TYPE_EXPANDER_ROW, topic_of (page)->title);

  return adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)) &&
         gtk_widget_is_ancestor (gtk_window_get_focus (help), row);
}

static void
test_window (void)
{
  GtkWidget *root = gtk_window_new ();
  GtkWindow *help = cercle_help_window_show (root, "case");

  tree_draw (GTK_WIDGET (help));
  g_assert_true (is_open (help, "case"));
  g_assert_null (tree_unnamed (GTK_WIDGET (help)));
  /* The same window, elsewhere. */
  g_assert_true (cercle_help_window_show (root, "cases") == help);
  g_assert_true (is_open (help, "cases"));
  gtk_window_destroy (help);
  /* And a new one when it was closed; a page without help has that of the one it belongs to. */
  help = cercle_help_window_show (root, "actions");
  tree_draw (GTK_WIDGET (help));
  g_assert_true (is_open (help, "today"));
  cercle_help_window_show (root, "round");
  g_assert_true (is_open (help, "directory"));
  gtk_window_destroy (GTK_WINDOW (root));
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/help/topics", test_topics);
  g_test_add_func ("/help/window", test_window);
  return g_test_run ();
}
