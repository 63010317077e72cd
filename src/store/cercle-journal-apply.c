/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does what the server tells come into the file, beside what is unsent? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-instant.h"
#include "cercle-journal-private.h"
#include "cercle-macros.h"
#include "cercle-openings.h"

/* How long an acknowledged change is kept, in case the server is restored from before it. */
#define KEEP_DONE (G_GINT64_CONSTANT (35) * 24 * 3600 * 1000)

typedef struct
{
  CercleStore *store;
  const char *scope;
  gboolean sweep;      /* a snapshot over older rows: it is true whatever their revs */
  gint64 seq;          /* greatest of the items */
  guint64 changed;     /* kinds */
  GHashTable *unsent;  /* identities with work that is laid over them */
  GHashTable *records; /* "kind id" to lay again */
} Apply;

static void
apply_clear (Apply *apply)
{
  g_clear_pointer (&apply->unsent, g_hash_table_unref);
  g_clear_pointer (&apply->records, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Apply, apply_clear)

static gboolean
begin_apply (Apply *apply, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      apply->store->sqlite, "SELECT id, about FROM outbox WHERE state IN " CERCLE_LAID, error);
  CercleStep step;

  apply->unsent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  apply->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (row == NULL)
    return FALSE;
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    for (int column = 0; column < 2; column++)
      if (cercle_statement_text (row, column) != NULL)
        g_hash_table_add (apply->unsent, g_strdup (cercle_statement_text (row, column)));
  return step == CERCLE_STEP_DONE;
}

