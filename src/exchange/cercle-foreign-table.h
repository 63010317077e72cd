/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that other programs wrote: their encoding and separator are found, their rows come one at
 * a time, and what is wrong with a row is told by its line. A cell is only ever text: nothing of it
 * is run or reckoned. One thread at a time; reads the disk, so never the thread that draws. */
#pragma once

#include <gio/gio.h>

#define CERCLE_FOREIGN_TABLE_MOST_BYTES (64 * 1024 * 1024)
#define CERCLE_FOREIGN_TABLE_MOST_ROWS 100000
/* Of a national table. */
#define CERCLE_FOREIGN_TABLE_BARE_BYTES (256 * 1024 * 1024)
#define CERCLE_FOREIGN_TABLE_BARE_ROWS 1000000
#define CERCLE_FOREIGN_TABLE_MOST_CELLS 200
/* Of one row, in bytes: more is no row of a list of persons. */
#define CERCLE_FOREIGN_TABLE_LONGEST (256 * 1024)

#define CERCLE_FOREIGN_TABLE_ERROR (cercle_foreign_table_error_quark ())
typedef enum
{
  CERCLE_FOREIGN_TABLE_ERROR_FILE,     /* it cannot be opened or read */
  CERCLE_FOREIGN_TABLE_ERROR_WORKBOOK, /* a spreadsheet's own file, not a table as text */
  CERCLE_FOREIGN_TABLE_ERROR_EMPTY,    /* no line with a name of a column */
  CERCLE_FOREIGN_TABLE_ERROR_LARGE,    /* too many bytes, rows or columns, or a row too long */
  CERCLE_FOREIGN_TABLE_ERROR_QUOTES,   /* a quotation mark is never closed: where rows end is not
                                          known */
} CercleForeignTableError;
GQuark cercle_foreign_table_error_quark (void);

/* What is wrong with one row. */
typedef enum
{
  CERCLE_FOREIGN_ROW_FINE,
  CERCLE_FOREIGN_ROW_SHORT,  /* fewer cells than columns: those that lack are empty */
  CERCLE_FOREIGN_ROW_LONG,   /* more: cells may stand under the wrong column */
  CERCLE_FOREIGN_ROW_QUOTES, /* text beside quotation marks: rows may have run together */
  CERCLE_FOREIGN_ROW_NUL,    /* bytes that are no text */
} CercleForeignRowFault;
/* Must a row be left out? The others are read as they are, with a word about it. */
gboolean cercle_foreign_row_is_refused (CercleForeignRowFault fault);
/* Translated, one sentence; NULL for FINE. (transfer none) */
const char *cercle_foreign_row_sentence (CercleForeignRowFault fault);

typedef struct
{
  guint line;       /* in which it begins, from 1 */
  GPtrArray *cells; /* char *, as many as columns; valid UTF-8, "" when empty */
  CercleForeignRowFault fault;
} CercleForeignRow;

typedef struct _CercleForeignTable CercleForeignTable;
/* (transfer full): path in the encoding of file names. The first row is the names of the columns.
 * Errors are CERCLE_FOREIGN_TABLE_ERROR with a sentence that never repeats what is in the file. */
CercleForeignTable *cercle_foreign_table_open (const char *path, GError **error);
/* (transfer full): the same of a stream, whose own errors are passed on. bare: a national table of
 * semicolons whose rows have no names and each its own number of cells; it may be longer. */
CercleForeignTable *cercle_foreign_table_new (GInputStream *stream, gboolean bare,
                                              GCancellable *cancellable, GError **error);
void cercle_foreign_table_free (CercleForeignTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleForeignTable, cercle_foreign_table_free)
/* "UTF-8", "UTF-16", "Windows-1252", "ISO-8859-15". Rows that are no UTF-8 are read in the latter
 * two one by one, so that a file which was put together from several still reads. */
const char *cercle_foreign_table_get_encoding (CercleForeignTable *self);
/* How many rows so far were not in the encoding of the first that was no plain ASCII. */
guint cercle_foreign_table_get_mixed (CercleForeignTable *self);
char cercle_foreign_table_get_separator (CercleForeignTable *self);
/* (transfer none): char *, an empty name where a column has none. */
GPtrArray *cercle_foreign_table_get_columns (CercleForeignTable *self);
/* (transfer none): until the next call; empty lines are passed over. NULL without error at the end.
 */
const CercleForeignRow *cercle_foreign_table_next (CercleForeignTable *self, GError **error);
