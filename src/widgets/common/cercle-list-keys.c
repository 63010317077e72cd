/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do keys and clicks do in a work list? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-list-keys.h"

#include <glib/gi18n-lib.h>

#include "cercle-compact-row.h"
#include "cercle-record-list.h"
#include "cercle-toast.h"

#define MODIFIERS (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK)

/* A stretch of lines that Shift and the arrows draw from anchor to last; a step back leaves a line.
 */
typedef struct
{
  guint anchor, last;
} Stretch;

static const char stretch_key[] = "cercle-stretch";

static guint
n_lines (CercleCompactList *list)
{
  GListModel *model = cercle_compact_list_get_model (list);
  return model != NULL ? g_list_model_get_n_items (model) : 0;
}

/* --- The cursor --------------------------------------------------------------------------------
 */

static gboolean
step (CercleCompactList *list, int by)
{
  guint n = n_lines (list), position = cercle_compact_list_get_selected (list);

  if (n == 0)
    return TRUE;
  if (position == GTK_INVALID_LIST_POSITION)
    position = by > 0 ? 0 : n - 1;
  else if (by > 0 ? position + 1 < n : position > 0)
    position += (guint) by;
  cercle_compact_list_select (list, position, TRUE);
  return TRUE;
}

/* --- Choosing ----------------------------------------------------------------------------------
 */

static const char *
id_at (CercleCompactList *list, guint position)
{
  GListModel *model = cercle_compact_list_get_model (list);

  return CERCLE_IS_RECORD_LIST (model) && position < g_list_model_get_n_items (model)
             ? cercle_record_list_get_id (CERCLE_RECORD_LIST (model), position)
             : NULL;
}

static void
choose (CercleCompactList *list, guint position, gboolean present)
{
  cercle_chosen_set (cercle_compact_list_get_chosen (list), id_at (list, position), present);
}

static gboolean
toggle (CercleCompactList *list, guint position)
{
  CercleChosen *chosen = cercle_compact_list_get_chosen (list);

  choose (list, position, !cercle_chosen_has (chosen, id_at (list, position)));
  return TRUE;
}

/* Both ends included, told once. Rows are read by the page, and never more than may be chosen. */
static gboolean
choose_stretch (CercleCompactList *list, guint from, guint to)
{
  CercleChosen *chosen = cercle_compact_list_get_chosen (list);
  guint most = cercle_chosen_get_most (chosen), n = MAX (from, to) - MIN (from, to) + 1;
  g_autofree char *sentence = NULL;

  if (n > most)
    {
      sentence = g_strdup_printf (_ ("These are %u lines, and at most %u are chosen at a time: "
                                     "narrow the list with a filter."),
                                  n, most);
      cercle_toast (GTK_WIDGET (list), sentence, FALSE);
      return TRUE;
    }
  g_object_freeze_notify (G_OBJECT (chosen));
  for (guint i = MIN (from, to); i <= MAX (from, to); i++)
    choose (list, i, TRUE);
  g_object_thaw_notify (G_OBJECT (chosen));
  return TRUE;
}

static gboolean
extend (CercleCompactList *list, int by)
{
  Stretch *stretch = g_object_get_data (G_OBJECT (list), stretch_key);
  guint n = n_lines (list), at = cercle_compact_list_get_selected (list), next = 0;
  gboolean back = FALSE;

  if (at >= n || (by < 0 ? at == 0 : at + 1 >= n))
    return at < n ? choose_stretch (list, at, at) : step (list, by);
  next = at + (guint) by;
  if (stretch->last != at)
    stretch->anchor = at;
  back = by > 0 ? at < stretch->anchor : at > stretch->anchor;
  choose (list, at, !back);
  choose (list, next, TRUE);
  stretch->last = next;
  cercle_compact_list_select (list, next, TRUE);
  return TRUE;
}

