/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What can I do here, if I only know a word of it, and which list or case do I mean? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-palette.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-case-question.h"
#include "cercle-cases-page.h"
#include "cercle-escape.h"
#include "cercle-filter.h"
#include "cercle-opening.h"
#include "cercle-page-action.h"
#include "cercle-palette-cases.h"
#include "cercle-saved-lists.h"
#include "cercle-text.h"
#include "cercle-toast.h"

/* One line: what it is called, what stands at its end, and what it activates. */
typedef struct
{
  char *label, *detail, *action, *target; /* action NULL: not here and now; target NULL: none */
  gboolean of_page; /* an action of whoever has the keyboard, not of the window */
} Command;

typedef struct
{
  GtkWindow *parent;
  GtkWidget *focus; /* weak: where the keyboard was */
  const CercleAction *actions;
  CercleSession *session;
  GtkWidget *window, *entry, *list, *empty;
  GPtrArray *commands;       /* Command: actions, indicators, saved lists */
  GPtrArray *elsewhere;      /* Command: actions that cannot be done here and now */
  GPtrArray *shown;          /* Command, by line; not owned */
  GPtrArray *cases;          /* Command: found by what is typed */
  GCancellable *cancellable; /* of the lists */
  GCancellable *searching;   /* of the cases */
} Palette;

static void
command_free (gpointer data)
{
  Command *command = data;

  g_free (command->label);
  g_free (command->detail);
  g_free (command->action);
  g_free (command->target);
  g_free (command);
}

static void
palette_free (Palette *self)
{
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->searching);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->focus);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->elsewhere);
  g_ptr_array_unref (self->commands);
  g_ptr_array_unref (self->cases);
  g_free (self);
}

static Command *
add_command (GPtrArray *commands, const char *label, const char *detail, const char *action,
             const char *target)
{
  Command *command = g_new0 (Command, 1);

  command->label = g_strdup (label);
  command->detail = g_strdup (detail);
  command->action = g_strdup (action);
  command->target = g_strdup (target);
  g_ptr_array_add (commands, command);
  return command;
}

/* Can it be done now, in this window? */
static gboolean
is_offered (Palette *self, const CercleAction *action)
{
  gpointer group = self->parent;

  if (action->sort == CERCLE_ACTION_PAGE)
    return cercle_page_action_find (GTK_WIDGET (self->parent), self->focus, action->name) != NULL;
  if (action->sort == CERCLE_ACTION_APP)
    group = gtk_window_get_application (self->parent);
  return g_action_group_get_action_enabled (G_ACTION_GROUP (group), action->name);
}

/* What cannot be done here is told all the same, with its key and where it can. */
static void
add_elsewhere (Palette *self, const CercleAction *action, const char *keys)
{
  /* TRANSLATORS: a key, and where it acts: "Ctrl+Shift+N · In a Case". */
  g_autofree char *where = *keys != '\0'
                               ? g_strdup_printf (_ ("%1$s · %2$s"), keys, _ (action->group))
                               : g_strdup (_ (action->group));

  add_command (self->elsewhere, _ (action->label), where, NULL, NULL);
}

static void
add_actions (Palette *self)
{
  for (const CercleAction *action = self->actions; action->name != NULL; action++)
    {
      g_autofree char *keys = cercle_action_keys (action), *name = NULL;
      gboolean of_page = action->sort == CERCLE_ACTION_PAGE;

      if (action->label == NULL || g_strcmp0 (action->name, "palette") == 0)
        continue;
      if (!is_offered (self, action))
        {
          add_elsewhere (self, action, keys);
          continue;
        }
      name = of_page ? g_strdup (action->name)
                     : g_strdup_printf ("%s.%s", action->sort == CERCLE_ACTION_APP ? "app" : "win",
                                        action->name);
      add_command (self->commands, _ (action->label), keys, name, action->target)->of_page =
          of_page;
    }
}

static void
add_indicators (Palette *self)
{
  for (const CercleIndicator *line = cercle_indicators; line->id != NULL; line++)
    add_command (self->commands, _ (line->label), _ ("List"), "win.show-indicator", line->id);
  for (const CercleIndicator *line = cercle_steering_indicators; line->id != NULL; line++)
    add_command (self->commands, _ (line->label), _ ("List"), "win.show-indicator", line->id);
}

/* --- The lines ----------------------------------------------------------------------------------
 */

static void
add_row (Palette *self, Command *command)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (command->label);
  GtkWidget *detail = gtk_label_new (command->detail);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  cercle_set_spoken (row, command->label);
  gtk_widget_set_sensitive (row, command->action != NULL);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_ptr_array_add (self->shown, command);
}

typedef enum
{
  FIT_BEGINS, /* the label begins with what is typed */
  FIT_WORD,   /* one of its words does */
  FIT_WITHIN,
  FIT_NOT,
} Fit;

/* Both folded. */
static Fit
fit (const char *label, const char *typed)
{
  const char *at = strstr (label, typed);
  Fit found = at == NULL ? FIT_NOT : at == label ? FIT_BEGINS : FIT_WITHIN;

  for (; at != NULL && found == FIT_WITHIN; at = strstr (at + 1, typed))
    if (!g_ascii_isalnum (at[-1]))
      found = FIT_WORD;
  return found;
}

/* What fits best stands first, for Return takes it. */
static void
add_fitting (Palette *self, GPtrArray *commands, const char *typed)
{
  for (Fit wanted = FIT_BEGINS; wanted < FIT_NOT; wanted++)
    for (guint i = 0; i < commands->len; i++)
      {
        Command *command = g_ptr_array_index (commands, i);
        g_autofree char *label = cercle_text_fold (command->label);

        if ((typed == NULL || label == NULL ? FIT_BEGINS : fit (label, typed)) == wanted)
          add_row (self, command);
      }
}

