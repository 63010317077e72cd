/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a durable push cannot avoid, on bare SQLite: what the server writes when a member changes a
 * told field of a case, into a copy of the server's own file, with its indices and pragmas. Per
 * change
 *   - the row of the case with its new value (about 1 000 bytes; no column of an index changes),
 *   - its place in the feed, given up and taken anew, and that of the event that tells the change,
 *   - two rows of the log, one a patch of 40 bytes, one a creation of 330, in two indices each,
 *   - the event itself, in three indices,
 *   - the counter of the scope, twice, and the answer that was given.
 * Nothing is read but where SQLite itself looks for the row.
 *
 * limit-commit COPY-OF-SERVER-FILE CHANGES PER-COMMIT    prints changes a second */
#include <glib.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const char *const pragmas[] = {
  "PRAGMA journal_mode=WAL",   "PRAGMA synchronous=FULL",         "PRAGMA secure_delete=ON",
  "PRAGMA temp_store=MEMORY",  "PRAGMA cache_size=-16000",        "PRAGMA mmap_size=0",
  "PRAGMA cell_size_check=ON", "PRAGMA wal_checkpoint(TRUNCATE)",
};

enum
{
  BEGIN,
  COUNT,
  CASE,
  CASE_FEED,
  CASE_CHANGE,
  COUNT_AGAIN,
  EVENT,
  EVENT_FEED,
  EVENT_CHANGE,
  ANSWER,
  COMMIT,
  N_STATEMENTS
};

/* ?1 case, ?2 event, ?3 mutation, ?4 value, ?5 scope, ?6 member, ?7 instant, ?8 log of the event */
static const char *const statements[N_STATEMENTS] = {
  "BEGIN IMMEDIATE",
  "UPDATE scope SET head=head+1 WHERE scope=?5",
  "UPDATE cases SET need=?4, rev=rev+1, seq=(SELECT head FROM scope WHERE scope=?5),"
  " updated_by=?6, updated_at=?7, field_revs='need ' || rev WHERE id=?1",
  "UPDATE feed SET seq=(SELECT head FROM scope WHERE scope=?5) WHERE id=?1 AND kind='case'",
  "INSERT INTO change (scope, seq, kind, id, rev, op, patch, mid, member, account, device,"
  " client_at, server_at, audience) VALUES (?5, (SELECT head FROM scope WHERE scope=?5), 'case',"
  " ?1, 2, 'patch', '{\"need\":\"' || ?4 || '\"}', ?3, ?6, ?6, 'bench', ?7, ?7, 'team')",
  "UPDATE scope SET head=head+1 WHERE scope=?5",
  "INSERT INTO events (id, scope, audience, rev, seq, created_by, created_at, updated_by,"
  " updated_at, \"case\", sort, at, by, from_value, to_value, of_kind, of_id, field, field_revs)"
  " VALUES (?2, ?5, 'team', 1, (SELECT head FROM scope WHERE scope=?5), ?6, ?7, ?6, ?7, ?1,"
  " 'told', ?7, ?6, ?4, ?4, 'case', ?1, 'need', '')",
  "INSERT INTO feed (scope, seq, kind, id, audience, op) VALUES (?5,"
  " (SELECT head FROM scope WHERE scope=?5), 'event', ?2, 'team', 'put')",
  "INSERT INTO change (scope, seq, kind, id, rev, op, patch, mid, member, account, device,"
  " client_at, server_at, audience) VALUES (?5, (SELECT head FROM scope WHERE scope=?5), 'event',"
  " ?2, 1, 'create', ?8, ?3, ?6, ?6, 'bench', ?7, ?7, 'team')",
  "INSERT INTO answer (mid, hash, outcome, at) VALUES (?3, ?2 || ?1,"
  " '{\"mid\":\"' || ?3 || '\",\"status\":\"applied\",\"rev\":2,\"seq\":220042}', ?7)",
  "COMMIT",
};

typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *prepared[N_STATEMENTS];
  char *scope, *member;
  GPtrArray *cases;
} Limit;

static void
must (sqlite3 *db, int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    g_error ("SQLite: %s", sqlite3_errmsg (db));
}

static void
step (Limit *limit, int which)
{
  must (limit->db, sqlite3_step (limit->prepared[which]));
  sqlite3_reset (limit->prepared[which]);
}

static void
run (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  must (db, sqlite3_prepare_v2 (db, sql, -1, &statement, NULL));
  while (sqlite3_step (statement) == SQLITE_ROW)
    ;
  must (db, sqlite3_finalize (statement));
}

static void
open_copy (Limit *limit, const char *path)
{
  sqlite3_stmt *statement = NULL;
  must (limit->db, sqlite3_open (path, &limit->db));
  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    run (limit->db, pragmas[i]);
  limit->cases = g_ptr_array_new_with_free_func (g_free);
  must (limit->db,
        sqlite3_prepare_v2 (limit->db, "SELECT id, scope, created_by FROM cases ORDER BY id", -1,
                            &statement, NULL));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_ptr_array_add (limit->cases, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
      if (limit->scope != NULL)
        continue;
      limit->scope = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      limit->member = g_strdup ((const char *) sqlite3_column_text (statement, 2));
    }
  must (limit->db, sqlite3_finalize (statement));
  for (int i = 0; i < N_STATEMENTS; i++)
    must (limit->db, sqlite3_prepare_v2 (limit->db, statements[i], -1, &limit->prepared[i], NULL));
}

/* The log of an event holds its members with their names: 330 bytes. */
static char *
make_log (const char *kase, const char *value, const char *member)
{
  return g_strdup_printf ("{\"case\":\"%s\",\"sort\":\"told\",\"at\":\"2020-06-23T07:05:09.123Z\","
                          "\"by\":\"%s\",\"from_value\":\"%s\",\"to_value\":\"%s\","
                          "\"of_kind\":\"case\",\"of_id\":\"%s\",\"field\":\"need\"}",
                          kase, member, value, value, kase);
}

static void
change (Limit *limit, int n)
{
  const char *kase = limit->cases->pdata[n % limit->cases->len];
  g_autofree char *event = g_strdup_printf ("0190a0b0-%04x-8000-8000-%012d", n * 7919 % 65536, n);
  g_autofree char *mutation = g_strdup_printf ("0190a0b0-0000-7000-8000-%012d", n);
  g_autofree char *value = g_strdup_printf ("séjour de répit numéro %d", n);
  g_autofree char *log = make_log (kase, value, limit->member);
  const char *values[] = {
    kase, event, mutation, value, limit->scope, limit->member, "2020-06-23T07:05:09.123Z", log
  };
  for (int i = COUNT; i <= ANSWER; i++)
    {
      int wanted = sqlite3_bind_parameter_count (limit->prepared[i]);
      for (int v = 0; v < wanted; v++)
        sqlite3_bind_text (limit->prepared[i], v + 1, values[v], -1, SQLITE_STATIC);
      step (limit, i);
    }
}

int
main (int argc, char **argv)
{
  Limit limit = { NULL };
  if (argc != 4)
    return 2;
  int changes = (int) strtol (argv[2], NULL, 10), per_commit = (int) strtol (argv[3], NULL, 10);
  open_copy (&limit, argv[1]);

  gint64 begin = g_get_monotonic_time ();
  for (int n = 0; n < changes; n++)
    {
      if (n % per_commit == 0)
        step (&limit, BEGIN);
      change (&limit, n);
      if (n % per_commit == per_commit - 1 || n == changes - 1)
        step (&limit, COMMIT);
    }
  double seconds = (g_get_monotonic_time () - begin) / 1e6;
  for (int i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (limit.prepared[i]);
  sqlite3_close (limit.db);
  g_print ("rate %.0f\n", changes / seconds);
  return 0;
}
