/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which question do chips, filters, search and headings make together? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-cases-query.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-macros.h"
#include "cercle-person.h"

/* Orders that headings offer and cercle_case_columns has not. */
static const CercleCaseColumn own_columns[] = {
  { "since", N_ ("Since"), -1, CERCLE_CASE_HOLDER_SINCE, FALSE },
};

static const CercleCaseColumn *
find_column (const char *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_columns); i++)
    if (g_strcmp0 (own_columns[i].id, sort) == 0)
      return &own_columns[i];
  return sort != NULL ? cercle_case_column_find (sort) : NULL;
}

gboolean
cercle_cases_filter_is_empty (const CercleCaseFilter *filter)
{
  return !filter->closed && filter->status == NULL && filter->mission == NULL &&
         filter->holder == NULL && filter->commune == NULL && filter->age == NULL &&
         filter->ending == NULL && filter->blind_spot == NULL && filter->text == NULL;
}

static void
sort_again (CercleQuery *query, const CercleCaseColumn *column, gboolean reverse)
{
  cercle_query_clear_sort (query);
  cercle_query_sort (query, column->through, column->field, column->descending != reverse);
  if (column->through >= 0 && column->field == CERCLE_PERSON_LAST_NAME)
    cercle_query_sort (query, column->through, CERCLE_PERSON_FIRST_NAME, reverse);
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
}

CercleQuery *
cercle_cases_query (const CercleIndicator *indicator, const CercleIndicatorContext *context,
                    const CercleCaseFilter *filter, const char *sort, gboolean reverse)
{
  const CercleCaseColumn *column = find_column (sort);
  g_autoptr (CercleQuery) query = NULL;
  CercleQuery *narrowed = NULL;
  CercleCaseFilter asked = *filter;

  asked.today = context->today;
  if (indicator == NULL)
    {
      narrowed = cercle_case_list_query (&asked, sort, reverse);
      if (column != NULL && column == &own_columns[0])
        sort_again (narrowed, column, reverse);
      return narrowed;
    }
  query = cercle_indicator_cases (indicator, context);
  if (column == NULL && cercle_cases_filter_is_empty (filter))
    return g_steal_pointer (&query);
  narrowed = cercle_query_copy (query);
  cercle_case_filter_narrow (&asked, narrowed);
  if (column != NULL)
    sort_again (narrowed, column, reverse);
  return narrowed;
}

/* Headings begin with a capital, which has no place within a sentence; "MDPH" keeps its own. */
static char *
within_sentence (const char *label)
{
  gunichar first = g_utf8_get_char (label);
  const char *rest = g_utf8_next_char (label);
  GString *words = g_string_new (NULL);

  if (rest[0] != '\0' && g_unichar_isupper (g_utf8_get_char (rest)))
    g_string_append (words, label);
  else
    {
      g_string_append_unichar (words, g_unichar_tolower (first));
      g_string_append (words, rest);
    }
  return g_string_free (words, FALSE);
}

char *
cercle_cases_sort_name (const CercleIndicator *indicator, const char *sort)
{
  const CercleCaseColumn *column = find_column (sort);

  if (column == NULL && indicator == NULL)
    column = &cercle_case_columns[0];
  return column != NULL ? within_sentence (_ (column->label)) : NULL;
}
