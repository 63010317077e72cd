/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands over the columns, and in which order are the lines? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-column-headings.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"

#define HEIGHT 30

struct _CercleColumnHeadings
{
  GtkWidget parent_instance;
  const CercleRowStyle *style;
  GPtrArray *headings; /* of GtkWidget, one a column, not owned */
  char *sorted;
  gboolean descending;
};

G_DEFINE_FINAL_TYPE (CercleColumnHeadings, cercle_column_headings, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_SORT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
clicked_cb (GtkButton *button, CercleColumnHeadings *self)
{
  guint i = 0;
  const char *id = NULL;
  gboolean descending = FALSE;

  if (!g_ptr_array_find (self->headings, button, &i))
    return;
  id = self->style->columns[i].id;
  descending = g_strcmp0 (self->sorted, id) == 0 && !self->descending;
  cercle_column_headings_set_sort (self, id, descending);
  g_signal_emit (self, signals[SIGNAL_SORT], 0, id, descending);
}

static GtkWidget *
make_heading (CercleColumnHeadings *self, const CercleColumn *column)
{
  /* gettext answers "" with the header of its catalogue. */
  gboolean titled = column->title != NULL && column->title[0] != '\0';
  GtkWidget *label = gtk_label_new (titled ? _ (column->title) : "");
  GtkWidget *box = NULL, *arrow = NULL, *button = NULL;
  gboolean at_end = (column->flags & CERCLE_COLUMN_END) != 0;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), at_end ? 1 : 0);
  if (!(column->flags & CERCLE_COLUMN_SORTS))
    return label;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  arrow = gtk_image_new_from_icon_name ("pan-up-symbolic");
  gtk_widget_set_halign (box, at_end ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), arrow);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  return button;
}

static void
show_sort (CercleColumnHeadings *self)
{
  for (guint i = 0; i < self->headings->len; i++)
    {
      GtkWidget *heading = g_ptr_array_index (self->headings, i);
      const CercleColumn *column = &self->style->columns[i];
      gboolean sorted = g_strcmp0 (column->id, self->sorted) == 0;
      g_autofree char *said = NULL;
      GtkWidget *arrow = NULL;

      if (!GTK_IS_BUTTON (heading))
        continue;
      arrow = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (heading)));
      gtk_widget_set_visible (arrow, sorted);
      gtk_image_set_from_icon_name (GTK_IMAGE (arrow),
                                    self->descending ? "pan-down-symbolic" : "pan-up-symbolic");
      said = g_strdup_printf (!sorted            ? _ ("Sort by %s")
                              : self->descending ? _ ("Sort by %s, now descending")
                                                 : _ ("Sort by %s, now ascending"),
                              _ (column->title));
      cercle_set_spoken (heading, said);
    }
}

static void
cercle_column_headings_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                                int *minimum, int *natural, int *minimum_baseline,
                                int *natural_baseline)
{
  CercleColumnHeadings *self = CERCLE_COLUMN_HEADINGS (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  *minimum = *natural = HEIGHT;
  for (guint i = 0; i < self->headings->len; i++)
    {
      int least = 0;
      gtk_widget_measure (g_ptr_array_index (self->headings, i), orientation, -1, &least, NULL,
                          NULL, NULL);
      *minimum = *natural = MAX (*natural, least);
    }
}

static void
cercle_column_headings_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CercleColumnHeadings *self = CERCLE_COLUMN_HEADINGS (widget);

  for (guint i = 0; i < self->headings->len; i++)
    {
      GtkWidget *heading = g_ptr_array_index (self->headings, i);
      int x = 0, w = 0, least = 0;

      cercle_columns_place (self->style, width, i, &x, &w);
      gtk_widget_measure (heading, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_set_child_visible (heading, w >= least);
      if (w >= least)
        gtk_widget_size_allocate (heading, &(GtkAllocation){ x, 0, w, height }, -1);
    }
}

static void
cercle_column_headings_dispose (GObject *object)
{
  CercleColumnHeadings *self = CERCLE_COLUMN_HEADINGS (object);

  for (guint i = 0; self->headings != NULL && i < self->headings->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->headings, i));
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->sorted, g_free);
  G_OBJECT_CLASS (cercle_column_headings_parent_class)->dispose (object);
}

static void
cercle_column_headings_class_init (CercleColumnHeadingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_column_headings_dispose;
  widget_class->measure = cercle_column_headings_measure;
  widget_class->size_allocate = cercle_column_headings_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "headings");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_SORT] =
      g_signal_new ("sort", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
cercle_column_headings_init (CercleColumnHeadings *self)
{
  self->headings = g_ptr_array_new ();
}

GtkWidget *
cercle_column_headings_new (const CercleRowStyle *style)
{
  CercleColumnHeadings *self = g_object_new (CERCLE_TYPE_COLUMN_HEADINGS, NULL);

  self->style = style;
  cercle_column_headings_rebuild (self);
  return GTK_WIDGET (self);
}

void
cercle_column_headings_rebuild (CercleColumnHeadings *self)
{
  for (guint i = 0; i < self->headings->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->headings, i));
  g_ptr_array_set_size (self->headings, 0);
  for (guint i = 0; i < self->style->n_columns; i++)
    {
      GtkWidget *heading = make_heading (self, &self->style->columns[i]);
      gtk_widget_set_parent (heading, GTK_WIDGET (self));
      g_ptr_array_add (self->headings, heading);
    }
  show_sort (self);
}

void
cercle_column_headings_set_sort (CercleColumnHeadings *self, const char *id, gboolean descending)
{
  g_autofree char *kept = g_strdup (id);

  g_free (self->sorted);
  self->sorted = g_steal_pointer (&kept);
  self->descending = descending;
  show_sort (self);
}
