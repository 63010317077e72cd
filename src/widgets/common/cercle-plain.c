/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do words and columns stand on a page? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-plain.h"

#include <adwaita.h>

#define BESIDE 12
#define ABOVE 18

GtkWidget *
cercle_plain_words (const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
cercle_plain_add_words (GtkWidget *box, const char *words, const char *style)
{
  GtkWidget *label = cercle_plain_words (words, style);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

GtkWidget *
cercle_plain_scroll (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), child);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

GtkWidget *
cercle_plain_column (GtkWidget *child)
{
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_widget_set_margin_top (child, ABOVE);
  gtk_widget_set_margin_bottom (child, ABOVE);
  gtk_widget_set_margin_start (child, BESIDE);
  gtk_widget_set_margin_end (child, BESIDE);
  return cercle_plain_scroll (clamp);
}
