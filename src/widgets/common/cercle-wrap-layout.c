/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where do controls stand when the line is too short for all of them? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-wrap-layout.h"

struct _CercleWrapLayout
{
  GtkLayoutManager parent_instance;
  int spacing, line_spacing;
};

G_DEFINE_FINAL_TYPE (CercleWrapLayout, cercle_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_SPACING = 1,
  PROP_LINE_SPACING,
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
  gboolean any = FALSE;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, good = 0;
      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &good, NULL, NULL);
      *minimum = MAX (*minimum, least);
      /* As end_of_line() sets them: what has no width yet has its space, too. */
      *natural += good + (any ? self->spacing : 0);
      any = TRUE;
    }
}

static int
width_of (GtkWidget *child, int width)
{
  int least = 0, good = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &good, NULL, NULL);
  return CLAMP (good, least, MAX (width, least));
}

/* The child that begins the line after first's (NULL: none); how high first's is. */
static GtkWidget *
end_of_line (CercleWrapLayout *self, GtkWidget *first, int width, int *tallest)
{
  GtkWidget *child = first;
  int x = 0;

  *tallest = 0;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int own = 0, height = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      own = width_of (child, width);
      if (x > 0 && x + own > width)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, own, NULL, &height, NULL, NULL);
      *tallest = MAX (*tallest, height);
      x += own + self->spacing;
    }
  return child;
}

static void
place_line (CercleWrapLayout *self, GtkWidget *first, GtkWidget *end, GtkAllocation line)
{
  gboolean mirrored =
      gtk_widget_get_direction (gtk_widget_get_parent (first)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      int own = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      own = width_of (child, line.width);
      gtk_widget_size_allocate (
          child,
          &(GtkAllocation){ mirrored ? line.width - x - own : x, line.y, own, line.height }, -1);
      x += own + self->spacing;
    }
}

/* Height of all lines; places the children when place. */
static int
flow (CercleWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int y = 0;

  while (first != NULL)
    {
      int tallest = 0;
      GtkWidget *end = end_of_line (self, first, width, &tallest);

      if (place)
        place_line (self, first, end, (GtkAllocation){ 0, y, width, tallest });
      y += tallest + (end != NULL ? self->line_spacing : 0);
      first = end;
    }
  return y;
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
  CercleWrapLayout *self = CERCLE_WRAP_LAYOUT (object);

  g_value_set_int (value, id == PROP_SPACING ? self->spacing : self->line_spacing);
}

static void
cercle_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CercleWrapLayout *self = CERCLE_WRAP_LAYOUT (object);

  *(id == PROP_SPACING ? &self->spacing : &self->line_spacing) = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
cercle_wrap_layout_class_init (CercleWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cercle_wrap_layout_get_property;
  object_class->set_property = cercle_wrap_layout_set_property;
  layout_class->get_request_mode = cercle_wrap_layout_get_request_mode;
  layout_class->measure = cercle_wrap_layout_measure;
  layout_class->allocate = cercle_wrap_layout_allocate;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 6, flags);
  properties[PROP_LINE_SPACING] =
      g_param_spec_int ("line-spacing", NULL, NULL, 0, G_MAXINT, 6, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_wrap_layout_init (CercleWrapLayout *self)
{
  self->spacing = self->line_spacing = 6;
}

GtkLayoutManager *
cercle_wrap_layout_new (int spacing, int line_spacing)
{
  return g_object_new (CERCLE_TYPE_WRAP_LAYOUT, "spacing", spacing, "line-spacing",
                       line_spacing, NULL);
}