/* (nullable): the first line from here on, by steps, that can be done. */
static GtkListBoxRow *
possible_row (Palette *self, int from, int by)
{
  for (int i = from; i >= 0 && i < (int) self->shown->len; i += by)
    if (((Command *) g_ptr_array_index (self->shown, (guint) i))->action != NULL)
      return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);
  return NULL;
}

static void
show (Palette *self)
{
  g_autofree char *typed = cercle_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_ptr_array_set_size (self->shown, 0);
  add_fitting (self, self->commands, typed);
  for (guint i = 0; i < self->cases->len; i++)
    add_row (self, g_ptr_array_index (self->cases, i));
  add_fitting (self, self->elsewhere, typed);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), possible_row (self, 0, 1));
  gtk_widget_set_visible (self->list, self->shown->len > 0);
  gtk_widget_set_visible (self->empty, self->shown->len == 0);
}

static void
lists_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Palette *self = data;
  CercleSession *session = CERCLE_SESSION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (session, result, &error);

  /* Cancelled: the palette is gone. */
  if (found == NULL)
    return;
  for (guint i = 0; i < found->len; i++)
    {
      CercleRecord *filter = g_ptr_array_index (found, i);
      g_autofree char *target =
          g_strconcat (CERCLE_CASES_LIST, cercle_record_get_id (filter), NULL);
      gboolean own = FALSE;

      if (cercle_saved_lists_mine (session, filter, &own))
        add_command (self->commands, cercle_record_get_text (filter, CERCLE_FILTER_NAME),
                     _ ("Saved list"), "win.show-list", target);
    }
  show (self);
}

/* A number that no case of this desk has: it may be that of one that may not be here. */
static void
add_exception (Palette *self, guint n_found)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *reference = n_found == 0 ? cercle_opening_reference (typed) : NULL;
  g_autofree char *label = NULL;

  if (reference == NULL)
    return;
  /* TRANSLATORS: number of a case. */
  label = g_strdup_printf (_ ("Open %s by exception…"), reference);
  add_command (self->cases, label, _ ("Not on your desk"), "win.open-by-exception", reference);
}

static void
cases_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Palette *self = data;
  CercleSession *session = CERCLE_SESSION (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (session, result, &error);

  if (found == NULL)
    return;
  add_exception (self, found->len);
  for (guint i = 0; i < found->len; i++)
    {
      CercleRecord *kase = g_ptr_array_index (found, i);
      g_autofree char *label = cercle_palette_case_label (session, kase);
      add_command (self->cases, label, _ ("Case"), "win.open-case", cercle_record_get_id (kase));
    }
  show (self);
}

/* Commands at once, the cases as they are found. */
static void
filter (Palette *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (CercleQuery) query = NULL;

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  /* Their lines go first: they name what is freed. */
  g_ptr_array_set_size (self->shown, 0);
  g_ptr_array_set_size (self->cases, 0);
  show (self);
  if (self->session != NULL)
    query = cercle_palette_case_query (typed);
  if (query != NULL)
    cercle_session_find_async (self->session, query, self->searching, cases_found_cb, self);
}

/* A page may have its reasons not to. */
static void
activate (GtkWidget *who, const char *action, const char *target)
{
  if (!gtk_widget_activate_action (who, action, target != NULL ? "s" : NULL, target))
    cercle_toast (who, _ ("This cannot be done here now."), FALSE);
}

static void
run (Palette *self, GtkListBoxRow *row)
{
  const Command *command =
      row != NULL ? g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row)) : NULL;
  g_autofree char *action = NULL, *target = NULL;
  g_autoptr (GtkWidget) who = NULL;

  if (command == NULL || command->action == NULL)
    return;
  action = g_strdup (command->action);
  target = g_strdup (command->target);
  who = command->of_page ? cercle_page_action_find (GTK_WIDGET (self->parent), self->focus, action)
                         : GTK_WIDGET (self->parent);
  if (who != NULL)
    g_object_ref (who);
  gtk_window_destroy (GTK_WINDOW (self->window));
  if (who != NULL)
    activate (who, action, target);
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
  row = possible_row (self, gtk_list_box_row_get_index (row) + by, by);
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

static gboolean
is_open (CercleSession *session)
{
  CercleSessionState state = CERCLE_SESSION_SIGNED_OUT;

  if (session != NULL)
    g_object_get (session, "state", &state, NULL);
  return state == CERCLE_SESSION_OPEN;
}

GtkWidget *
cercle_palette_show (GtkWindow *parent, CercleSession *session, const CercleAction *actions)
{
  Palette *self = g_new0 (Palette, 1);

  self->parent = parent;
  g_set_weak_pointer (&self->focus, gtk_window_get_focus (parent));
  self->actions = actions;
  self->commands = g_ptr_array_new_with_free_func (command_free);
  self->elsewhere = g_ptr_array_new_with_free_func (command_free);
  self->cases = g_ptr_array_new_with_free_func (command_free);
  self->shown = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  self->searching = g_cancellable_new ();
  add_actions (self);
  if (is_open (session))
    {
      g_autoptr (CercleQuery) query = cercle_saved_lists_query (CERCLE_CASE_QUESTION_PAGE);

      self->session = g_object_ref (session);
      add_indicators (self);
      cercle_session_find_async (session, query, self->cancellable, lists_found_cb, self);
    }
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
