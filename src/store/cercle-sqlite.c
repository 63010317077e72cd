/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is SQLite asked, and what do its answers mean? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-sqlite.h"

#include <errno.h>

#include "cercle-sqlite-setup.h"

#define BUSY_MILLISECONDS 5000

struct _CercleStatement
{
  CercleSqlite *owner;
  sqlite3_stmt *raw;
  gboolean kept, lent, started;
};

struct _CercleSqlite
{
  sqlite3 *handle;
  GHashTable *statements; /* address of the SQL → CercleStatement */
  guint depth;
  gboolean normal; /* the open transaction has synchronous=NORMAL */
  int broken;      /* why SQLite gave up a transaction that its owner believes open; SQLITE_OK */
  guint64 operations, fail_at;
  int fail_code;
};

static CercleStoreError
meaning_of (CercleSqlite *self, int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return CERCLE_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return CERCLE_STORE_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
      return CERCLE_STORE_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return CERCLE_STORE_ERROR_FOREIGN;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CERCLE_STORE_ERROR_BUSY;
    case SQLITE_IOERR:
      if (self != NULL && (sqlite3_system_errno (self->handle) == ENOSPC ||
                           sqlite3_system_errno (self->handle) == EDQUOT))
        return CERCLE_STORE_ERROR_FULL;
      return code == SQLITE_IOERR_CORRUPTFS ? CERCLE_STORE_ERROR_DAMAGED
                                            : CERCLE_STORE_ERROR_FAILED;
    default:
      return CERCLE_STORE_ERROR_FAILED;
    }
}

/* The first reason is the true one: what fails after it only follows from it. */
static void
note_broken (CercleSqlite *self, int code)
{
  if (self->broken == SQLITE_OK && self->depth > 0 && sqlite3_get_autocommit (self->handle))
    self->broken = code;
}

/* Only constraints are told in SQLite's own words: they name columns; others may quote values. */
gboolean
cercle_sqlite_fail (CercleSqlite *self, int code, GError **error)
{
  const char *words = sqlite3_errstr (code);

  if ((code & 0xff) == SQLITE_CONSTRAINT && self != NULL &&
      sqlite3_extended_errcode (self->handle) == code)
    words = sqlite3_errmsg (self->handle);
  if (self != NULL)
    note_broken (self, code);
  g_set_error (error, CERCLE_STORE_ERROR, meaning_of (self, code), "SQLite: %s (%d)", words, code);
  return FALSE;
}

/* Every statement, begin and commit passes here; rollback does not, it must work. */
static int
count_operation (CercleSqlite *self)
{
  self->operations++;
  if (self->fail_at == 0 || --self->fail_at > 0)
    return SQLITE_OK;
  /* As SQLite itself often does when the disk is full. */
  if (self->fail_code == SQLITE_FULL && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  return self->fail_code;
}

void
cercle_sqlite_fail_at (CercleSqlite *self, guint64 n, int code)
{
  self->fail_at = n;
  self->fail_code = code;
}

guint64
cercle_sqlite_operations (CercleSqlite *self)
{
  return self->operations;
}

/* Opening */

#ifdef CERCLE_SQLCIPHER
static gboolean
give_key (CercleSqlite *self, GBytes *key, GError **error)
{
  gsize size;
  const guint8 *bytes = key != NULL ? g_bytes_get_data (key, &size) : NULL;
  g_autoptr (GString) raw = g_string_new ("x'");
  g_autofree char *version = NULL;
  int code;

  if (bytes == NULL)
    return TRUE;
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (raw, "%02x", bytes[i]);
  g_string_append_c (raw, '\'');
  code = sqlite3_key (self->handle, raw->str, (int) raw->len);
  explicit_bzero (raw->str, raw->len);
  if (code != SQLITE_OK)
    return cercle_sqlite_fail (self, code, error);
  version = cercle_sqlite_text (self, error, "PRAGMA cipher_version", "");
  if (version != NULL && *version != '\0')
    return TRUE;
  g_clear_error (error);
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_KEY,
                       "this SQLite does not encrypt");
  return FALSE;
}
#else
static gboolean
give_key (CercleSqlite *self, GBytes *key, GError **error)
{
  return TRUE;
}
#endif

