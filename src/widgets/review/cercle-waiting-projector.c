/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does everybody in the room see of the review? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-waiting-projector.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"

#define WIDTH 960
#define HEIGHT 600

static const char card_key[] = "cercle-card";
static const char place_key[] = "cercle-place";

GtkWindow *
cercle_waiting_projector_new (GtkWidget *from, CercleSession *session)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *card = cercle_waiting_card_new (session);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *title = adw_window_title_new (_ ("Review of waiting lists"), "");

  gtk_window_set_title (GTK_WINDOW (window), _ ("Review of waiting lists"));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (from)));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), title);
  gtk_widget_add_css_class (card, "read-from-afar");
  gtk_widget_set_margin_start (card, 36);
  gtk_widget_set_margin_end (card, 36);
  gtk_widget_set_margin_top (card, 24);
  gtk_widget_set_margin_bottom (card, 24);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), card);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data (G_OBJECT (window), card_key, card);
  g_object_set_data (G_OBJECT (window), place_key, title);
  return GTK_WINDOW (window);
}

void
cercle_waiting_projector_show (GtkWindow *projector, const CercleWaitingOne *one, const char *place,
                               CercleWaitingSight sight)
{
  cercle_waiting_card_show (g_object_get_data (G_OBJECT (projector), card_key), one, sight);
  adw_window_title_set_subtitle (g_object_get_data (G_OBJECT (projector), place_key),
                                 place != NULL ? place : "");
}