/* The server's version where it is kept: base, or else the row. FALSE with error. */
static gboolean
find_version (Apply *apply, const CercleFeedItem *item, CercleRecord **version, GError **error)
{
  g_autoptr (GError) local = NULL;

  *version = cercle_lay_get_base (apply->store, item->kind, item->id, &local);
  if (*version == NULL && local == NULL)
    *version = cercle_store_get (apply->store, item->kind, item->id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
apply_put (Apply *apply, CercleFeedItem *item, GError **error)
{
  g_autoptr (CercleRecord) version = NULL;

  if (!g_hash_table_contains (apply->unsent, item->id))
    return cercle_store_write (apply->store, item->record, apply->sweep, NULL, error);
  if (!find_version (apply, item, &version, error))
    return FALSE;
  if (!apply->sweep && version != NULL &&
      cercle_record_envelope (version)->rev >= cercle_record_envelope (item->record)->rev)
    return TRUE;
  cercle_lay_note (apply->records, item->kind->name, item->id);
  return cercle_lay_put_base (apply->store, item->record, error);
}

/* The record is no more, but something unsent speaks of it: the server will answer. */
static gboolean
apply_del (Apply *apply, CercleFeedItem *item, CercleRecord *version, GError **error)
{
  if (!g_hash_table_contains (apply->unsent, item->id))
    return cercle_store_remove (apply->store, item->kind, item->id, error) &&
           cercle_lay_drop_base (apply->store, item->kind, item->id, error);
  cercle_record_envelope (version)->deleted = TRUE;
  cercle_record_envelope (version)->seq = item->seq;
  cercle_lay_note (apply->records, item->kind->name, item->id);
  return cercle_lay_put_base (apply->store, version, error);
}

static gboolean
refuse_unsent (CercleStore *store, const char *id, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error,
                            "UPDATE outbox SET state='refused', problem='scope' WHERE id=?"
                            " AND state='waiting'",
                            "s", id) &&
         cercle_sqlite_run (store->sqlite, error,
                            "DELETE FROM outbox WHERE id=? AND state IN ('sent', 'done')", "s", id);
}

/* Values that are no longer hers leave the desk; what she wrote stays, refused. */
static gboolean
apply_hide (Apply *apply, CercleFeedItem *item, CercleRecord *version, GError **error)
{
  return cercle_openings_note_hidden (apply->store, cercle_record_envelope (version)->audience,
                                      error) &&
         refuse_unsent (apply->store, item->id, error) &&
         cercle_store_remove (apply->store, item->kind, item->id, error) &&
         cercle_lay_drop_base (apply->store, item->kind, item->id, error);
}

static gboolean
apply_item (Apply *apply, CercleFeedItem *item, GError **error)
{
  const CercleTable *table = cercle_table (item->kind, apply->store->end);
  g_autoptr (CercleRecord) version = NULL;

  apply->seq = MAX (apply->seq, item->seq);
  apply->changed |= CERCLE_MASK (table->position);
  if (apply->sweep &&
      !cercle_sqlite_run (apply->store->sqlite, error,
                          "INSERT OR IGNORE INTO snapshot_seen (scope, kind, id) VALUES (?, ?, ?)",
                          "sss", apply->scope, item->kind->name, item->id))
    return FALSE;
  if (item->op == CERCLE_FEED_PUT)
    return item->record == NULL || apply_put (apply, item, error);
  if (!find_version (apply, item, &version, error))
    return FALSE;
  /* A page that comes again must not undo what came after it. */
  if (version == NULL || cercle_record_envelope (version)->seq > item->seq)
    return TRUE;
  return item->op == CERCLE_FEED_DEL ? apply_del (apply, item, version, error)
                                     : apply_hide (apply, item, version, error);
}

static gboolean
apply_items (Apply *apply, GPtrArray *items, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    if (!apply_item (apply, items->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* What has come back is done; then everything touched shows what it must. */
static gboolean
end_apply (Apply *apply, GError **error)
{
  return cercle_outbox_deliver (apply->store, apply->records, error) &&
         cercle_sqlite_run (apply->store->sqlite, error,
                            "DELETE FROM outbox WHERE state='done' AND done_at<?", "x",
                            cercle_instant_now () - KEEP_DONE) &&
         cercle_lay_all (apply->store, apply->records, error);
}

static gboolean
finish (CercleStore *store, Apply *apply, gboolean done, guint64 *changed, GError **error)
{
  if (!cercle_store_end (store, done, error))
    return FALSE;
  if (changed != NULL)
    *changed |= apply->changed;
  return TRUE;
}

/* The feed. What the power takes away the server tells again, for the cursor goes with it: pages
 * need not wait for the disk. */

static gboolean
put_cursor (CercleStore *store, const char *scope, const char *cursor, const char *epoch,
            gint64 seq, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO cursor (scope, cursor, epoch, seq) VALUES (?, ?, ?, ?)"
                            " ON CONFLICT (scope) DO UPDATE SET cursor=excluded.cursor,"
                            " epoch=excluded.epoch, seq=excluded.seq",
                            "sssx", scope, cursor, epoch, seq);
}

gboolean
cercle_journal_apply (CercleStore *store, const char *scope, GPtrArray *items, const char *cursor,
                      const char *epoch, guint64 *changed, GError **error)
{
  g_auto (Apply) apply = { .store = store, .scope = scope };
  gboolean done;
  gint64 seq;

  if (!cercle_store_begin_normal (store, error))
    return FALSE;
  done = begin_apply (&apply, error) && apply_items (&apply, items, error);
  seq = MAX (apply.seq, cercle_cursor_seq (cursor));
  done = done && put_cursor (store, scope, cursor, epoch, seq, error) && end_apply (&apply, error);
  return finish (store, &apply, done, changed, error);
}

gboolean
cercle_journal_cursor (CercleStore *store, const char *scope, char **cursor, GError **error)
{
  return cercle_sqlite_read_text (store->sqlite, cursor, error,
                                  "SELECT cursor FROM cursor WHERE scope=?", "s", scope);
}

GStrv
cercle_journal_scopes (CercleStore *store)
{
  g_autoptr (GStrvBuilder) scopes = g_strv_builder_new ();
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite, "SELECT scope FROM cursor ORDER BY scope", NULL);

  while (row != NULL && cercle_statement_step (row, NULL) == CERCLE_STEP_ROW)
    g_strv_builder_add (scopes, cercle_statement_text (row, 0));
  return g_strv_builder_end (scopes);
}

static gboolean
begin_epoch (CercleStore *store, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error,
                            "UPDATE outbox SET state='waiting', seq=0"
                            " WHERE state IN ('sent', 'done')",
                            "") &&
         cercle_sqlite_run (store->sqlite, error,
                            "UPDATE cursor SET cursor=NULL, epoch=NULL, seq=0, snapshot_mark=NULL",
                            "") &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM snapshot_seen", "");
}

gboolean
cercle_journal_new_epoch (CercleStore *store, GError **error)
{
  return cercle_store_begin (store, error) &&
         cercle_store_end (store, begin_epoch (store, error), error);
}

/* Snapshots */

static gboolean
scope_has_rows (CercleStore *store, const char *scope, gint64 *has, GError **error)
{
  *has = 0;
  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL && *has == 0; kind++)
    if (!cercle_sqlite_read (store->sqlite, has, error, cercle_table (*kind, store->end)->in_scope,
                             "s", scope))
      return FALSE;
  return TRUE;
}

