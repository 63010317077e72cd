/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one numbered line of the call drawn? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-call-step.h"

enum
{
  PROP_NUMBER = 1,
  PROP_LABEL,
  PROP_DONE,
  PROP_NARROW,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

struct _CercleCallStep
{
  GtkBox parent_instance;
  int number;
  gboolean done;
  GtkWidget *badge, *label, *content, *fault;
};

#define LABEL_WIDTH 150

static GtkBuildableIface *parent_buildable;
static void buildable_init (GtkBuildableIface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (CercleCallStep, cercle_call_step, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

/* What the .ui puts into a step stands above its sentence of fault. */
static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  CercleCallStep *self = CERCLE_CALL_STEP (buildable);
  if (GTK_IS_WIDGET (child))
    gtk_box_insert_child_after (GTK_BOX (self->content), GTK_WIDGET (child),
                                gtk_widget_get_prev_sibling (self->fault));
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
show_number (CercleCallStep *self)
{
  g_autofree char *text = self->done ? g_strdup ("✓") : g_strdup_printf ("%d", self->number);
  gtk_label_set_text (GTK_LABEL (self->badge), text);
  if (self->done)
    gtk_widget_add_css_class (self->badge, "done");
  else
    gtk_widget_remove_css_class (self->badge, "done");
}

void
cercle_call_step_set_done (CercleCallStep *self, gboolean done)
{
  if (self->done == done)
    return;
  self->done = done;
  show_number (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
}

void
cercle_call_step_set_fault (CercleCallStep *self, const char *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->fault), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->fault, sentence != NULL);
}

static void
cercle_call_step_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CercleCallStep *self = CERCLE_CALL_STEP (object);
  switch (id)
    {
    case PROP_NUMBER:
      self->number = g_value_get_int (value);
      show_number (self);
      break;
    case PROP_LABEL:
      gtk_label_set_text (GTK_LABEL (self->label), g_value_get_string (value));
      break;
    case PROP_DONE:
      cercle_call_step_set_done (self, g_value_get_boolean (value));
      break;
    case PROP_NARROW:
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self), g_value_get_boolean (value)
                                                                 ? GTK_ORIENTATION_VERTICAL
                                                                 : GTK_ORIENTATION_HORIZONTAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cercle_call_step_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CercleCallStep *self = CERCLE_CALL_STEP (object);
  switch (id)
    {
    case PROP_NUMBER:
      g_value_set_int (value, self->number);
      break;
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->label)));
      break;
    case PROP_DONE:
      g_value_set_boolean (value, self->done);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cercle_call_step_class_init (CercleCallStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = cercle_call_step_set_property;
  object_class->get_property = cercle_call_step_get_property;
  properties[PROP_NUMBER] = g_param_spec_int ("number", NULL, NULL, 0, 99, 0, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkWidget *
heading (CercleCallStep *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->badge = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->badge, "step-number");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 14);
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_widget_set_size_request (box, LABEL_WIDTH, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "step-heading");
  return box;
}

static void
cercle_call_step_init (CercleCallStep *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), heading (self));
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_hexpand (self->content, TRUE);
  gtk_box_append (GTK_BOX (self), self->content);
  self->fault = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->fault, "error");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_box_append (GTK_BOX (self->content), self->fault);
}
