/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases are there, the most urgent first, and how is one found among all? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-cases-page-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-column-chooser.h"
#include "cercle-case-columns.h"
#include "cercle-case-filters.h"
#include "cercle-case-trail.h"
#include "cercle-case.h"
#include "cercle-cases-bulk.h"
#include "cercle-cases-query.h"
#include "cercle-compact-list.h"
#include "cercle-counts.h"
#include "cercle-event.h"
#include "cercle-filter.h"
#include "cercle-indicator-chips.h"
#include "cercle-saved-lists.h"
#include "cercle-template.h"
#include "cercle-toast.h"

#define QUIET_MS 80
#define OPEN "open"

G_DEFINE_FINAL_TYPE (CercleCasesPage, cercle_cases_page, CERCLE_TYPE_PAGE)

static const CercleTemplateChild children[] = {
  { "chips", G_STRUCT_OFFSET (CercleCasesPage, chips) },
  { "filter_button", G_STRUCT_OFFSET (CercleCasesPage, filter_button) },
  { "search", G_STRUCT_OFFSET (CercleCasesPage, search) },
  { "filters_revealer", G_STRUCT_OFFSET (CercleCasesPage, filters_revealer) },
  { "filters", G_STRUCT_OFFSET (CercleCasesPage, filters) },
  { "states", G_STRUCT_OFFSET (CercleCasesPage, states) },
  { "list", G_STRUCT_OFFSET (CercleCasesPage, list) },
  { "empty", G_STRUCT_OFFSET (CercleCasesPage, empty) },
  { "way_out", G_STRUCT_OFFSET (CercleCasesPage, way_out) },
  { "bulk", G_STRUCT_OFFSET (CercleCasesPage, bulk) },
  { "lists", G_STRUCT_OFFSET (CercleCasesPage, lists) },
  { "columns", G_STRUCT_OFFSET (CercleCasesPage, columns) },
  { "whole", G_STRUCT_OFFSET (CercleCasesPage, whole) },
  { "all_open", G_STRUCT_OFFSET (CercleCasesPage, all_open) },
};

/* --- What is asked --------------------------------------------------------------------------- */

static void
show_filter_count (CercleCasesPage *self)
{
  guint n = cercle_case_filters_count (CERCLE_CASE_FILTERS (self->filters));
  g_autofree char *label = NULL;

  if (n > 0)
    label = g_strdup_printf (ngettext ("%u Filter", "%u Filters", n), n);
  gtk_button_set_label (GTK_BUTTON (self->filter_button), label != NULL ? label : _ ("Filters"));
}

static void
ask (CercleCasesPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  CercleCaseFilter filter = { 0 };
  g_autoptr (CercleQuery) query = NULL;

  g_clear_handle_id (&self->quiet, g_source_remove);
  g_free (self->day);
  self->day = g_strdup (cercle_session_get_today (session));
  cercle_cases_page_get_filter (self, &filter);
  query = cercle_cases_query (self->indicator, cercle_session_get_indicator_context (session),
                              &filter, self->sort, self->reverse);
  cercle_record_list_set_query (self->records, query);
  cercle_indicator_chips_set_active (CERCLE_INDICATOR_CHIPS (self->chips),
                                     self->indicator != NULL ? self->indicator->id : OPEN);
  show_filter_count (self);
  cercle_cases_page_show_way_back (self);
  cercle_cases_page_show_title (self);
  cercle_cases_page_show_list_name (self);
}

/* What is chosen was chosen in what was seen. */
static void
ask_another (CercleCasesPage *self)
{
  cercle_chosen_clear (self->chosen);
  ask (self);
}

static void
set_text (CercleCasesPage *self, const char *text)
{
  g_autofree char *clean = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  g_free (self->text);
  self->text = clean != NULL && clean[0] != '\0' ? g_steal_pointer (&clean) : NULL;
}

