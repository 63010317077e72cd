/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where is the sidebar when the window is narrow? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-fold.h"

#include <adwaita.h>

#define DURATION_MS 200
/* The content adapts to what it gets, so what it asks for now says nothing of how small it can be.
 */
#define LEAST_WIDTH 600

struct _CercleFold
{
  GtkWidget parent_instance;
  GtkWidget *sidebar, *content, *veil;
  AdwAnimation *animation;
  double progress; /* 0 hidden, 1 over the content; only while collapsed */
  gboolean collapsed, tight, shown;
  guint notify_id;
};

G_DEFINE_FINAL_TYPE (CercleFold, cercle_fold, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_COLLAPSED,
  PROP_TIGHT,
  PROP_SHOW_SIDEBAR,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
progress_cb (double value, gpointer data)
{
  CercleFold *self = data;

  self->progress = value;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
notify_cb (gpointer data)
{
  CercleFold *self = data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIGHT]);
  return G_SOURCE_REMOVE;
}

static void
veil_pressed_cb (CercleFold *self)
{
  cercle_fold_set_show_sidebar (self, FALSE);
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, CercleFold *self)
{
  if (key != GDK_KEY_Escape || !self->shown)
    return GDK_EVENT_PROPAGATE;
  cercle_fold_set_show_sidebar (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
set_child (CercleFold *self, GtkWidget **member, GtkWidget *child, GtkWidget *before)
{
  g_clear_pointer (member, gtk_widget_unparent);
  *member = child;
  if (child != NULL)
    gtk_widget_insert_before (child, GTK_WIDGET (self), before);
}

static void
cercle_fold_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  CercleFold *self = CERCLE_FOLD (widget);
  int sidebar_minimum = 0, sidebar_natural = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
      *minimum = MIN (*minimum, LEAST_WIDTH);
      *natural += CERCLE_FOLD_SIDEBAR;
      return;
    }
  gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->sidebar, orientation, CERCLE_FOLD_SIDEBAR, &sidebar_minimum,
                      &sidebar_natural, NULL, NULL);
  *minimum = MAX (*minimum, sidebar_minimum);
  *natural = MAX (*natural, sidebar_natural);
}

static void
collapse (CercleFold *self)
{
  self->shown = FALSE;
  self->progress = 0;
  adw_animation_reset (self->animation);
  gtk_widget_set_can_focus (self->content, TRUE);
}

static void
take_width (CercleFold *self, int width)
{
  gboolean collapsed = width < CERCLE_FOLD_WIDTH;
  gboolean tight = width - (collapsed ? 0 : CERCLE_FOLD_SIDEBAR) < CERCLE_FOLD_WIDTH;

  if (self->collapsed == collapsed && self->tight == tight)
    return;
  if (self->collapsed != collapsed)
    collapse (self);
  self->collapsed = collapsed;
  self->tight = tight;
  /* Whoever listens changes the layout: not from within it. */
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

/* What does not fit yet is cut at the edge until it has adapted. */
static void
place (GtkWidget *child, int x, int width, int height)
{
  int least = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, MAX (width, least), height }, -1);
}

static void
cercle_fold_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CercleFold *self = CERCLE_FOLD (widget);
  int beside = 0;

  take_width (self, width);
  beside = self->collapsed ? 0 : CERCLE_FOLD_SIDEBAR;
  gtk_widget_set_child_visible (self->sidebar, !self->collapsed || self->progress > 0);
  gtk_widget_set_child_visible (self->veil, self->collapsed && self->progress > 0);
  place (self->content, beside, width - beside, height);
  if (!self->collapsed)
    place (self->sidebar, 0, CERCLE_FOLD_SIDEBAR, height);
  else if (self->progress > 0)
    {
      gtk_widget_set_opacity (self->veil, self->progress);
      place (self->veil, 0, width, height);
      place (self->sidebar, (int) (CERCLE_FOLD_SIDEBAR * (self->progress - 1)), CERCLE_FOLD_SIDEBAR,
             height);
    }
}

static void
cercle_fold_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CercleFold *self = CERCLE_FOLD (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    case PROP_TIGHT:
      g_value_set_boolean (value, self->tight);
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cercle_fold_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CercleFold *self = CERCLE_FOLD (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      set_child (self, &self->sidebar, g_value_get_object (value), NULL);
      break;
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value), self->veil);
      break;
    case PROP_SHOW_SIDEBAR:
      cercle_fold_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
cercle_fold_dispose (GObject *object)
{
  CercleFold *self = CERCLE_FOLD (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  if (self->animation != NULL)
    adw_animation_skip (self->animation);
  g_clear_object (&self->animation);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->veil, gtk_widget_unparent);
  G_OBJECT_CLASS (cercle_fold_parent_class)->dispose (object);
}

static void
cercle_fold_class_init (CercleFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = cercle_fold_get_property;
  object_class->set_property = cercle_fold_set_property;
  object_class->dispose = cercle_fold_dispose;
  widget_class->measure = cercle_fold_measure;
  widget_class->size_allocate = cercle_fold_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "fold");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_COLLAPSED] =
      g_param_spec_boolean ("collapsed", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TIGHT] =
      g_param_spec_boolean ("tight", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
cercle_fold_init (CercleFold *self)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->veil = adw_bin_new ();
  gtk_widget_add_css_class (self->veil, "veil");
  gtk_widget_set_parent (self->veil, GTK_WIDGET (self));
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (veil_pressed_cb), self);
  gtk_widget_add_controller (self->veil, GTK_EVENT_CONTROLLER (press));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->animation =
      adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION_MS,
                               adw_callback_animation_target_new (progress_cb, self, NULL));
}

gboolean
cercle_fold_get_collapsed (CercleFold *self)
{
  return self->collapsed;
}

gboolean
cercle_fold_get_tight (CercleFold *self)
{
  return self->tight;
}

gboolean
cercle_fold_get_show_sidebar (CercleFold *self)
{
  return self->shown;
}

void
cercle_fold_set_show_sidebar (CercleFold *self, gboolean show)
{
  AdwTimedAnimation *animation = ADW_TIMED_ANIMATION (self->animation);

  show = show && self->collapsed;
  if (self->shown == show)
    return;
  self->shown = show;
  /* What lies under the veil is out of reach of the keyboard too. */
  gtk_widget_set_can_focus (self->content, !show);
  adw_timed_animation_set_value_from (animation, self->progress);
  adw_timed_animation_set_value_to (animation, show ? 1 : 0);
  adw_animation_play (self->animation);
  if (show)
    {
      gtk_widget_set_child_visible (self->sidebar, TRUE);
      gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD);
    }
  else
    gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}
