/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a first sync cannot avoid, on the bare libraries: fetch and inflate the lines, parse each
 * with json-glib, insert the same rows with the same indices and full text, durably. One after the
 * other, in large transactions; the pragmas are those of a desk's file.
 *
 * limit-sync ADDRESS-OF-GZIP-LINES FINISHED-DESK-FILE SCRATCH-FILE prints three times in seconds,
 * and what the processors gave to the three together. limit_fetch(), limit_parse() and
 * limit_insert() are what callgrind looks for. */
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <string.h>
#include <time.h>

#define PER_COMMIT 10000

/* What callgrind begins and ends with. */
GPtrArray *limit_fetch (const char *address);
guint limit_parse (GPtrArray *lines);
void limit_insert (sqlite3 *to, GPtrArray *tables, guint plain);

typedef struct
{
  double wall, processor; /* seconds */
} Moment;

static double
read_clock (clockid_t clock)
{
  struct timespec at;
  clock_gettime (clock, &at);
  return (double) at.tv_sec + (double) at.tv_nsec / 1e9;
}

static Moment
now (void)
{
  return (Moment){ read_clock (CLOCK_MONOTONIC), read_clock (CLOCK_PROCESS_CPUTIME_ID) };
}

static Moment
since (Moment begin)
{
  Moment end = now ();
  return (Moment){ end.wall - begin.wall, end.processor - begin.processor };
}

G_GNUC_NO_INLINE GPtrArray *
limit_fetch (const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GInputStream) stream = soup_session_send (session, message, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (lines), 1 << 16);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);
  char *line;
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, &error)) != NULL)
    g_ptr_array_add (all, line);
  g_assert_no_error (error);
  return all;
}

G_GNUC_NO_INLINE guint
limit_parse (GPtrArray *lines)
{
  guint members = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      if (!json_parser_load_from_data (parser, lines->pdata[i], -1, NULL))
        g_error ("line %u is no JSON", i);
      members += json_object_get_size (json_node_get_object (json_parser_get_root (parser)));
    }
  return members;
}

static void
must (sqlite3 *db, int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    g_error ("SQLite: %s", sqlite3_errmsg (db));
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

typedef struct
{
  char *name;
  int columns;
  GPtrArray *values; /* sqlite3_value, rows × columns */
} Table;

/* The full text keeps no texts of its own: they are those of its documents. */
static char *
select_rows (const char *name, gboolean full_text)
{
  if (full_text)
    return g_strdup ("SELECT doc, text FROM search_doc ORDER BY doc");
  return g_strdup_printf ("SELECT * FROM \"%s\"", name);
}

static Table *
read_table (sqlite3 *from, const char *name, gboolean full_text)
{
  Table *table = g_new0 (Table, 1);
  sqlite3_stmt *statement = NULL;
  g_autofree char *sql = select_rows (name, full_text);
  must (from, sqlite3_prepare_v2 (from, sql, -1, &statement, NULL));
  table->name = g_strdup (name);
  table->columns = sqlite3_column_count (statement);
  table->values = g_ptr_array_new ();
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < table->columns; i++)
      g_ptr_array_add (table->values, sqlite3_value_dup (sqlite3_column_value (statement, i)));
  must (from, sqlite3_finalize (statement));
  return table;
}

