/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said above the list of cases, and instead of it? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-cases-page-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-column-chooser.h"
#include "cercle-case-filters.h"
#include "cercle-cases-query.h"
#include "cercle-cases-words.h"
#include "cercle-escape.h"
#include "cercle-saved-lists.h"

void
cercle_cases_page_get_filter (CercleCasesPage *self, CercleCaseFilter *filter)
{
  cercle_case_filters_get (CERCLE_CASE_FILTERS (self->filters), filter);
  filter->text = self->text;
}

void
cercle_cases_page_show_title (CercleCasesPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));
  g_autofree char *order = cercle_cases_sort_name (self->indicator, self->sort);
  CercleCaseFilter filter = { 0 };
  g_autofree char *what = NULL;
  g_autofree char *whole = NULL;

  cercle_cases_page_get_filter (self, &filter);
  if (self->text != NULL || filter.closed || filter.ids != NULL)
    what = g_strdup_printf (ngettext ("%u found", "%u found", n), n);
  else if (self->indicator != NULL)
    /* TRANSLATORS: name of an indicator, number of cases. */
    what = g_strdup_printf (_ ("%1$s: %2$u"), _ (self->indicator->label), n);
  else
    what = g_strdup_printf (ngettext ("%u open", "%u open", n), n);
  if (order != NULL)
    /* TRANSLATORS: "47 open", name of the column that sorts. */
    whole = g_strdup_printf (_ ("%1$s, sorted by %2$s"), what, order);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Cases"));
  cercle_page_set_subtitle (CERCLE_PAGE (self), whole != NULL ? whole : what);
}

char *
cercle_cases_page_say (CercleCasesPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  g_autofree char *filters = cercle_case_filters_say (CERCLE_CASE_FILTERS (self->filters), session);
  g_autofree char *list = NULL, *search = NULL;
  const char *parts[5] = { cercle_page_get_subtitle (CERCLE_PAGE (self)) };
  guint n = 1;

  if (self->indicator != NULL && (self->text != NULL || *filters != '\0'))
    /* TRANSLATORS: at the head of a paper: the list its cases are from. */
    list = g_strdup_printf (_ ("List: %s"), _ (self->indicator->label));
  if (self->text != NULL)
    search = g_strdup_printf (_ ("Search: “%s”"), self->text);
  if (list != NULL)
    parts[n++] = list;
  if (*filters != '\0')
    parts[n++] = filters;
  if (search != NULL)
    parts[n++] = search;
  return g_strjoinv (" · ", (char **) parts);
}

char *
cercle_cases_page_write (CercleCasesPage *self, const char *columns)
{
  CercleCaseFilter filter = { 0 };
  g_autofree char *where = NULL;

  cercle_cases_page_get_filter (self, &filter);
  where = cercle_case_filter_write (&filter);
  return cercle_case_question_write (
      &(CercleCaseQuestion){ .indicator = self->indicator != NULL ? self->indicator->id : NULL,
                             .where = where,
                             .text = self->text,
                             .sort = self->sort,
                             .columns = columns,
                             .closed = filter.closed,
                             .reverse = self->reverse });
}

void
cercle_cases_page_show_list_name (CercleCasesPage *self)
{
  CercleCaseFilter filter = { 0 };
  const char *why_not = NULL;
  const char *columns = cercle_case_column_chooser_get (CERCLE_CASE_COLUMN_CHOOSER (self->columns));
  g_autofree char *content = cercle_cases_page_write (self, columns);
  /* A list that was saved without columns is shown in those of the desk, and is still itself. */
  g_autofree char *plain =
      self->own_columns == NULL && columns != NULL ? cercle_cases_page_write (self, NULL) : NULL;

  cercle_cases_page_get_filter (self, &filter);
  if (filter.ids != NULL)
    why_not = _ ("The cases behind a number of the review are of its day: no list keeps them.");
  else if (cercle_cases_names_a_person (G_LIST_MODEL (self->records), self->text))
    why_not = _ ("A saved list does not keep a person’s name: clear the search first.");
  cercle_saved_lists_set_question (CERCLE_SAVED_LISTS (self->lists), content, plain, why_not);
}

/* The chip of all open cases may be scrolled away, or tell of those that the filters left. A search
 * has its own way out. */
void
cercle_cases_page_show_way_back (CercleCasesPage *self)
{
  gtk_widget_set_visible (self->whole,
                          self->indicator != NULL ||
                              cercle_case_filters_count (CERCLE_CASE_FILTERS (self->filters)) > 0);
}

static void
explain_empty (CercleCasesPage *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  CercleCaseFilter filter = { 0 };
  g_autofree char *exchange = NULL, *trouble = NULL;
  CercleCasesWords words;

  cercle_cases_page_get_filter (self, &filter);
  g_object_get (session, "last-exchange", &exchange, "trouble", &trouble, NULL);
  words = cercle_cases_explain_empty (self->indicator, &filter, exchange != NULL, trouble);
  cercle_set_title (self->empty, words.title);
  cercle_set_description (self->empty, words.description);
  gtk_button_set_label (GTK_BUTTON (self->way_out), words.button);
  self->way_out_action = words.action;
  self->way_out_text = words.of_text;
}

void
cercle_cases_page_show_state (CercleCasesPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));
  gboolean loading = FALSE;

  g_object_get (self->records, "loading", &loading, NULL);
  cercle_cases_page_show_title (self);
  cercle_cases_page_show_list_name (self);
  if (n == 0 && loading)
    return;
  if (n == 0)
    explain_empty (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), n > 0 ? "list" : "empty");
  if (self->starting)
    {
      self->starting = FALSE;
      gtk_widget_grab_focus (n > 0 ? self->list : self->way_out);
    }
}
