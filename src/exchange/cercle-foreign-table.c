/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows are in a table that another program wrote, and what is wrong with them? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-foreign-guess.h"
#include "cercle-macros.h"
#include "cercle-text.h"

#define CHUNK 65536
/* How much is looked at to find the encoding and the separator. */
#define SAMPLE (1024 * 1024)

G_DEFINE_QUARK (cercle - foreign - table - error, cercle_foreign_table_error)

static const struct
{
  const char *sentence;
  gboolean refused;
} faults[] = {
  [CERCLE_FOREIGN_ROW_FINE] = { NULL, FALSE },
  [CERCLE_FOREIGN_ROW_SHORT] = { N_ ("This row has fewer cells than the table has columns."),
                                 FALSE },
  [CERCLE_FOREIGN_ROW_LONG] = { N_ ("This row has more cells than the table has columns."), TRUE },
  [CERCLE_FOREIGN_ROW_QUOTES] = { N_ ("The quotation marks of this row do not match."), TRUE },
  [CERCLE_FOREIGN_ROW_NUL] = { N_ ("There are bytes in this row that are no text."), TRUE },
};

/* Where in a cell is the reader? */
typedef enum
{
  AT_START, /* of a cell */
  PLAIN,
  QUOTED,
  CLOSED, /* after a quotation mark that may have been the first of two */
} Place;

struct _CercleForeignTable
{
  GInputStream *stream;
  GCancellable *cancellable;
  gboolean bare;        /* no row of names, no number of columns */
  const char *encoding; /* of the whole file */
  const char *legacy;   /* what rows that are no UTF-8 are read as */
  char separator;
  char chunk[CHUNK];
  gsize length, at;
  guint64 bytes;
  guint line; /* the one being read */
  guint rows;
  gboolean returned; /* the last byte was a carriage return */

  GPtrArray *raw; /* GString, cells of the row being read; the first n_raw count */
  guint n_raw;
  gsize row_length;
  gboolean stray, nul, some;
  const char *first_encoding; /* of the first row that is not plain ASCII */
  guint mixed;

  GPtrArray *columns;
  CercleForeignRow row;
};

gboolean
cercle_foreign_row_is_refused (CercleForeignRowFault fault)
{
  return faults[fault].refused;
}

const char *
cercle_foreign_row_sentence (CercleForeignRowFault fault)
{
  return faults[fault].sentence != NULL ? _ (faults[fault].sentence) : NULL;
}

/* Reading bytes */

static gboolean
fail (GError **error, CercleForeignTableError code, const char *sentence)
{
  g_set_error_literal (error, CERCLE_FOREIGN_TABLE_ERROR, code, sentence);
  return FALSE;
}

static gboolean
fail_at (GError **error, CercleForeignTableError code, const char *format, guint line)
{
  g_autofree char *number = g_strdup_printf ("%u", line);
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "{line}", number, 1);
  return fail (error, code, sentence->str);
}

/* What came from GIO or a converter may repeat the name of a file: only our sentence is told. */
static gboolean
fail_reading (GError **error)
{
  return fail (error, CERCLE_FOREIGN_TABLE_ERROR_FILE, _ ("This file cannot be read."));
}

/* What a stream of ours says, or that somebody cancelled, is passed on. */
static gboolean
fail_stream (GError *cause, GError **error)
{
  gboolean ours = (cause->domain != G_IO_ERROR && cause->domain != G_CONVERT_ERROR) ||
                  g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (ours)
    g_propagate_error (error, cause);
  else
    g_error_free (cause);
  return ours ? FALSE : fail_reading (error);
}

static gboolean
fill (CercleForeignTable *self, GError **error)
{
  GError *cause = NULL;
  gssize n = g_input_stream_read (self->stream, self->chunk, CHUNK, self->cancellable, &cause);

  if (n < 0)
    return fail_stream (cause, error);
  self->length = (gsize) n;
  self->at = 0;
  self->bytes += (guint64) n;
  if (self->bytes >
      (self->bare ? CERCLE_FOREIGN_TABLE_BARE_BYTES : CERCLE_FOREIGN_TABLE_MOST_BYTES))
    return fail (error, CERCLE_FOREIGN_TABLE_ERROR_LARGE, _ ("This file is too large for a list."));
  return TRUE;
}

/* Reading a row */

static GString *
current_cell (CercleForeignTable *self)
{
  return g_ptr_array_index (self->raw, self->n_raw - 1);
}

