/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a text from outside become a JSON tree, or a refusal? json-glib's own parser crashes on
 * deep nesting, keeps the last of two members of one name, and takes comments and assignments, so
 * the grammar of RFC 8259 is read here, in one pass, straight into json-glib's tree. */
#define G_LOG_DOMAIN "cercle-base"

#include "cercle-json.h"

#include <math.h>
#include <string.h>

#define MAX_NUMBER 128

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  GString *text; /* the string being read, without its escapes */
  int depth;
  GError **error;
} Reader;

static JsonNode *read_value (Reader *reader);

/* Says where and why, never what: the text may speak of people. Always FALSE. */
static gboolean
refuse (Reader *reader, CercleJsonError code, const char *why)
{
  g_set_error (reader->error, CERCLE_JSON_ERROR, code, "%s at byte %" G_GSIZE_FORMAT, why,
               (gsize) (reader->at - reader->start));
  return FALSE;
}

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end &&
         (*reader->at == ' ' || *reader->at == '\n' || *reader->at == '\r' || *reader->at == '\t'))
    reader->at++;
}

static gboolean
at_char (Reader *reader, char expected)
{
  return reader->at < reader->end && *reader->at == expected;
}

static gboolean
take_char (Reader *reader, char expected)
{
  if (!at_char (reader, expected))
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
take_word (Reader *reader, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, word, length) != 0)
    return FALSE;
  reader->at += length;
  return TRUE;
}

static gboolean
read_hex (Reader *reader, gunichar *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++)
    {
      if (reader->at >= reader->end || !g_ascii_isxdigit (*reader->at))
        return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Bad escape");
      *unit = *unit << 4 | g_ascii_xdigit_value (*reader->at++);
    }
  return TRUE;
}

/* After "\u". A text in memory ends at its first NUL, so that one is refused too. */
static gboolean
read_unicode (Reader *reader)
{
  gunichar unit, low;

  if (!read_hex (reader, &unit))
    return FALSE;
  if (unit == 0)
    return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "NUL in a text");
  if (unit >= 0xd800 && unit < 0xdc00)
    {
      if (!take_word (reader, "\\u"))
        return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Lone surrogate");
      if (!read_hex (reader, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Lone surrogate");
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (unit >= 0xdc00 && unit < 0xe000)
    return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Lone surrogate");
  g_string_append_unichar (reader->text, unit);
  return TRUE;
}

/* After the backslash. */
static gboolean
read_escape (Reader *reader)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (reader->at >= reader->end)
    return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Bad escape");
  if (*reader->at == 'u')
    {
      reader->at++;
      return read_unicode (reader);
    }
  if ((found = memchr (from, *reader->at, sizeof from - 1)) == NULL)
    return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Bad escape");
  g_string_append_c (reader->text, to[found - from]);
  reader->at++;
  return TRUE;
}

/* After the opening quote; leaves the string in reader->text. */
static gboolean
read_string (Reader *reader)
{
  g_string_truncate (reader->text, 0);
  while (TRUE)
    {
      const char *plain = reader->at;

      while (reader->at < reader->end && *reader->at != '"' && *reader->at != '\\' &&
             (guchar) *reader->at >= 0x20)
        reader->at++;
      g_string_append_len (reader->text, plain, reader->at - plain);
      if (take_char (reader, '"'))
        return TRUE;
      if (!take_char (reader, '\\'))
        return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Text without end");
      if (!read_escape (reader))
        return FALSE;
    }
}

static gboolean
skip_digits (Reader *reader)
{
  const char *start = reader->at;

  while (reader->at < reader->end && g_ascii_isdigit (*reader->at))
    reader->at++;
  return reader->at > start;
}

/* FALSE when [start, end) is outside gint64. Counts below zero, where there is one more integer. */
static gboolean
to_integer (const char *start, const char *end, gint64 *value)
{
  gboolean negative = *start == '-';

  *value = 0;
  for (const char *p = start + negative; p < end; p++)
    if (__builtin_mul_overflow (*value, 10, value) ||
        __builtin_sub_overflow (*value, *p - '0', value))
      return FALSE;
  return negative || !__builtin_sub_overflow (0, *value, value);
}

/* FALSE when [start, end) is too long, or no finite number. */
static gboolean
to_number (const char *start, const char *end, double *value)
{
  char copy[MAX_NUMBER + 1];

  if (end - start > MAX_NUMBER)
    return FALSE;
  memcpy (copy, start, end - start);
  copy[end - start] = '\0';
  *value = g_ascii_strtod (copy, NULL);
  return isfinite (*value);
}

static JsonNode *
read_number (Reader *reader)
{
  const char *start = reader->at;
  gboolean whole = TRUE, good;
  gint64 integer;
  double number;

  take_char (reader, '-');
  good = take_char (reader, '0') || skip_digits (reader);
  if (good && take_char (reader, '.'))
    {
      whole = FALSE;
      good = skip_digits (reader);
    }
  if (good && (take_char (reader, 'e') || take_char (reader, 'E')))
    {
      whole = FALSE;
      if (!take_char (reader, '+'))
        take_char (reader, '-');
      good = skip_digits (reader);
    }
  if (!good)
    refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Bad value");
  else if (whole && to_integer (start, reader->at, &integer))
    return json_node_init_int (json_node_alloc (), integer);
  else if (!whole && to_number (start, reader->at, &number))
    return json_node_init_double (json_node_alloc (), number);
  else
    refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Number out of range");
  return NULL;
}

static gboolean
read_member (Reader *reader, JsonObject *object)
{
  g_autofree char *name = NULL;
  JsonNode *value;

  skip_space (reader);
  if (!take_char (reader, '"'))
    return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "No name of a member");
  if (!read_string (reader))
    return FALSE;
  if (json_object_has_member (object, reader->text->str))
    return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Member named twice");
  if (json_object_get_size (object) >= CERCLE_JSON_MAX_MEMBERS)
    return refuse (reader, CERCLE_JSON_ERROR_TOO_LARGE, "Too many members");
  name = g_strndup (reader->text->str, reader->text->len);
  skip_space (reader);
  if (!take_char (reader, ':'))
    return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "No colon");
  if ((value = read_value (reader)) == NULL)
    return FALSE;
  json_object_set_member (object, name, value);
  return TRUE;
}

