/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a record become JSON, and JSON a record? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-record.h"

#include <glib/gi18n-lib.h>

#include "cercle-check.h"
#include "cercle-json.h"
#include "cercle-macros.h"

#define EXTRA_CAP (1024 * 1024)

/* Writing */

static void
add_tokens (JsonObject *object, const char *name, const char *value)
{
  g_auto (GStrv) tokens = g_strsplit (value, " ", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; tokens[i] != NULL; i++)
    json_array_add_string_element (array, tokens[i]);
  json_object_set_array_member (object, name, array);
}

static void
add_member (CercleRecord *self, guint field, JsonObject *object)
{
  const CercleField *line = &cercle_record_get_kind (self)->fields[field];

  if (!cercle_record_is_set (self, field))
    json_object_set_null_member (object, line->name);
  else if (line->type == CERCLE_FLAG)
    json_object_set_boolean_member (object, line->name, cercle_record_get_flag (self, field));
  else if (cercle_field_is_integer (line))
    json_object_set_int_member (object, line->name, cercle_record_get_integer (self, field, 0));
  else if (line->type == CERCLE_SET)
    add_tokens (object, line->name, cercle_record_get_text (self, field));
  else
    json_object_set_string_member (object, line->name, cercle_record_get_text (self, field));
}

JsonObject *
cercle_record_to_json (CercleRecord *self, guint64 mask, gboolean nulls)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < cercle_record_get_kind (self)->n_fields; i++)
    if ((mask & CERCLE_MASK (i)) && (nulls || cercle_record_is_set (self, i)))
      add_member (self, i, object);
  return object;
}

char *
cercle_record_value_json (CercleRecord *self, guint field)
{
  const char *name = cercle_record_get_kind (self)->fields[field].name;
  g_autoptr (JsonObject) object = cercle_record_to_json (self, CERCLE_MASK (field), TRUE);

  return cercle_json_print_node (json_object_get_member (object, name));
}

char *
cercle_record_value_text (CercleRecord *self, guint field)
{
  const CercleField *line = &cercle_record_get_kind (self)->fields[field];

  if (!cercle_record_is_set (self, field))
    return NULL;
  if (cercle_field_is_integer (line))
    return g_strdup_printf ("%" G_GINT64_FORMAT, cercle_record_get_integer (self, field, 0));
  return g_strdup (cercle_record_get_text (self, field));
}

/* Reading: a first pass judges the members and keeps what they say, a second one writes it */

typedef struct
{
  guint field;
  gboolean set;
  gint64 integer;
  const char *text; /* the node's, or owned */
  char *owned;
} Parsed;

typedef struct
{
  CercleRecord *self;
  const CercleKind *kind;
  CercleApply how;
  Parsed values[CERCLE_MAX_FIELDS];
  guint n_values;
  GPtrArray *unknown; /* names of members */
} Reading;

static gboolean
wrong_type (const CercleField *field, GError **error)
{
  return cercle_check_refuse (cercle_field_label (field), CERCLE_RECORD_ERROR_TYPE,
                              _ ("this value is not of the expected kind."), error);
}

static gboolean
collect_tokens (const CercleField *field, JsonArray *array, GPtrArray *tokens, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *token;

      if (cercle_json_type (node) != CERCLE_JSON_TEXT)
        return wrong_type (field, error);
      token = cercle_json_node_text (node);
      /* A space would make two tokens of one. */
      if (*token == '\0' || strpbrk (token, " \t\n") != NULL)
        return cercle_check_refuse (cercle_field_label (field), CERCLE_RECORD_ERROR_FORM,
                                    _ ("one of these values is not in the list."), error);
      g_ptr_array_add (tokens, (char *) token);
    }
  return TRUE;
}

