/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one numbered line of the call drawn? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-call-step.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_NUMBER = 1,
  PROP_LABEL,
  PROP_DONE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

struct _CercleCallStep
{
  GtkBox parent_instance;
  int number;
  gboolean done;
  GtkWidget *badge, *label, *fault;
};

G_DEFINE_FINAL_TYPE (CercleCallStep, cercle_call_step, GTK_TYPE_BOX)

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
  /* The sentence stands last, whatever was added to the line meanwhile. */
  gtk_box_reorder_child_after (GTK_BOX (self), self->fault,
                               gtk_widget_get_last_child (GTK_WIDGET (self)));
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
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_call_step_init (CercleCallStep *self)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "call-step");
  self->badge = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->badge, "step-number");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "heading");
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_box_append (GTK_BOX (heading), self->badge);
  gtk_box_append (GTK_BOX (heading), self->label);
  gtk_box_append (GTK_BOX (self), heading);
  self->fault = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->fault, "error");
  gtk_widget_set_visible (self->fault, FALSE);
  gtk_label_set_xalign (GTK_LABEL (self->fault), 0);
  gtk_label_set_wrap (GTK_LABEL (self->fault), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fault), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("What cannot be kept as it is typed"), -1);
  gtk_box_append (GTK_BOX (self), self->fault);
}
