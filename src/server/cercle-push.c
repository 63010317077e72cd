/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a batch: which items are applied together, which were known, which are refused?
 */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-push.h"

#include <string.h>

#include "cercle-feed.h"
#include "cercle-id.h"
#include "cercle-json.h"
#include "cercle-vault.h"
#include "cercle-wire.h"
#include "cercle-writer.h"

#define MAX_NAME 200

typedef struct
{
  CercleMutation *mutation; /* NULL: not what the protocol says */
  char *mid, *tx;
  JsonObject *object; /* as received */
  char *hash;         /* of what it says */
  gboolean reused;    /* its mid was answered for another content */
  CercleOutcome *outcome;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->mutation, cercle_mutation_free);
  g_clear_pointer (&item->outcome, cercle_outcome_free);
  g_free (item->mid);
  g_free (item->tx);
  json_object_unref (item->object);
  g_free (item->hash);
  g_free (item);
}

/* Reading: one item that is wrong does not keep the others from the server. */

/* What it was based on may be told differently on a second try; what it does may not. */
static char *
hash_of (const CercleMutation *mutation)
{
  g_autofree char *set = mutation->set != NULL ? cercle_json_print (mutation->set) : NULL;
  g_autofree char *text =
      g_strdup_printf ("%s\n%s\n%s\n%d\n%s", mutation->scope, mutation->kind->name, mutation->id,
                       mutation->op, set != NULL ? set : "");
  return cercle_vault_hash_token (text);
}

static Item *
read_item (JsonObject *object)
{
  const char *mid = NULL, *tx = NULL;
  Item *item;

  if (!cercle_json_text (object, "mid", &mid, NULL) || !cercle_id_is_valid (mid))
    return NULL;
  cercle_json_text_opt (object, "tx", &tx, NULL);
  item = g_new0 (Item, 1);
  item->mid = g_strdup (mid);
  item->tx = g_strdup (tx);
  item->object = json_object_ref (object);
  item->mutation = cercle_wire_get_mutation (object, NULL);
  if (item->mutation != NULL)
    item->hash = hash_of (item->mutation);
  return item;
}

/* (transfer full): Item; NULL when it is no batch, or names one mutation twice. */
static GPtrArray *
read_batch (const CercleIncoming *incoming, char **device)
{
  g_autoptr (JsonObject) object =
      cercle_json_parse (incoming->body, (gssize) incoming->length, CERCLE_WIRE_MAX_REQUEST, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  g_autoptr (GHashTable) mids = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name;
  JsonArray *array;

  if (object == NULL || !cercle_json_text (object, "device", &name, NULL) || *name == '\0' ||
      strlen (name) > MAX_NAME || !cercle_json_array (object, "items", &array, NULL) ||
      json_array_get_length (array) > CERCLE_WIRE_MAX_ITEMS)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      Item *item = cercle_json_type (node) == CERCLE_JSON_OBJECT
                       ? read_item (cercle_json_node_object (node))
                       : NULL;

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
      if (!g_hash_table_add (mids, item->mid))
        return NULL;
    }
  *device = g_strdup (name);
  return g_steal_pointer (&items);
}

/* Answers */

static void
start_outcome (Item *item)
{
  g_clear_pointer (&item->outcome, cercle_outcome_free);
  item->outcome = g_new0 (CercleOutcome, 1);
  item->outcome->mid = g_strdup (item->mid);
}

static void
reject (Item *item, const char *problem)
{
  start_outcome (item);
  item->outcome->status = CERCLE_OUTCOME_REJECTED;
  item->outcome->problem = g_strdup (problem);
}

/* Sets the outcome when this item was answered before. FALSE: the database failed. */
static gboolean
recall (CercleStore *store, Item *item, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = cercle_feed_answer (store, item->mid, item->hash, &local);
  g_autoptr (JsonObject) object = NULL;

  if (g_error_matches (local, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_REUSED))
    {
      item->reused = TRUE;
      reject (item, "form");
    }
  else if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  else if (text != NULL &&
           (object = cercle_json_parse (text, -1, CERCLE_WIRE_MAX_LINE, NULL)) != NULL &&
           (item->outcome = cercle_wire_get_outcome (object, NULL)) != NULL)
    item->outcome->duplicate = TRUE;
  return TRUE;
}

static gboolean
is_rejected (const Item *item)
{
  return item->outcome != NULL && item->outcome->status == CERCLE_OUTCOME_REJECTED;
}

static gboolean
keep (CercleStore *store, const Item *item, GError **error)
{
  g_autoptr (JsonObject) object = cercle_wire_put_outcome (item->outcome);
  g_autofree char *text = cercle_json_print (object);

  return cercle_feed_keep_answer (store, item->mid, item->hash, text, error);
}

/* seq: what the feed must have delivered before the desk lets go of the item: all that this group
 * of items has written. */