static char *
insert_row (const Table *table, gboolean full_text)
{
  GString *sql = g_string_new (NULL);
  g_string_printf (sql, "INSERT INTO \"%s\"%s VALUES(", table->name,
                   full_text ? "(rowid, text)" : "");
  for (int i = 0; i < table->columns; i++)
    g_string_append (sql, i > 0 ? ",?" : "?");
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

static void
insert_table (sqlite3 *to, Table *table, gboolean full_text)
{
  g_autofree char *sql = insert_row (table, full_text);
  sqlite3_stmt *statement = NULL;
  must (to, sqlite3_prepare_v2 (to, sql, -1, &statement, NULL));
  run (to, "BEGIN IMMEDIATE");
  for (guint at = 0, row = 1; at < table->values->len; at += table->columns, row++)
    {
      for (int i = 0; i < table->columns; i++)
        sqlite3_bind_value (statement, i + 1, table->values->pdata[at + i]);
      must (to, sqlite3_step (statement));
      sqlite3_reset (statement);
      if (row % PER_COMMIT == 0)
        {
          run (to, "COMMIT");
          run (to, "BEGIN IMMEDIATE");
        }
    }
  run (to, "COMMIT");
  must (to, sqlite3_finalize (statement));
}

/* Tables with rows to copy; shadow tables of the full text come with it, fts5vocab has no rows. */
static GPtrArray *
table_names (sqlite3 *from, gboolean full_text)
{
  static const char *const sql[] = {
    "SELECT name FROM sqlite_master m WHERE sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite%'"
    " AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE '% USING fts5 (%'"
    " AND m.name IN (v.name || '_data', v.name || '_idx', v.name || '_config',"
    " v.name || '_docsize', v.name || '_content'))",
    "SELECT name FROM sqlite_master WHERE sql LIKE '% USING fts5 (%'",
  };
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;
  must (from, sqlite3_prepare_v2 (from, sql[full_text ? 1 : 0], -1, &statement, NULL));
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  must (from, sqlite3_finalize (statement));
  return names;
}

static void
make_schema (sqlite3 *from, sqlite3 *to, GPtrArray *plain, GPtrArray *full_text)
{
  sqlite3_stmt *statement = NULL;
  must (from, sqlite3_prepare_v2 (from,
                                  "SELECT sql, tbl_name FROM sqlite_master WHERE sql IS NOT NULL "
                                  "ORDER BY type = 'index', rowid",
                                  -1, &statement, NULL));
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (statement, 1);
      if (g_ptr_array_find_with_equal_func (plain, table, g_str_equal, NULL) ||
          g_ptr_array_find_with_equal_func (full_text, table, g_str_equal, NULL))
        run (to, (const char *) sqlite3_column_text (statement, 0));
    }
  must (from, sqlite3_finalize (statement));
}

/* So many plain tables, then those of the full text. */
G_GNUC_NO_INLINE void
limit_insert (sqlite3 *to, GPtrArray *tables, guint plain)
{
  for (guint i = 0; i < tables->len; i++)
    insert_table (to, tables->pdata[i], i >= plain);
  run (to, "PRAGMA wal_checkpoint(TRUNCATE)");
}

static Moment
insert (const char *source, const char *scratch)
{
  sqlite3 *from = NULL, *to = NULL;
  must (from, sqlite3_open_v2 (source, &from, SQLITE_OPEN_READONLY, NULL));
  must (to, sqlite3_open (scratch, &to));
  run (to, "PRAGMA journal_mode=WAL");
  run (to, "PRAGMA synchronous=FULL");
  run (to, "PRAGMA secure_delete=ON");
  run (to, "PRAGMA temp_store=MEMORY");
  run (to, "PRAGMA cache_size=-16000");
  g_autoptr (GPtrArray) plain = table_names (from, FALSE);
  g_autoptr (GPtrArray) full_text = table_names (from, TRUE);
  GPtrArray *tables = g_ptr_array_new ();
  for (guint i = 0; i < plain->len; i++)
    g_ptr_array_add (tables, read_table (from, plain->pdata[i], FALSE));
  for (guint i = 0; i < full_text->len; i++)
    g_ptr_array_add (tables, read_table (from, full_text->pdata[i], TRUE));
  make_schema (from, to, plain, full_text);

  Moment begin = now ();
  limit_insert (to, tables, plain->len);
  Moment spent = since (begin);
  sqlite3_close (from);
  sqlite3_close (to);
  return spent;
}

int
main (int argc, char **argv)
{
  if (argc != 4)
    return 2;
  Moment begin = now ();
  g_autoptr (GPtrArray) lines = limit_fetch (argv[1]);
  Moment fetched = since (begin);
  begin = now ();
  guint members = limit_parse (lines);
  Moment parsed = since (begin);
  g_assert_cmpuint (members, >, 0);
  Moment inserted = insert (argv[2], argv[3]);
  g_print ("lines %u fetch %.3f parse %.3f insert %.3f processor %.3f\n", lines->len, fetched.wall,
           parsed.wall, inserted.wall, fetched.processor + parsed.processor + inserted.processor);
  return 0;
}
