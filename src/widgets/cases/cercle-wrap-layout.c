/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where do controls stand when the line is too short for all of them? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-wrap-layout.h"

struct _CercleWrapLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
};

G_DEFINE_FINAL_TYPE (CercleWrapLayout, cercle_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_SPACING = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static GtkSizeRequestMode
cercle_wrap_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (CercleWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, good = 0;
      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &good, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural += good + (*natural > 0 ? self->spacing : 0);
    }
}

/* Height of all lines; places the children when place. */
static int
flow (CercleWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, good = 0, own = 0, height = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &good, NULL, NULL);
      own = CLAMP (good, least, MAX (width, least));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, own, NULL, &height, NULL, NULL);
      if (x > 0 && x + own > width)
        {
          y += line + self->spacing;
          x = line = 0;
        }
      if (place)
        gtk_widget_size_allocate (
            child, &(GtkAllocation){ mirrored ? width - x - own : x, y, own, height }, -1);
      x += own + self->spacing;
      line = MAX (line, height);
    }
  return y + line;
}

static void
cercle_wrap_layout_measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation,
                            int for_size, int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  CercleWrapLayout *self = CERCLE_WRAP_LAYOUT (layout);
  int width = for_size;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }
  if (width < 0)
    {
      int least = 0;
      measure_width (self, widget, &least, &width);
    }
  *minimum = *natural = flow (self, widget, width, FALSE);
}

static void
cercle_wrap_layout_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height,
                             int baseline)
{
  flow (CERCLE_WRAP_LAYOUT (layout), widget, width, TRUE);
}

static void
cercle_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, CERCLE_WRAP_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cercle_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    {
      CERCLE_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cercle_wrap_layout_class_init (CercleWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = cercle_wrap_layout_get_property;
  object_class->set_property = cercle_wrap_layout_set_property;
  layout_class->get_request_mode = cercle_wrap_layout_get_request_mode;
  layout_class->measure = cercle_wrap_layout_measure;
  layout_class->allocate = cercle_wrap_layout_allocate;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 6,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_wrap_layout_init (CercleWrapLayout *self)
{
  self->spacing = 6;
}

GtkLayoutManager *
cercle_wrap_layout_new (int spacing)
{
  return g_object_new (CERCLE_TYPE_WRAP_LAYOUT, "spacing", spacing, NULL);
}