static gboolean
finish (CercleStore *store, Item *item, GError **error)
{
  gint64 floor;

  if (item->outcome->duplicate)
    return TRUE;
  if (item->mutation->kind->reach == CERCLE_SYNCED &&
      !cercle_feed_get_scope (store, item->mutation->scope, &item->outcome->seq, &floor))
    {
      g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED,
                           "the scope does not tell its head");
      return FALSE;
    }
  return keep (store, item, error);
}

/* Groups */

typedef struct
{
  CercleVisit *visit;
  CercleWriter writer;
  GPtrArray *items;
} Push;

static guint
group_end (GPtrArray *items, guint from)
{
  const Item *first = items->pdata[from];
  guint to = from + 1;

  while (first->tx != NULL && to < items->len &&
         g_strcmp0 (((Item *) items->pdata[to])->tx, first->tx) == 0)
    to++;
  return to;
}

/* A group in several pieces cannot be applied together. */
static gboolean
is_whole (GPtrArray *items, guint from, guint to)
{
  const Item *first = items->pdata[from];

  if (first->tx == NULL)
    return TRUE;
  for (guint i = 0; i < items->len; i++)
    if ((i < from || i >= to) && g_strcmp0 (((Item *) items->pdata[i])->tx, first->tx) == 0)
      return FALSE;
  return to - from <= CERCLE_WIRE_MAX_TX;
}

/* Stops at the first refused one: *refused. FALSE: the database failed. */
static gboolean
apply_items (Push *push, guint from, guint to, gboolean *refused, GError **error)
{
  CercleStore *store = push->visit->store;

  for (guint i = from; i < to && !*refused; i++)
    {
      Item *item = push->items->pdata[i];

      if (item->mutation == NULL || !is_whole (push->items, from, to))
        reject (item, "form");
      else if (!recall (store, item, error))
        return FALSE;
      if (item->outcome == NULL)
        {
          start_outcome (item);
          if (!cercle_writer_apply (&push->writer, item->mutation, item->outcome, error))
            return FALSE;
        }
      *refused = is_rejected (item);
    }
  for (guint i = from; i < to && !*refused; i++)
    if (!finish (store, push->items->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* The text of what was refused stays on both ends, and so does the refusal. */
static gboolean
keep_refused (Push *push, Item *item, GError **error)
{
  const CercleAccount *account = push->visit->access.account;
  CercleAuthor author = { .mid = item->mid,
                          .member = account->member,
                          .account = account->id,
                          .device = push->writer.device };
  g_autofree char *text = NULL;

  if (item->mutation == NULL || item->reused)
    return TRUE;
  author.at = item->mutation->at;
  text = cercle_json_print (item->object);
  return keep (push->visit->store, item, error) &&
         cercle_feed_quarantine (push->visit->store, &author, item->mutation, text,
                                 item->outcome->problem, error);
}

static gboolean
refuse_group (Push *push, guint from, guint to, GError **error)
{
  for (guint i = from; i < to; i++)
    {
      Item *item = push->items->pdata[i];

      /* Those behind the refused one were not asked yet whether they had an answer. */
      if (item->outcome == NULL && item->mutation != NULL &&
          !recall (push->visit->store, item, error))
        return FALSE;
      if (item->outcome != NULL && item->outcome->duplicate)
        continue;
      if (!is_rejected (item))
        reject (item, "depends");
      if (!keep_refused (push, item, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_group (Push *push, guint from, guint to, GError **error)
{
  CercleStore *store = push->visit->store;
  gboolean refused = FALSE;

  if (!cercle_store_begin (store, error))
    return FALSE;
  if (!apply_items (push, from, to, &refused, error))
    {
      cercle_store_rollback (store);
      return FALSE;
    }
  if (!refused)
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return refuse_group (push, from, to, error);
}

static gboolean
apply_all (Push *push, GError **error)
{
  CercleStore *store = push->visit->store;

  if (!cercle_store_begin (store, error))
    return FALSE;
  for (guint i = 0, end; i < push->items->len; i = end)
    {
      end = group_end (push->items, i);
      if (!apply_group (push, i, end, error))
        {
          cercle_store_rollback (store);
          return FALSE;
        }
    }
  return cercle_store_commit (store, error);
}

static char *
put_outcomes (GPtrArray *items)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (outcomes, ((Item *) items->pdata[i])->outcome);
  return cercle_wire_put_outcomes (outcomes);
}

void
cercle_route_mutations (CercleVisit *visit)
{
  g_autofree char *device = NULL;
  g_autoptr (GPtrArray) items = read_batch (visit->incoming, &device);
  g_autoptr (GError) error = NULL;
  Push push = { .visit = visit, .items = items };

  if (items == NULL)
    {
      cercle_visit_refuse (visit, 422, "form", 0);
      return;
    }
  cercle_writer_init (&push.writer, visit->store, &visit->access, device);
  if (apply_all (&push, &error))
    cercle_visit_answer (visit, 200, put_outcomes (items));
  else
    cercle_visit_fail (visit, error);
  cercle_writer_clear (&push.writer);
}