static gboolean
quiet_cb (gpointer data)
{
  CercleCasesPage *self = data;

  self->quiet = 0;
  set_text (self, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  ask_another (self);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (CercleCasesPage *self)
{
  g_clear_handle_id (&self->quiet, g_source_remove);
  self->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
clear_search (CercleCasesPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_clear_handle_id (&self->quiet, g_source_remove);
  set_text (self, NULL);
}

/* --- Columns --------------------------------------------------------------------------------- */

static void
show_columns (CercleCasesPage *self)
{
  g_autofree char *kept = NULL;
  const char *columns = self->own_columns;

  if (columns == NULL && cercle_page_get_settings (CERCLE_PAGE (self)) != NULL)
    {
      g_object_get (cercle_page_get_settings (CERCLE_PAGE (self)), "case-columns", &kept, NULL);
      columns = kept;
    }
  cercle_case_column_chooser_set (CERCLE_CASE_COLUMN_CHOOSER (self->columns), columns,
                                  self->own_columns != NULL);
  cercle_case_columns_show (CERCLE_COMPACT_LIST (self->list), _ ("Cases"), columns);
}

/* "": the standard ones, whatever the desk has. */
static void
set_own_columns (CercleCasesPage *self, const char *columns)
{
  g_autofree char *copy = g_strdup (columns);

  if (g_strcmp0 (copy, self->own_columns) == 0)
    return;
  g_free (self->own_columns);
  self->own_columns = g_steal_pointer (&copy);
  show_columns (self);
}

/* Those of a saved list are tried on and kept by saving the list; the others stay with the desk. */
static void
columns_cb (CercleCasesPage *self)
{
  const char *columns = cercle_case_column_chooser_get (CERCLE_CASE_COLUMN_CHOOSER (self->columns));

  if (self->own_columns != NULL)
    set_own_columns (self, columns != NULL ? columns : "");
  else if (cercle_page_get_settings (CERCLE_PAGE (self)) != NULL)
    g_object_set (cercle_page_get_settings (CERCLE_PAGE (self)), "case-columns", columns, NULL);
  else
    cercle_case_columns_show (CERCLE_COMPACT_LIST (self->list), _ ("Cases"), columns);
  cercle_cases_page_show_list_name (self);
}

/* --- What is shown --------------------------------------------------------------------------- */

static void
show_indicator (CercleCasesPage *self, const char *id)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  const CercleIndicator *indicator = cercle_indicator_find (id);
  g_autoptr (CercleQuery) query = NULL;

  if (indicator != NULL)
    query = indicator->query (cercle_session_get_indicator_context (session));
  if (query != NULL && cercle_query_get_kind (query) == &cercle_action_kind)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-indicator", "s", id);
      return;
    }
  self->indicator = indicator;
  cercle_saved_lists_leave (CERCLE_SAVED_LISTS (self->lists));
  g_clear_pointer (&self->sort, g_free);
  self->reverse = FALSE;
  set_own_columns (self, NULL);
  cercle_compact_list_set_sort (CERCLE_COMPACT_LIST (self->list), indicator == NULL ? "due" : NULL,
                                FALSE);
  clear_search (self);
  cercle_case_filters_clear (CERCLE_CASE_FILTERS (self->filters));
  ask_another (self);
}

/* The open cases that pass a filter, whatever was asked before; the filters say which. */
static void
show_filter (CercleCasesPage *self, const char *written)
{
  show_indicator (self, OPEN);
  cercle_case_filters_set (CERCLE_CASE_FILTERS (self->filters),
                           cercle_page_get_session (CERCLE_PAGE (self)), written);
  if (*written != '\0')
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filter_button), TRUE);
  ask (self);
}

