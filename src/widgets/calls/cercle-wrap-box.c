/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do children go on below when the line is full? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-wrap-box.h"

enum
{
  PROP_SPACING = 1,
  PROP_LINE_SPACING,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

struct _CercleWrapBox
{
  GtkWidget parent_instance;
  int spacing, line_spacing;
};

static GtkBuildableIface *parent_buildable;
static void buildable_init (GtkBuildableIface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (CercleWrapBox, cercle_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

/* Places the children within width when place is TRUE; returns the height they need. */
static int
lay_out (CercleWrapBox *self, int width, gboolean place)
{
  gboolean backwards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));
  int y = 0;

  while (child != NULL)
    {
      int x = 0, tallest = 0;
      GtkWidget *first = child, *end;
      for (; child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          int natural, height;
          if (!gtk_widget_should_layout (child))
            continue;
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
          natural = MIN (natural, width);
          if (x > 0 && x + natural > width)
            break;
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
          tallest = MAX (tallest, height);
          x += natural + self->spacing;
        }
      end = child;
      x = 0;
      for (GtkWidget *each = first; place && each != end; each = gtk_widget_get_next_sibling (each))
        {
          int natural;
          if (!gtk_widget_should_layout (each))
            continue;
          gtk_widget_measure (each, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
          natural = MIN (natural, width);
          gtk_widget_size_allocate (
              each, &(GtkAllocation){ backwards ? width - x - natural : x, y, natural, tallest },
              -1);
          x += natural + self->spacing;
        }
      y += tallest + (end != NULL ? self->line_spacing : 0);
    }
  return y;
}

static void
cercle_wrap_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  CercleWrapBox *self = CERCLE_WRAP_BOX (widget);
  int widest = 0, sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, usual;
      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
      widest = MAX (widest, least);
      sum += usual + (sum > 0 ? self->spacing : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = MAX (sum, widest);
    }
  else
    *minimum = *natural = lay_out (self, for_size >= 0 ? MAX (for_size, widest) : sum, FALSE);
}

static void
cercle_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (CERCLE_WRAP_BOX (widget), width, TRUE);
}

static GtkSizeRequestMode
cercle_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cercle_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CercleWrapBox *self = CERCLE_WRAP_BOX (object);
  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else
    self->line_spacing = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cercle_wrap_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CercleWrapBox *self = CERCLE_WRAP_BOX (object);
  g_value_set_int (value, id == PROP_SPACING ? self->spacing : self->line_spacing);
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    cercle_wrap_box_append (CERCLE_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
cercle_wrap_box_dispose (GObject *object)
{
  cercle_wrap_box_clear (CERCLE_WRAP_BOX (object));
  G_OBJECT_CLASS (cercle_wrap_box_parent_class)->dispose (object);
}

static void
cercle_wrap_box_class_init (CercleWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = cercle_wrap_box_set_property;
  object_class->get_property = cercle_wrap_box_get_property;
  object_class->dispose = cercle_wrap_box_dispose;
  widget_class->measure = cercle_wrap_box_measure;
  widget_class->size_allocate = cercle_wrap_box_size_allocate;
  widget_class->get_request_mode = cercle_wrap_box_get_request_mode;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, 999, 12, flags);
  properties[PROP_LINE_SPACING] = g_param_spec_int ("line-spacing", NULL, NULL, 0, 999, 6, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_wrap_box_init (CercleWrapBox *self)
{
  self->spacing = 12;
  self->line_spacing = 6;
}

GtkWidget *
cercle_wrap_box_new (int spacing, int line_spacing)
{
  return g_object_new (CERCLE_TYPE_WRAP_BOX, "spacing", spacing, "line-spacing", line_spacing,
                       NULL);
}

void
cercle_wrap_box_append (CercleWrapBox *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
cercle_wrap_box_clear (CercleWrapBox *self)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
