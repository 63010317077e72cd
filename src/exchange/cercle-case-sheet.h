/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases on paper: a list of them, or one with its story. On the thread of the store. */
#pragma once

#include "cercle-case-column.h"
#include "cercle-names.h"
#include "cercle-sheet.h"

typedef struct
{
  CercleSheet *sheet;
  GPtrArray *columns; /* of const CercleCaseColumn */
  CercleNames *names;
  const char *today; /* a day as text */
} CercleCaseSheetList;

/* The columns of a list, of const CercleCaseColumn; rows follow. */
void cercle_case_sheet_begin_list (CercleSheet *sheet, GPtrArray *columns);
gboolean cercle_case_sheet_add_rows (const CercleCaseSheetList *list, CercleStore *store,
                                     const gint64 *keys, guint n, GError **error);
/* Person, facts, holder, what is to be done, what happened. G_IO_ERROR_NOT_FOUND: no such case here.
 * today: a day as text. */
gboolean cercle_case_sheet_fill (CercleSheet *sheet, CercleStore *store, const char *id,
                                 const char *today, GError **error);
