/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cercle-desk.h"

#include "cercle-json.h"

#include <sqlite3.h>

CercleTx *
save (CercleStore *store, CercleRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleTx) tx = cercle_tx_new ("Saved");
  CercleTx *undo = NULL;

  cercle_tx_save (tx, record);
  cercle_journal_commit (store, tx, MEMBER, ZONE, &undo, &error);
  g_assert_no_error (error);
  return undo;
}

void
save_all (CercleStore *store, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleTx) tx = cercle_tx_new ("Saved");
  CercleRecord *record;
  va_list records;

  va_start (records, store);
  while ((record = va_arg (records, CercleRecord *)) != NULL)
    cercle_tx_save (tx, record);
  va_end (records);
  cercle_journal_commit (store, tx, MEMBER, ZONE, NULL, &error);
  g_assert_no_error (error);
}

void
answer_all (CercleStore *store, CercleOutcomeStatus status, const char *problem, gint64 *seq)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = cercle_journal_pending (store, 500, 1 << 20, &error);
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_outcome_free);

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      const CercleMutation *item = items->pdata[i];
      CercleOutcome *outcome = g_new0 (CercleOutcome, 1);

      outcome->mid = g_strdup (item->mid);
      outcome->status = status;
      outcome->problem = g_strdup (problem);
      if (status != CERCLE_OUTCOME_REJECTED)
        outcome->seq = ++*seq;
      g_ptr_array_add (outcomes, outcome);
    }
  cercle_journal_settle (store, outcomes, &error);
  g_assert_no_error (error);
}

void
tell (CercleStore *store, CercleFeedOp op, CercleRecord *record, gint64 seq)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_feed_item_free);
  CercleFeedItem *item = g_new0 (CercleFeedItem, 1);
  g_autofree char *cursor = g_strdup_printf ("v1/" SCOPE "/e1/%" G_GINT64_FORMAT, seq);

  item->op = op;
  item->kind = cercle_record_get_kind (record);
  item->id = g_strdup (cercle_record_get_id (record));
  item->seq = seq;
  item->record = op == CERCLE_FEED_PUT ? g_object_ref (record) : NULL;
  g_ptr_array_add (items, item);
  cercle_journal_apply (store, SCOPE, items, cursor, "e1", NULL, &error);
  g_assert_no_error (error);
}

void
tell_put (CercleStore *store, CercleRecord *record, gint64 rev, gint64 seq)
{
  g_autoptr (CercleRecord) told = cercle_record_copy (record);

  cercle_record_envelope (told)->rev = rev;
  cercle_record_envelope (told)->seq = seq;
  tell (store, CERCLE_FEED_PUT, told, seq);
}

guint
count_waiting (CercleStore *store)
{
  CercleJournalState state;

  g_assert_true (cercle_journal_state (store, &state, NULL));
  return state.waiting;
}

guint
count_refused (CercleStore *store)
{
  CercleJournalState state;

  g_assert_true (cercle_journal_state (store, &state, NULL));
  return state.refused;
}

static void
digest_query (sqlite3 *handle, const char *sql, GString *text)
{
  sqlite3_stmt *row;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (row); i++)
        {
          const char *value = (const char *) sqlite3_column_text (row, i);
          g_string_append_printf (text, "%s|", value != NULL ? value : "-");
        }
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (row);
}

char *
digest (CercleStore *store)
{
  GString *text = g_string_new (NULL);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (cercle_store_get_path (store), &handle), ==, SQLITE_OK);
  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY id", (*kind)->table);

      digest_query (handle, sql, text);
    }
  digest_query (handle, "SELECT kind, id, rev, doc FROM base ORDER BY id", text);
  digest_query (handle, "SELECT n, mid, id, op, set_json, state, seq FROM outbox ORDER BY n", text);
  digest_query (handle, "SELECT scope, cursor, snapshot_mark FROM cursor ORDER BY scope", text);
  digest_query (handle, "SELECT doc, kind, id, text FROM search_doc ORDER BY doc", text);
  sqlite3_close (handle);
  return g_string_free (text, FALSE);
}
