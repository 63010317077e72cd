/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does this page work, and where does what I write go? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-help-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-help-topics.h"
#include "cercle-pages.h"

#define SHOWN "cercle-help"

/* Text that can be read with the keyboard, and copied. */
static GtkWidget *
text_of (const CercleHelpTopic *topic)
{
  GtkWidget *label = gtk_label_new (_ (topic->text)), *row = gtk_list_box_row_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
build (GPtrArray *rows)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  for (const CercleHelpTopic *topic = cercle_help_topics; topic->title != NULL; topic++)
    {
      GtkWidget *row = adw_expander_row_new ();

      cercle_set_title (row, _ (topic->title));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), text_of (topic));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (rows, row);
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return page;
}

static void
add_shortcuts (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

static GtkWidget *
new_window (GtkWidget *from)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", from, "destroy-with-parent", TRUE,
                    "default-width", 620, "default-height", 640, "title", _ ("Help"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = build (rows);

  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  add_shortcuts (window);
  g_object_set_data_full (G_OBJECT (window), "rows", g_steal_pointer (&rows),
                          (GDestroyNotify) g_ptr_array_unref);
  return window;
}

static void
forget_cb (GtkWidget *window, GObject *root)
{
  g_object_set_data (root, SHOWN, NULL);
}

/* Its own, or that of the page it belongs to. */
static guint
topic_of (const char *page)
{
  const CerclePageLine *line = page != NULL ? cercle_pages_find (page) : NULL;

  for (guint i = 0; page != NULL && cercle_help_topics[i].title != NULL; i++)
    if (g_strcmp0 (cercle_help_topics[i].page, page) == 0)
      return i;
  return line != NULL && line->parent != NULL ? topic_of (line->parent) : 0;
}

GtkWindow *
cercle_help_window_show (GtkWidget *from, const char *page)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (from));
  GtkWidget *window = g_object_get_data (G_OBJECT (root), SHOWN);
  GPtrArray *rows = NULL;
  guint topic = topic_of (page);

  if (window == NULL)
    {
      window = new_window (root);
      g_object_set_data (G_OBJECT (root), SHOWN, window);
      g_signal_connect_object (window, "destroy", G_CALLBACK (forget_cb), root, 0);
    }
  rows = g_object_get_data (G_OBJECT (window), "rows");
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_set_expanded (rows->pdata[i], i == topic);
  gtk_window_present (GTK_WINDOW (window));
  /* From outside, so that its heading has the keyboard and not its text. */
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gtk_widget_child_focus (rows->pdata[topic], GTK_DIR_TAB_FORWARD);
  return GTK_WINDOW (window);
}
