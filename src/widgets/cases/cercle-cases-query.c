/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which question do chips, filters, search and headings make together? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-cases-query.h"

#include <glib/gi18n-lib.h>

gboolean
cercle_cases_filter_is_empty (const CercleCaseFilter *filter)
{
  return !filter->closed && filter->status == NULL && filter->mission == NULL &&
         filter->holder == NULL && filter->commune == NULL && filter->tag == NULL &&
         filter->age == NULL && filter->ending == NULL && filter->blind_spot == NULL &&
         filter->ids == NULL && filter->text == NULL;
}

CercleQuery *
cercle_cases_query (const CercleIndicator *indicator, const CercleIndicatorContext *context,
                    const CercleCaseFilter *filter, const char *sort, gboolean reverse)
{
  const CercleCaseColumn *column = cercle_case_column_find (sort);
  g_autoptr (CercleQuery) query = NULL;
  CercleQuery *narrowed = NULL;
  CercleCaseFilter asked = *filter;

  asked.today = context->today;
  if (indicator == NULL)
    return cercle_case_list_query (&asked, sort, reverse);
  query = cercle_indicator_cases (indicator, context);
  if (column == NULL && cercle_cases_filter_is_empty (filter))
    return g_steal_pointer (&query);
  narrowed = cercle_query_copy (query);
  cercle_case_filter_narrow (&asked, narrowed);
  if (column != NULL)
    cercle_case_list_sort (narrowed, column, reverse);
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
  const CercleCaseColumn *column = cercle_case_column_find (sort);

  if (column == NULL && indicator == NULL)
    column = &cercle_case_columns[0];
  return column != NULL ? within_sentence (cercle_case_column_label (column)) : NULL;
}
