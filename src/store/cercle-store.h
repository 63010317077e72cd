/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite file: the desk's cache or the server's database. A store belongs to one thread at a time;
 * on the desk that is the store thread, and readers for the main thread. */
#pragma once

#include "cercle-record.h"

#define CERCLE_TYPE_STORE (cercle_store_get_type ())
G_DECLARE_FINAL_TYPE (CercleStore, cercle_store, CERCLE, STORE, GObject)

#define CERCLE_STORE_ERROR (cercle_store_error_quark ())
typedef enum
{
  CERCLE_STORE_ERROR_FULL,      /* the disk is full: nothing of this transaction was kept */
  CERCLE_STORE_ERROR_READ_ONLY, /* the folder or file cannot be written */
  CERCLE_STORE_ERROR_DAMAGED,   /* the file is corrupted */
  CERCLE_STORE_ERROR_FOREIGN,   /* no SQLite file, or not one of Cercle's */
  CERCLE_STORE_ERROR_KEY,       /* the key does not open it */
  CERCLE_STORE_ERROR_NEWER,     /* written by a newer Cercle */
  CERCLE_STORE_ERROR_IN_USE,    /* another process holds its lock */
  CERCLE_STORE_ERROR_BUSY,      /* a reader met a writer: try again */
  CERCLE_STORE_ERROR_FAILED,    /* anything else; the message has SQLite's words, never values */
  CERCLE_STORE_ERROR_REUSED,    /* this mid was answered already, for another content */
} CercleStoreError;
GQuark cercle_store_error_quark (void);

typedef enum { CERCLE_STORE_DESK, CERCLE_STORE_SERVER } CercleStoreEnd;

/* (transfer full): opens, or makes with mode 0600, and migrates. key: 32 bytes, or NULL; used where
 * SQLCipher is linked, ignored elsewhere (see cercle_store_encrypts()). Takes the file's lock
 * (path + ".lock", flock) until finalized. WAL, synchronous=FULL, secure_delete, temp_store=MEMORY. */
CercleStore *cercle_store_open (const char *path, CercleStoreEnd end, GBytes *key, GError **error);
/* (transfer full): read-only, no busy time-out, no lock: for pages by primary key on the main thread. */
CercleStore *cercle_store_open_reader (const char *path, GBytes *key, GError **error);
/* TRUE when this build encrypts files. */
gboolean cercle_store_encrypts (void);
/* TRUE when this file is encrypted: its first bytes are looked at. */
gboolean cercle_store_is_encrypted (CercleStore *self);
/* The number of the newest migration: /hello tells it. */
guint cercle_store_schema (void);
const char *cercle_store_get_path (CercleStore *self);

/* Transactions. begin takes the writer's lock. Nested begin is a savepoint; rollback undoes the inner
 * one only. commit returns FALSE with everything of the outer one undone. normal: synchronous=NORMAL
 * for this one (drafts). */
gboolean cercle_store_begin (CercleStore *self, GError **error);
gboolean cercle_store_begin_normal (CercleStore *self, GError **error);
gboolean cercle_store_commit (CercleStore *self, GError **error);
void cercle_store_rollback (CercleStore *self);

/* Records. Rows have an integer key (SQLite's rowid), stable while the row lives. */
/* Inserts or replaces the whole row (envelope and values); on a desk also its search row, unless
 * search is put off by cercle_store_defer_search(). Outside a transaction it makes its own. */
gboolean cercle_store_put (CercleStore *self, CercleRecord *record, GError **error);
/* (transfer full) (nullable): NULL without error when absent. A deleted row is returned as such. */
CercleRecord *cercle_store_get (CercleStore *self, const CercleKind *kind, const char *id, GError **error);
/* (transfer full): records of these keys, in this order; NULL elements where a row is gone. */
GPtrArray *cercle_store_get_page (CercleStore *self, const CercleKind *kind, const gint64 *keys,
                                  guint n_keys, GError **error);
/* Key of a record, 0 when absent. */
gint64 cercle_store_get_key (CercleStore *self, const CercleKind *kind, const char *id);
/* Every trace of one record: row, base, outbox, conflicts, drafts, events that tell its values,
 * changes, search. Follow with cercle_store_compact(). */
gboolean cercle_store_forget (CercleStore *self, const CercleKind *kind, const char *id, GError **error);
/* FTS5 optimize, wal_checkpoint(TRUNCATE): after it no forgotten byte is in the file, -wal or -shm. */
gboolean cercle_store_compact (CercleStore *self, GError **error);
/* PRAGMA integrity_check and the store's own rules; FALSE with DAMAGED. */
gboolean cercle_store_verify (CercleStore *self, GError **error);
/* SQLite's online copy into a new file of mode 0600; FALSE when path exists. */
gboolean cercle_store_backup (CercleStore *self, const char *path, GError **error);

/* Search rows written later, in slices: during a first sync. */
void cercle_store_defer_search (CercleStore *self, gboolean defer);
/* Writes at most n missing search rows; *left tells how many remain. */
gboolean cercle_store_index_slice (CercleStore *self, guint n, guint *left, GError **error);
/* FALSE while search rows are missing: a search does not find all there is. */
gboolean cercle_store_is_indexed (CercleStore *self);

/* Small values of the file itself: "device", "account", "member" … (transfer full) (nullable) */
char *cercle_store_get_setting (CercleStore *self, const char *name);
/* The same where a failed read must not look like a value that was never set: FALSE with error. */
gboolean cercle_store_read_setting (CercleStore *self, const char *name, char **value, GError **error);
gboolean cercle_store_set_setting (CercleStore *self, const char *name, const char *value, GError **error);

/* Tests: fails the n-th operation on the database from now on with SQLITE_IOERR or SQLITE_FULL
 * (n = 1 is the next); 0 stops. Counts statements stepped and commits. */
void cercle_store_fail_at (CercleStore *self, guint64 n, int sqlite_code);
guint64 cercle_store_operations (CercleStore *self);
