/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does one come back to the agenda? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-aside.h"

#include <glib/gi18n-lib.h>

#include "cercle-plain.h"

GtkWidget *
cercle_meeting_aside_back (AdwBin *pane, GCallback back)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Back to the Agenda"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", back, pane);
  return button;
}

void
cercle_meeting_aside_put (AdwBin *pane, GtkWidget *box, GCallback back)
{
  gtk_box_append (GTK_BOX (box), cercle_meeting_aside_back (pane, back));
  gtk_widget_add_css_class (box, "review-bar");
  adw_bin_set_child (pane, cercle_plain_scroll (box));
}
