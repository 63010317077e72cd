/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys do what? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-shortcuts-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cercle-escape.h"

/* "Ctrl+R   F5": each as a cap. */
static GtkWidget *
caps_of (const CercleAction *action)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_auto (GStrv) accels = g_strsplit (action->accels, " ", -1);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; accels[i] != NULL; i++)
    {
      guint key = 0;
      GdkModifierType modifiers = 0;
      g_autofree char *words = NULL;
      GtkWidget *cap = NULL;

      if (!gtk_accelerator_parse (accels[i], &key, &modifiers))
        continue;
      words = gtk_accelerator_get_label (key, modifiers);
      cap = gtk_label_new (words);
      gtk_widget_add_css_class (cap, "keycap");
      gtk_box_append (GTK_BOX (box), cap);
    }
  return box;
}

static GtkWidget *
add_group (GtkWidget *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  cercle_set_title (group, title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  return group;
}

static GtkWidget *
build_page (const CercleAction *actions)
{
  GtkWidget *page = adw_preferences_page_new ();
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (const CercleAction *action = actions; action->name != NULL; action++)
    {
      GtkWidget *group = NULL, *row = NULL;

      if (action->accels == NULL || action->label == NULL)
        continue;
      group = g_hash_table_lookup (groups, action->group);
      if (group == NULL)
        {
          group = add_group (page, _ (action->group));
          g_hash_table_insert (groups, (gpointer) action->group, group);
        }
      row = adw_action_row_new ();
      cercle_set_title (row, _ (action->label));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), caps_of (action));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return page;
}

GtkWidget *
cercle_shortcuts_window_show (GtkWidget *from, const CercleAction *actions)
{
  GtkWidget *window =
      g_object_new (ADW_TYPE_WINDOW, "transient-for", gtk_widget_get_root (from), "modal", TRUE,
                    "destroy-with-parent", TRUE, "default-width", 520, "default-height", 600,
                    "title", _ ("Keyboard Shortcuts"), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = build_page (actions);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}
