/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where are the values of a record, and how do they go? Besides its row, copies are kept only in
 * rows that name it: nothing else need be searched. */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-feed.h"
#include "cercle-opening.h"
#include "cercle-person-merge.h"
#include "cercle-review.h"
#include "cercle-store-private.h"
#include "cercle-waiting-list.h"

/* Rows that tell values of a record, by identity: kind and the query that finds them. */
static const struct
{
  const CercleKind *kind;
  const char *sql;
  guint ends;
} tellers[] = {
  { &cercle_conflict_kind, "SELECT id FROM conflicts WHERE of_id=? AND deleted=0",
    1u << CERCLE_STORE_DESK | 1u << CERCLE_STORE_SERVER },
  { &cercle_event_kind, "SELECT id FROM events WHERE of_id=? AND deleted=0",
    1u << CERCLE_STORE_DESK | 1u << CERCLE_STORE_SERVER },
  { &cercle_merge_kind, "SELECT id FROM merges WHERE (loser=?1 OR survivor=?1) AND deleted=0",
    1u << CERCLE_STORE_DESK | 1u << CERCLE_STORE_SERVER },
  { &cercle_review_item_kind, "SELECT id FROM review_items WHERE \"case\"=? AND deleted=0",
    1u << CERCLE_STORE_DESK | 1u << CERCLE_STORE_SERVER },
  { &cercle_opening_kind, "SELECT id FROM openings WHERE \"case\"=? AND deleted=0",
    1u << CERCLE_STORE_DESK | 1u << CERCLE_STORE_SERVER },
  { &cercle_draft_kind,
    "SELECT id FROM drafts WHERE instr(of_id, ?1) > 0 OR instr(content, ?1) > 0",
    1u << CERCLE_STORE_DESK },
  { &cercle_waiting_row_kind,
    "SELECT id FROM waiting_rows WHERE (person=?1 OR \"case\"=?1) AND deleted=0",
    1u << CERCLE_STORE_DESK },
};

static gboolean forget (CercleStore *store, const CercleKind *kind, const char *id, GError **error);

static gboolean
forget_tellers (CercleStore *store, guint teller, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite, tellers[teller].sql, error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "s", id);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (cercle_statement_text (row, 0)));
  cercle_statement_reset (row);
  for (guint i = 0; step == CERCLE_STEP_DONE && i < ids->len; i++)
    if (!forget (store, tellers[teller].kind, ids->pdata[i], error))
      return FALSE;
  return step == CERCLE_STEP_DONE;
}

static gboolean
forget_on_desk (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  return cercle_store_remove (store, kind, id, error) &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM base WHERE kind=? AND id=?", "ss",
                            kind->name, id) &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM outbox WHERE id=? AND kind=?", "ss",
                            id, kind->name);
}

/* An empty tombstone stays, under a new number: other desks must hear of it. */
static gboolean
forget_on_server (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) record = cercle_store_get (store, kind, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (record != NULL)
    {
      for (guint i = 0; i < kind->n_fields; i++)
        cercle_record_unset (record, i);
      cercle_envelope_set (&cercle_record_envelope (record)->extra, NULL);
    }
  if (record != NULL && kind->reach == CERCLE_SYNCED &&
      !cercle_feed_write (store, record, CERCLE_OP_DELETE, 0, NULL, error))
    return FALSE;
  if (record != NULL && kind->reach != CERCLE_SYNCED && !cercle_store_put (store, record, error))
    return FALSE;
  return cercle_sqlite_run (store->sqlite, error,
                            "UPDATE change SET patch=NULL WHERE id=? AND kind=?", "ss", id,
                            kind->name) &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM quarantine WHERE id=? AND kind=?",
                            "ss", id, kind->name);
}

static gboolean
forget (CercleStore *store, const CercleKind *kind, const char *id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tellers); i++)
    if ((tellers[i].ends & (1u << store->end)) && kind != tellers[i].kind &&
        !forget_tellers (store, i, id, error))
      return FALSE;
  return store->end == CERCLE_STORE_DESK ? forget_on_desk (store, kind, id, error)
                                         : forget_on_server (store, kind, id, error);
}

gboolean
cercle_store_forget (CercleStore *self, const CercleKind *kind, const char *id, GError **error)
{
  if (cercle_table (kind, self->end) == NULL)
    return TRUE;
  return cercle_store_begin (self, error) &&
         cercle_store_end (self, forget (self, kind, id, error), error);
}
