/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does one member of a message look as the protocol says? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-wire-form.h"

#include <string.h>

#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-wire.h"

/* clang-format off */
G_DEFINE_QUARK (cercle-wire-error-quark, cercle_wire_error)
/* clang-format on */

#define MAX_SCOPE 80
#define MAX_TOKEN 60
#define MAX_SHORT 200
#define MAX_LONG 2000

static gboolean
is_plain (const char *text, gsize most)
{
  gsize length = 0;

  for (; text[length] != '\0'; length++)
    if (length >= most || (guchar) text[length] < 0x20 || text[length] == 0x7f)
      return FALSE;
  return TRUE;
}

gboolean
cercle_wire_is_scope (const char *text)
{
  gsize length;

  if (strcmp (text, "national") == 0)
    return TRUE;
  if ((text[0] != 'c' && text[0] != 't' && text[0] != 'u') || text[1] != ':' || text[2] == '\0')
    return FALSE;
  for (length = 2; text[length] != '\0'; length++)
    if (length >= MAX_SCOPE ||
        (!g_ascii_isalnum (text[length]) && text[length] != '-' && text[length] != '_'))
      return FALSE;
  return TRUE;
}

gboolean
cercle_wire_is_token (const char *text)
{
  gsize length = 0;

  for (; text[length] != '\0'; length++)
    if (length >= MAX_TOKEN ||
        (!g_ascii_islower (text[length]) && !g_ascii_isdigit (text[length]) &&
         text[length] != '_' && text[length] != '-'))
      return FALSE;
  return length > 0;
}

gboolean
cercle_wire_is_instant (const char *text)
{
  gint64 instant;

  return cercle_instant_parse (text, &instant);
}

gboolean
cercle_wire_is_short (const char *text)
{
  return *text != '\0' && is_plain (text, MAX_SHORT);
}

gboolean
cercle_wire_is_long (const char *text)
{
  return *text != '\0' && is_plain (text, MAX_LONG);
}

gboolean
cercle_wire_is_short_or_empty (const char *text)
{
  return is_plain (text, MAX_SHORT);
}

gboolean
cercle_wire_refuse (GError **error, const char *name, const char *why)
{
  g_set_error (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_FORM, "“%s” %s", name, why);
  return FALSE;
}

gboolean
cercle_wire_adopt (GError **error, GError *cause)
{
  g_set_error_literal (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_FORM, cause->message);
  g_error_free (cause);
  return FALSE;
}

gboolean
cercle_wire_read_text (JsonObject *object, const char *name, CercleWireCheck check, char **value,
                       GError **error)
{
  GError *cause = NULL;
  const char *text;

  if (!cercle_json_text (object, name, &text, &cause))
    return cercle_wire_adopt (error, cause);
  if (!check (text))
    return cercle_wire_refuse (error, name, "has a form of its own");
  *value = g_strdup (text);
  return TRUE;
}

gboolean
cercle_wire_read_text_opt (JsonObject *object, const char *name, CercleWireCheck check,
                           char **value, GError **error)
{
  return cercle_json_type (json_object_get_member (object, name)) == CERCLE_JSON_NULL ||
         cercle_wire_read_text (object, name, check, value, error);
}

gboolean
cercle_wire_read_count (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  GError *cause = NULL;
  gint64 count;

  if (!cercle_json_integer (object, name, &count, &cause))
    return cercle_wire_adopt (error, cause);
  if (count < 0)
    return cercle_wire_refuse (error, name, "is negative");
  *value = count;
  return TRUE;
}

gboolean
cercle_wire_read_flag_opt (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  GError *cause = NULL;

  return cercle_json_flag_opt (object, name, value, &cause) || cercle_wire_adopt (error, cause);
}

gboolean
cercle_wire_read_array (JsonObject *object, const char *name, guint most, JsonArray **value,
                        GError **error)
{
  GError *cause = NULL;

  if (!cercle_json_array (object, name, value, &cause))
    return cercle_wire_adopt (error, cause);
  if (json_array_get_length (*value) > most)
    return cercle_wire_refuse (error, name, "has too many elements");
  return TRUE;
}

JsonObject *
cercle_wire_read_element (JsonArray *array, guint i, GError **error)
{
  JsonNode *node = json_array_get_element (array, i);

  if (cercle_json_type (node) == CERCLE_JSON_OBJECT)
    return cercle_json_node_object (node);
  g_set_error (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_FORM, "Element %u is no object", i);
  return NULL;
}

JsonObject *
cercle_wire_read_body (const char *body, gsize length, gsize cap, GError **error)
{
  GError *cause = NULL;
  JsonObject *object = NULL;

  if (body == NULL)
    cercle_wire_refuse (error, "body", "is missing");
  else if ((object = cercle_json_parse (body, (gssize) length, cap, &cause)) == NULL)
    cercle_wire_adopt (error, cause);
  return object;
}

void
cercle_wire_put_text (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}
