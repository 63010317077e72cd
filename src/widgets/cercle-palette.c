/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What can I do here, if I only know a word of it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-palette.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-escape.h"
#include "cercle-text.h"

typedef struct
{
  GtkWindow *parent;
  const CercleAction *actions;
  GtkWidget *window, *entry, *list, *empty;
  GArray *shown; /* of const CercleAction * */
} Palette;

static void
palette_free (Palette *self)
{
  g_array_unref (self->shown);
  g_free (self);
}

/* Can it be done now, in this window? */
static gboolean
is_offered (Palette *self, const CercleAction *action)
{
  GActionGroup *group = G_ACTION_GROUP (self->parent);

  if (action->sort == CERCLE_ACTION_APP)
    group = G_ACTION_GROUP (gtk_window_get_application (self->parent));
  return action->sort != CERCLE_ACTION_PAGE && action->label != NULL &&
         g_strcmp0 (action->name, "palette") != 0 &&
         g_action_group_get_action_enabled (group, action->name);
}

static void
add_row (Palette *self, const CercleAction *action)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (action->label));
  g_autofree char *keys = cercle_action_keys (action);
  GtkWidget *accel = gtk_label_new (keys);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (accel, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), accel);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  cercle_set_spoken (row, _ (action->label));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_array_append_val (self->shown, action);
}

static void
filter (Palette *self)
{
  g_autofree char *typed = cercle_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_array_set_size (self->shown, 0);
  for (const CercleAction *action = self->actions; action->name != NULL; action++)
    {
      g_autofree char *label = NULL;
      if (!is_offered (self, action))
        continue;
      label = cercle_text_fold (_ (action->label));
      if (typed == NULL || strstr (label, typed) != NULL)
        add_row (self, action);
    }
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  gtk_widget_set_visible (self->list, self->shown->len > 0);
  gtk_widget_set_visible (self->empty, self->shown->len == 0);
}

static void
run (Palette *self, GtkListBoxRow *row)
{
  const CercleAction *action = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GtkWindow) parent = g_object_ref (self->parent);

  if (row == NULL)
    return;
  action = g_array_index (self->shown, const CercleAction *, gtk_list_box_row_get_index (row));
  name = g_strdup_printf ("%s.%s", action->sort == CERCLE_ACTION_APP ? "app" : "win", action->name);
  gtk_window_destroy (GTK_WINDOW (self->window));
  gtk_widget_activate_action (GTK_WIDGET (parent), name, action->target != NULL ? "s" : NULL,
                              action->target);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Palette *self)
{
  run (self, row);
}

static void
entry_activated_cb (Palette *self)
{
  run (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
}

/* The arrows walk the list while the typing goes on. */
static gboolean
key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, Palette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int by = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;

  if (key == GDK_KEY_Escape)
    {
      gtk_window_close (GTK_WINDOW (self->window));
      return GDK_EVENT_STOP;
    }
  if (by == 0 || row == NULL)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list),
                                       gtk_list_box_row_get_index (row) + by);
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  return GDK_EVENT_STOP;
}

static void
build (Palette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  cercle_set_spoken (self->entry, _ ("Command"));
  g_object_set (self->entry, "placeholder-text", _ ("What do you want to do?"), NULL);
  gtk_widget_set_margin_top (self->entry, 12);
  gtk_widget_set_margin_bottom (self->entry, 6);
  gtk_widget_set_margin_start (self->entry, 12);
  gtk_widget_set_margin_end (self->entry, 12);
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  cercle_set_spoken (self->list, _ ("All commands"));
  self->empty = gtk_label_new (_ ("No command has this word in its name."));
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_vexpand (self->empty, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (filter), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->window, keys);
}

GtkWidget *
cercle_palette_show (GtkWindow *parent, const CercleAction *actions)
{
  Palette *self = g_new0 (Palette, 1);

  self->parent = parent;
  self->actions = actions;
  self->shown = g_array_new (FALSE, FALSE, sizeof (const CercleAction *));
  self->window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                               "destroy-with-parent", TRUE, "default-width", 460, "default-height",
                               420, "title", _ ("All commands"), NULL);
  build (self);
  g_object_set_data_full (G_OBJECT (self->window), "cercle-palette", self,
                          (GDestroyNotify) palette_free);
  filter (self);
  gtk_window_present (GTK_WINDOW (self->window));
  return self->window;
}

char *
cercle_action_keys (const CercleAction *action)
{
  g_auto (GStrv) accels = NULL;
  guint key = 0;
  GdkModifierType modifiers = 0;

  if (action->accels == NULL)
    return g_strdup ("");
  accels = g_strsplit (action->accels, " ", 2);
  if (!gtk_accelerator_parse (accels[0], &key, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, modifiers);
}

char *
cercle_action_detailed (const CercleAction *action)
{
  const char *prefix = action->sort == CERCLE_ACTION_APP ? "app" : "win";

  return action->target != NULL
             ? g_strdup_printf ("%s.%s::%s", prefix, action->name, action->target)
             : g_strdup_printf ("%s.%s", prefix, action->name);
}
