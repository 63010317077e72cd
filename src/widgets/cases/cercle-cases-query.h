/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Cases page asks: a stored question or all open cases, narrowed, in an order. Pure. */
#pragma once

#include "cercle-case-list.h"
#include "cercle-indicator.h"

/* (transfer full): indicator NULL: cercle_case_list_query(). sort NULL: the question's own order. With
 * an empty filter and no sort it is the indicator's query itself, so that list and tile agree. */
CercleQuery *cercle_cases_query (const CercleIndicator *indicator,
                                 const CercleIndicatorContext *context,
                                 const CercleCaseFilter *filter, const char *sort, gboolean reverse);
gboolean cercle_cases_filter_is_empty (const CercleCaseFilter *filter);
/* (transfer full): name of the order within a sentence, "47 open, sorted by due"; NULL when it has none. */
char *cercle_cases_sort_name (const CercleIndicator *indicator, const char *sort);
