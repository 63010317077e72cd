/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits to be sent, and what became of what was? */
#define G_LOG_DOMAIN "cercle-store"

#include <string.h>

#include "cercle-instant.h"
#include "cercle-journal-private.h"
#include "cercle-json.h"
#include "cercle-search.h"

#define ITEM_CAP (4 * 1024 * 1024)
#define ITEM_FRAME 400 /* bytes of an item besides its values, at most */

gint64
cercle_cursor_seq (const char *cursor)
{
  const char *slash = cursor != NULL ? strrchr (cursor, '/') : NULL;
  return slash != NULL ? g_ascii_strtoll (slash + 1, NULL, 10) : 0;
}

gboolean
cercle_outbox_add (CercleStore *store, CercleMutation *mutation, const char *about, GError **error)
{
  g_autofree char *set = mutation->set != NULL ? cercle_json_print (mutation->set) : NULL;
  g_autofree char *was = mutation->was != NULL ? cercle_json_print (mutation->was) : NULL;

  if (!cercle_sqlite_run (store->sqlite, error,
                          "INSERT INTO outbox (mid, tx, kind, id, about, scope, op, base_rev,"
                          " set_json, was_json, at, state)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
                          "sssssssxsss", mutation->mid, mutation->tx, mutation->kind->name,
                          mutation->id, about, mutation->scope, cercle_op_names[mutation->op],
                          mutation->base_rev, set, was, mutation->at))
    return FALSE;
  mutation->n = sqlite3_last_insert_rowid (cercle_sqlite_get_handle (store->sqlite));
  return TRUE;
}

static CercleOp
parse_op (const char *name)
{
  for (guint i = 0; cercle_op_names[i] != NULL; i++)
    if (g_strcmp0 (cercle_op_names[i], name) == 0)
      return (CercleOp) i;
  return CERCLE_OP_PATCH;
}

CercleMutation *
cercle_outbox_read (CercleStatement *row)
{
  const CercleKind *kind = cercle_kind_find (cercle_statement_text (row, 3));
  const char *set = cercle_statement_text (row, 8), *was = cercle_statement_text (row, 9);
  CercleMutation *mutation;

  if (kind == NULL)
    return NULL;
  mutation = g_new0 (CercleMutation, 1);
  mutation->n = cercle_statement_integer (row, 0);
  mutation->mid = g_strdup (cercle_statement_text (row, 1));
  mutation->tx = g_strdup (cercle_statement_text (row, 2));
  mutation->kind = kind;
  mutation->id = g_strdup (cercle_statement_text (row, 4));
  mutation->scope = g_strdup (cercle_statement_text (row, 5));
  mutation->op = parse_op (cercle_statement_text (row, 6));
  mutation->base_rev = cercle_statement_integer (row, 7);
  mutation->set = set != NULL ? cercle_json_parse (set, -1, ITEM_CAP, NULL) : NULL;
  mutation->was = was != NULL ? cercle_json_parse (was, -1, ITEM_CAP, NULL) : NULL;
  mutation->at = g_strdup (cercle_statement_text (row, 10));
  mutation->attempts = (guint) cercle_statement_integer (row, 11);
  if (mutation->set == NULL && mutation->op != CERCLE_OP_DELETE)
    mutation->set = json_object_new ();
  return mutation;
}

CercleRecord *
cercle_outbox_own (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  g_autoptr (CercleRecord) own = cercle_record_new_with_id (kind, id);
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT " CERCLE_OUTBOX_COLUMNS " FROM outbox WHERE id=? AND state<>'refused' ORDER BY n",
      error);
  CercleStep step;

  if (row == NULL)
    return NULL;
  cercle_statement_bind (row, "s", id);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      g_autoptr (CercleMutation) mutation = cercle_outbox_read (row);

      if (mutation != NULL && mutation->kind == kind && mutation->set != NULL)
        cercle_record_apply_json (own, mutation->set, CERCLE_APPLY_KEEP_UNKNOWN, NULL, NULL);
    }
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&own) : NULL;
}

/* What to send. One tx is one group: it goes whole or waits whole. */