gboolean
cercle_list_keys_click (CercleCompactList *list, guint position, GdkModifierType state)
{
  guint at = cercle_compact_list_get_selected (list), n = n_lines (list);

  if (cercle_compact_list_get_chosen (list) == NULL || position >= n ||
      (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    return FALSE;
  if (state & GDK_SHIFT_MASK)
    choose_stretch (list, at < n ? at : position, position);
  else
    toggle (list, position);
  cercle_compact_list_select (list, position, TRUE);
  return TRUE;
}

/* --- Keys --------------------------------------------------------------------------------------
 */

static gboolean
letter_cb (CercleCompactList *list, guint key)
{
  gboolean single_keys = FALSE;

  g_object_get (list, "single-keys", &single_keys, NULL);
  if (!single_keys || (key != GDK_KEY_j && key != GDK_KEY_k))
    return GDK_EVENT_PROPAGATE;
  return step (list, key == GDK_KEY_j ? 1 : -1);
}

static gboolean
escape (CercleCompactList *list)
{
  CercleChosen *chosen = cercle_compact_list_get_chosen (list);

  if (cercle_chosen_get_size (chosen) == 0)
    return GDK_EVENT_PROPAGATE;
  cercle_chosen_clear (chosen);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        CercleCompactList *list)
{
  guint modifiers = state & MODIFIERS;

  if (modifiers == 0 && key != GDK_KEY_Escape)
    return letter_cb (list, key);
  if (cercle_compact_list_get_chosen (list) == NULL || n_lines (list) == 0)
    return GDK_EVENT_PROPAGATE;
  if (modifiers == 0)
    return escape (list);
  if (modifiers == GDK_SHIFT_MASK && (key == GDK_KEY_Down || key == GDK_KEY_Up))
    return extend (list, key == GDK_KEY_Down ? 1 : -1);
  if (modifiers != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_space)
    return toggle (list, cercle_compact_list_get_selected (list));
  if (key == GDK_KEY_a)
    return choose_stretch (list, 0, n_lines (list) - 1);
  return GDK_EVENT_PROPAGATE;
}

static void
open_cb (CercleCompactList *list)
{
  guint selected = cercle_compact_list_get_selected (list);

  if (selected < n_lines (list))
    g_signal_emit_by_name (list, "activate", selected);
}

static void
next_cb (CercleCompactList *list)
{
  step (list, 1);
}

static void
previous_cb (CercleCompactList *list)
{
  step (list, -1);
}

static void
choose_cb (CercleCompactList *list)
{
  toggle (list, cercle_compact_list_get_selected (list));
}

static void
choose_more_cb (CercleCompactList *list)
{
  extend (list, 1);
}

static void
choose_all_cb (CercleCompactList *list)
{
  choose_stretch (list, 0, n_lines (list) - 1);
}

static const struct
{
  const char *name;
  void (*act) (CercleCompactList *list);
  gboolean chooses; /* only where lines can be chosen */
} list_actions[] = {
  { "list.next", next_cb, FALSE },
  { "list.previous", previous_cb, FALSE },
  { "list.open", open_cb, FALSE },
  { "list.choose", choose_cb, TRUE },
  { "list.choose-more", choose_more_cb, TRUE },
  { "list.choose-all", choose_all_cb, TRUE },
};

static void
action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCompactList *list = CERCLE_COMPACT_LIST (widget);

  for (guint i = 0; i < G_N_ELEMENTS (list_actions); i++)
    if (g_str_equal (list_actions[i].name, name) && n_lines (list) > 0 &&
        (!list_actions[i].chooses || cercle_compact_list_get_chosen (list) != NULL))
      list_actions[i].act (list);
}

void
cercle_list_keys_install (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (list_actions); i++)
    gtk_widget_class_install_action (klass, list_actions[i].name, NULL, action_cb);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, CercleCompactList *list)
{
  GtkWidget *view = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *line = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  while (line != NULL && line != view && gtk_widget_get_parent (line) != view)
    line = gtk_widget_get_parent (line);
  if (line != NULL && line != view &&
      cercle_list_keys_click (list, cercle_compact_list_position_of (line), state))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

/* In the capture phase: GTK's own keys would select instead. */
void
cercle_list_keys_attach (CercleCompactList *list, GtkWidget *view)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  Stretch *stretch = g_new0 (Stretch, 1);

  stretch->last = GTK_INVALID_LIST_POSITION;
  g_object_set_data_full (G_OBJECT (list), stretch_key, stretch, g_free);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), list);
  gtk_widget_add_controller (view, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), list);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
}