static gboolean
collect_change (const CercleField *field, JsonObject *change, GPtrArray *added, GPtrArray *removed,
                GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, change);
  while (json_object_iter_next (&iter, &name, &node))
    {
      gboolean add = g_str_equal (name, "add");

      if (cercle_json_type (node) != CERCLE_JSON_ARRAY || (!add && !g_str_equal (name, "remove")))
        return wrong_type (field, error);
      if (!collect_tokens (field, cercle_json_node_array (node), add ? added : removed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_tokens (const CercleField *field, GPtrArray *tokens, CercleApply how, GError **error)
{
  for (guint i = 0; i < tokens->len; i++)
    if (!cercle_check_text (field, tokens->pdata[i], how, error))
      return FALSE;
  return TRUE;
}

/* What is added and removed is judged; what the record held already is not. */
static gboolean
read_change (Reading *reading, const CercleField *field, JsonObject *change, Parsed *parsed,
             GError **error)
{
  const char *current = cercle_record_get_text (reading->self, parsed->field);
  g_auto (GStrv) held = g_strsplit (current != NULL ? current : "", " ", -1);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();
  g_autofree char *gone = NULL;

  if (!collect_change (field, change, added, removed, error) ||
      !check_tokens (field, added, reading->how, error) ||
      !check_tokens (field, removed, CERCLE_APPLY_KEEP_UNKNOWN, error))
    return FALSE;
  gone = cercle_tokens_join (removed);
  for (guint i = 0; held[i] != NULL; i++)
    if (!cercle_tokens_contain (gone, held[i]))
      g_ptr_array_add (added, held[i]);
  parsed->text = parsed->owned = cercle_tokens_join (added);
  return TRUE;
}

static gboolean
read_set (Reading *reading, const CercleField *field, JsonNode *node, Parsed *parsed,
          GError **error)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();

  if (cercle_json_type (node) == CERCLE_JSON_OBJECT)
    return read_change (reading, field, cercle_json_node_object (node), parsed, error);
  if (cercle_json_type (node) != CERCLE_JSON_ARRAY)
    return wrong_type (field, error);
  if (!collect_tokens (field, cercle_json_node_array (node), tokens, error))
    return FALSE;
  parsed->text = parsed->owned = cercle_tokens_join (tokens);
  return *parsed->text == '\0' || cercle_check_text (field, parsed->text, reading->how, error);
}

static gboolean
read_number (Reading *reading, const CercleField *field, JsonNode *node, Parsed *parsed,
             GError **error)
{
  CercleJsonType type = cercle_json_type (node);

  if (type != (field->type == CERCLE_FLAG ? CERCLE_JSON_FLAG : CERCLE_JSON_INTEGER))
    return wrong_type (field, error);
  parsed->integer =
      type == CERCLE_JSON_FLAG ? cercle_json_node_flag (node) : cercle_json_node_integer (node);
  return cercle_check_integer (field, parsed->integer, reading->how, error);
}

static gboolean
read_value (Reading *reading, guint field, JsonNode *node, GError **error)
{
  const CercleField *line = &reading->kind->fields[field];
  Parsed *parsed = &reading->values[reading->n_values++];

  *parsed = (Parsed){ .field = field, .set = cercle_json_type (node) != CERCLE_JSON_NULL };
  if ((line->flags & CERCLE_DERIVED) && !(reading->how & CERCLE_APPLY_DERIVED))
    return cercle_check_refuse (cercle_field_label (line), CERCLE_RECORD_ERROR_DERIVED,
                                _ ("this is computed and cannot be written."), error);
  if (!parsed->set)
    return TRUE;
  if (cercle_field_is_integer (line))
    return read_number (reading, line, node, parsed, error);
  if (line->type == CERCLE_SET)
    return read_set (reading, line, node, parsed, error);
  if (cercle_json_type (node) != CERCLE_JSON_TEXT)
    return wrong_type (line, error);
  parsed->text = cercle_json_node_text (node);
  return *parsed->text == '\0' || cercle_check_text (line, parsed->text, reading->how, error);
}

static gboolean
read_unknown (Reading *reading, const char *name, GError **error)
{
  gboolean speakable = cercle_check_is_token (name, strlen (name));

  if (reading->how & CERCLE_APPLY_KEEP_UNKNOWN)
    {
      if (reading->unknown == NULL)
        reading->unknown = g_ptr_array_new ();
      g_ptr_array_add (reading->unknown, (char *) name);
      return TRUE;
    }
  return cercle_check_refuse (speakable ? name : "?", CERCLE_RECORD_ERROR_UNKNOWN_FIELD,
                              _ ("this field is not known here."), error);
}

static gboolean
read_members (Reading *reading, JsonObject *object, GError **error)
{
  guint next = 0;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      int field;

      /* Members usually come in the order of the table. */
      while (next < reading->kind->n_fields &&
             !g_str_equal (reading->kind->fields[next].name, name))
        next++;
      field =
          next < reading->kind->n_fields ? (int) next++ : cercle_kind_field (reading->kind, name);
      if (field < 0 ? !read_unknown (reading, name, error)
                    : !read_value (reading, (guint) field, node, error))
        return FALSE;
    }
  return TRUE;
}

static void
keep_unknown (Reading *reading, JsonObject *object)
{
  CercleEnvelope *envelope = cercle_record_envelope (reading->self);
  g_autoptr (JsonObject) extra = NULL;
  g_autofree char *text = NULL;

  if (reading->unknown == NULL)
    return;
  if (envelope->extra != NULL)
    extra = cercle_json_parse (envelope->extra, -1, EXTRA_CAP, NULL);
  if (extra == NULL)
    extra = json_object_new ();
  for (guint i = 0; i < reading->unknown->len; i++)
    {
      const char *name = reading->unknown->pdata[i];
      JsonNode *node = json_object_get_member (object, name);

      if (cercle_json_type (node) == CERCLE_JSON_NULL)
        json_object_remove_member (extra, name);
      else
        json_object_set_member (extra, name, json_node_copy (node));
    }
  text = json_object_get_size (extra) > 0 ? cercle_json_print (extra) : NULL;
  cercle_envelope_set (&envelope->extra, text);
}

static void
write_value (CercleRecord *self, const CercleKind *kind, const Parsed *parsed)
{
  if (!parsed->set)
    cercle_record_unset (self, parsed->field);
  else if (cercle_field_is_integer (&kind->fields[parsed->field]))
    cercle_record_set_integer (self, parsed->field, parsed->integer);
  else
    cercle_record_set_text (self, parsed->field, parsed->text);
}

gboolean
cercle_record_apply_json (CercleRecord *self, JsonObject *object, CercleApply how, guint64 *mask,
                          GError **error)
{
  Reading reading;
  guint64 named = 0;
  gboolean fit;

  reading.self = self;
  reading.kind = cercle_record_get_kind (self);
  reading.how = how;
  reading.n_values = 0;
  reading.unknown = NULL;
  fit = read_members (&reading, object, error);
  if (fit)
    keep_unknown (&reading, object);
  for (guint i = 0; i < reading.n_values; i++)
    {
      if (fit)
        write_value (self, reading.kind, &reading.values[i]);
      named |= CERCLE_MASK (reading.values[i].field);
      g_free (reading.values[i].owned);
    }
  g_clear_pointer (&reading.unknown, g_ptr_array_unref);
  if (fit && mask != NULL)
    *mask = named;
  return fit;
}

gboolean
cercle_record_set_value_json (CercleRecord *self, guint field, const char *json, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) parse_error = NULL;
  JsonNode *node = cercle_json_parse_node (json, EXTRA_CAP, &parse_error);

  if (parse_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&parse_error));
      return FALSE;
    }
  json_object_set_member (object, cercle_record_get_kind (self)->fields[field].name,
                          node != NULL ? node : json_node_new (JSON_NODE_NULL));
  return cercle_record_apply_json (self, object, CERCLE_APPLY_KEEP_UNKNOWN | CERCLE_APPLY_DERIVED,
                                   NULL, error);
}
