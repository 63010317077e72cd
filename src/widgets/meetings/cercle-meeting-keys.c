/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys hold a meeting? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-macros.h"
#include "cercle-meeting-holding-private.h"

static const struct
{
  const char *name;
  void (*act) (CercleMeetingHolding *self);
  guint keys[2];
  GdkModifierType modifiers;
} actions[] = {
  { "holding.adopt",
    cercle_meeting_acting_adopt,
    { GDK_KEY_Return, GDK_KEY_KP_Enter },
    GDK_CONTROL_MASK },
  { "holding.next", cercle_meeting_acting_next, { 0 }, 0 },
  { "holding.step", cercle_meeting_steps_go, { 0 }, 0 },
  { "holding.correct", cercle_meeting_steps_correct, { 0 }, 0 },
  { "holding.project", cercle_meeting_wall_open, { GDK_KEY_F11 }, 0 },
};

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].act (CERCLE_MEETING_HOLDING (widget));
}

static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
        CercleMeetingHolding *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  CercleMeetingItemPane *pane = CERCLE_MEETING_ITEM_PANE (self->pane);
  gboolean single_keys = FALSE;

  /* A text would take it for a new line. */
  if (key == GDK_KEY_Return && (state & GDK_CONTROL_MASK) != 0)
    {
      cercle_meeting_acting_adopt (self);
      return GDK_EVENT_STOP;
    }
  if (self->sheet == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    {
      if (key != GDK_KEY_Escape)
        return GDK_EVENT_PROPAGATE;
      gtk_widget_grab_focus (self->list);
      return GDK_EVENT_STOP;
    }
  g_object_get (cercle_page_get_settings (CERCLE_PAGE (self)), "single-keys", &single_keys, NULL);
  if (!single_keys || !cercle_meeting_steps_is_open (self))
    return GDK_EVENT_PROPAGATE;
  if (gdk_keyval_to_lower (key) == GDK_KEY_n)
    {
      cercle_meeting_acting_next (self);
      return GDK_EVENT_STOP;
    }
  return cercle_meeting_deciding_key (cercle_meeting_item_pane_get_deciding (pane), code)
             ? GDK_EVENT_STOP
             : GDK_EVENT_PROPAGATE;
}

void
cercle_meeting_keys_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, action_cb);
      for (guint j = 0; j < G_N_ELEMENTS (actions[i].keys); j++)
        if (actions[i].keys[j] != 0)
          gtk_widget_class_add_binding_action (widget_class, actions[i].keys[j],
                                               actions[i].modifiers, actions[i].name, NULL);
    }
}

void
cercle_meeting_keys_init (CercleMeetingHolding *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
