/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases does a person ask for, and in which order? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-case-list.h"

#include "cercle-case.h"
#include "cercle-macros.h"
#include "cercle-person.h"

const CercleCaseColumn cercle_case_columns[] = {
  { "due", N_ ("Due"), -1, CERCLE_CASE_NEXT_DUE_ON, FALSE },
  { "priority", N_ ("Priority"), -1, CERCLE_CASE_PRIORITY, FALSE },
  { "person", N_ ("Person"), CERCLE_CASE_PERSON, CERCLE_PERSON_LAST_NAME, FALSE },
  { "need", N_ ("Need"), -1, CERCLE_CASE_NEED, FALSE },
  { "status", N_ ("State"), -1, CERCLE_CASE_STATUS, FALSE },
  { "holder", N_ ("Holder"), -1, CERCLE_CASE_HOLDER, FALSE },
  { "mission", N_ ("Mission"), -1, CERCLE_CASE_MISSION, FALSE },
  { "commune", N_ ("Commune"), -1, CERCLE_CASE_COMMUNE, FALSE },
  { "opened", N_ ("Opened on"), -1, CERCLE_CASE_OPENED_ON, TRUE },
  { "news", N_ ("Last news"), -1, CERCLE_CASE_LAST_NEWS_ON, FALSE },
  { "reference", N_ ("Reference"), -1, CERCLE_CASE_REFERENCE, TRUE },
  { NULL },
};

const CercleTallyFields cercle_case_holders = { CERCLE_CASE_HOLDER, CERCLE_CASE_NEXT_DUE_ON,
                                                CERCLE_CASE_OPENED_ON };

const CercleCaseColumn *
cercle_case_column_find (const char *id)
{
  for (const CercleCaseColumn *column = cercle_case_columns; column->id != NULL; column++)
    if (g_strcmp0 (column->id, id) == 0)
      return column;
  return NULL;
}

CercleQuery *
cercle_case_list_query (const CercleCaseFilter *filter, const char *sort, gboolean reverse)
{
  const CercleCaseColumn *column = cercle_case_column_find (sort);
  CercleQuery *query = cercle_query_new (&cercle_case_kind);

  if (column == NULL)
    column = &cercle_case_columns[0];
  cercle_query_set_day (query, filter->today);
  if (!filter->closed)
    cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_case_filter_narrow (filter, query);
  cercle_query_sort (query, column->through, column->field, column->descending != reverse);
  if (column->field != CERCLE_CASE_OPENED_ON || column->through >= 0)
    cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
  return query;
}
