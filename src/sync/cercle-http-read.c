/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is an answer read without ever holding more of it than the wire allows? The caps count what
 * comes out of decompression. */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-http-read.h"

#include <string.h>

#include "cercle-transport-sentence.h"
#include "cercle-wire.h"

#define CHUNK (64 * 1024)

typedef struct
{
  CercleLineFunc func;
  gpointer data;
  GByteArray *rest; /* the beginning of a line whose end has not come yet */
} LineReader;

static gboolean
keep_rest (LineReader *reader, const char *from, gsize length, GError **error)
{
  if (reader->rest->len + length > CERCLE_WIRE_MAX_LINE)
    return cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_TOO_LARGE);
  g_byte_array_append (reader->rest, (const guint8 *) from, (guint) length);
  return TRUE;
}

/* One line, its newline already replaced by NUL; together with what was kept of it. */
static gboolean
give_line (LineReader *reader, const char *line, gsize length, GError **error)
{
  gboolean good;

  if (reader->rest->len == 0)
    return length == 0 || reader->func (line, length, reader->data, error);
  if (!keep_rest (reader, line, length, error))
    return FALSE;
  g_byte_array_append (reader->rest, (const guint8 *) "", 1);
  good =
      reader->func ((const char *) reader->rest->data, reader->rest->len - 1, reader->data, error);
  g_byte_array_set_size (reader->rest, 0);
  return good;
}

static gboolean
split_chunk (LineReader *reader, char *chunk, gsize length, GError **error)
{
  char *end = chunk + length;

  for (char *newline; (newline = memchr (chunk, '\n', end - chunk)) != NULL; chunk = newline + 1)
    {
      *newline = '\0';
      if (!give_line (reader, chunk, newline - chunk, error))
        return FALSE;
    }
  return keep_rest (reader, chunk, end - chunk, error);
}

gboolean
cercle_http_read_lines (GInputStream *stream, CercleLineFunc func, gpointer data,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  g_autofree char *chunk = g_malloc (CHUNK);
  LineReader reader = { func, data, rest };
  gssize got;

  while ((got = g_input_stream_read (stream, chunk, CHUNK, cancellable, error)) > 0)
    if (!split_chunk (&reader, chunk, (gsize) got, error))
      return FALSE;
  if (got < 0)
    return FALSE;
  return rest->len == 0 || cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_CUT);
}

char *
cercle_http_read_whole (GInputStream *stream, gsize *length, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autofree char *chunk = g_malloc (CHUNK);
  gssize got;

  while ((got = g_input_stream_read (stream, chunk, CHUNK, cancellable, error)) > 0)
    {
      if (whole->len + (gsize) got > CERCLE_WIRE_MAX_ANSWER)
        {
          cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_TOO_LARGE);
          return NULL;
        }
      g_byte_array_append (whole, (const guint8 *) chunk, (guint) got);
    }
  if (got < 0)
    return NULL;
  *length = whole->len;
  g_byte_array_append (whole, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&whole), FALSE);
}