/* The first read tells whether the file is a database at all, and the key the right one. */
static gboolean
read_first_page (CercleSqlite *self, gboolean keyed, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 n;

  if (cercle_sqlite_read (self, &n, &local, "SELECT count(*) FROM sqlite_schema", ""))
    return TRUE;
  if (keyed && g_error_matches (local, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FOREIGN))
    local->code = CERCLE_STORE_ERROR_KEY;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
prepare_connection (CercleSqlite *self, gboolean reader, GBytes *key, GError **error)
{
  cercle_sqlite_set_up (self->handle);
  if (!give_key (self, key, error))
    return FALSE;
  sqlite3_busy_timeout (self->handle, reader ? 0 : BUSY_MILLISECONDS);
  if (!reader && sqlite3_db_readonly (self->handle, "main") == 1)
    return cercle_sqlite_fail (self, SQLITE_READONLY, error);
  return cercle_sqlite_exec (self,
                             "PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;"
                             "PRAGMA mmap_size=0; PRAGMA cell_size_check=ON",
                             error) &&
         read_first_page (self, key != NULL && cercle_store_encrypts (), error);
}

CercleSqlite *
cercle_sqlite_open (const char *path, gboolean reader, GBytes *key, GError **error)
{
  g_autoptr (CercleSqlite) self = g_new0 (CercleSqlite, 1);
  int flags = SQLITE_OPEN_NOMUTEX | (reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  int code;

  cercle_sqlite_set_up_all ();
  code = sqlite3_open_v2 (path, &self->handle, flags, NULL);

  self->statements = g_hash_table_new (NULL, NULL);
  if (code != SQLITE_OK)
    {
      cercle_sqlite_fail (self, code, error);
      return NULL;
    }
  if (!prepare_connection (self, reader, key, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
cercle_sqlite_become_writer (CercleSqlite *self, guint cache, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                          "PRAGMA secure_delete=ON; PRAGMA cache_size=-%u;"
                                          "PRAGMA journal_size_limit=4194304",
                                          cache);
  return cercle_sqlite_exec (self, sql, error);
}

/* Through SQLite's own handle: closing another one would drop its locks. */
gboolean
cercle_sqlite_is_secret (CercleSqlite *self, GError **error)
{
  static const char readable[] = "SQLite format 3";
  char head[sizeof readable] = "";
  sqlite3_file *file = NULL;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file != NULL && file->pMethods != NULL)
    file->pMethods->xRead (file, head, sizeof head, 0);
  if (memcmp (head, readable, sizeof head) != 0)
    return TRUE;
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_KEY,
                       "the file was not encrypted");
  return FALSE;
}

static void
finalize_statement (CercleStatement *statement)
{
  sqlite3_finalize (statement->raw);
  g_free (statement);
}

void
cercle_sqlite_close (CercleSqlite *self)
{
  GHashTableIter iter;
  gpointer statement;

  if (self->statements != NULL)
    {
      g_hash_table_iter_init (&iter, self->statements);
      while (g_hash_table_iter_next (&iter, NULL, &statement))
        finalize_statement (statement);
      g_hash_table_unref (self->statements);
    }
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

sqlite3 *
cercle_sqlite_get_handle (CercleSqlite *self)
{
  return self->handle;
}

/* Statements */

gboolean
cercle_sqlite_exec (CercleSqlite *self, const char *sql, GError **error)
{
  int code = count_operation (self);

  if (code == SQLITE_OK)
    code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || cercle_sqlite_fail (self, code, error);
}

CercleStatement *
cercle_sqlite_prepare (CercleSqlite *self, const char *sql, GError **error)
{
  CercleStatement *kept = g_hash_table_lookup (self->statements, sql);
  g_autofree CercleStatement *statement = NULL;
  int code;

  /* Kept by address; the text is compared in case an address was given to another text. */
  if (kept != NULL && !kept->lent && strcmp (sqlite3_sql (kept->raw), sql) == 0)
    {
      kept->lent = TRUE;
      return kept;
    }
  statement = g_new0 (CercleStatement, 1);
  statement->owner = self;
  code =
      sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->raw, NULL);
  if (code != SQLITE_OK)
    {
      cercle_sqlite_fail (self, code, error);
      return NULL;
    }
  statement->lent = TRUE;
  statement->kept = kept == NULL;
  if (statement->kept)
    g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return g_steal_pointer (&statement);
}

void
cercle_statement_release (CercleStatement *statement)
{
  if (!statement->kept)
    {
      finalize_statement (statement);
      return;
    }
  cercle_statement_reset (statement);
  statement->lent = FALSE;
}

sqlite3_stmt *
cercle_statement_raw (CercleStatement *statement)
{
  return statement->raw;
}

static void
bind_all (CercleStatement *statement, const char *types, va_list values)
{
  for (int i = 0; types[i] != '\0'; i++)
    switch (types[i])
      {
      case 's':
        sqlite3_bind_text (statement->raw, i + 1, va_arg (values, const char *), -1, SQLITE_STATIC);
        break;
      case 'x':
        sqlite3_bind_int64 (statement->raw, i + 1, va_arg (values, gint64));
        break;
      default:
        sqlite3_bind_int (statement->raw, i + 1, va_arg (values, int));
        break;
      }
}

void
cercle_statement_bind (CercleStatement *statement, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  bind_all (statement, types, values);
  va_end (values);
}

static gboolean
refuse_broken (CercleSqlite *self, GError **error)
{
  g_set_error (error, CERCLE_STORE_ERROR, meaning_of (self, self->broken),
               "SQLite: the transaction was given up (%d)", self->broken);
  return FALSE;
}

CercleStep
cercle_statement_step (CercleStatement *statement, GError **error)
{
  CercleSqlite *self = statement->owner;
  int code = SQLITE_OK;

  /* A write after SQLite gave up would be kept by itself. */
  if (self->broken != SQLITE_OK && !refuse_broken (self, error))
    return CERCLE_STEP_FAILED;
  if (!statement->started)
    code = count_operation (self);
  statement->started = TRUE;
  if (code == SQLITE_OK)
    code = sqlite3_step (statement->raw);
  if (code == SQLITE_ROW)
    return CERCLE_STEP_ROW;
  if (code == SQLITE_DONE)
    return CERCLE_STEP_DONE;
  cercle_sqlite_fail (self, code, error);
  return CERCLE_STEP_FAILED;
}

void
cercle_statement_reset (CercleStatement *statement)
{
  sqlite3_reset (statement->raw);
  sqlite3_clear_bindings (statement->raw);
  statement->started = FALSE;
}

const char *
cercle_statement_text (CercleStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->raw, column);
}

gint64
cercle_statement_integer (CercleStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->raw, column);
}