static gboolean
begin_cell (CercleForeignTable *self, GError **error)
{
  if (self->n_raw == CERCLE_FOREIGN_TABLE_MOST_CELLS)
    return fail_at (error, CERCLE_FOREIGN_TABLE_ERROR_LARGE,
                    _ ("Line {line} has too many cells for a list."), self->line);
  if (self->n_raw == self->raw->len)
    g_ptr_array_add (self->raw, g_string_new (NULL));
  g_string_truncate (g_ptr_array_index (self->raw, self->n_raw), 0);
  self->n_raw++;
  return TRUE;
}

static gboolean
begin_row (CercleForeignTable *self, GError **error)
{
  self->n_raw = 0;
  self->row_length = 0;
  self->stray = self->nul = self->some = FALSE;
  self->row.line = self->line;
  return begin_cell (self, error);
}

/* One byte of the row. TRUE in done: it was its last. */
static gboolean
take (CercleForeignTable *self, char c, Place *place, gboolean *done, GError **error)
{
  GString *cell = current_cell (self);

  self->nul = self->nul || c == '\0';
  if (*place == QUOTED && c != '"')
    g_string_append_c (cell, c);
  else if (*place == QUOTED)
    *place = CLOSED;
  else if (c == '\n' || c == '\r')
    *done = TRUE;
  else if (c == self->separator)
    {
      self->some = TRUE;
      *place = AT_START;
      return begin_cell (self, error);
    }
  else if (c == '"' && *place == AT_START)
    *place = QUOTED;
  else if (c == '"' && *place == CLOSED)
    {
      g_string_append_c (cell, '"');
      *place = QUOTED;
    }
  else
    {
      /* Spaces after the closing mark do no harm. */
      self->stray = self->stray || (*place == CLOSED && c != ' ');
      g_string_append_c (cell, c);
      *place = *place == CLOSED ? CLOSED : PLAIN;
    }
  self->some = self->some || (!*done && c != ' ');
  return TRUE;
}

/* CRLF, LF and CR end a line; within quotation marks they only count. */
static gboolean
passes_newline (CercleForeignTable *self, char c)
{
  gboolean second = c == '\n' && self->returned;

  self->returned = c == '\r';
  if ((c == '\n' && !second) || c == '\r')
    self->line++;
  return second;
}

static gboolean
ends_open (CercleForeignTable *self, Place place, GError **error)
{
  if (place != QUOTED)
    return TRUE;
  return fail_at (error, CERCLE_FOREIGN_TABLE_ERROR_QUOTES,
                  _ ("A quotation mark that is opened in the row of line {line} is never closed. "
                     "Nothing was read: close it, and choose the file again."),
                  self->row.line);
}

/* Fills raw. FALSE in found: there is no further row. */
static gboolean
read_raw (CercleForeignTable *self, gboolean *found, GError **error)
{
  Place place = AT_START;
  gboolean done = FALSE;

  if (!begin_row (self, error))
    return FALSE;
  while (!done)
    {
      char c;
      gboolean second;

      if (self->at == self->length && !fill (self, error))
        return FALSE;
      if (self->length == 0)
        break;
      c = self->chunk[self->at++];
      second = passes_newline (self, c);
      if (second && place != QUOTED)
        continue;
      if (++self->row_length > CERCLE_FOREIGN_TABLE_LONGEST)
        return fail_at (
            error, CERCLE_FOREIGN_TABLE_ERROR_LARGE,
            _ ("The row of line {line} is too long for a list. A quotation mark that is "
               "not closed may be the cause."),
            self->row.line);
      if (!take (self, c, &place, &done, error))
        return FALSE;
    }
  *found = done || self->some;
  return ends_open (self, place, error);
}

/* Making text of it */

