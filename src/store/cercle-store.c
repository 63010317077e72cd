/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a file opened, written and read as records? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-store-private.h"

#include "cercle-file.h"
#include "cercle-migrations.h"
#include "cercle-search.h"

G_DEFINE_FINAL_TYPE (CercleStore, cercle_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (cercle - store - error - quark, cercle_store_error)

static void
cercle_store_finalize (GObject *object)
{
  CercleStore *self = CERCLE_STORE (object);

  g_clear_pointer (&self->sqlite, cercle_sqlite_close);
  cercle_file_unlock (self->lock);
  g_clear_pointer (&self->queries, g_hash_table_unref);
  g_free (self->path);
  G_OBJECT_CLASS (cercle_store_parent_class)->finalize (object);
}

static void
cercle_store_class_init (CercleStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_store_finalize;
}

static void
cercle_store_init (CercleStore *self)
{
  self->lock = -1;
  self->queries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Opening */

/* KiB of pages: a server has the memory; a desk shares it, and fills its file as fast with less. */
static const guint caches[] = { [CERCLE_STORE_DESK] = 4000, [CERCLE_STORE_SERVER] = 16000 };

static gboolean
open_writer (CercleStore *self, GBytes *key, GError **error)
{
  guint schema;

  self->lock = cercle_file_lock (self->path, error);
  if (self->lock < 0 || !cercle_file_create (self->path, error))
    return FALSE;
  self->sqlite = cercle_sqlite_open (self->path, FALSE, key, error);
  /* Nothing is written before the file is known to be ours. */
  if (self->sqlite == NULL || !cercle_migrations_check (self->sqlite, self->end, &schema, error) ||
      !cercle_file_make_private (self->path, error) ||
      !cercle_sqlite_become_writer (self->sqlite, caches[self->end], error) ||
      !cercle_migrations_run (self->sqlite, self->end, schema, error))
    return FALSE;
  return key == NULL || !cercle_store_encrypts () || cercle_sqlite_is_secret (self->sqlite, error);
}

CercleStore *
cercle_store_open (const char *path, CercleStoreEnd end, GBytes *key, GError **error)
{
  g_autoptr (CercleStore) self = g_object_new (CERCLE_TYPE_STORE, NULL);

  self->path = g_strdup (path);
  self->end = end;
  if (!open_writer (self, key, error))
    return NULL;
  return g_steal_pointer (&self);
}

CercleStore *
cercle_store_open_reader (const char *path, GBytes *key, GError **error)
{
  g_autoptr (CercleStore) self = g_object_new (CERCLE_TYPE_STORE, NULL);

  self->path = g_strdup (path);
  self->sqlite = cercle_sqlite_open (path, TRUE, key, error);
  if (self->sqlite == NULL || !cercle_migrations_identify (self->sqlite, &self->end, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
cercle_store_encrypts (void)
{
#ifdef CERCLE_SQLCIPHER
  return TRUE;
#else
  return FALSE;
#endif
}

gboolean
cercle_store_is_encrypted (CercleStore *self)
{
  return cercle_store_encrypts () && cercle_sqlite_is_secret (self->sqlite, NULL);
}

guint
cercle_store_schema (void)
{
  return cercle_migrations_newest ();
}

const char *
cercle_store_get_path (CercleStore *self)
{
  return self->path;
}

/* Transactions */

gboolean
cercle_store_begin (CercleStore *self, GError **error)
{
  return cercle_sqlite_begin (self->sqlite, FALSE, error);
}

gboolean
cercle_store_begin_normal (CercleStore *self, GError **error)
{
  return cercle_sqlite_begin (self->sqlite, TRUE, error);
}

gboolean
cercle_store_commit (CercleStore *self, GError **error)
{
  gboolean done = cercle_sqlite_commit (self->sqlite, error);

  if (!done)
    self->gaps_noted = 0;
  return done;
}

void
cercle_store_rollback (CercleStore *self)
{
  self->gaps_noted = 0;
  cercle_sqlite_rollback (self->sqlite);
}

gboolean
cercle_store_end (CercleStore *self, gboolean done, GError **error)
{
  if (done)
    return cercle_store_commit (self, error);
  cercle_store_rollback (self);
  return FALSE;
}

gboolean
cercle_store_need_transaction (CercleStore *self, GError **error)
{
  if (cercle_sqlite_depth (self->sqlite) > 0)
    return TRUE;
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED,
                       "this is written within a transaction only");
  return FALSE;
}

void
cercle_store_fail_at (CercleStore *self, guint64 n, int sqlite_code)
{
  cercle_sqlite_fail_at (self->sqlite, n, sqlite_code);
}

guint64
cercle_store_operations (CercleStore *self)
{
  return cercle_sqlite_operations (self->sqlite);
}

/* Records */

static const CercleTable *
table_of (CercleStore *self, const CercleKind *kind, GError **error)
{
  const CercleTable *table = cercle_table (kind, self->end);

  if (table == NULL)
    g_set_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED, "this end keeps no %s",
                 kind->name);
  return table;
}

gboolean
cercle_store_write (CercleStore *self, CercleRecord *record, gboolean always, gboolean *written,
                    GError **error)
{
  const CercleTable *table = table_of (self, cercle_record_get_kind (record), error);
  const CercleTablePut how = { .always = always };
  gboolean done = FALSE;

  if (table == NULL || !cercle_table_put (table, self->sqlite, record, &how, &done, error))
    return FALSE;
  if (written != NULL)
    *written = done;
  return !done || self->end != CERCLE_STORE_DESK || cercle_search_put (self, record, error);
}

gboolean
cercle_store_put (CercleStore *self, CercleRecord *record, GError **error)
{
  if (cercle_sqlite_depth (self->sqlite) > 0)
    return cercle_store_write (self, record, TRUE, NULL, error);
  if (!cercle_store_begin (self, error))
    return FALSE;
  return cercle_store_end (self, cercle_store_write (self, record, TRUE, NULL, error), error);
}

gboolean
cercle_store_remove (CercleStore *self, const CercleKind *kind, const char *id, GError **error)
{
  const CercleTable *table = table_of (self, kind, error);

  return table != NULL && cercle_sqlite_run (self->sqlite, error, table->remove, "s", id) &&
         (self->end != CERCLE_STORE_DESK || cercle_search_remove (self, kind, id, error));
}

CercleRecord *
cercle_store_get (CercleStore *self, const CercleKind *kind, const char *id, GError **error)
{
  const CercleTable *table = table_of (self, kind, error);
  return table != NULL ? cercle_table_get (table, self->sqlite, id, error) : NULL;
}

static void
unref_record (gpointer record)
{
  if (record != NULL)
    g_object_unref (record);
}

GPtrArray *
cercle_store_get_page (CercleStore *self, const CercleKind *kind, const gint64 *keys, guint n_keys,
                       GError **error)
{
  const CercleTable *table = table_of (self, kind, error);
  g_autoptr (CercleStatement) statement =
      table != NULL ? cercle_sqlite_prepare (self->sqlite, table->get_by_key, error) : NULL;
  g_autoptr (GPtrArray) page = g_ptr_array_new_full (n_keys, unref_record);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < n_keys; i++)
    {
      CercleStep step;

      cercle_statement_bind (statement, "x", keys[i]);
      step = cercle_statement_step (statement, error);
      if (step == CERCLE_STEP_FAILED)
        return NULL;
      g_ptr_array_add (page, step == CERCLE_STEP_ROW ? cercle_table_read (table, statement) : NULL);
      cercle_statement_reset (statement);
    }
  return g_steal_pointer (&page);
}

gint64
cercle_store_get_key (CercleStore *self, const CercleKind *kind, const char *id)
{
  const CercleTable *table = cercle_table (kind, self->end);
  return table != NULL ? cercle_sqlite_integer (self->sqlite, 0, table->find_key, "s", id) : 0;
}

/* Settings */

char *
cercle_store_get_setting (CercleStore *self, const char *name)
{
  char *value = NULL;

  cercle_store_read_setting (self, name, &value, NULL);
  return value;
}

gboolean
cercle_store_read_setting (CercleStore *self, const char *name, char **value, GError **error)
{
  return cercle_sqlite_read_text (self->sqlite, value, error,
                                  "SELECT value FROM settings WHERE name=?", "s", name);
}

gboolean
cercle_store_set_setting (CercleStore *self, const char *name, const char *value, GError **error)
{
  if (value == NULL)
    return cercle_sqlite_run (self->sqlite, error, "DELETE FROM settings WHERE name=?", "s", name);
  return cercle_sqlite_run (self->sqlite, error,
                            "INSERT INTO settings (name, value) VALUES (?, ?)"
                            " ON CONFLICT (name) DO UPDATE SET value=excluded.value",
                            "ss", name, value);
}

/* The whole file */

gboolean
cercle_store_compact (CercleStore *self, GError **error)
{
  gint64 busy = 0;

  if (self->end == CERCLE_STORE_DESK &&
      !cercle_sqlite_run (self->sqlite, error, "INSERT INTO search (search) VALUES ('optimize')",
                          ""))
    return FALSE;
  return cercle_sqlite_read (self->sqlite, &busy, error, "PRAGMA wal_checkpoint(TRUNCATE)", "") &&
         (busy == 0 || cercle_sqlite_fail (self->sqlite, SQLITE_BUSY, error));
}

static gboolean
find_damage (CercleStore *self, const char *sql, const char *healthy, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *answer = cercle_sqlite_text (self->sqlite, &local, sql, "");

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (g_strcmp0 (answer, healthy) == 0)
    return TRUE;
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_DAMAGED,
                       "the file does not hold together");
  return FALSE;
}

gboolean
cercle_store_verify (CercleStore *self, GError **error)
{
  static const char *const desk[] = {
    /* A base without unsent work would hide the server's version for ever. */
    "SELECT count(*) FROM base b WHERE NOT EXISTS (SELECT 1 FROM outbox o"
    " WHERE (o.id=b.id OR o.about=b.id) AND o.state IN ('waiting', 'sent'))",
  };
  static const char *const server[] = {
    "SELECT count(*) FROM feed f LEFT JOIN scope s ON s.scope=f.scope"
    " WHERE s.head IS NULL OR f.seq>s.head",
    "SELECT count(*) FROM scope s WHERE s.head<>(SELECT count(*) FROM change c"
    " WHERE c.scope=s.scope)",
  };
  const char *const *rules = self->end == CERCLE_STORE_DESK ? desk : server;
  guint n = self->end == CERCLE_STORE_DESK ? G_N_ELEMENTS (desk) : G_N_ELEMENTS (server);

  if (!find_damage (self, "PRAGMA integrity_check", "ok", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!find_damage (self, rules[i], "0", error))
      return FALSE;
  return TRUE;
}

gboolean
cercle_store_backup (CercleStore *self, const char *path, GError **error)
{
  sqlite3 *copy = NULL;
  sqlite3_backup *backup;
  int code;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED,
                           "there is a file already");
      return FALSE;
    }
  if (!cercle_file_create (path, error))
    return FALSE;
  code = sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  backup = code == SQLITE_OK
               ? sqlite3_backup_init (copy, "main", cercle_sqlite_get_handle (self->sqlite), "main")
               : NULL;
  if (backup != NULL)
    {
      code = sqlite3_backup_step (backup, -1);
      sqlite3_backup_finish (backup);
    }
  else if (code == SQLITE_OK)
    code = sqlite3_errcode (copy);
  sqlite3_close_v2 (copy);
  return code == SQLITE_DONE || cercle_sqlite_fail (NULL, code, error);
}