gboolean
cercle_sqlite_run (CercleSqlite *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (CercleStatement) statement = cercle_sqlite_prepare (self, sql, error);
  CercleStep step;
  va_list values;

  if (statement == NULL)
    return FALSE;
  va_start (values, types);
  bind_all (statement, types, values);
  va_end (values);
  do
    step = cercle_statement_step (statement, error);
  while (step == CERCLE_STEP_ROW);
  return step == CERCLE_STEP_DONE;
}

/* The first column of the first row, as what is asked for. */
static gboolean
read_first (CercleSqlite *self, gint64 *number, char **text, GError **error, const char *sql,
            const char *types, va_list values)
{
  g_autoptr (CercleStatement) statement = cercle_sqlite_prepare (self, sql, error);
  CercleStep step;

  if (statement == NULL)
    return FALSE;
  bind_all (statement, types, values);
  step = cercle_statement_step (statement, error);
  if (step == CERCLE_STEP_ROW && number != NULL)
    *number = cercle_statement_integer (statement, 0);
  if (step == CERCLE_STEP_ROW && text != NULL)
    *text = g_strdup (cercle_statement_text (statement, 0));
  return step != CERCLE_STEP_FAILED;
}

gboolean
cercle_sqlite_read (CercleSqlite *self, gint64 *value, GError **error, const char *sql,
                    const char *types, ...)
{
  va_list values;
  gboolean done;

  va_start (values, types);
  done = read_first (self, value, NULL, error, sql, types, values);
  va_end (values);
  return done;
}