/* Exactly what was saved, or nothing. */
static void
show_question (CercleCasesPage *self, const char *content)
{
  CercleCaseFilters *filters = CERCLE_CASE_FILTERS (self->filters);
  CercleCaseQuestion question;
  g_autoptr (JsonObject) texts = cercle_case_question_read (content, &question);

  if (texts == NULL)
    {
      cercle_toast (GTK_WIDGET (self),
                    _ ("This list asks for something that this program does not know yet."), FALSE);
      return;
    }
  show_indicator (self, question.indicator != NULL ? question.indicator : OPEN);
  cercle_case_filters_set (filters, cercle_page_get_session (CERCLE_PAGE (self)),
                           question.where != NULL ? question.where : "");
  cercle_case_filters_set_closed (filters, question.closed);
  gtk_editable_set_text (GTK_EDITABLE (self->search), question.text != NULL ? question.text : "");
  set_text (self, question.text);
  self->sort = g_strdup (question.sort);
  self->reverse = question.reverse;
  set_own_columns (self, question.columns);
  cercle_compact_list_set_sort (CERCLE_COMPACT_LIST (self->list),
                                self->sort != NULL || self->indicator != NULL ? self->sort : "due",
                                self->reverse);
  ask_another (self);
}

static void
list_chosen_cb (CercleSavedLists *lists, const char *content, CercleCasesPage *self)
{
  show_question (self, content);
  gtk_widget_grab_focus (self->list);
}

static void
show_list (CercleCasesPage *self, const char *id)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  g_autoptr (CercleRecord) filter = cercle_session_get (session, &cercle_filter_kind, id);

  if (filter != NULL && !cercle_record_envelope (filter)->deleted)
    show_question (self, cercle_record_get_text (filter, CERCLE_FILTER_CONTENT));
  else
    ask (self);
}

static void
show_holder (CercleCasesPage *self, const char *holder)
{
  const CercleCaseFilter filter = { .holder = holder };
  g_autofree char *written = cercle_case_filter_write (&filter);

  show_filter (self, written);
}

static void
chosen_cb (CercleIndicatorChips *chips, const char *id, CercleCasesPage *self)
{
  show_indicator (self, id);
}

static void
sort_cb (CercleCompactList *list, const char *column, gboolean descending, CercleCasesPage *self)
{
  g_free (self->sort);
  self->sort = g_strdup (column);
  self->reverse = descending;
  ask (self);
}

/* The button goes away with the list: the keyboard goes where the other one is. */
static void
all_open_cb (CercleCasesPage *self)
{
  gtk_widget_grab_focus (self->search);
  self->starting = TRUE;
  show_indicator (self, OPEN);
}

static void
way_out_cb (CercleCasesPage *self)
{
  if (self->way_out_action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), self->way_out_action,
                                self->way_out_text ? "s" : NULL,
                                gtk_editable_get_text (GTK_EDITABLE (self->search)));
  else
    show_indicator (self, OPEN);
}

/* --- Keys ------------------------------------------------------------------------------------ */

static void
activate_cb (CercleCompactList *list, guint position, CercleCasesPage *self)
{
  g_autoptr (CercleRow) row = g_list_model_get_item (G_LIST_MODEL (self->records), position);
  g_autofree char *id = row != NULL ? cercle_case_trail_case_of (row) : NULL;

  if (id == NULL)
    return;
  cercle_case_trail_begin (cercle_page_get_session (CERCLE_PAGE (self)), self->records, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s", id);
}

/* Return in the search: the only case there is, or down into the list. */
static void
search_activate_cb (CercleCasesPage *self)
{
  if (self->quiet != 0)
    {
      g_clear_handle_id (&self->quiet, g_source_remove);
      quiet_cb (self);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->records)) == 1)
    activate_cb (CERCLE_COMPACT_LIST (self->list), 0, self);
  else
    gtk_widget_grab_focus (self->list);
}

/* Escape clears; when there is nothing to clear it leads back to the list. */
static gboolean
search_key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
               CercleCasesPage *self)
{
  if (key == GDK_KEY_Escape)
    {
      gboolean searching = self->text != NULL || self->quiet != 0;
      clear_search (self);
      if (searching)
        ask_another (self);
      else
        gtk_widget_grab_focus (self->list);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Down)
    {
      gtk_widget_grab_focus (self->list);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
choose_columns_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cercle_case_column_chooser_popup (
      CERCLE_CASE_COLUMN_CHOOSER (CERCLE_CASES_PAGE (widget)->columns));
}

static void
filters_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleCasesPage *self = CERCLE_CASES_PAGE (widget);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->filter_button), TRUE);
  gtk_widget_child_focus (self->filters, GTK_DIR_TAB_FORWARD);
}

