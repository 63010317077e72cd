/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a JSON tree hold, and is it what the caller asked for? */
#define G_LOG_DOMAIN "cercle-base"

#include "cercle-json.h"

#include <string.h>

G_DEFINE_QUARK (cercle - json - error - quark, cercle_json_error)

/* json-glib 1.6 escapes every control character but this one, which only a string can hold. */
char *
cercle_json_print_node (JsonNode *node)
{
  g_autofree char *text = node == NULL ? g_strdup ("null") : json_to_string (node, FALSE);
  GString *escaped;

  if (strchr (text, '\x1f') == NULL)
    return g_steal_pointer (&text);
  escaped = g_string_new (text);
  g_string_replace (escaped, "\x1f", "\\u001f", 0);
  return g_string_free (escaped, FALSE);
}

char *
cercle_json_print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return cercle_json_print_node (node);
}

CercleJsonType
cercle_json_type (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return CERCLE_JSON_NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return CERCLE_JSON_OBJECT;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return CERCLE_JSON_ARRAY;
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return CERCLE_JSON_TEXT;
    case G_TYPE_INT64:
      return CERCLE_JSON_INTEGER;
    case G_TYPE_BOOLEAN:
      return CERCLE_JSON_FLAG;
    default:
      return CERCLE_JSON_NUMBER;
    }
}

const char *
cercle_json_node_text (JsonNode *node)
{
  return json_node_get_string (node);
}

gint64
cercle_json_node_integer (JsonNode *node)
{
  return json_node_get_int (node);
}

gboolean
cercle_json_node_flag (JsonNode *node)
{
  return json_node_get_boolean (node);
}

JsonObject *
cercle_json_node_object (JsonNode *node)
{
  return json_node_get_object (node);
}

JsonArray *
cercle_json_node_array (JsonNode *node)
{
  return json_node_get_array (node);
}

static const char *
type_name (CercleJsonType type)
{
  static const char *const names[] = {
    [CERCLE_JSON_NULL] = "null",          [CERCLE_JSON_TEXT] = "a text",
    [CERCLE_JSON_INTEGER] = "an integer", [CERCLE_JSON_NUMBER] = "a number",
    [CERCLE_JSON_FLAG] = "a flag",        [CERCLE_JSON_OBJECT] = "an object",
    [CERCLE_JSON_ARRAY] = "an array",
  };

  return names[type];
}

/* The member if it has the type; NULL with MISSING or TYPE else. */
static JsonNode *
require (JsonObject *object, const char *name, CercleJsonType type, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    {
      g_set_error (error, CERCLE_JSON_ERROR, CERCLE_JSON_ERROR_MISSING, "“%s” is missing", name);
      return NULL;
    }
  if (cercle_json_type (node) != type)
    {
      g_set_error (error, CERCLE_JSON_ERROR, CERCLE_JSON_ERROR_TYPE, "“%s” is %s and not %s", name,
                   type_name (cercle_json_type (node)), type_name (type));
      return NULL;
    }
  return node;
}

static gboolean
is_unset (JsonObject *object, const char *name)
{
  return cercle_json_type (json_object_get_member (object, name)) == CERCLE_JSON_NULL;
}

gboolean
cercle_json_text (JsonObject *object, const char *name, const char **value, GError **error)
{
  JsonNode *node = require (object, name, CERCLE_JSON_TEXT, error);

  if (node == NULL)
    return FALSE;
  *value = json_node_get_string (node);
  return TRUE;
}

gboolean
cercle_json_integer (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  JsonNode *node = require (object, name, CERCLE_JSON_INTEGER, error);

  if (node == NULL)
    return FALSE;
  *value = json_node_get_int (node);
  return TRUE;
}

gboolean
cercle_json_flag (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = require (object, name, CERCLE_JSON_FLAG, error);

  if (node == NULL)
    return FALSE;
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
cercle_json_object (JsonObject *object, const char *name, JsonObject **value, GError **error)
{
  JsonNode *node = require (object, name, CERCLE_JSON_OBJECT, error);

  if (node == NULL)
    return FALSE;
  *value = json_node_get_object (node);
  return TRUE;
}

gboolean
cercle_json_array (JsonObject *object, const char *name, JsonArray **value, GError **error)
{
  JsonNode *node = require (object, name, CERCLE_JSON_ARRAY, error);

  if (node == NULL)
    return FALSE;
  *value = json_node_get_array (node);
  return TRUE;
}

gboolean
cercle_json_text_opt (JsonObject *object, const char *name, const char **value, GError **error)
{
  return is_unset (object, name) || cercle_json_text (object, name, value, error);
}

gboolean
cercle_json_integer_opt (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  return is_unset (object, name) || cercle_json_integer (object, name, value, error);
}

gboolean
cercle_json_flag_opt (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  return is_unset (object, name) || cercle_json_flag (object, name, value, error);
}

gboolean
cercle_json_object_opt (JsonObject *object, const char *name, JsonObject **value, GError **error)
{
  return is_unset (object, name) || cercle_json_object (object, name, value, error);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
cercle_json_array_texts (JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *last = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (cercle_json_type (node) != CERCLE_JSON_TEXT)
        {
          g_set_error (error, CERCLE_JSON_ERROR, CERCLE_JSON_ERROR_TYPE,
                       "Element %u is %s and not a text", i, type_name (cercle_json_type (node)));
          return NULL;
        }
      g_ptr_array_add (found, (gpointer) json_node_get_string (node));
    }
  g_ptr_array_sort (found, compare_texts);
  for (guint i = 0; i < found->len; i++)
    {
      if (last == NULL || strcmp (last, found->pdata[i]) != 0)
        g_strv_builder_add (builder, found->pdata[i]);
      last = found->pdata[i];
    }
  return g_strv_builder_end (builder);
}
