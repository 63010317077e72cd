/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases does a person ask for, and in which order? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-case-list.h"

#include "cercle-case.h"
#include "cercle-person.h"

const CercleTallyFields cercle_case_holders = { CERCLE_CASE_HOLDER, CERCLE_CASE_NEXT_DUE_ON,
                                                CERCLE_CASE_OPENED_ON };

void
cercle_case_list_sort (CercleQuery *query, const CercleCaseColumn *column, gboolean reverse)
{
  cercle_query_clear_sort (query);
  cercle_query_sort (query, column->through, column->field, reverse);
  if (column->says == CERCLE_CASE_SAYS_PERSON)
    cercle_query_sort (query, column->through, CERCLE_PERSON_FIRST_NAME, reverse);
  if (column->field != CERCLE_CASE_OPENED_ON || column->through >= 0)
    cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, FALSE);
}

CercleQuery *
cercle_case_list_query (const CercleCaseFilter *filter, const char *sort, gboolean reverse)
{
  const CercleCaseColumn *column = cercle_case_column_find (sort);
  CercleQuery *query = cercle_query_new (&cercle_case_kind);

  if (column == NULL)
    column = &cercle_case_columns[0];
  cercle_query_set_day (query, filter->today);
  if (!filter->closed && filter->ids == NULL)
    cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_case_filter_narrow (filter, query);
  cercle_case_list_sort (query, column, reverse);
  return query;
}