static gboolean
begin_snapshot (CercleStore *store, const char *scope, const char *epoch, GError **error)
{
  gint64 sweep;

  return scope_has_rows (store, scope, &sweep, error) &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM snapshot_seen WHERE scope=?", "s",
                            scope) &&
         cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO cursor (scope, epoch, snapshot_mark, sweep)"
                            " VALUES (?, ?, '', ?) ON CONFLICT (scope) DO UPDATE SET cursor=NULL,"
                            " seq=0, epoch=excluded.epoch, snapshot_mark='', sweep=excluded.sweep",
                            "ssx", scope, epoch, sweep);
}

gboolean
cercle_journal_snapshot_begin (CercleStore *store, const char *scope, const char *epoch,
                               GError **error)
{
  return cercle_store_begin (store, error) &&
         cercle_store_end (store, begin_snapshot (store, scope, epoch, error), error);
}

static gboolean
read_sweep (Apply *apply, GError **error)
{
  gint64 sweep = 0;
  gboolean done = cercle_sqlite_read (apply->store->sqlite, &sweep, error,
                                      "SELECT sweep FROM cursor WHERE scope=?", "s", apply->scope);

  apply->sweep = sweep != 0;
  return done;
}

gboolean
cercle_journal_snapshot_mark (CercleStore *store, const char *scope, char **mark, GError **error)
{
  return cercle_sqlite_read_text (store->sqlite, mark, error,
                                  "SELECT snapshot_mark FROM cursor WHERE scope=?", "s", scope);
}

gboolean
cercle_journal_snapshot_page (CercleStore *store, const char *scope, GPtrArray *items,
                              const char *mark, guint64 *changed, GError **error)
{
  g_auto (Apply) apply = { .store = store, .scope = scope };
  gboolean done;

  if (!cercle_store_begin_normal (store, error))
    return FALSE;
  done = read_sweep (&apply, error) && begin_apply (&apply, error) &&
         apply_items (&apply, items, error) &&
         cercle_sqlite_run (store->sqlite, error, "UPDATE cursor SET snapshot_mark=? WHERE scope=?",
                            "ss", mark, scope) &&
         cercle_lay_all (store, apply.records, error);
  return finish (store, &apply, done, changed, error);
}

