/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of cases as a person asks for it: filters, and one column to sort by. */
#pragma once

#include "cercle-case-filter.h"

typedef struct
{
  const char *id;      /* "due", "priority", "person" … */
  const char *label;   /* msgid */
  int through;         /* -1, or the REF field whose record has the field */
  guint field;
  gboolean descending; /* the order that is useful first */
} CercleCaseColumn;

/* Ends with a NULL id; the first one is the order when nothing was chosen. */
extern const CercleCaseColumn cercle_case_columns[];
const CercleCaseColumn *cercle_case_column_find (const char *id);

/* By holder, how many cases of cercle_case_list_query() are there, how many of them are overdue, since
 * when is the oldest one open? For cercle_store_tally(). */
extern const CercleTallyFields cercle_case_holders;

/* (transfer full): sort is a column's id (NULL or unknown: the first); reverse turns its useful order
 * round. Equal rows come by day opened. */
CercleQuery *cercle_case_list_query (const CercleCaseFilter *filter, const char *sort,
                                     gboolean reverse);
