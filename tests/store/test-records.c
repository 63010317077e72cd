/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what is put come back, whole, at both ends? */
#include "cercle-store-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-journal.h"
#include "cercle-person.h"

static void
fill_envelope (CercleRecord *record, guint n)
{
  CercleEnvelope *envelope = cercle_record_envelope (record);

  cercle_envelope_set (&envelope->audience, "mdph");
  cercle_envelope_set (&envelope->prev_audience, "team partner");
  cercle_envelope_set (&envelope->created_by, MEMBER);
  cercle_envelope_set (&envelope->created_at, "2020-06-02T07:05:09.123Z");
  cercle_envelope_set (&envelope->updated_by, MEMBER);
  cercle_envelope_set (&envelope->updated_at, "2020-06-03T07:05:09.123Z");
  cercle_envelope_set (&envelope->extra, "{\"plus_tard\":1}");
  envelope->rev = n + 3;
  envelope->seq = G_GINT64_CONSTANT (5000000000) + n;
}

static gboolean
is_kept (CercleStoreEnd end, const CercleKind *kind)
{
  return end == CERCLE_STORE_DESK || kind->reach != CERCLE_LOCAL;
}

static void
test_every_field (Fixture *fixture, gconstpointer data)
{
  CercleStoreEnd end = (CercleStoreEnd) GPOINTER_TO_UINT (data);

  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    for (guint n = 0; n < 3 && is_kept (end, *kind); n++)
      {
        g_autoptr (CercleRecord) record = make_record (*kind);
        g_autoptr (CercleRecord) found = NULL, again = NULL;

        if (n > 0)
          fill_record (record, n);
        if (n > 1)
          fill_envelope (record, n);
        put (fixture->store, record);
        found = get (fixture->store, record);
        g_assert_nonnull (found);
        assert_same_record (record, found);
        g_assert_cmpuint (cercle_record_get_changed (found), ==, 0);
        /* Over what was there: unset fields become unset. */
        for (guint i = 0; i < (*kind)->n_fields; i += 2)
          cercle_record_unset (record, i);
        put (fixture->store, record);
        again = get (fixture->store, record);
        assert_same_record (record, again);
      }
  g_assert_true (cercle_store_verify (fixture->store, NULL));
}

static void
test_local_at_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) draft = make_record (&cercle_draft_kind);
  g_autoptr (GError) error = NULL;

  g_assert_false (cercle_store_put (fixture->store, draft, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
  g_assert_cmpint (cercle_store_get_key (fixture->store, &cercle_draft_kind, "x"), ==, 0);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) one = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) two = make_person ("Lou", "Quesnel");
  g_autoptr (GPtrArray) page = NULL;
  gint64 keys[4];

  put (store, one);
  put (store, two);
  keys[0] = cercle_store_get_key (store, &cercle_person_kind, cercle_record_get_id (two));
  keys[1] = 4711;
  keys[2] = cercle_store_get_key (store, &cercle_person_kind, cercle_record_get_id (one));
  keys[3] = keys[0];
  put (store, one);
  g_assert_cmpint (cercle_store_get_key (store, &cercle_person_kind, cercle_record_get_id (one)),
                   ==, keys[2]);
  g_assert_cmpint (cercle_store_get_key (store, &cercle_person_kind, MEMBER), ==, 0);
  page = cercle_store_get_page (store, &cercle_person_kind, keys, 4, NULL);
  g_assert_cmpuint (page->len, ==, 4);
  assert_same_record (page->pdata[0], two);
  g_assert_null (page->pdata[1]);
  assert_same_record (page->pdata[2], one);
  assert_same_record (page->pdata[3], two);
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cercle_store_get (fixture->store, &cercle_person_kind, MEMBER, &error));
  g_assert_no_error (error);
}

static void
assert_present (CercleStore *store, CercleRecord *record, gboolean present)
{
  g_autoptr (CercleRecord) found = get (store, record);
  g_assert_cmpint (found != NULL, ==, present);
}

static void
test_transactions (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) outer = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) inner = make_person ("Lou", "Quesnel");
  g_autoptr (CercleRecord) kept = make_person ("Léa", "Maupertuis");

  g_assert_true (cercle_store_begin (store, NULL));
  put (store, outer);
  g_assert_true (cercle_store_begin (store, NULL));
  put (store, inner);
  cercle_store_rollback (store);
  g_assert_true (cercle_store_begin_normal (store, NULL));
  put (store, kept);
  g_assert_true (cercle_store_commit (store, NULL));
  assert_present (store, inner, FALSE);
  g_assert_true (cercle_store_commit (store, NULL));
  assert_present (store, outer, TRUE);
  assert_present (store, kept, TRUE);

  g_assert_true (cercle_store_begin_normal (store, NULL));
  put (store, inner);
  g_assert_true (cercle_store_begin (store, NULL));
  g_assert_true (cercle_store_commit (store, NULL));
  cercle_store_rollback (store);
  assert_present (store, inner, FALSE);
}