/* Identities first: rows are changed while nothing reads the table. */
static GPtrArray *
read_ids (CercleStore *store, const CercleKind *kind, const char *scope, const char *sql,
          GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (store->sqlite, sql, error);
  CercleStep step;

  if (row == NULL)
    return NULL;
  if (sql == cercle_table (kind, store->end)->ids)
    cercle_statement_bind (row, "s", scope);
  else
    cercle_statement_bind (row, "ss", scope, kind->name);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    g_ptr_array_add (ids, g_strdup (cercle_statement_text (row, 0)));
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
remove_rows (CercleStore *store, const CercleKind *kind, const char *scope, const char *sql,
             GError **error)
{
  g_autoptr (GPtrArray) ids = read_ids (store, kind, scope, sql, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!cercle_store_remove (store, kind, ids->pdata[i], error) ||
        !cercle_lay_drop_base (store, kind, ids->pdata[i], error))
      return FALSE;
  return ids != NULL;
}

/* The server has nothing under this identity that could be read, but something unsent speaks of it:
 * what was created here is a creation again; of anything else only her own words stay. */
static gboolean
orphan_row (Apply *apply, const CercleKind *kind, const char *id, GError **error)
{
  CercleSqlite *sqlite = apply->store->sqlite;
  g_autoptr (CercleRecord) nothing = cercle_record_new_with_id (kind, id);
  gint64 created = 0;

  if (!cercle_sqlite_read (sqlite, &created, error,
                           "SELECT 1 FROM outbox WHERE id=? AND op='create' AND state IN"
                           " " CERCLE_LAID " LIMIT 1",
                           "s", id))
    return FALSE;
  cercle_lay_note (apply->records, kind->name, id);
  if (created != 0)
    return cercle_lay_drop_base (apply->store, kind, id, error) &&
           cercle_sqlite_run (sqlite, error, cercle_table (kind, apply->store->end)->forget_rev,
                              "s", id);
  cercle_envelope_set (&cercle_record_envelope (nothing)->scope, apply->scope);
  cercle_envelope_set (&cercle_record_envelope (nothing)->audience, kind->audience);
  cercle_record_envelope (nothing)->deleted = TRUE;
  return cercle_lay_put_base (apply->store, nothing, error);
}

static gboolean
orphan_rows (Apply *apply, const CercleKind *kind, GError **error)
{
  g_autoptr (GPtrArray) ids = read_ids (apply->store, kind, apply->scope,
                                        cercle_table (kind, apply->store->end)->orphans, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!orphan_row (apply, kind, ids->pdata[i], error))
      return FALSE;
  return ids != NULL;
}

static gboolean
sweep_rows (Apply *apply, GError **error)
{
  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    if ((*kind)->reach == CERCLE_SYNCED &&
        (!remove_rows (apply->store, *kind, apply->scope,
                       cercle_table (*kind, apply->store->end)->unseen, error) ||
         !orphan_rows (apply, *kind, error)))
      return FALSE;
  return cercle_sqlite_run (apply->store->sqlite, error, "DELETE FROM snapshot_seen WHERE scope=?",
                            "s", apply->scope);
}

static gboolean
end_snapshot (Apply *apply, const char *cursor, GError **error)
{
  CercleStore *store = apply->store;
  gint64 seq = cercle_cursor_seq (cursor);

  /* What the snapshot has brought back is no longer unsent when the rows are swept. */
  return read_sweep (apply, error) && begin_apply (apply, error) &&
         cercle_sqlite_run (store->sqlite, error,
                            "UPDATE cursor SET cursor=?, seq=?, snapshot_mark=NULL, sweep=0"
                            " WHERE scope=?",
                            "sxs", cursor, seq, apply->scope) &&
         cercle_outbox_deliver (store, apply->records, error) &&
         (!apply->sweep || sweep_rows (apply, error)) && end_apply (apply, error);
}

gboolean
cercle_journal_snapshot_end (CercleStore *store, const char *scope, const char *cursor,
                             GError **error)
{
  g_auto (Apply) apply = { .store = store, .scope = scope };

  return cercle_store_begin (store, error) &&
         cercle_store_end (store, end_snapshot (&apply, cursor, error), error);
}

/* A scope that was taken away */

static gboolean
drop_scope (CercleStore *store, const char *scope, GError **error)
{
  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    if (!remove_rows (store, *kind, scope, cercle_table (*kind, store->end)->ids, error))
      return FALSE;
  return cercle_sqlite_run (store->sqlite, error,
                            "UPDATE outbox SET state='refused', problem='scope' WHERE scope=?"
                            " AND state='waiting'",
                            "s", scope) &&
         cercle_sqlite_run (store->sqlite, error,
                            "DELETE FROM outbox WHERE scope=? AND state IN ('sent', 'done')", "s",
                            scope) &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM base WHERE scope=?", "s", scope) &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM snapshot_seen WHERE scope=?", "s",
                            scope) &&
         cercle_sqlite_run (store->sqlite, error, "DELETE FROM cursor WHERE scope=?", "s", scope);
}

gboolean
cercle_journal_drop_scope (CercleStore *store, const char *scope, GError **error)
{
  return cercle_store_begin (store, error) &&
         cercle_store_end (store, drop_scope (store, scope, error), error);
}
