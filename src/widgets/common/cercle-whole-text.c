/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a fact of two lines read where it is corrected on one? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-whole-text.h"

/* Characters of a text that fits any entry: it needs no second drawing. */
#define SHORT 12

/* The text is drawn by the label or by the entry, never by both. */
static void
show_cb (GtkWidget *overlay)
{
  GtkWidget *entry = gtk_overlay_get_child (GTK_OVERLAY (overlay));
  GtkWidget *label = gtk_widget_get_last_child (overlay);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  gboolean typing = (gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  gboolean whole = g_utf8_strlen (text, -1) > SHORT;

  gtk_label_set_text (GTK_LABEL (label), whole ? text : "");
  gtk_widget_set_visible (label, whole);
  gtk_widget_set_opacity (label, typing ? 0 : 1);
  if (whole && !typing)
    gtk_widget_add_css_class (entry, "covered");
  else
    gtk_widget_remove_css_class (entry, "covered");
}

GtkWidget *
cercle_whole_text_new (GtkWidget *entry)
{
  GtkWidget *overlay = gtk_overlay_new ();
  /* The entry says its text to a screen reader already. */
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "xalign",
                    0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "can-target", FALSE, "width-chars", 8, "visible", FALSE, NULL);

  gtk_widget_add_css_class (overlay, "whole-text");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), entry);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), label);
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (overlay), label, TRUE);
  g_signal_connect_object (entry, "changed", G_CALLBACK (show_cb), overlay, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "state-flags-changed", G_CALLBACK (show_cb), overlay,
                           G_CONNECT_SWAPPED);
  return overlay;
}
