/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do changes go up, and how do their outcomes come back? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-wire.h"

#include <string.h>

#include "cercle-id.h"
#include "cercle-json.h"
#include "cercle-wire-form.h"

#define MAX_CONFLICTS 64

/* Position of text in names (NULL-terminated or n long), or -1. */
static int
find_name (const char *const *names, guint n, const char *text)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (names[i], text) == 0)
      return (int) i;
  return -1;
}

static gboolean
read_name (JsonObject *object, const char *name, const char *const *names, guint n, int *value,
           GError **error)
{
  GError *cause = NULL;
  const char *text;

  if (!cercle_json_text (object, name, &text, &cause))
    return cercle_wire_adopt (error, cause);
  *value = find_name (names, n, text);
  return *value >= 0 || cercle_wire_refuse (error, name, "is not a word of the protocol");
}

/* Mutations */

JsonObject *
cercle_wire_put_mutation (const CercleMutation *mutation)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "mid", mutation->mid);
  json_object_set_int_member (object, "n", mutation->n);
  cercle_wire_put_text (object, "tx", mutation->tx);
  json_object_set_string_member (object, "kind", mutation->kind->name);
  json_object_set_string_member (object, "id", mutation->id);
  json_object_set_string_member (object, "scope", mutation->scope);
  json_object_set_string_member (object, "op", cercle_op_names[mutation->op]);
  json_object_set_int_member (object, "base_rev", mutation->base_rev);
  if (mutation->set != NULL)
    json_object_set_object_member (object, "set", json_object_ref (mutation->set));
  if (mutation->was != NULL)
    json_object_set_object_member (object, "was", json_object_ref (mutation->was));
  cercle_wire_put_text (object, "at", mutation->at);
  return object;
}

static gboolean
read_values (JsonObject *object, const char *name, JsonObject **values, GError **error)
{
  GError *cause = NULL;
  JsonObject *found = NULL;

  if (!cercle_json_object_opt (object, name, &found, &cause))
    return cercle_wire_adopt (error, cause);
  if (found != NULL)
    *values = json_object_ref (found);
  return TRUE;
}

static gboolean
read_kind (JsonObject *object, CercleMutation *mutation, GError **error)
{
  GError *cause = NULL;
  const char *name;

  if (!cercle_json_text (object, "kind", &name, &cause))
    return cercle_wire_adopt (error, cause);
  if ((mutation->kind = cercle_kind_find (name)) != NULL && mutation->kind->reach != CERCLE_LOCAL)
    return TRUE;
  g_set_error (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_KIND,
               "A kind this program does not know");
  return FALSE;
}

static gboolean
read_mutation (JsonObject *object, CercleMutation *mutation, GError **error)
{
  int op;

  if (!cercle_wire_read_text (object, "mid", cercle_id_is_valid, &mutation->mid, error) ||
      !cercle_wire_read_count (object, "n", &mutation->n, error) ||
      !cercle_wire_read_text_opt (object, "tx", cercle_wire_is_token, &mutation->tx, error) ||
      !read_kind (object, mutation, error) ||
      !cercle_wire_read_text (object, "id", cercle_id_is_valid, &mutation->id, error) ||
      !cercle_wire_read_text (object, "scope", cercle_wire_is_scope, &mutation->scope, error) ||
      !read_name (object, "op", cercle_op_names, CERCLE_OP_DELETE + 1, &op, error) ||
      !cercle_wire_read_count (object, "base_rev", &mutation->base_rev, error) ||
      !read_values (object, "set", &mutation->set, error) ||
      !read_values (object, "was", &mutation->was, error) ||
      !cercle_wire_read_text (object, "at", cercle_wire_is_instant, &mutation->at, error))
    return FALSE;
  mutation->op = (CercleOp) op;
  return mutation->op == CERCLE_OP_DELETE || mutation->set != NULL ||
         cercle_wire_refuse (error, "set", "is missing");
}

CercleMutation *
cercle_wire_get_mutation (JsonObject *object, GError **error)
{
  g_autoptr (CercleMutation) mutation = g_new0 (CercleMutation, 1);

  return read_mutation (object, mutation, error) ? g_steal_pointer (&mutation) : NULL;
}

char *
cercle_wire_put_batch (const char *device, GPtrArray *mutations)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *items = json_array_new ();

  json_object_set_string_member (object, "device", device);
  for (guint i = 0; i < mutations->len; i++)
    json_array_add_object_element (items, cercle_wire_put_mutation (mutations->pdata[i]));
  json_object_set_array_member (object, "items", items);
  return cercle_json_print (object);
}

/* The items of a tx follow each other, and are at most CERCLE_WIRE_MAX_TX. */
static gboolean
check_transactions (GPtrArray *mutations, GError **error)
{
  g_autoptr (GHashTable) closed = g_hash_table_new (g_str_hash, g_str_equal);
  const char *open = NULL;
  guint n = 0;

  for (guint i = 0; i < mutations->len; i++)
    {
      const CercleMutation *mutation = mutations->pdata[i];

      if (open != NULL && g_strcmp0 (open, mutation->tx) != 0)
        g_hash_table_add (closed, (gpointer) open);
      n = open != NULL && g_strcmp0 (open, mutation->tx) == 0 ? n + 1 : 1;
      open = mutation->tx;
      if (open != NULL && (n > CERCLE_WIRE_MAX_TX || g_hash_table_contains (closed, open)))
        return cercle_wire_refuse (error, "tx", "is too long or in pieces");
    }
  return TRUE;
}

