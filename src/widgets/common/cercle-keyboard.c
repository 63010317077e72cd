/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has the keyboard, and how does it leave? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-keyboard.h"

gboolean
cercle_keyboard_is_in (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

gboolean
cercle_keyboard_leave (GtkWidget *widget)
{
  gboolean here = cercle_keyboard_is_in (widget);

  if (here)
    gtk_root_set_focus (gtk_widget_get_root (widget), NULL);
  return here;
}

gboolean
cercle_keyboard_clear (GtkBox *box)
{
  gboolean here = cercle_keyboard_leave (GTK_WIDGET (box));
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  return here;
}