typedef struct
{
  GHashTable *refused; /* identities of creations that were refused, or wait for one */
  GPtrArray *group, *out;
  gsize group_bytes, bytes, max_bytes;
  guint max_items;
  gboolean blocked, full;
} Sending;

static gboolean
names_refused (const Sending *sending, CercleStatement *row)
{
  const char *set = cercle_statement_text (row, 8);
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_contains (sending->refused, cercle_statement_text (row, 4)))
    return TRUE;
  g_hash_table_iter_init (&iter, sending->refused);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (set != NULL && strstr (set, id) != NULL)
      return TRUE;
  return FALSE;
}

/* The group is whole: it goes, or what it creates is out of reach for those that follow. */
static void
close_group (Sending *sending)
{
  gboolean fits = sending->out->len + sending->group->len <= sending->max_items &&
                  sending->bytes + sending->group_bytes <= sending->max_bytes;

  for (guint i = 0; sending->blocked && i < sending->group->len; i++)
    {
      const CercleMutation *mutation = sending->group->pdata[i];

      if (mutation->op == CERCLE_OP_CREATE)
        g_hash_table_add (sending->refused, g_strdup (mutation->id));
    }
  /* One that is too large by itself must go too: the server says what is wrong with it. */
  if (!sending->blocked && !fits && sending->out->len > 0)
    sending->full = TRUE;
  else if (!sending->blocked)
    {
      sending->bytes += sending->group_bytes;
      g_ptr_array_extend_and_steal (sending->out, sending->group);
      sending->group = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
    }
  g_ptr_array_set_size (sending->group, 0);
  sending->group_bytes = 0;
  sending->blocked = FALSE;
}

static void
add_to_group (Sending *sending, CercleStatement *row)
{
  g_autoptr (CercleMutation) mutation = cercle_outbox_read (row);
  const CercleMutation *last =
      sending->group->len > 0 ? sending->group->pdata[sending->group->len - 1] : NULL;
  sqlite3_stmt *raw = cercle_statement_raw (row);

  if (mutation == NULL)
    return;
  if (last != NULL && (last->tx == NULL || g_strcmp0 (last->tx, mutation->tx) != 0))
    close_group (sending);
  sending->blocked = sending->blocked || names_refused (sending, row);
  sending->group_bytes +=
      ITEM_FRAME + (gsize) sqlite3_column_bytes (raw, 8) + (gsize) sqlite3_column_bytes (raw, 9);
  g_ptr_array_add (sending->group, g_steal_pointer (&mutation));
}

static gboolean
read_refused (CercleStore *store, GHashTable *refused, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite, "SELECT id FROM outbox WHERE state='refused' AND op='create'", error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    g_hash_table_add (refused, g_strdup (cercle_statement_text (row, 0)));
  return step == CERCLE_STEP_DONE;
}

GPtrArray *
cercle_journal_pending (CercleStore *store, guint n, gsize bytes, GError **error)
{
  g_autoptr (GHashTable) refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) out =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  Sending sending = { .refused = refused, .out = out, .max_bytes = bytes, .max_items = n };
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT " CERCLE_OUTBOX_COLUMNS " FROM outbox WHERE state='waiting' ORDER BY n", error);
  CercleStep step;

  if (row == NULL || !read_refused (store, refused, error))
    return NULL;
  sending.group = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  while (!sending.full && (step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    add_to_group (&sending, row);
  if (!sending.full && step == CERCLE_STEP_DONE)
    close_group (&sending);
  g_ptr_array_unref (sending.group);
  return sending.full || step == CERCLE_STEP_DONE ? g_steal_pointer (&out) : NULL;
}

/* Outcomes */

gboolean
cercle_outbox_note (CercleStore *store, const char *mid, GHashTable *records, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite, "SELECT kind, id, about FROM outbox WHERE mid=?", error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", mid);
  step = cercle_statement_step (row, error);
  if (step != CERCLE_STEP_ROW)
    return step == CERCLE_STEP_DONE;
  cercle_lay_note (records, cercle_statement_text (row, 0), cercle_statement_text (row, 1));
  cercle_lay_note (records, "case", cercle_statement_text (row, 2));
  return TRUE;
}

gboolean
cercle_outbox_deliver (CercleStore *store, GHashTable *records, GError **error)
{
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite,
                             "UPDATE outbox SET state='done', done_at=? WHERE state='sent'"
                             " AND seq<=(SELECT c.seq FROM cursor c WHERE c.scope=outbox.scope)"
                             " RETURNING kind, id, about",
                             error);
  gint64 now = cercle_instant_now ();
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "x", now);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      cercle_lay_note (records, cercle_statement_text (row, 0), cercle_statement_text (row, 1));
      cercle_lay_note (records, "case", cercle_statement_text (row, 2));
    }
  return step == CERCLE_STEP_DONE;
}

