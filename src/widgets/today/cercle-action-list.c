/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be done, and how is it worked through without leaving the list? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-action-list.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-trail.h"
#include "cercle-choices.h"
#include "cercle-compact-list.h"
#include "cercle-counts.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-record-list.h"
#include "cercle-template.h"

struct _CercleActionList
{
  AdwBin parent_instance;
  GtkWidget *title, *subtitle, *frame, *content, *empty, *done, *later, *open;
  GtkWidget *list;
  CerclePage *page; /* not owned: this lives inside it */
  CercleRecordList *records;
  const CercleIndicator *indicator; /* NULL: nothing is asked */
  char *day;                        /* as of which it was asked */
  gboolean beginning;               /* the focus is to go to the first line that comes */
};

G_DEFINE_FINAL_TYPE (CercleActionList, cercle_action_list, ADW_TYPE_BIN)

static const CercleTemplateChild children[] = {
  { "title", G_STRUCT_OFFSET (CercleActionList, title) },
  { "subtitle", G_STRUCT_OFFSET (CercleActionList, subtitle) },
  { "frame", G_STRUCT_OFFSET (CercleActionList, frame) },
  { "content", G_STRUCT_OFFSET (CercleActionList, content) },
  { "empty", G_STRUCT_OFFSET (CercleActionList, empty) },
  { "done", G_STRUCT_OFFSET (CercleActionList, done) },
  { "later", G_STRUCT_OFFSET (CercleActionList, later) },
  { "open", G_STRUCT_OFFSET (CercleActionList, open) },
};

/* --- Columns ------------------------------------------------------------------------------------
 */

static void
fill_when (CercleCell *cell, gpointer item, gpointer data)
{
  CercleActionList *self = data;
  CercleRecord *action = cercle_row_get_record (item);
  CercleSession *session = cercle_page_get_session (self->page);
  g_autofree char *day = NULL, *hour = NULL;
  int due = CERCLE_DAY_NONE, lateness = -1;
  int today = cercle_session_get_today_number (session);

  if (action == NULL)
    return;
  due = cercle_day_parse (cercle_record_get_text (action, CERCLE_ACTION_DUE_ON));
  lateness = cercle_action_lateness (self->page, action);
  day = cercle_day_format_short (due, today);
  hour =
      cercle_day_format_minute ((int) cercle_record_get_integer (action, CERCLE_ACTION_DUE_AT, -1));
  if (lateness >= 0)
    {
      cercle_cell_icon (cell, "dialog-warning-symbolic", TRUE, _ ("late"));
      cercle_cell_alarm (cell, due == today ? hour : day);
    }
  else
    cercle_cell_strong (cell, due == today && hour[0] != '\0' ? hour : day);
}

static void
fill_who (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRecord *person = cercle_row_get_person (item);
  g_autofree char *name = person != NULL ? cercle_person_name (person) : g_strdup ("");

  if (cercle_row_get_record (item) == NULL)
    return;
  cercle_cell_strong (cell, name[0] != '\0' ? name : _ ("Name not told"));
  if (cercle_row_get_mark (item) == 2)
    cercle_cell_icon (cell, "dialog-error-symbolic", TRUE, _ ("refused by the server"));
  if (cercle_row_has_conflict (item))
    cercle_cell_icon (cell, "dialog-warning-symbolic", FALSE, _ ("in conflict"));
}

static void
fill_what (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRecord *action = cercle_row_get_record (item);
  const char *what = NULL;

  if (action == NULL)
    return;
  what = cercle_record_get_text (action, CERCLE_ACTION_WHAT);
  if (what == NULL)
    what = cercle_choice_label (cercle_action_sorts,
                                cercle_record_get_text (action, CERCLE_ACTION_SORT));
  cercle_cell_text (cell, what);
}

static void
fill_how (CercleCell *cell, gpointer item, gpointer data)
{
  CercleRecord *action = cercle_row_get_record (item);
  const char *channel =
      action != NULL ? cercle_record_get_text (action, CERCLE_ACTION_CHANNEL) : NULL;

  if (channel != NULL)
    cercle_cell_dim (cell, cercle_choice_label (cercle_call_back_channels, channel));
}

