/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What did the server refuse, and how is it mended, sent again or let go? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-id.h"
#include "cercle-journal-private.h"
#include "cercle-json.h"
#include "cercle-macros.h"

void
cercle_refusal_free (CercleRefusal *refusal)
{
  cercle_mutation_free (refusal->mutation);
  g_free (refusal->problem);
  g_free (refusal->field);
  g_free (refusal);
}

GPtrArray *
cercle_journal_refusals (CercleStore *store, GError **error)
{
  g_autoptr (GPtrArray) refusals =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_refusal_free);
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite,
                             "SELECT " CERCLE_OUTBOX_COLUMNS ", problem, field FROM outbox"
                             " WHERE state='refused' ORDER BY n",
                             error);
  CercleStep step;

  if (row == NULL)
    return NULL;
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      g_autoptr (CercleMutation) mutation = cercle_outbox_read (row);
      CercleRefusal *refusal;

      if (mutation == NULL)
        continue;
      refusal = g_new0 (CercleRefusal, 1);
      refusal->mutation = g_steal_pointer (&mutation);
      refusal->problem = g_strdup (cercle_statement_text (row, 12));
      refusal->field = g_strdup (cercle_statement_text (row, 13));
      g_ptr_array_add (refusals, refusal);
    }
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&refusals) : NULL;
}

/* The server answers a known mid as before: what is tried again is another mutation. */
static gboolean
renew_item (CercleStore *store, const char *mid, GHashTable *records, GError **error)
{
  g_autofree char *fresh = cercle_id_new ();

  return cercle_outbox_note (store, mid, records, error) &&
         cercle_sqlite_run (store->sqlite, error,
                            "UPDATE outbox SET mid=?, state='waiting', problem=NULL, field=NULL"
                            " WHERE mid=? AND state='refused'",
                            "ss", fresh, mid);
}

static gboolean
retry_tx (CercleStore *store, const char *mid, GError **error)
{
  g_autoptr (GHashTable) records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) mids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT o.mid FROM outbox o JOIN outbox one ON o.mid=one.mid OR o.tx=one.tx"
      " WHERE one.mid=? AND o.state='refused'",
      error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", mid);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    g_ptr_array_add (mids, g_strdup (cercle_statement_text (row, 0)));
  if (step == CERCLE_STEP_FAILED)
    return FALSE;
  for (guint i = 0; i < mids->len; i++)
    if (!renew_item (store, mids->pdata[i], records, error))
      return FALSE;
  return cercle_lay_all (store, records, error);
}

gboolean
cercle_journal_retry (CercleStore *store, const char *mid, GError **error)
{
  return cercle_store_begin (store, error) &&
         cercle_store_end (store, retry_tx (store, mid, error), error);
}

/* Mending by an edit */

/* Refused patches of this row whose fields are all set anew. */
static gboolean
drop_replaced (CercleStore *store, CercleRecord *row, guint64 mask, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (row);
  g_autoptr (GPtrArray) mids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CercleStatement) item = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT " CERCLE_OUTBOX_COLUMNS " FROM outbox WHERE id=? AND state='refused' AND op='patch'",
      error);
  CercleStep step;

  if (item == NULL)
    return FALSE;
  cercle_statement_bind (item, "s", cercle_record_get_id (row));
  while ((step = cercle_statement_step (item, error)) == CERCLE_STEP_ROW)
    {
      g_autoptr (CercleMutation) mutation = cercle_outbox_read (item);
      g_autoptr (CercleRecord) set = cercle_record_new_with_id (kind, mutation->id);
      guint64 named = G_MAXUINT64;

      cercle_record_apply_json (set, mutation->set, CERCLE_APPLY_KEEP_UNKNOWN, &named, NULL);
      if ((named & ~mask) == 0)
        g_ptr_array_add (mids, g_strdup (mutation->mid));
    }
  for (guint i = 0; step == CERCLE_STEP_DONE && i < mids->len; i++)
    if (!cercle_sqlite_run (store->sqlite, error, "DELETE FROM outbox WHERE mid=?", "s",
                            mids->pdata[i]))
      return FALSE;
  return step == CERCLE_STEP_DONE;
}

gboolean
cercle_outbox_mend (CercleStore *store, CercleRecord *row, const char *about, guint64 mask,
                    gboolean *mended, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (row);
  g_autoptr (GError) local = NULL;
  g_autofree char *mid =
      cercle_sqlite_text (store->sqlite, &local,
                          "SELECT mid FROM outbox WHERE id=? AND state='refused' AND op='create'",
                          "s", cercle_record_get_id (row));
  g_autoptr (JsonObject) set = NULL;
  g_autofree char *text = NULL;

  *mended = mid != NULL;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (mid == NULL)
    return drop_replaced (store, row, mask, error);
  set = cercle_record_to_json (row, ~cercle_kind_mask (kind, CERCLE_DERIVED), FALSE);
  text = cercle_json_print (set);
  return cercle_sqlite_run (store->sqlite, error,
                            "UPDATE outbox SET set_json=?, about=? WHERE mid=?", "sss", text, about,
                            mid) &&
         retry_tx (store, mid, error);
}

/* Letting go */

/* What named a record that will never be can never be sent: it is refused, visibly. */
static gboolean
forsake_creation (CercleStore *store, const CercleKind *kind, const char *id, GHashTable *records,
                  GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "UPDATE outbox SET state='refused', problem='depends' WHERE state='waiting'"
      " AND (id=?1 OR instr(set_json, ?1) > 0) RETURNING kind, id, about",
      error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", id);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      cercle_lay_note (records, cercle_statement_text (row, 0), cercle_statement_text (row, 1));
      cercle_lay_note (records, "case", cercle_statement_text (row, 2));
    }
  return step == CERCLE_STEP_DONE && cercle_store_remove (store, kind, id, error);
}

static gboolean
abandon_item (CercleStore *store, const char *mid, GError **error)
{
  g_autoptr (GHashTable) records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CercleMutation) mutation = NULL;
  g_autoptr (CercleRecord) created = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite, "SELECT " CERCLE_OUTBOX_COLUMNS " FROM outbox WHERE mid=? AND state='refused'",
      error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", mid);
  step = cercle_statement_step (row, error);
  mutation = step == CERCLE_STEP_ROW ? cercle_outbox_read (row) : NULL;
  if (mutation == NULL)
    return step != CERCLE_STEP_FAILED;
  if (!cercle_outbox_note (store, mid, records, error) ||
      !cercle_sqlite_run (store->sqlite, error, "DELETE FROM outbox WHERE mid=?", "s", mid))
    return FALSE;
  if (mutation->op == CERCLE_OP_CREATE)
    created = cercle_store_get (store, mutation->kind, mutation->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (created != NULL && cercle_record_envelope (created)->rev == 0 &&
      !forsake_creation (store, mutation->kind, mutation->id, records, error))
    return FALSE;
  return cercle_lay_all (store, records, error);
}

gboolean
cercle_journal_abandon (CercleStore *store, const char *mid, GError **error)
{
  return cercle_store_begin (store, error) &&
         cercle_store_end (store, abandon_item (store, mid, error), error);
}
