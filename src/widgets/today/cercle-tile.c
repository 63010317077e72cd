/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How many, and is it serious? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-tile.h"

#include <glib/gi18n-lib.h>

#include "cercle-counts.h"
#include "cercle-escape.h"

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, class);
  return label;
}

GtkWidget *
cercle_tile_new (const CercleIndicator *indicator)
{
  GtkWidget *tile = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *number = make_label ("–", "title-1");
  GtkWidget *label = make_label (_ (indicator->label), "heading");
  GtkWidget *icon = gtk_image_new_from_icon_name (indicator->icon);

  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_set_hexpand (number, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (first), number);
  gtk_box_append (GTK_BOX (first), icon);
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_widget_add_css_class (tile, "card");
  gtk_widget_add_css_class (tile, "tile");
  gtk_widget_set_tooltip_text (tile, _ (indicator->hint));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (tile), "win.show-indicator");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (tile), "s", indicator->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (indicator->hint), -1);
  g_object_set_data (G_OBJECT (tile), "indicator", (gpointer) indicator);
  g_object_set_data (G_OBJECT (tile), "number", number);
  cercle_tile_set_number (tile, -1);
  return tile;
}

void
cercle_tile_set_number (GtkWidget *tile, gint64 number)
{
  const CercleIndicator *indicator = g_object_get_data (G_OBJECT (tile), "indicator");
  GtkWidget *label = g_object_get_data (G_OBJECT (tile), "number");
  g_autofree char *words = NULL, *said = NULL;

  words = cercle_counts_words (indicator->id, number);
  gtk_label_set_text (GTK_LABEL (label), words);
  if (indicator->alarming && number > 0)
    gtk_widget_add_css_class (tile, "alarming");
  else
    gtk_widget_remove_css_class (tile, "alarming");
  /* TRANSLATORS: what is counted, and how many, for screen readers. */
  said = g_strdup_printf (_ ("%1$s: %2$s"), _ (indicator->label), words);
  cercle_set_spoken (tile, said);
}
