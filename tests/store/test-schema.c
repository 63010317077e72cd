/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a fresh file the same as a migrated one, and does the file of every schema still open? */
#include "cercle-schema.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "cercle-case.h"
#include "cercle-feed.h"
#include "cercle-journal.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-store-fixture.h"

static char *
describe (sqlite3 *handle)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *row;

  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                                       " ORDER BY type, name",
                                       -1, &row, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    g_string_append_printf (text, "%s %s %s %s\n", sqlite3_column_text (row, 0),
                            sqlite3_column_text (row, 1), sqlite3_column_text (row, 2),
                            sqlite3_column_text (row, 3) != NULL ? sqlite3_column_text (row, 3)
                                                                 : (const guchar *) "");
  sqlite3_finalize (row);
  return g_string_free (text, FALSE);
}

static char *
schema_of_sql (const char *const *steps)
{
  sqlite3 *handle;
  char *text;

  g_assert_cmpint (sqlite3_open (":memory:", &handle), ==, SQLITE_OK);
  for (; *steps != NULL; steps++)
    {
      char *message = NULL;

      sqlite3_exec (handle, *steps, NULL, NULL, &message);
      g_assert_cmpstr (message, ==, NULL);
    }
  text = describe (handle);
  sqlite3_close (handle);
  return text;
}

static char *
schema_of_file (const char *path)
{
  sqlite3 *handle;
  char *text;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  text = describe (handle);
  sqlite3_close (handle);
  return text;
}

/* A kind that has grown: two of its fields came with the second schema. */
static const CercleField grown_fields[] = {
  { "name", "Name", CERCLE_TEXT, CERCLE_INDEXED, .since = 1 },
  { "level", "Level", CERCLE_INTEGER, 0, .since = 1 },
  { "colour", "Colour", CERCLE_TEXT, CERCLE_INDEXED, .since = 2 },
  { "seen", "Seen", CERCLE_FLAG, 0, .since = 2 },
};
static const CercleKind grown_kind = {
  .name = "grown",
  .table = "growns",
  .scopes = "c",
  .fields = grown_fields,
  .n_fields = G_N_ELEMENTS (grown_fields),
};

static void
test_migrated_is_fresh (void)
{
  for (guint end = 0; end < 2; end++)
    {
      g_autoptr (GString) first = g_string_new (NULL), second = g_string_new (NULL);
      g_autoptr (GString) fresh = g_string_new (NULL), future = g_string_new (NULL);
      g_autofree char *migrated_schema = NULL, *fresh_schema = NULL;

      cercle_schema_kind (first, &grown_kind, (CercleStoreEnd) end, 0, 1);
      cercle_schema_kind (second, &grown_kind, (CercleStoreEnd) end, 1, 2);
      cercle_schema_kind (fresh, &grown_kind, (CercleStoreEnd) end, 0, 2);
      g_assert_nonnull (strstr (second->str, "ADD COLUMN \"seen\" INTEGER"));
      migrated_schema = schema_of_sql ((const char *const[]){ first->str, second->str, NULL });
      fresh_schema = schema_of_sql ((const char *const[]){ fresh->str, NULL });
      g_assert_cmpstr (migrated_schema, ==, fresh_schema);
      cercle_schema_kind (future, &grown_kind, (CercleStoreEnd) end, 2, 3);
      g_assert_cmpstr (future->str, ==, "");
    }
}

/* All steps one by one give what one step gives. */
static void
test_steps (void)
{
  for (guint end = 0; end < 2; end++)
    {
      guint newest = cercle_store_schema ();
      g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *whole = cercle_schema_step ((CercleStoreEnd) end, 0, newest);
      g_autofree char *stepped = NULL, *fresh = NULL;

      for (guint i = 0; i < newest; i++)
        g_ptr_array_add (steps, cercle_schema_step ((CercleStoreEnd) end, i, i + 1));
      g_ptr_array_add (steps, NULL);
      stepped = schema_of_sql ((const char *const *) steps->pdata);
      fresh = schema_of_sql ((const char *const[]){ whole, NULL });
      g_assert_cmpstr (stepped, ==, fresh);
    }
}

