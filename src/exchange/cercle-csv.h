/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables for the spreadsheets of French desks: UTF-8 with its mark, semicolons, CRLF, every cell quoted,
 * no cell that a spreadsheet would take for a formula. Pure; any thread. */
#pragma once

#include <glib.h>

/* What a file begins with. */
#define CERCLE_CSV_MARK "\xef\xbb\xbf"

/* Appends one line. Cells may be NULL: empty. */
void cercle_csv_append (GString *lines, const char *const *cells, guint n);
/* (transfer full): days since 1970 as 02/06/2020, which a spreadsheet reckons with; "" for none. */
char *cercle_csv_day (int day);