static void
save_list_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cercle_saved_lists_popup (CERCLE_SAVED_LISTS (CERCLE_CASES_PAGE (widget)->lists));
}

static void
bulk_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cercle_cases_bulk_take (CERCLE_CASES_BULK (CERCLE_CASES_PAGE (widget)->bulk), name);
}

static void
bulk_left_cb (CercleCasesPage *self)
{
  gtk_widget_grab_focus (
      g_list_model_get_n_items (G_LIST_MODEL (self->records)) > 0 ? self->list : self->way_out);
}

/* --- The page -------------------------------------------------------------------------------- */

static void
cercle_cases_page_open (CerclePage *page, const char *target)
{
  CercleCasesPage *self = CERCLE_CASES_PAGE (page);

  if (target != NULL && g_str_has_prefix (target, CERCLE_CASES_OF))
    show_holder (self, target + strlen (CERCLE_CASES_OF));
  else if (target != NULL && g_str_has_prefix (target, CERCLE_CASES_WHERE))
    show_filter (self, target + strlen (CERCLE_CASES_WHERE));
  else if (target != NULL && g_str_has_prefix (target, CERCLE_CASES_LIST))
    show_list (self, target + strlen (CERCLE_CASES_LIST));
  else if (target != NULL)
    show_indicator (self, target);
  else
    ask (self);
}

static gboolean
cercle_cases_page_search (CerclePage *page)
{
  CercleCasesPage *self = CERCLE_CASES_PAGE (page);

  self->starting = FALSE;
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
  return TRUE;
}

static void
cercle_cases_page_start (CerclePage *page)
{
  CercleCasesPage *self = CERCLE_CASES_PAGE (page);

  cercle_case_trail_return (cercle_page_get_session (page), CERCLE_COMPACT_LIST (self->list));
  self->starting = TRUE;
  cercle_cases_page_show_state (self);
}

/* The question whose answer is in view, not the one being typed. */
static gboolean
cercle_cases_page_fill_paper (CerclePage *page, CerclePaper *paper)
{
  CercleQuery *query = cercle_record_list_get_query (CERCLE_CASES_PAGE (page)->records);

  paper->query = query != NULL ? cercle_query_ref (query) : NULL;
  paper->words = cercle_cases_page_say (CERCLE_CASES_PAGE (page));
  paper->columns = g_strdup (cercle_case_column_chooser_get (
      CERCLE_CASE_COLUMN_CHOOSER (CERCLE_CASES_PAGE (page)->columns)));
  return query != NULL;
}

static void
today_cb (CercleCasesPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    cercle_compact_list_refresh (CERCLE_COMPACT_LIST (self->list));
}

/* The numbers have been asked again: the list behind them is of the same day. */
static void
counted_cb (CercleCasesPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));

  if (self->day != NULL && g_strcmp0 (self->day, cercle_session_get_today (session)) != 0)
    ask (self);
}

