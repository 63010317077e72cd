/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where is what has just been opened, once it is laid out? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-in-view.h"

#define STILL 2 /* frames in the same place: a revealer grows for some time */
#define MOST 60 /* frames */

typedef struct
{
  graphene_rect_t bounds;
  guint frames, still;
} Place;

static gboolean
find_bounds (GtkWidget *widget, GtkScrolledWindow **scroller, graphene_rect_t *bounds)
{
  GtkWidget *around = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *content =
      around != NULL ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (around)) : NULL;

  if (GTK_IS_VIEWPORT (content))
    content = gtk_viewport_get_child (GTK_VIEWPORT (content));
  *scroller = (GtkScrolledWindow *) around;
  return content != NULL && gtk_widget_compute_bounds (widget, content, bounds);
}

static void
show (GtkAdjustment *along, double from, double length)
{
  gtk_adjustment_clamp_page (along, from,
                             from + MIN (length, gtk_adjustment_get_page_size (along)));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Place *place = data;
  GtkScrolledWindow *scroller = NULL;
  graphene_rect_t bounds;

  if (!find_bounds (widget, &scroller, &bounds))
    return G_SOURCE_REMOVE;
  place->still = graphene_rect_equal (&bounds, &place->bounds) ? place->still + 1 : 0;
  place->bounds = bounds;
  if (place->still < STILL && ++place->frames < MOST)
    return G_SOURCE_CONTINUE;
  show (gtk_scrolled_window_get_hadjustment (scroller), bounds.origin.x, bounds.size.width);
  show (gtk_scrolled_window_get_vadjustment (scroller), bounds.origin.y, bounds.size.height);
  return G_SOURCE_REMOVE;
}

void
cercle_bring_into_view (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, tick_cb, g_new0 (Place, 1), g_free);
}