/* No field may take the name of a column that every table has. */
static void
test_columns (void)
{
  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    {
      for (guint i = 0; i < (*kind)->n_fields; i++)
        {
          const CercleField *field = &(*kind)->fields[i];

          for (guint c = 0; c < CERCLE_N_COLUMNS; c++)
            g_assert_cmpstr (field->name, !=, cercle_column_names[c]);
          g_assert_cmpstr (field->name, !=, "key");
          g_assert_cmpstr (field->name, !=, "field_revs");
          g_assert_cmpuint (field->since, >=, 1);
          g_assert_cmpuint (field->since, <=, cercle_store_schema ());
          /* ADD COLUMN puts a new one last: so must the table. */
          if (i > 0)
            g_assert_cmpuint (field->since, >=, (*kind)->fields[i - 1].since);
        }
    }
}

/* The files of every schema ever released; see make-database.c. */

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (from, &bytes, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, bytes, (gssize) size, &error);
  g_assert_no_error (error);
}

static CercleStore *
open_old (Fixture *fixture, const char *name, CercleStoreEnd end)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "databases", name, NULL);
  g_autofree char *to = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *old = NULL, *fresh = NULL;
  g_autoptr (GError) error = NULL;
  CercleStore *store;

  copy_file (from, to);
  store = cercle_store_open (to, end, NULL, &error);
  g_assert_no_error (error);
  cercle_store_verify (store, &error);
  g_assert_no_error (error);
  old = schema_of_file (to);
  fresh = schema_of_file (fixture->path);
  g_assert_cmpstr (old, ==, fresh);
  return store;
}

static void
open_old_desk (Fixture *fixture, const char *name)
{
  g_autoptr (CercleStore) store = open_old (fixture, name, CERCLE_STORE_DESK);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL, pending = NULL;
  g_autofree char *cursor = NULL;

  cercle_query_set_text (query, "quesnel");
  cases = cercle_store_find (store, query, NULL);
  g_assert_cmpuint (cases->len, ==, 1);
  g_assert_cmpstr (cercle_record_get_text (cases->pdata[0], CERCLE_CASE_NEED), ==, "hébergement");
  pending = cercle_journal_pending (store, 10, 1 << 20, NULL);
  g_assert_cmpuint (pending->len, ==, 1);
  g_assert_true (cercle_journal_cursor (store, SCOPE, &cursor, NULL));
  g_assert_cmpstr (cursor, ==, "v1/" SCOPE "/e1/2");
}

static void
open_old_server (Fixture *fixture, const char *name)
{
  g_autoptr (CercleStore) store = open_old (fixture, name, CERCLE_STORE_SERVER);
  CercleFeedPage page = { SCOPE, "team national", 0, 10 };
  g_autoptr (GPtrArray) items = cercle_feed_read (store, &page, NULL);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (page.last, ==, 3);
}

static void
test_old_desk (Fixture *fixture, gconstpointer data)
{
  open_old_desk (fixture, "desk-1.db");
  open_old_desk (fixture, "desk-2.db");
  open_old_desk (fixture, "desk-3.db");
  open_old_desk (fixture, "desk-4.db");
  open_old_desk (fixture, "desk-6.db");
  open_old_desk (fixture, "desk-7.db");
}

static void
test_old_server (Fixture *fixture, gconstpointer data)
{
  open_old_server (fixture, "server-1.db");
  open_old_server (fixture, "server-2.db");
  open_old_server (fixture, "server-3.db");
  open_old_server (fixture, "server-4.db");
  open_old_server (fixture, "server-6.db");
  open_old_server (fixture, "server-7.db");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/migrated_is_fresh", test_migrated_is_fresh);
  g_test_add_func ("/schema/steps", test_steps);
  g_test_add_func ("/schema/columns", test_columns);
  fixture_add ("/schema/old_desk", CERCLE_STORE_DESK, test_old_desk);
  fixture_add ("/schema/old_server", CERCLE_STORE_SERVER, test_old_server);
  return g_test_run ();
}
