/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of cases as a person asks for it: filters, and one column to sort by. */
#pragma once

#include "cercle-case-column.h"
#include "cercle-case-filter.h"

/* By holder, how many cases of cercle_case_list_query() are there, how many of them are overdue, since
 * when is the oldest one open? For cercle_store_tally(). */
extern const CercleTallyFields cercle_case_holders;

/* (transfer full): sort is a column's id (NULL or unknown: the first); the last first
 * when reverse. Equal rows come by day opened. */
CercleQuery *cercle_case_list_query (const CercleCaseFilter *filter, const char *sort,
                                     gboolean reverse);
/* The order of this column instead of what there was. */
void cercle_case_list_sort (CercleQuery *query, const CercleCaseColumn *column, gboolean reverse);