static gboolean
is_ascii (const GString *cell)
{
  for (gsize i = 0; i < cell->len; i++)
    if ((guchar) cell->str[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* In which encoding is this row? NULL: plain ASCII, the same in all. */
static const char *
encoding_of_row (CercleForeignTable *self)
{
  gboolean plain = TRUE;

  for (guint i = 0; i < self->n_raw; i++)
    {
      const GString *cell = g_ptr_array_index (self->raw, i);

      plain = plain && is_ascii (cell);
      if (!g_utf8_validate_len (cell->str, cell->len, NULL) &&
          memchr (cell->str, 0, cell->len) == NULL)
        return self->legacy;
    }
  return plain ? NULL : "UTF-8";
}

/* (transfer full): as text, "" when nothing is left. What is in no encoding becomes U+FFFD. */
static char *
text_of (const GString *cell, const char *encoding)
{
  g_autofree char *text = NULL;
  char *clean = NULL;

  if (encoding != NULL && !g_str_equal (encoding, "UTF-8"))
    text = g_convert_with_fallback (cell->str, (gssize) cell->len, "UTF-8", encoding,
                                    "\xef\xbf\xbd", NULL, NULL, NULL);
  if (text == NULL)
    text = g_utf8_make_valid (cell->str, (gssize) cell->len);
  clean = cercle_text_clean (text, FALSE);
  return clean != NULL ? clean : g_strdup ("");
}

static void
decode (CercleForeignTable *self, GPtrArray *cells)
{
  const char *encoding = encoding_of_row (self);

  if (self->first_encoding == NULL)
    self->first_encoding = encoding;
  else if (encoding != NULL && encoding != self->first_encoding)
    self->mixed++;
  g_ptr_array_set_size (cells, 0);
  for (guint i = 0; i < self->n_raw; i++)
    g_ptr_array_add (cells, text_of (g_ptr_array_index (self->raw, i), encoding));
}

static gboolean
has_text_from (GPtrArray *cells, guint from)
{
  for (guint i = from; i < cells->len; i++)
    if (*(const char *) g_ptr_array_index (cells, i) != '\0')
      return TRUE;
  return FALSE;
}

static CercleForeignRowFault
judge (CercleForeignTable *self)
{
  guint n = self->columns->len;

  if (self->nul)
    return CERCLE_FOREIGN_ROW_NUL;
  if (self->stray)
    return CERCLE_FOREIGN_ROW_QUOTES;
  if (self->bare)
    return CERCLE_FOREIGN_ROW_FINE;
  if (has_text_from (self->row.cells, n))
    return CERCLE_FOREIGN_ROW_LONG;
  return self->row.cells->len < n ? CERCLE_FOREIGN_ROW_SHORT : CERCLE_FOREIGN_ROW_FINE;
}

const CercleForeignRow *
cercle_foreign_table_next (CercleForeignTable *self, GError **error)
{
  gboolean found = TRUE;

  while (found)
    {
      if (!read_raw (self, &found, error))
        return NULL;
      if (!found)
        return NULL;
      decode (self, self->row.cells);
      if (has_text_from (self->row.cells, 0) || self->nul)
        break;
    }
  if (++self->rows > (self->bare ? CERCLE_FOREIGN_TABLE_BARE_ROWS : CERCLE_FOREIGN_TABLE_MOST_ROWS))
    {
      fail (error, CERCLE_FOREIGN_TABLE_ERROR_LARGE, _ ("This file has too many rows for a list."));
      return NULL;
    }
  self->row.fault = judge (self);
  if (self->bare)
    return &self->row;
  while (self->row.cells->len < self->columns->len)
    g_ptr_array_add (self->row.cells, g_strdup (""));
  g_ptr_array_set_size (self->row.cells, (int) self->columns->len);
  return &self->row;
}

/* Opening */

static gboolean
read_columns (CercleForeignTable *self, GError **error)
{
  gboolean found = TRUE;

  while (found && !has_text_from (self->columns, 0))
    {
      if (!read_raw (self, &found, error))
        return FALSE;
      if (found)
        decode (self, self->columns);
    }
  if (!has_text_from (self->columns, 0))
    return fail (error, CERCLE_FOREIGN_TABLE_ERROR_EMPTY, _ ("There is nothing in this file."));
  /* Spreadsheets end rows with the separators of columns that are empty. */
  while (*(const char *) g_ptr_array_index (self->columns, self->columns->len - 1) == '\0')
    g_ptr_array_set_size (self->columns, (int) self->columns->len - 1);
  return TRUE;
}

static gboolean
refuse_workbook (const char *sample, gsize n, GError **error)
{
  if (n >= 4 &&
      (memcmp (sample, "PK\x03\x04", 4) == 0 || memcmp (sample, "\xd0\xcf\x11\xe0", 4) == 0))
    return fail (
        error, CERCLE_FOREIGN_TABLE_ERROR_WORKBOOK,
        _ ("This is a spreadsheet's own file. Save it there as CSV, and choose that one."));
  return TRUE;
}

/* Wide text is turned into UTF-8 as it is read. */
static void
widen (CercleForeignTable *self, const char *from)
{
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", from, NULL);
  GInputStream *narrow = NULL;

  if (converter == NULL)
    return;
  g_charset_converter_set_use_fallback (converter, TRUE);
  narrow = g_converter_input_stream_new (self->stream, G_CONVERTER (converter));
  g_object_unref (self->stream);
  self->stream = narrow;
  self->encoding = "UTF-16";
}

/* The mark of UTF-8, here also what the mark of UTF-16 has become. */
static gboolean
skip_mark (CercleForeignTable *self, GError **error)
{
  if (!fill (self, error))
    return FALSE;
  if (self->length >= 3 && memcmp (self->chunk, "\xef\xbb\xbf", 3) == 0)
    self->at = 3;
  return TRUE;
}

static gboolean
sniff (CercleForeignTable *self, const char *sample, gsize n)
{
  const char *wide = cercle_foreign_guess_wide ((const guchar *) sample, n);
  g_autofree char *narrow = NULL;
  gsize length = 0;

  self->legacy = cercle_foreign_guess_legacy ((const guchar *) sample, n);
  if (wide == NULL)
    {
      gsize whole = n - MIN (n, 3); /* the sample may end within a letter */
      gboolean valid = g_utf8_validate_len (sample, n, NULL) ||
                       (n == SAMPLE && g_utf8_validate_len (sample, whole, NULL));

      self->encoding = valid                                       ? "UTF-8"
                       : g_str_equal (self->legacy, "ISO-8859-15") ? "ISO-8859-15"
                                                                   : "Windows-1252";
      self->separator = cercle_foreign_guess_separator (sample, n);
      return TRUE;
    }
  narrow = g_convert_with_fallback (sample, (gssize) (n & ~(gsize) 1), "UTF-8", wide, "?", NULL,
                                    &length, NULL);
  self->separator = narrow != NULL ? cercle_foreign_guess_separator (narrow, length) : ';';
  widen (self, wide);
  return narrow != NULL;
}

/* How it begins, without reading it away. (transfer none) */
static const char *
peek (CercleForeignTable *self, gsize *n, GError **error)
{
  GBufferedInputStream *buffered = G_BUFFERED_INPUT_STREAM (self->stream);
  GError *cause = NULL;
  gssize got = 1;

  while (got > 0 && g_buffered_input_stream_get_available (buffered) < SAMPLE)
    got = g_buffered_input_stream_fill (buffered, -1, self->cancellable, &cause);
  if (got >= 0)
    return g_buffered_input_stream_peek_buffer (buffered, n);
  fail_stream (cause, error);
  return NULL;
}

static gboolean
look_at (CercleForeignTable *self, GError **error)
{
  gsize n = 0;
  const char *sample = peek (self, &n, error);

  if (sample == NULL || !refuse_workbook (sample, n, error))
    return FALSE;
  if (!sniff (self, sample, n))
    return fail_reading (error);
  if (self->bare)
    self->separator = ';';
  return skip_mark (self, error);
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

CercleForeignTable *
cercle_foreign_table_new (GInputStream *stream, gboolean bare, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (CercleForeignTable) self = g_new0 (CercleForeignTable, 1);

  self->raw = g_ptr_array_new_with_free_func (free_string);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->row.cells = g_ptr_array_new_with_free_func (g_free);
  self->line = 1;
  self->bare = bare;
  g_set_object (&self->cancellable, cancellable);
  self->stream = g_buffered_input_stream_new_sized (stream, SAMPLE);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (self->stream), FALSE);
  if (!look_at (self, error) || (!bare && !read_columns (self, error)))
    return NULL;
  self->mixed = 0;
  return g_steal_pointer (&self);
}

CercleForeignTable *
cercle_foreign_table_open (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);

  if (stream != NULL)
    return cercle_foreign_table_new (G_INPUT_STREAM (stream), FALSE, NULL, error);
  fail_reading (error);
  return NULL;
}

void
cercle_foreign_table_free (CercleForeignTable *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->raw);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->row.cells);
  g_free (self);
}

const char *
cercle_foreign_table_get_encoding (CercleForeignTable *self)
{
  return self->encoding;
}

guint
cercle_foreign_table_get_mixed (CercleForeignTable *self)
{
  return self->mixed;
}

char
cercle_foreign_table_get_separator (CercleForeignTable *self)
{
  return self->separator;
}

GPtrArray *
cercle_foreign_table_get_columns (CercleForeignTable *self)
{
  return self->columns;
}