static gboolean
enter (Reader *reader)
{
  if (reader->depth >= CERCLE_JSON_MAX_DEPTH)
    return refuse (reader, CERCLE_JSON_ERROR_TOO_DEEP, "Nested too deep");
  reader->depth++;
  reader->at++;
  skip_space (reader);
  return TRUE;
}

/* At the opening brace. */
static JsonObject *
read_object (Reader *reader)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (!enter (reader))
    return NULL;
  if (!at_char (reader, '}'))
    do
      {
        if (!read_member (reader, object))
          return NULL;
        skip_space (reader);
      }
    while (take_char (reader, ','));
  if (!take_char (reader, '}'))
    {
      refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Object without end");
      return NULL;
    }
  reader->depth--;
  return g_steal_pointer (&object);
}

/* At the opening bracket. */
static JsonArray *
read_array (Reader *reader)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *element;

  if (!enter (reader))
    return NULL;
  if (!at_char (reader, ']'))
    do
      {
        if ((element = read_value (reader)) == NULL)
          return NULL;
        json_array_add_element (array, element);
        skip_space (reader);
      }
    while (take_char (reader, ','));
  if (!take_char (reader, ']'))
    {
      refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Array without end");
      return NULL;
    }
  reader->depth--;
  return g_steal_pointer (&array);
}

static JsonNode *
read_value (Reader *reader)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonArray) array = NULL;

  skip_space (reader);
  if (at_char (reader, '{'))
    {
      object = read_object (reader);
      return object ? json_node_init_object (json_node_alloc (), object) : NULL;
    }
  if (at_char (reader, '['))
    {
      array = read_array (reader);
      return array ? json_node_init_array (json_node_alloc (), array) : NULL;
    }
  if (take_char (reader, '"'))
    return read_string (reader) ? json_node_init_string (json_node_alloc (), reader->text->str)
                                : NULL;
  if (take_word (reader, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (take_word (reader, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (take_word (reader, "null"))
    return json_node_init_null (json_node_alloc ());
  return read_number (reader);
}

static gboolean
reader_begin (Reader *reader, const char *text, gssize length, gsize cap)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  reader->start = reader->at = text;
  reader->end = text + size;
  if (size > cap)
    return refuse (reader, CERCLE_JSON_ERROR_TOO_LARGE, "Over the limit");
  if (!g_utf8_validate_len (text, size, &reader->at))
    return refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "Not UTF-8");
  reader->at = text;
  skip_space (reader);
  return TRUE;
}

static gboolean
reader_is_done (Reader *reader)
{
  skip_space (reader);
  return reader->at == reader->end ||
         refuse (reader, CERCLE_JSON_ERROR_SYNTAX, "More after the end");
}

JsonObject *
cercle_json_parse (const char *text, gssize length, gsize cap, GError **error)
{
  g_autoptr (GString) scratch = g_string_sized_new (256);
  g_autoptr (JsonObject) object = NULL;
  Reader reader = { .text = scratch, .error = error };

  g_return_val_if_fail (text != NULL, NULL);
  if (!reader_begin (&reader, text, length, cap))
    return NULL;
  if (!at_char (&reader, '{'))
    {
      refuse (&reader, CERCLE_JSON_ERROR_SYNTAX, "Not an object");
      return NULL;
    }
  if ((object = read_object (&reader)) == NULL || !reader_is_done (&reader))
    return NULL;
  return g_steal_pointer (&object);
}

JsonNode *
cercle_json_parse_node (const char *text, gsize cap, GError **error)
{
  g_autoptr (GString) scratch = g_string_sized_new (256);
  g_autoptr (JsonNode) node = NULL;
  Reader reader = { .text = scratch, .error = error };

  g_return_val_if_fail (text != NULL, NULL);
  if (!reader_begin (&reader, text, -1, cap))
    return NULL;
  if ((node = read_value (&reader)) == NULL || !reader_is_done (&reader))
    return NULL;
  return JSON_NODE_HOLDS_NULL (node) ? NULL : g_steal_pointer (&node);
}
