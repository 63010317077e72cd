/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a JSON tree hold, and is it what the caller asked for? */
#define G_LOG_DOMAIN "cercle-base"

#include "cercle-json.h"

#include <string.h>

G_DEFINE_QUARK (cercle - json - error - quark, cercle_json_error)

/* Writing: the text is the one that json-glib makes, which hashes are kept of, with one control
 * character more escaped; json-glib's own generator takes several copies of every text. */

static void print_node (GString *text, JsonNode *node);

static void
print_character (GString *text, guchar c)
{
  static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
  const char *found = memchr (from, c, sizeof from - 1);

  g_string_append_c (text, '\\');
  if (found != NULL)
    g_string_append_c (text, to[found - from]);
  else
    g_string_append_printf (text, "u00%02x", c);
}

static void
print_string (GString *text, const char *value)
{
  const char *plain = value;

  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || *p == '"' || *p == '\\' || *p == 0x7f)
      {
        g_string_append_len (text, plain, p - plain);
        print_character (text, (guchar) *p);
        plain = p + 1;
      }
  g_string_append (text, plain);
  g_string_append_c (text, '"');
}

static void
print_object (GString *text, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  char before = '{';

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_string_append_c (text, before);
      print_string (text, name);
      g_string_append_c (text, ':');
      print_node (text, node);
      before = ',';
    }
  g_string_append (text, before == '{' ? "{}" : "}");
}

static void
print_array (GString *text, JsonArray *array)
{
  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      print_node (text, json_array_get_element (array, i));
    }
  g_string_append_c (text, ']');
}

static void
print_number (GString *text, JsonNode *node)
{
  g_autofree char *number = json_to_string (node, FALSE);

  g_string_append (text, number);
}

static void
print_node (GString *text, JsonNode *node)
{
  char number[24];

  switch (cercle_json_type (node))
    {
    case CERCLE_JSON_TEXT:
      print_string (text, json_node_get_string (node) != NULL ? json_node_get_string (node) : "");
      break;
    case CERCLE_JSON_INTEGER:
      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, json_node_get_int (node));
      g_string_append (text, number);
      break;
    case CERCLE_JSON_FLAG:
      g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
      break;
    case CERCLE_JSON_NUMBER:
      print_number (text, node);
      break;
    case CERCLE_JSON_OBJECT:
      print_object (text, json_node_get_object (node));
      break;
    case CERCLE_JSON_ARRAY:
      print_array (text, json_node_get_array (node));
      break;
    case CERCLE_JSON_NULL:
    default:
      g_string_append (text, "null");
    }
}

char *
cercle_json_print_node (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  print_node (text, node);
  return g_string_free (text, FALSE);
}

char *
cercle_json_print (JsonObject *object)
{
  GString *text = g_string_sized_new (512);

  print_object (text, object);
  return g_string_free (text, FALSE);
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
