/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does each thing that can be wrong with a file have its own name? */
#include "cercle-store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#include "cercle-feed.h"
#include "cercle-person.h"

static void
assert_cannot_open (const char *path, CercleStoreEnd end, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleStore) store = cercle_store_open (path, end, NULL, &error);

  g_assert_null (store);
  g_assert_error (error, CERCLE_STORE_ERROR, code);
}

/* Runs SQL on a file behind the store's back. */
static void
alter (const char *path, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  assert_cannot_open (fixture->path, CERCLE_STORE_DESK, CERCLE_STORE_ERROR_IN_USE);
  g_clear_object (&fixture->store);
  fixture_reopen (fixture, CERCLE_STORE_DESK);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 1, 20, 100, 5000, 100000 };
  g_autofree char *path = g_build_filename (fixture->folder, "garbage.db", NULL);
  g_autofree char *bytes = g_malloc (100000);

  for (guint i = 0; i < 100000; i++)
    bytes[i] = (char) ('a' + i % 23);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *after = NULL;
      gsize size;

      g_assert_true (g_file_set_contents (path, bytes, (gssize) sizes[i], NULL));
      assert_cannot_open (path, CERCLE_STORE_DESK, CERCLE_STORE_ERROR_FOREIGN);
      /* It is somebody's file: it is left as it was. */
      g_assert_true (g_file_get_contents (path, &after, &size, NULL));
      g_assert_cmpmem (after, size, bytes, sizes[i]);
    }
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "foreign.db", NULL);
  g_autofree char *before = NULL, *after = NULL;
  gsize size, size_after;
  g_autoptr (GError) error = NULL;

  alter (path, "CREATE TABLE recipes (name TEXT)");
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  assert_cannot_open (path, CERCLE_STORE_DESK, CERCLE_STORE_ERROR_FOREIGN);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after);
  g_assert_null (cercle_store_open_reader (path, NULL, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FOREIGN);
}

static void
test_other_end (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  assert_cannot_open (fixture->path, CERCLE_STORE_SERVER, CERCLE_STORE_ERROR_FOREIGN);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  alter (fixture->path, "PRAGMA user_version=9999");
  assert_cannot_open (fixture->path, CERCLE_STORE_DESK, CERCLE_STORE_ERROR_NEWER);
  g_assert_null (cercle_store_open_reader (fixture->path, NULL, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_NEWER);
}

static void
fill (CercleStore *store)
{
  g_assert_true (cercle_store_begin (store, NULL));
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");
      put (store, person);
    }
  g_assert_true (cercle_store_commit (store, NULL));
  g_assert_true (cercle_store_compact (store, NULL));
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  fill (fixture->store);
  g_clear_object (&fixture->store);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (truncate (fixture->path, status.st_size / 2), ==, 0);
  store = cercle_store_open (fixture->path, CERCLE_STORE_DESK, NULL, &error);
  if (store != NULL)
    cercle_store_verify (store, &error);
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_DAMAGED);
}

static void
test_scrambled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *noise = g_strnfill (4096, 'x');
  int file;

  fill (fixture->store);
  g_clear_object (&fixture->store);
  file = g_open (fixture->path, O_RDWR, 0);
  for (off_t page = 3; page < 40; page++)
    g_assert_cmpint (pwrite (file, noise, 4096, page * 4096), ==, 4096);
  close (file);
  fixture->store = cercle_store_open (fixture->path, CERCLE_STORE_DESK, NULL, &error);
  if (fixture->store != NULL)
    cercle_store_verify (fixture->store, &error);
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_DAMAGED);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (GError) error = NULL;

  cercle_store_fail_at (fixture->store, 2, SQLITE_FULL);
  g_assert_false (cercle_store_put (fixture->store, person, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FULL);
  /* Once there is room again, all is well. */
  put (fixture->store, person);
}

static void
test_broken_rules (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  alter (fixture->path, "INSERT INTO feed (scope, seq, kind, id, op)"
                        " VALUES ('c:x', 1, 'person', 'x', 'put')");
  fixture_reopen (fixture, CERCLE_STORE_SERVER);
  g_assert_false (cercle_store_verify (fixture->store, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_DAMAGED);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "closed", NULL);
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  gboolean root = geteuid () == 0;

  g_assert_cmpint (g_mkdir (folder, 0555), ==, 0);
  g_chmod (fixture->folder, 0755);
  /* Nobody may do what root may. */
  if (root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_cannot_open (path, CERCLE_STORE_DESK, CERCLE_STORE_ERROR_READ_ONLY);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_rmdir (folder);
}

static void
test_read_only_file (Fixture *fixture, gconstpointer data)
{
  gboolean root = geteuid () == 0;
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  g_clear_object (&fixture->store);
  g_chmod (fixture->folder, 0777);
  g_chmod (fixture->path, 0444);
  g_chmod (lock, 0666);
  if (root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  if (root)
    assert_cannot_open (fixture->path, CERCLE_STORE_DESK, CERCLE_STORE_ERROR_READ_ONLY);
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no", "where.db", NULL);
  g_autoptr (GError) error = NULL;

  assert_cannot_open (path, CERCLE_STORE_DESK, CERCLE_STORE_ERROR_FAILED);
  g_assert_null (cercle_store_open_reader (path, NULL, &error));
  g_assert_nonnull (error);
}

/* A reader never waits: it says so. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  g_clear_object (&fixture->store);
  alter (fixture->path, "PRAGMA journal_mode=DELETE");
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (cercle_store_open_reader (fixture->path, NULL, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_BUSY);
  sqlite3_close (handle);
}

/* No message has a value in it. */
static void
test_messages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");

  for (guint n = 1; n < 12; n++)
    {
      g_autoptr (GError) error = NULL;

      cercle_store_fail_at (fixture->store, n, SQLITE_IOERR);
      if (cercle_store_put (fixture->store, person, &error))
        break;
      g_assert_null (strstr (error->message, "Quesnel"));
      g_assert_null (strstr (error->message, cercle_record_get_id (person)));
    }
  cercle_store_fail_at (fixture->store, 0, 0);
}

#define ADD(name) fixture_add ("/errors/" #name, CERCLE_STORE_DESK, test_##name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (in_use);
  ADD (garbage);
  ADD (foreign);
  ADD (other_end);
  ADD (newer);
  ADD (truncated);
  ADD (scrambled);
  ADD (full);
  fixture_add ("/errors/broken_rules", CERCLE_STORE_SERVER, test_broken_rules);
  ADD (read_only);
  ADD (read_only_file);
  ADD (nowhere);
  ADD (busy);
  ADD (messages);
  return g_test_run ();
}
