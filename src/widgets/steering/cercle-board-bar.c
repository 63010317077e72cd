/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How long is the bar of a number? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-board-bar.h"

#include "cercle-ink.h"

#define WIDTH 56
#define HEIGHT 10
#define LEAST 2 /* px: one case of a thousand is still seen */

struct _CercleBoardBar
{
  GtkWidget parent_instance;
  guint number, most;
};

G_DEFINE_FINAL_TYPE (CercleBoardBar, cercle_board_bar, GTK_TYPE_WIDGET)

static void
cercle_board_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
cercle_board_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CercleBoardBar *self = CERCLE_BOARD_BAR (widget);
  const CercleInk *ink = cercle_ink ();
  float width = (float) gtk_widget_get_width (widget);
  float length = self->most > 0 ? width * (float) self->number / (float) self->most : 0;
  float top = ((float) gtk_widget_get_height (widget) - HEIGHT) / 2;

  if (self->number > 0)
    length = MAX (length, LEAST);
  gtk_snapshot_append_color (snapshot, &ink->border,
                             &GRAPHENE_RECT_INIT (0, top + HEIGHT - 1, width, 1));
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    gtk_snapshot_append_color (snapshot, &ink->accent,
                               &GRAPHENE_RECT_INIT (width - length, top, length, HEIGHT));
  else
    gtk_snapshot_append_color (snapshot, &ink->accent,
                               &GRAPHENE_RECT_INIT (0, top, length, HEIGHT));
}

static void
cercle_board_bar_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (cercle_board_bar_parent_class)->css_changed (widget, change);
  gtk_widget_queue_draw (widget);
}

static void
cercle_board_bar_class_init (CercleBoardBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = cercle_board_bar_measure;
  widget_class->snapshot = cercle_board_bar_snapshot;
  widget_class->css_changed = cercle_board_bar_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cercle_board_bar_init (CercleBoardBar *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
cercle_board_bar_new (void)
{
  return g_object_new (CERCLE_TYPE_BOARD_BAR, NULL);
}

void
cercle_board_bar_set (CercleBoardBar *self, guint number, guint most)
{
  if (self->number == number && self->most == most)
    return;
  self->number = number;
  self->most = most;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
