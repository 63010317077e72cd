/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is one of a few chosen with one key? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-choice-bar.h"

#include <glib/gi18n-lib.h>

#include "cercle-escape.h"
#include "cercle-wrap-layout.h"

/* X11 and Wayland key codes: the row of digits begins at 10; the keypad has its own order. */
static const guint keypad[] = { 87, 88, 89, 83, 84, 85, 79, 80, 81 };

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

struct _CercleChoiceBar
{
  GtkWidget parent_instance;
  GtkWidget *flow;
  GPtrArray *buttons; /* GtkToggleButton, not owned */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (CercleChoiceBar, cercle_choice_bar, GTK_TYPE_WIDGET)

static const char *
token_of (gpointer button)
{
  return g_object_get_data (button, "token");
}

const char *
cercle_choice_bar_get (CercleChoiceBar *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
      return token_of (self->buttons->pdata[i]);
  return "";
}

/* One stop for Tab: the button chosen, else the first; the arrows go on from there. */
static void
keep_one_stop (CercleChoiceBar *self)
{
  guint stop = 0;
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
      stop = i;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_set_focusable (self->buttons->pdata[i],
                              i == stop || gtk_widget_has_focus (self->buttons->pdata[i]));
}

static gboolean
move_focus (CercleChoiceBar *self, int step)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_widget_has_focus (self->buttons->pdata[i]))
      {
        guint next = (i + self->buttons->len + (guint) step) % self->buttons->len;
        gtk_widget_set_focusable (self->buttons->pdata[next], TRUE);
        return gtk_widget_grab_focus (self->buttons->pdata[next]);
      }
  return FALSE;
}

void
cercle_choice_bar_set (CercleChoiceBar *self, const char *token)
{
  self->quiet = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (self->buttons->pdata[i],
                                  g_strcmp0 (token, token_of (self->buttons->pdata[i])) == 0);
  self->quiet = FALSE;
  keep_one_stop (self);
}

static void
toggled_cb (GtkToggleButton *button, CercleChoiceBar *self)
{
  if (self->quiet || !gtk_toggle_button_get_active (button))
    return;
  keep_one_stop (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint value, guint code, GdkModifierType state,
        CercleChoiceBar *self)
{
  guint position = code - 10;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (value == GDK_KEY_Right || value == GDK_KEY_Down)
    return move_focus (self, 1);
  if (value == GDK_KEY_Left || value == GDK_KEY_Up)
    return move_focus (self, -1);
  for (guint i = 0; i < G_N_ELEMENTS (keypad); i++)
    if (code == keypad[i])
      position = i;
  if (position >= MIN (self->buttons->len, 9))
    return FALSE;
  gtk_toggle_button_set_active (self->buttons->pdata[position], TRUE);
  gtk_widget_set_focusable (self->buttons->pdata[position], TRUE);
  gtk_widget_grab_focus (self->buttons->pdata[position]);
  return TRUE;
}

void
cercle_choice_bar_add (CercleChoiceBar *self, const char *token, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "token", g_strdup (token), g_free);
  cercle_set_spoken (button, label);
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->buttons->pdata[0]);
  gtk_widget_set_focusable (button, self->buttons->len == 0);
  g_ptr_array_add (self->buttons, button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
  gtk_box_append (GTK_BOX (self->flow), button);
}

void
cercle_choice_bar_clear (CercleChoiceBar *self)
{
  GtkWidget *button = NULL;

  g_ptr_array_set_size (self->buttons, 0);
  while ((button = gtk_widget_get_first_child (self->flow)) != NULL)
    gtk_box_remove (GTK_BOX (self->flow), button);
}

void
cercle_choice_bar_fill (CercleChoiceBar *self, const char *name, const CercleChoice *choices)
{
  cercle_choice_bar_clear (self);
  cercle_set_spoken (self, name);
  for (; choices->token != NULL; choices++)
    cercle_choice_bar_add (self, choices->token, _ (choices->label));
}

static void
cercle_choice_bar_dispose (GObject *object)
{
  CercleChoiceBar *self = CERCLE_CHOICE_BAR (object);
  g_clear_pointer (&self->flow, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (cercle_choice_bar_parent_class)->dispose (object);
}

static void
cercle_choice_bar_class_init (CercleChoiceBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_choice_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", CERCLE_TYPE_CHOICE_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_choice_bar_init (CercleChoiceBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->buttons = g_ptr_array_new ();
  self->flow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->flow, cercle_wrap_layout_new (3, 3));
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
