/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a JSON document of any length walked in the memory of its longest text? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-json-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-foreign.h"
#include "cercle-json-text.h"
#include "cercle-json.h"
#include "cercle-macros.h"

#define CHUNK (64 * 1024)
#define OVER (-1)

struct _CercleJsonStream
{
  GInputStream *stream;
  GCancellable *cancellable;
  GError *error;

  guint8 *bytes;
  gsize size, at, end;
  gsize start; /* of the token being read, which has to stay in bytes */
  gboolean in_token, ended, begun;

  GString *capture; /* NULL: nothing is being taken */
  gsize captured, cap;

  char stack[CERCLE_JSON_STREAM_DEEPEST]; /* '{' or '[' */
  guint depth;
  gboolean first; /* in what was entered last, nothing was read yet */

  gboolean escaped; /* the text just read */
  GString *name, *text;
};

/* What ends the plain part of a text: its mark, an escape, or a byte that may not be there. */
static const guint8 stops[256] = { [0 ... 31] = 1, ['"'] = 1, ['\\'] = 1 };

static const guint8 spaces[256] = { [' '] = 1, ['\n'] = 1, ['\r'] = 1, ['\t'] = 1 };

CercleJsonStream *
cercle_json_stream_new (GInputStream *stream, GCancellable *cancellable)
{
  CercleJsonStream *self = g_new0 (CercleJsonStream, 1);

  self->stream = g_object_ref (stream);
  g_set_object (&self->cancellable, cancellable);
  self->size = CHUNK;
  self->bytes = g_malloc (self->size);
  self->name = g_string_new (NULL);
  self->text = g_string_new (NULL);
  return self;
}