static void
fill_for (CercleCell *cell, gpointer item, gpointer data)
{
  CercleActionList *self = data;
  CercleRecord *action = cercle_row_get_record (item);
  const char *assignee =
      action != NULL ? cercle_record_get_text (action, CERCLE_ACTION_ASSIGNEE) : NULL;
  g_autofree char *name = NULL;

  if (action == NULL)
    return;
  if (assignee == NULL)
    {
      cercle_cell_dim (cell, C_ ("assignee", "nobody"));
      return;
    }
  name = cercle_session_name_of (cercle_page_get_session (self->page), assignee);
  cercle_cell_dim (cell, name);
}

static const CercleColumn columns[] = {
  { "when", N_ ("For"), 112, 112, 0, fill_when },
  { "who", N_ ("Person"), 0, 0, 0, fill_who },
  { "what", N_ ("What"), 0, 0, CERCLE_COLUMN_BELOW, fill_what },
  { "how", N_ ("Channel"), 96, 0, CERCLE_COLUMN_BELOW, fill_how },
  { "for", N_ ("Who"), 120, 120, 0, fill_for },
};

/* --- Working on it ------------------------------------------------------------------------------
 */

static CercleRecord *
selected_action (CercleActionList *self)
{
  g_autoptr (CercleRow) row =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));
  CercleRecord *record = row != NULL ? cercle_row_get_record (row) : NULL;

  return record != NULL ? g_object_ref (record) : NULL;
}

static void
done_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleActionList *self = CERCLE_ACTION_LIST (widget);
  g_autoptr (CercleRecord) action = selected_action (self);

  if (action != NULL)
    cercle_action_mark_done (self->page, action);
}

static void
tomorrow_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleActionList *self = CERCLE_ACTION_LIST (widget);
  g_autoptr (CercleRecord) action = selected_action (self);

  if (action != NULL)
    cercle_action_postpone (self->page, action);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleActionList *self = CERCLE_ACTION_LIST (widget);
  g_autoptr (CercleRecord) action = selected_action (self);
  const char *id = action != NULL ? cercle_record_get_text (action, CERCLE_ACTION_CASE) : NULL;

  if (id == NULL)
    return;
  cercle_case_trail_begin (cercle_page_get_session (self->page), self->records,
                           cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list)));
  gtk_widget_activate_action (widget, "win.open-case", "s", id);
}

/* A letter acts only where the person has not switched letters off. */
static gboolean
letter_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleActionList *self = CERCLE_ACTION_LIST (widget);
  gboolean single_keys = FALSE;

  g_object_get (self->list, "single-keys", &single_keys, NULL);
  if (!single_keys)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_activate_action (widget, g_variant_get_string (arguments, NULL), NULL);
}

static void
activate_cb (CercleActionList *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "action.open", NULL);
}

/* By position: a row can be unreadable for a moment, while the file is written. */
static void
show_selection (CercleActionList *self)
{
  gboolean selected = cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list)) !=
                      GTK_INVALID_LIST_POSITION;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "action.done", selected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "action.tomorrow", selected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "action.open", selected);
}

/* "Nothing" is said once the desk has heard of everything, the list was read after that, and the
 * number above it says the same. */
static gboolean
is_nothing (CercleActionList *self)
{
  CercleSession *session = cercle_page_get_session (self->page);
  g_autofree char *last = NULL;
  gboolean loading = FALSE;

  g_object_get (self->records, "loading", &loading, NULL);
  g_object_get (session, "last-exchange", &last, NULL);
  return !loading && last != NULL && cercle_action_list_get_n_items (self) == 0 &&
         (self->indicator == NULL ||
          cercle_counts_get (cercle_counts_of (session), self->indicator->id) == 0);
}

static void
show_number (CercleActionList *self)
{
  guint n = cercle_action_list_get_n_items (self);
  g_autofree char *words = g_strdup_printf (ngettext ("%u to do", "%u to do", n), n);

  gtk_label_set_text (GTK_LABEL (self->subtitle), n > 0 ? words : "");
  gtk_stack_set_visible_child (GTK_STACK (self->content),
                               is_nothing (self) ? self->empty : self->frame);
  for (GtkWidget *button = self->done; button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_widget_set_visible (button, n > 0);
  if (n > 0 && self->beginning)
    {
      self->beginning = FALSE;
      gtk_widget_grab_focus (self->list);
    }
}

static gboolean
cercle_action_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (CERCLE_ACTION_LIST (widget)->list);
}