GPtrArray *
cercle_wire_get_batch (const char *body, gsize length, char **device, GError **error)
{
  g_autoptr (JsonObject) object =
      cercle_wire_read_body (body, length, CERCLE_WIRE_MAX_REQUEST, error);
  g_autoptr (GPtrArray) mutations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autofree char *from = NULL;
  JsonArray *items;

  if (object == NULL ||
      !cercle_wire_read_text (object, "device", cercle_wire_is_short, &from, error) ||
      !cercle_wire_read_array (object, "items", CERCLE_WIRE_MAX_ITEMS, &items, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = cercle_wire_read_element (items, i, error);
      CercleMutation *mutation = item ? cercle_wire_get_mutation (item, error) : NULL;

      if (mutation == NULL)
        return NULL;
      g_ptr_array_add (mutations, mutation);
    }
  if (!check_transactions (mutations, error))
    return NULL;
  if (device != NULL)
    *device = g_steal_pointer (&from);
  return g_steal_pointer (&mutations);
}

/* Outcomes */

static void
put_conflicts (JsonObject *object, GStrv conflicts)
{
  JsonArray *array;

  if (conflicts == NULL || conflicts[0] == NULL)
    return;
  array = json_array_new ();
  for (guint i = 0; conflicts[i] != NULL; i++)
    json_array_add_string_element (array, conflicts[i]);
  json_object_set_array_member (object, "conflicts", array);
}

JsonObject *
cercle_wire_put_outcome (const CercleOutcome *outcome)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "mid", outcome->mid);
  json_object_set_string_member (object, "status", cercle_outcome_names[outcome->status]);
  if (outcome->duplicate)
    json_object_set_boolean_member (object, "duplicate", TRUE);
  json_object_set_int_member (object, "rev", outcome->rev);
  json_object_set_int_member (object, "seq", outcome->seq);
  put_conflicts (object, outcome->conflicts);
  cercle_wire_put_text (object, "problem", outcome->problem);
  cercle_wire_put_text (object, "field", outcome->field);
  return object;
}

static gboolean
read_conflicts (JsonObject *object, GStrv *conflicts, GError **error)
{
  g_auto (GStrv) found = NULL;
  GError *cause = NULL;
  JsonArray *array;

  if (!json_object_has_member (object, "conflicts"))
    return TRUE;
  if (!cercle_wire_read_array (object, "conflicts", MAX_CONFLICTS, &array, error))
    return FALSE;
  if ((found = cercle_json_array_texts (array, &cause)) == NULL)
    return cercle_wire_adopt (error, cause);
  for (guint i = 0; found[i] != NULL; i++)
    if (!cercle_id_is_valid (found[i]))
      return cercle_wire_refuse (error, "conflicts", "holds no identity");
  *conflicts = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
read_outcome (JsonObject *object, CercleOutcome *outcome, GError **error)
{
  int status;

  if (!cercle_wire_read_text (object, "mid", cercle_id_is_valid, &outcome->mid, error) ||
      !read_name (object, "status", cercle_outcome_names, CERCLE_OUTCOME_RETRY + 1, &status,
                  error) ||
      !cercle_wire_read_flag_opt (object, "duplicate", &outcome->duplicate, error) ||
      !cercle_wire_read_count (object, "rev", &outcome->rev, error) ||
      !cercle_wire_read_count (object, "seq", &outcome->seq, error) ||
      !read_conflicts (object, &outcome->conflicts, error) ||
      !cercle_wire_read_text_opt (object, "problem", cercle_wire_is_token, &outcome->problem,
                                  error) ||
      !cercle_wire_read_text_opt (object, "field", cercle_wire_is_token, &outcome->field, error))
    return FALSE;
  outcome->status = (CercleOutcomeStatus) status;
  return outcome->status != CERCLE_OUTCOME_REJECTED || outcome->problem != NULL ||
         cercle_wire_refuse (error, "problem", "is missing");
}

CercleOutcome *
cercle_wire_get_outcome (JsonObject *object, GError **error)
{
  g_autoptr (CercleOutcome) outcome = g_new0 (CercleOutcome, 1);

  return read_outcome (object, outcome, error) ? g_steal_pointer (&outcome) : NULL;
}

char *
cercle_wire_put_outcomes (GPtrArray *outcomes)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < outcomes->len; i++)
    json_array_add_object_element (array, cercle_wire_put_outcome (outcomes->pdata[i]));
  json_object_set_array_member (object, "outcomes", array);
  return cercle_json_print (object);
}

GPtrArray *
cercle_wire_get_outcomes (const char *body, gsize length, GError **error)
{
  g_autoptr (JsonObject) object =
      cercle_wire_read_body (body, length, CERCLE_WIRE_MAX_ANSWER, error);
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_outcome_free);
  JsonArray *array;

  if (object == NULL ||
      !cercle_wire_read_array (object, "outcomes", CERCLE_WIRE_MAX_ITEMS, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = cercle_wire_read_element (array, i, error);
      CercleOutcome *outcome = item ? cercle_wire_get_outcome (item, error) : NULL;

      if (outcome == NULL)
        return NULL;
      g_ptr_array_add (outcomes, outcome);
    }
  return g_steal_pointer (&outcomes);
}