void
cercle_json_stream_free (CercleJsonStream *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->bytes);
  g_string_free (self->name, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static gboolean
fail (CercleJsonStream *self, CercleForeignError code, const char *sentence)
{
  cercle_json_stream_stop (self, g_error_new_literal (CERCLE_FOREIGN_ERROR, (int) code, sentence));
  return FALSE;
}

static gboolean
fail_form (CercleJsonStream *self)
{
  if (self->error == NULL && self->ended && self->at == self->end && self->begun)
    return fail (self, CERCLE_FOREIGN_ERROR_FORM,
                 _ ("This document stops in the middle. Fetch it again."));
  return fail (self, CERCLE_FOREIGN_ERROR_FORM,
               _ ("This is not the document that was expected: it cannot be read as JSON."));
}

static gboolean
fail_large (CercleJsonStream *self)
{
  return fail (self, CERCLE_FOREIGN_ERROR_LARGE,
               _ ("A part of this document is far longer than a directory ever has."));
}

/* Bytes */

static gboolean
keep_captured (CercleJsonStream *self, gsize until)
{
  if (self->capture == NULL)
    return TRUE;
  g_string_append_len (self->capture, (const char *) self->bytes + self->captured,
                       (gssize) (until - self->captured));
  self->captured = until;
  return self->capture->len <= self->cap || fail_large (self);
}

/* Room for more behind what has to stay. */
static gboolean
make_room (CercleJsonStream *self)
{
  gsize base = self->in_token ? self->start : self->at;

  if (!keep_captured (self, base))
    return FALSE;
  memmove (self->bytes, self->bytes + base, self->end - base);
  self->at -= base;
  self->end -= base;
  self->start = 0;
  self->captured = 0;
  if (self->end < self->size)
    return TRUE;
  if (self->size > CERCLE_JSON_STREAM_LONGEST)
    return fail_large (self);
  self->size *= 2;
  self->bytes = g_realloc (self->bytes, self->size);
  return TRUE;
}

static gboolean
more (CercleJsonStream *self)
{
  gssize n;

  if (self->ended || !make_room (self))
    return FALSE;
  n = g_input_stream_read (self->stream, self->bytes + self->end, self->size - self->end,
                           self->cancellable, &self->error);
  if (n <= 0)
    {
      self->ended = TRUE;
      if (self->error != NULL)
        self->at = self->end = 0;
      return FALSE;
    }
  self->end += (gsize) n;
  return TRUE;
}

static void
skip_mark (CercleJsonStream *self)
{
  self->begun = TRUE;
  while (self->end < 3 && more (self))
    ;
  if (self->end >= 3 && memcmp (self->bytes, "\xef\xbb\xbf", 3) == 0)
    self->at = 3;
}

/* The byte with which the next token begins; it stays. */
static int
look (CercleJsonStream *self)
{
  if (!self->begun)
    skip_mark (self);
  for (;;)
    {
      const guint8 *at = self->bytes + self->at, *end = self->bytes + self->end;

      while (at < end && spaces[*at])
        at++;
      self->at = (gsize) (at - self->bytes);
      if (at < end)
        return *at;
      if (!more (self))
        return OVER;
    }
}

static gboolean
pass (CercleJsonStream *self, char wanted)
{
  if (look (self) != wanted)
    return FALSE;
  self->at++;
  return TRUE;
}

/* Tokens: start and at hold them between their first byte and the one after their last */

static gboolean
scan_text (CercleJsonStream *self)
{
  self->start = self->at++;
  self->in_token = TRUE;
  self->escaped = FALSE;
  for (;;)
    {
      const guint8 *at = self->bytes + self->at, *end = self->bytes + self->end;

      while (at < end && !stops[*at])
        at++;
      self->at = (gsize) (at - self->bytes);
      if (at < end && *at == '"')
        break;
      if (at < end && *at != '\\')
        return fail_form (self);
      /* An escape is passed over with what follows its bar. */
      if (self->end - self->at < 2 && !more (self))
        return self->error != NULL ? FALSE : fail_form (self);
      if (self->at < self->end && self->bytes[self->at] == '\\' && self->end - self->at >= 2)
        {
          self->escaped = TRUE;
          self->at += 2;
        }
    }
  self->at++;
  self->in_token = FALSE;
  return self->at - self->start <= CERCLE_JSON_STREAM_LONGEST || fail_large (self);
}

static gboolean
is_of_scalar (guint8 c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '-' || c == '.';
}

/* A number or a word. */
static gboolean
scan_scalar (CercleJsonStream *self)
{
  const char *text;
  gsize n;

  self->start = self->at;
  self->in_token = TRUE;
  do
    while (self->at < self->end && is_of_scalar (self->bytes[self->at]))
      self->at++;
  while (self->at == self->end && more (self));
  self->in_token = FALSE;
  if (self->error != NULL)
    return FALSE;
  text = (const char *) self->bytes + self->start;
  n = self->at - self->start;
  return cercle_json_is_scalar (text, n) || fail_form (self);
}

/* Decoding */

static gboolean
decode_text (CercleJsonStream *self, GString *out)
{
  const char *from = (const char *) self->bytes + self->start + 1;
  const char *until = (const char *) self->bytes + self->at - 1;

  g_string_truncate (out, 0);
  if (!self->escaped)
    g_string_append_len (out, from, until - from);
  else if (!cercle_json_unescape (out, from, until))
    return fail_form (self);
  return g_utf8_validate_len (out->str, out->len, NULL) || fail_form (self);
}

/* Walking */

static gboolean
enter (CercleJsonStream *self, char opening)
{
  if (look (self) != opening)
    {
      cercle_json_stream_skip (self);
      return FALSE;
    }
  if (self->depth == CERCLE_JSON_STREAM_DEEPEST)
    return fail (self, CERCLE_FOREIGN_ERROR_LARGE,
                 _ ("This document is nested more deeply than a directory ever is."));
  self->at++;
  self->stack[self->depth++] = opening;
  self->first = TRUE;
  return TRUE;
}

static gboolean
leave (CercleJsonStream *self, char closing)
{
  if (!pass (self, closing))
    return FALSE;
  self->depth--;
  self->first = FALSE;
  return TRUE;
}

gboolean
cercle_json_stream_sees_array (CercleJsonStream *self)
{
  return look (self) == '[';
}

gboolean
cercle_json_stream_enter_object (CercleJsonStream *self)
{
  return enter (self, '{');
}

gboolean
cercle_json_stream_enter_array (CercleJsonStream *self)
{
  return enter (self, '[');
}

/* TRUE: start and at hold a name, and its value comes. */
static gboolean
next_member (CercleJsonStream *self)
{
  if (self->error != NULL || leave (self, '}'))
    return FALSE;
  if (!self->first && !pass (self, ','))
    return fail_form (self);
  if (look (self) != '"')
    return fail_form (self);
  return scan_text (self);
}

static gboolean
pass_colon (CercleJsonStream *self)
{
  self->first = FALSE;
  return pass (self, ':') || fail_form (self);
}

const char *
cercle_json_stream_member (CercleJsonStream *self)
{
  if (!next_member (self) || !decode_text (self, self->name) || !pass_colon (self))
    return NULL;
  return self->name->str;
}

gboolean
cercle_json_stream_element (CercleJsonStream *self)
{
  if (self->error != NULL || leave (self, ']'))
    return FALSE;
  if (!self->first && !pass (self, ','))
    return fail_form (self);
  self->first = FALSE;
  return (look (self) != ']' && look (self) != OVER) || fail_form (self);
}

void
cercle_json_stream_skip (CercleJsonStream *self)
{
  switch (look (self))
    {
    case '{':
      if (enter (self, '{'))
        while (next_member (self) && pass_colon (self))
          cercle_json_stream_skip (self);
      break;
    case '[':
      if (enter (self, '['))
        while (cercle_json_stream_element (self))
          cercle_json_stream_skip (self);
      break;
    case '"':
      scan_text (self);
      break;
    case OVER:
      fail_form (self);
      break;
    default:
      scan_scalar (self);
    }
}

const char *
cercle_json_stream_text (CercleJsonStream *self)
{
  int c = look (self);

  if (c == '"')
    return scan_text (self) && decode_text (self, self->text) ? self->text->str : NULL;
  if (c == '{' || c == '[' || c == OVER)
    {
      cercle_json_stream_skip (self);
      return NULL;
    }
  if (!scan_scalar (self))
    return NULL;
  g_string_truncate (self->text, 0);
  g_string_append_len (self->text, (const char *) self->bytes + self->start,
                       (gssize) (self->at - self->start));
  return strcmp (self->text->str, "null") != 0 ? self->text->str : NULL;
}

JsonObject *
cercle_json_stream_take (CercleJsonStream *self, gsize cap)
{
  g_autoptr (GString) capture = NULL;
  JsonObject *object = NULL;

  if (look (self) != '{')
    {
      cercle_json_stream_skip (self);
      return NULL;
    }
  capture = g_string_new (NULL);
  self->capture = capture;
  self->captured = self->at;
  self->cap = cap;
  cercle_json_stream_skip (self);
  if (self->error == NULL && keep_captured (self, self->at))
    object = cercle_json_parse (capture->str, (gssize) capture->len, cap, NULL);
  self->capture = NULL;
  if (object == NULL)
    fail_form (self);
  return object;
}

gboolean
cercle_json_stream_is_name (const char *name, const char *wanted)
{
  for (;;)
    {
      while (*name == '_')
        name++;
      while (*wanted == '_')
        wanted++;
      if (g_ascii_tolower (*name) != g_ascii_tolower (*wanted))
        return FALSE;
      if (*name == '\0')
        return TRUE;
      name++;
      wanted++;
    }
}

/* Is name the part of path that begins at depth dots, and what comes after it? NULL: no. */
static const char *
after_part (const char *path, const char *name)
{
  for (;;)
    {
      while (*name == '_')
        name++;
      while (*path == '_')
        path++;
      if (*name == '\0')
        return *path == '\0' || *path == '.' ? path : NULL;
      if (g_ascii_tolower (*name) != g_ascii_tolower (*path))
        return NULL;
      name++;
      path++;
    }
}

/* rest: for each path what is left of it below this object; NULL where it does not lead here. */
static void
flatten (CercleJsonStream *self, const char *const *rest, GString **values, guint n)
{
  const char *name;

  if (!cercle_json_stream_enter_object (self))
    return;
  while ((name = cercle_json_stream_member (self)) != NULL)
    {
      g_autofree const char **below = NULL;
      GString *value = NULL;

      for (guint i = 0; i < n; i++)
        {
          const char *after = rest[i] != NULL ? after_part (rest[i], name) : NULL;

          if (after != NULL && *after == '\0')
            value = values[i];
          else if (after != NULL && below == NULL)
            below = g_new0 (const char *, n);
          if (after != NULL && *after == '.')
            below[i] = after + 1;
        }
      if (below != NULL)
        flatten (self, below, values, n);
      else if (value == NULL)
        cercle_json_stream_skip (self);
      else
        {
          const char *text = cercle_json_stream_text (self);

          if (text != NULL && value->len == 0)
            g_string_assign (value, text);
        }
    }
}

void
cercle_json_stream_flat (CercleJsonStream *self, const char *const *paths, GString **values,
                         guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_truncate (values[i], 0);
  flatten (self, paths, values, n);
}

void
cercle_json_stream_stop (CercleJsonStream *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  self->at = self->end = 0;
  self->ended = TRUE;
}

gboolean
cercle_json_stream_has_failed (CercleJsonStream *self)
{
  return self->error != NULL;
}

gboolean
cercle_json_stream_finish (CercleJsonStream *self, GError **error)
{
  if (self->error == NULL && (self->depth > 0 || look (self) != OVER))
    fail_form (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->error));
  return FALSE;
}