/* A full disk may end a transaction behind its owner's back: nothing of it may be kept, and nothing
 * that follows may be written by itself. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) before = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) failing = make_person ("Lou", "Quesnel");
  g_autoptr (CercleRecord) after = make_person ("Léa", "Maupertuis");
  g_autoptr (GError) full = NULL, refused = NULL, lost = NULL;

  g_assert_true (cercle_store_begin (store, NULL));
  put (store, before);
  g_assert_true (cercle_store_begin (store, NULL));
  cercle_store_fail_at (store, 1, 13 /* SQLITE_FULL */);
  g_assert_false (cercle_store_put (store, failing, &full));
  g_assert_error (full, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FULL);
  cercle_store_rollback (store);
  g_assert_false (cercle_store_put (store, after, &refused));
  g_assert_error (refused, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FULL);
  g_assert_false (cercle_store_commit (store, &lost));
  g_assert_nonnull (lost);
  assert_present (store, before, FALSE);
  assert_present (store, after, FALSE);
  put (store, after);
  assert_present (store, after, TRUE);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autofree char *none = cercle_store_get_setting (store, "device");
  g_autofree char *first = NULL, *second = NULL, *gone = NULL;

  g_assert_null (none);
  g_assert_true (cercle_store_set_setting (store, "device", "d1", NULL));
  first = cercle_store_get_setting (store, "device");
  g_assert_cmpstr (first, ==, "d1");
  g_assert_true (cercle_store_set_setting (store, "device", "d2", NULL));
  second = cercle_store_get_setting (store, "device");
  g_assert_cmpstr (second, ==, "d2");
  g_assert_true (cercle_store_set_setting (store, "device", NULL, NULL));
  gone = cercle_store_get_setting (store, "device");
  g_assert_null (gone);
}

static void
assert_private (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf status;

  if (g_stat (name, &status) == 0)
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  else
    g_assert_cmpstr (suffix, !=, "");
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "open.db", NULL);
  mode_t before = umask (0);
  g_autoptr (CercleStore) store = cercle_store_open (path, CERCLE_STORE_DESK, NULL, NULL);
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");

  put (store, person);
  assert_private (path, "");
  assert_private (path, "-wal");
  assert_private (path, "-shm");
  assert_private (path, ".lock");
  g_clear_object (&store);
  g_chmod (path, 0666);
  store = cercle_store_open (path, CERCLE_STORE_DESK, NULL, NULL);
  assert_private (path, "");
  umask (before);
}

static void
test_reader (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) other = make_person ("Lou", "Quesnel");
  g_autoptr (CercleStore) reader = NULL;
  g_autoptr (GError) error = NULL;

  put (store, person);
  reader = cercle_store_open_reader (fixture->path, NULL, &error);
  g_assert_no_error (error);
  assert_present (reader, person, TRUE);
  g_assert_true (cercle_store_begin (store, NULL));
  put (store, other);
  /* It reads beside a writer, and what the writer has not committed is not there. */
  assert_present (reader, person, TRUE);
  assert_present (reader, other, FALSE);
  g_assert_true (cercle_store_commit (store, NULL));
  assert_present (reader, other, TRUE);
  g_assert_cmpint (cercle_journal_mark (reader, &cercle_person_kind, MEMBER), ==, 0);
  g_assert_false (cercle_store_put (reader, other, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_READ_ONLY);
  /* Opening again does not disturb the reader's locks. */
  fixture_reopen (fixture, CERCLE_STORE_DESK);
  assert_present (reader, person, TRUE);
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleStore) copy = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture->store, person);
  g_assert_true (cercle_store_backup (fixture->store, path, &error));
  g_assert_no_error (error);
  assert_private (path, "");
  g_assert_false (cercle_store_backup (fixture->store, path, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
  copy = cercle_store_open (path, (CercleStoreEnd) GPOINTER_TO_UINT (data), NULL, NULL);
  assert_present (copy, person, TRUE);
  g_assert_true (cercle_store_verify (copy, NULL));
}

static void
test_operations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  guint64 before = cercle_store_operations (fixture->store);

  put (fixture->store, person);
  g_assert_cmpuint (cercle_store_operations (fixture->store), >, before + 2);
  g_assert_cmpstr (cercle_store_get_path (fixture->store), ==, fixture->path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/records/every_field/desk", CERCLE_STORE_DESK, test_every_field);
  fixture_add ("/records/every_field/server", CERCLE_STORE_SERVER, test_every_field);
  fixture_add ("/records/local_at_server", CERCLE_STORE_SERVER, test_local_at_server);
  fixture_add ("/records/keys", CERCLE_STORE_DESK, test_keys);
  fixture_add ("/records/absent", CERCLE_STORE_DESK, test_absent);
  fixture_add ("/records/transactions", CERCLE_STORE_DESK, test_transactions);
  fixture_add ("/records/given_up", CERCLE_STORE_DESK, test_given_up);
  fixture_add ("/records/settings", CERCLE_STORE_SERVER, test_settings);
  fixture_add ("/records/private", CERCLE_STORE_DESK, test_private);
  fixture_add ("/records/reader", CERCLE_STORE_DESK, test_reader);
  fixture_add ("/records/backup/desk", CERCLE_STORE_DESK, test_backup);
  fixture_add ("/records/backup/server", CERCLE_STORE_SERVER, test_backup);
  fixture_add ("/records/operations", CERCLE_STORE_DESK, test_operations);
  return g_test_run ();
}
