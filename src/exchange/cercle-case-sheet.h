/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases on paper: a list of them, or one with its story. On the thread of the store. */
#pragma once

#include "cercle-names.h"
#include "cercle-sheet.h"

/* The columns of a list; rows follow. */
void cercle_case_sheet_begin_list (CercleSheet *sheet);
gboolean cercle_case_sheet_add_rows (CercleSheet *sheet, CercleStore *store, CercleNames *names,
                                     const gint64 *keys, guint n, GError **error);
/* Person, facts, holder, what is to be done, what happened. G_IO_ERROR_NOT_FOUND: no such case here.
 * today: a day as text. */
gboolean cercle_case_sheet_fill (CercleSheet *sheet, CercleStore *store, const char *id,
                                 const char *today, GError **error);
