/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a durable push cannot avoid, on bare SQLite: per change one row of a record replaced, one
 * row of a log, one answer kept, one counter; WAL, synchronous=FULL.
 *
 * limit-commit SCRATCH-FILE CHANGES PER-COMMIT    prints changes a second */
#include <glib.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const char *const schema[] = {
  "PRAGMA journal_mode=WAL",
  "PRAGMA synchronous=FULL",
  "CREATE TABLE scope (scope TEXT PRIMARY KEY, head INTEGER) STRICT",
  "CREATE TABLE record (key INTEGER PRIMARY KEY, id TEXT UNIQUE, scope TEXT, seq INTEGER, doc "
  "TEXT) "
  "STRICT",
  "CREATE UNIQUE INDEX record_seq ON record (scope, seq)",
  "CREATE TABLE change (scope TEXT, seq INTEGER, id TEXT, patch TEXT, PRIMARY KEY (scope, seq)) "
  "STRICT",
  "CREATE TABLE answer (mid TEXT PRIMARY KEY, outcome TEXT) STRICT",
  "INSERT INTO scope VALUES ('c', 0)",
};

enum
{
  COUNT,
  RECORD,
  CHANGE,
  ANSWER,
  BEGIN,
  COMMIT,
  N_STATEMENTS
};
static const char *const statements[N_STATEMENTS] = {
  "UPDATE scope SET head = head + 1 WHERE scope = 'c'",
  "INSERT INTO record (id, scope, seq, doc) VALUES (?1, 'c', ?2, ?3) ON CONFLICT (id) DO UPDATE "
  "SET "
  "seq = excluded.seq, doc = excluded.doc",
  "INSERT INTO change VALUES ('c', ?2, ?1, ?3)",
  "INSERT INTO answer VALUES (?1 || ?2, ?3)",
  "BEGIN IMMEDIATE",
  "COMMIT",
};

static void
must (sqlite3 *db, int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    g_error ("SQLite: %s", sqlite3_errmsg (db));
}

static void
step (sqlite3 *db, sqlite3_stmt *statement)
{
  must (db, sqlite3_step (statement));
  sqlite3_reset (statement);
}

static sqlite3 *
open_scratch (const char *path)
{
  sqlite3 *db = NULL;
  must (db, sqlite3_open (path, &db));
  for (guint i = 0; i < G_N_ELEMENTS (schema); i++)
    {
      sqlite3_stmt *statement = NULL;
      must (db, sqlite3_prepare_v2 (db, schema[i], -1, &statement, NULL));
      step (db, statement);
      sqlite3_finalize (statement);
    }
  return db;
}

static void
change (sqlite3 *db, sqlite3_stmt **prepared, int n, const char *doc)
{
  g_autofree char *id = g_strdup_printf ("0190a0b0-0000-7000-8000-%012d", n % 5000);
  step (db, prepared[COUNT]);
  for (int i = RECORD; i <= ANSWER; i++)
    {
      sqlite3_bind_text (prepared[i], 1, id, -1, SQLITE_TRANSIENT);
      sqlite3_bind_int (prepared[i], 2, n);
      sqlite3_bind_text (prepared[i], 3, doc, -1, SQLITE_STATIC);
      step (db, prepared[i]);
    }
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    return 2;
  int changes = (int) strtol (argv[2], NULL, 10), per_commit = (int) strtol (argv[3], NULL, 10);
  sqlite3 *db = open_scratch (argv[1]);
  sqlite3_stmt *prepared[N_STATEMENTS] = { NULL };
  char doc[600];
  memset (doc, 'x', sizeof doc - 1);
  doc[sizeof doc - 1] = '\0';
  for (int i = 0; i < N_STATEMENTS; i++)
    must (db, sqlite3_prepare_v2 (db, statements[i], -1, &prepared[i], NULL));

  gint64 begin = g_get_monotonic_time ();
  for (int n = 0; n < changes; n++)
    {
      if (n % per_commit == 0)
        step (db, prepared[BEGIN]);
      change (db, prepared, n, doc);
      if (n % per_commit == per_commit - 1 || n == changes - 1)
        step (db, prepared[COMMIT]);
    }
  double seconds = (g_get_monotonic_time () - begin) / 1e6;
  for (int i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (prepared[i]);
  sqlite3_close (db);
  g_print ("%.0f\n", changes / seconds);
  return 0;
}