static void
cercle_cases_page_constructed (GObject *object)
{
  CercleCasesPage *self = CERCLE_CASES_PAGE (object);
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (object));
  CercleSettings *settings = cercle_page_get_settings (CERCLE_PAGE (object));

  G_OBJECT_CLASS (cercle_cases_page_parent_class)->constructed (object);
  self->records = cercle_record_list_new (session);
  show_columns (self);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->records));
  cercle_compact_list_set_sort (CERCLE_COMPACT_LIST (self->list), "due", FALSE);
  cercle_compact_list_set_chosen (CERCLE_COMPACT_LIST (self->list), self->chosen);
  cercle_cases_bulk_set_page (CERCLE_CASES_BULK (self->bulk), CERCLE_PAGE (self),
                              CERCLE_COMPACT_LIST (self->list));
  cercle_page_fit_list (CERCLE_PAGE (self), self->list);
  g_signal_connect_object (settings, "notify::case-columns", G_CALLBACK (show_columns), self,
                           G_CONNECT_SWAPPED);
  cercle_saved_lists_set_page (CERCLE_SAVED_LISTS (self->lists), CERCLE_PAGE (self),
                               CERCLE_CASE_QUESTION_PAGE);
  cercle_case_filters_set_session (CERCLE_CASE_FILTERS (self->filters), session);
  cercle_indicator_chips_set_session (CERCLE_INDICATOR_CHIPS (self->chips), session);
  g_signal_connect_object (self->records, "items-changed",
                           G_CALLBACK (cercle_cases_page_show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records, "notify::loading",
                           G_CALLBACK (cercle_cases_page_show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (today_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cercle_counts_of (session), "changed", G_CALLBACK (counted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::last-exchange",
                           G_CALLBACK (cercle_cases_page_show_state), self, G_CONNECT_SWAPPED);
}

static void
cercle_cases_page_dispose (GObject *object)
{
  CercleCasesPage *self = CERCLE_CASES_PAGE (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);
  g_clear_object (&self->chosen);
  G_OBJECT_CLASS (cercle_cases_page_parent_class)->dispose (object);
}

static void
cercle_cases_page_finalize (GObject *object)
{
  CercleCasesPage *self = CERCLE_CASES_PAGE (object);

  g_free (self->sort);
  g_free (self->own_columns);
  g_free (self->text);
  g_free (self->day);
  G_OBJECT_CLASS (cercle_cases_page_parent_class)->finalize (object);
}

static void
cercle_cases_page_class_init (CercleCasesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  CerclePageClass *page_class = CERCLE_PAGE_CLASS (klass);

  g_type_ensure (CERCLE_TYPE_CASE_COLUMN_CHOOSER);
  g_type_ensure (CERCLE_TYPE_CASE_FILTERS);
  g_type_ensure (CERCLE_TYPE_CASES_BULK);
  g_type_ensure (CERCLE_TYPE_COMPACT_LIST);
  g_type_ensure (CERCLE_TYPE_INDICATOR_CHIPS);
  g_type_ensure (CERCLE_TYPE_SAVED_LISTS);
  object_class->constructed = cercle_cases_page_constructed;
  object_class->dispose = cercle_cases_page_dispose;
  object_class->finalize = cercle_cases_page_finalize;
  page_class->open = cercle_cases_page_open;
  page_class->search = cercle_cases_page_search;
  page_class->start = cercle_cases_page_start;
  page_class->fill_paper = cercle_cases_page_fill_paper;
  cercle_cases_bulk_install (GTK_WIDGET_CLASS (klass), bulk_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "list.columns", NULL,
                                   choose_columns_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "list.filters", NULL, filters_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "list.save", NULL, save_list_cb);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_l,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "list.columns", NULL);
  cercle_template_bind (GTK_WIDGET_CLASS (klass), "cases/cercle-cases-page.ui", children,
                        G_N_ELEMENTS (children));
}

static void
cercle_cases_page_init (CercleCasesPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->chosen = cercle_chosen_new (CERCLE_BULK_MOST);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self->filter_button, "active", self->filters_revealer, "reveal-child",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect (self->lists, "chosen", G_CALLBACK (list_chosen_cb), self);
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (columns_cb), self);
  g_signal_connect (self->chips, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (ask_another), self);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self->list, "sort", G_CALLBACK (sort_cb), self);
  g_signal_connect_swapped (self->bulk, "left", G_CALLBACK (bulk_left_cb), self);
  g_signal_connect_swapped (self->way_out, "clicked", G_CALLBACK (way_out_cb), self);
  g_signal_connect_swapped (self->all_open, "clicked", G_CALLBACK (all_open_cb), self);
}