gint64
cercle_sqlite_integer (CercleSqlite *self, gint64 absent, const char *sql, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  read_first (self, &absent, NULL, NULL, sql, types, values);
  va_end (values);
  return absent;
}

gboolean
cercle_sqlite_read_text (CercleSqlite *self, char **value, GError **error, const char *sql,
                         const char *types, ...)
{
  va_list values;
  gboolean done;

  *value = NULL;
  va_start (values, types);
  done = read_first (self, NULL, value, error, sql, types, values);
  va_end (values);
  return done;
}

char *
cercle_sqlite_text (CercleSqlite *self, GError **error, const char *sql, const char *types, ...)
{
  va_list values;
  char *text = NULL;

  va_start (values, types);
  read_first (self, NULL, &text, error, sql, types, values);
  va_end (values);
  return text;
}

/* Transactions */

/* Kept prepared: a push of a hundred changes takes a hundred savepoints. */
#define LEVEL(n)                                                                                   \
  {                                                                                                \
    "SAVEPOINT level_" #n, "RELEASE level_" #n, "ROLLBACK TO level_" #n                            \
  }
static const struct
{
  const char *begin, *end, *undo;
} levels[] = { LEVEL (0), LEVEL (1), LEVEL (2), LEVEL (3), LEVEL (4), LEVEL (5), LEVEL (6) };

gboolean
cercle_sqlite_begin (CercleSqlite *self, gboolean normal, GError **error)
{
  if (self->broken != SQLITE_OK)
    return refuse_broken (self, error);
  if (self->depth > 0)
    {
      g_return_val_if_fail (self->depth < G_N_ELEMENTS (levels), FALSE);
      if (!cercle_sqlite_run (self, error, levels[self->depth].begin, ""))
        return FALSE;
      self->depth++;
      return TRUE;
    }
  self->normal = normal;
  if (normal)
    sqlite3_exec (self->handle, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
  self->depth = cercle_sqlite_run (self, error, "BEGIN IMMEDIATE", "") ? 1 : 0;
  if (self->depth == 0 && normal)
    sqlite3_exec (self->handle, "PRAGMA synchronous=FULL", NULL, NULL, NULL);
  return self->depth > 0;
}

static void
end_outer (CercleSqlite *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  if (self->normal)
    sqlite3_exec (self->handle, "PRAGMA synchronous=FULL", NULL, NULL, NULL);
  self->depth = 0;
  self->normal = FALSE;
  self->broken = SQLITE_OK;
}

gboolean
cercle_sqlite_commit (CercleSqlite *self, GError **error)
{
  gboolean done;

  g_return_val_if_fail (self->depth > 0, FALSE);
  if (self->depth > 1)
    {
      if (!cercle_sqlite_run (self, error, levels[self->depth - 1].end, ""))
        {
          cercle_sqlite_rollback (self);
          return FALSE;
        }
      self->depth--;
      return TRUE;
    }
  done = cercle_sqlite_run (self, error, "COMMIT", "");
  end_outer (self);
  return done;
}

void
cercle_sqlite_rollback (CercleSqlite *self)
{
  g_return_if_fail (self->depth > 0);
  if (self->depth == 1)
    {
      end_outer (self);
      return;
    }
  self->depth--;
  note_broken (self, SQLITE_ABORT_ROLLBACK);
  if (self->broken != SQLITE_OK)
    return;
  sqlite3_exec (self->handle, levels[self->depth].undo, NULL, NULL, NULL);
  sqlite3_exec (self->handle, levels[self->depth].end, NULL, NULL, NULL);
}

guint
cercle_sqlite_depth (CercleSqlite *self)
{
  return self->depth;
}
