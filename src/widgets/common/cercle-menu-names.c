/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a screen reader hear of a menu's entries? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-menu-names.h"

#include "cercle-escape.h"

/* What GTK makes of a line of a menu model has one of these roles, whatever its class. */
static gboolean
is_entry (GtkWidget *widget)
{
  switch (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX:
    case GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO:
      return TRUE;
    default:
      return FALSE;
    }
}

/* (nullable): of the first label; the next would be its key. */
static const char *
first_words (GtkWidget *widget)
{
  const char *words = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  if (words != NULL && words[0] == '\0')
    words = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && words == NULL;
       child = gtk_widget_get_next_sibling (child))
    words = first_words (child);
  return words;
}

static void
name_entries (GtkWidget *widget)
{
  const char *words = is_entry (widget) ? first_words (widget) : NULL;

  if (words != NULL)
    cercle_set_spoken (widget, words);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      name_entries (child);
}

static void
focus_cb (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *menu = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER_MENU) : NULL;

  if (menu != NULL)
    name_entries (menu);
}

void
cercle_menu_names_follow (GtkWindow *window)
{
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_cb), NULL);
}