static gboolean
settle_one (CercleStore *store, const CercleOutcome *outcome, GHashTable *records, GError **error)
{
  switch (outcome->status)
    {
    case CERCLE_OUTCOME_RETRY:
      return cercle_sqlite_run (store->sqlite, error,
                                "UPDATE outbox SET attempts=attempts+1 WHERE mid=?"
                                " AND state='waiting'",
                                "s", outcome->mid);
    case CERCLE_OUTCOME_REJECTED:
      return cercle_sqlite_run (store->sqlite, error,
                                "UPDATE outbox SET state='refused', problem=?, field=?,"
                                " attempts=attempts+1 WHERE mid=? AND state IN " CERCLE_LAID,
                                "sss", outcome->problem, outcome->field, outcome->mid) &&
             cercle_outbox_note (store, outcome->mid, records, error);
    default:
      return cercle_sqlite_run (store->sqlite, error,
                                "UPDATE outbox SET state='sent', seq=?, attempts=attempts+1"
                                " WHERE mid=? AND state='waiting'",
                                "xs", outcome->seq, outcome->mid);
    }
}

/* It never comes back. */
static gboolean
drop_upward (CercleStore *store, GError **error)
{
  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    if (cercle_kinds ()[i]->reach == CERCLE_UPWARD &&
        !cercle_sqlite_run (store->sqlite, error,
                            "DELETE FROM outbox WHERE kind=? AND state IN ('sent', 'done')", "s",
                            cercle_kinds ()[i]->name))
      return FALSE;
  return TRUE;
}

static gboolean
settle_all (CercleStore *store, GPtrArray *outcomes, GError **error)
{
  g_autoptr (GHashTable) records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < outcomes->len; i++)
    if (!settle_one (store, outcomes->pdata[i], records, error))
      return FALSE;
  /* The feed may have been quicker than the answer. */
  return cercle_outbox_deliver (store, records, error) && drop_upward (store, error) &&
         cercle_lay_all (store, records, error);
}

gboolean
cercle_journal_settle (CercleStore *store, GPtrArray *outcomes, GError **error)
{
  return cercle_store_begin (store, error) &&
         cercle_store_end (store, settle_all (store, outcomes, error), error);
}

/* At a glance */

gboolean
cercle_journal_state (CercleStore *store, CercleJournalState *state, GError **error)
{
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite,
                             "SELECT (SELECT count(*) FROM outbox WHERE state='waiting'),"
                             " (SELECT count(*) FROM outbox WHERE state='refused'),"
                             " (SELECT count(*) FROM conflicts WHERE choice IS NULL AND deleted=0)",
                             error);

  if (row == NULL || cercle_statement_step (row, error) != CERCLE_STEP_ROW)
    return FALSE;
  state->waiting = (guint) cercle_statement_integer (row, 0);
  state->refused = (guint) cercle_statement_integer (row, 1);
  state->conflicts = (guint) cercle_statement_integer (row, 2);
  state->indexing = cercle_search_has_gap (store);
  return TRUE;
}

int
cercle_journal_mark (CercleStore *store, const CercleKind *kind, const char *id)
{
  return (int) cercle_sqlite_integer (
      store->sqlite, 0,
      "SELECT max(CASE state WHEN 'refused' THEN 2 WHEN 'waiting' THEN 1 ELSE 0 END)"
      " FROM outbox WHERE id=?1 OR about=?1",
      "s", id);
}
