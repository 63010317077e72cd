/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The line of headings over a work list: a button where one may sort. For CercleCompactList. */
#pragma once

#include "cercle-compact-row.h"

#define CERCLE_TYPE_COLUMN_HEADINGS (cercle_column_headings_get_type ())
/* Signal "sort" (const char *column, gboolean descending). */
G_DECLARE_FINAL_TYPE (CercleColumnHeadings, cercle_column_headings, CERCLE, COLUMN_HEADINGS,
                      GtkWidget)

/* style must outlive it. */
GtkWidget *cercle_column_headings_new (const CercleRowStyle *style);
/* After the columns or narrow have changed. */
void cercle_column_headings_rebuild (CercleColumnHeadings *self);
void cercle_column_headings_set_sort (CercleColumnHeadings *self, const char *id,
                                      gboolean descending);