/* The numbers have been asked again: the list behind them is of the same day. */
static void
counted_cb (CercleActionList *self)
{
  if (self->indicator != NULL &&
      g_strcmp0 (self->day, cercle_session_get_today (cercle_page_get_session (self->page))) != 0)
    cercle_action_list_set_indicator (self, self->indicator);
  show_number (self);
}

/* Who went elsewhere keeps the keyboard there, whatever comes into this list meanwhile. */
static void
cercle_action_list_unmap (GtkWidget *widget)
{
  CERCLE_ACTION_LIST (widget)->beginning = FALSE;
  GTK_WIDGET_CLASS (cercle_action_list_parent_class)->unmap (widget);
}

static void
cercle_action_list_dispose (GObject *object)
{
  CercleActionList *self = CERCLE_ACTION_LIST (object);

  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), NULL);
      self->list = NULL;
    }
  g_clear_object (&self->records);
  g_clear_pointer (&self->day, g_free);
  G_OBJECT_CLASS (cercle_action_list_parent_class)->dispose (object);
}

static void
cercle_action_list_class_init (CercleActionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cercle_action_list_dispose;
  widget_class->grab_focus = cercle_action_list_grab_focus;
  widget_class->unmap = cercle_action_list_unmap;
  gtk_widget_class_install_action (widget_class, "action.done", NULL, done_cb);
  gtk_widget_class_install_action (widget_class, "action.tomorrow", NULL, tomorrow_cb);
  gtk_widget_class_install_action (widget_class, "action.open", NULL, open_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_d, 0, letter_cb, "s", "action.done");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_t, 0, letter_cb, "s", "action.tomorrow");
  cercle_template_bind (widget_class, "today/cercle-action-list.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_action_list_init (CercleActionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list = cercle_compact_list_new ();
  cercle_compact_list_set_headings (CERCLE_COMPACT_LIST (self->list), FALSE);
  adw_bin_set_child (ADW_BIN (self->frame), self->list);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (show_selection), self);
  show_selection (self);
}

void
cercle_action_list_set_page (CercleActionList *self, CerclePage *page)
{
  self->page = page;
  self->records = cercle_record_list_new (cercle_page_get_session (page));
  cercle_page_fit_rows (page, self->list);
  /* After the list has taken note: what selects before it does makes GTK look for old lines. */
  g_signal_connect_data (self->records, "items-changed", G_CALLBACK (show_number), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (self->records, "notify::loading", G_CALLBACK (show_number), self);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->records));
  g_signal_connect_object (cercle_counts_of (cercle_page_get_session (page)), "changed",
                           G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cercle_page_get_session (page), "notify::last-exchange",
                           G_CALLBACK (show_number), self, G_CONNECT_SWAPPED);
}

void
cercle_action_list_set_words (CercleActionList *self, const char *title, const char *empty)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->empty), empty);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), title, columns,
                                   G_N_ELEMENTS (columns), self);
}

void
cercle_action_list_set_indicator (CercleActionList *self, const CercleIndicator *indicator)
{
  g_autoptr (CercleQuery) query = indicator != NULL
                                      ? indicator->query (cercle_session_get_indicator_context (
                                            cercle_page_get_session (self->page)))
                                      : NULL;

  self->indicator = indicator;
  g_free (self->day);
  self->day = g_strdup (cercle_session_get_today (cercle_page_get_session (self->page)));
  cercle_record_list_set_query (self->records, query);
}

void
cercle_action_list_set_narrow (CercleActionList *self, gboolean narrow)
{
  g_object_set (self->list, "narrow", narrow, NULL);
}

void
cercle_action_list_set_lines (CercleActionList *self, guint least, guint most)
{
  cercle_compact_list_set_lines (CERCLE_COMPACT_LIST (self->list), least, most);
}

void
cercle_action_list_refresh (CercleActionList *self)
{
  cercle_compact_list_refresh (CERCLE_COMPACT_LIST (self->list));
}

void
cercle_action_list_begin (CercleActionList *self)
{
  self->beginning = TRUE;
  show_number (self);
}

gboolean
cercle_action_list_return (CercleActionList *self)
{
  return cercle_case_trail_return (cercle_page_get_session (self->page),
                                   CERCLE_COMPACT_LIST (self->list));
}

guint
cercle_action_list_get_n_items (CercleActionList *self)
{
  return self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->records)) : 0;
}
