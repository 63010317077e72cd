/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the file of the newest schema that later programs must open for ever:
 *   make-database desk|server PATH
 * Run it once when a schema is released, and commit the file as <end>-<schema>.db. */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "cercle-case.h"
#include "cercle-desk.h"
#include "cercle-feed.h"
#include "cercle-macros.h"
#include "cercle-person.h"

static CercleRecord *
known (const CercleKind *kind, const char *id, gint64 seq)
{
  CercleRecord *record = cercle_record_new_with_id (kind, id);
  CercleEnvelope *envelope = cercle_record_envelope (record);

  cercle_envelope_set (&envelope->scope, SCOPE);
  cercle_envelope_set (&envelope->audience, "team");
  cercle_envelope_set (&envelope->created_at, "2020-06-02T07:05:09.123Z");
  envelope->rev = 1;
  envelope->seq = seq;
  return record;
}

static CercleRecord *
make_quesnel (void)
{
  CercleRecord *person = known (&cercle_person_kind, "0199c0de-0000-7000-8000-0000000000b1", 1);

  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Mathis");
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  return person;
}

static CercleRecord *
make_his_case (CercleRecord *person)
{
  CercleRecord *kase = known (&cercle_case_kind, "0199c0de-0000-7000-8000-0000000000b2", 2);

  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "répit");
  return kase;
}

static void
fill_desk (CercleStore *store)
{
  g_autoptr (CercleRecord) person = make_quesnel ();
  g_autoptr (CercleRecord) kase = make_his_case (person);
  g_autoptr (CercleRecord) row = NULL;

  tell_put (store, person, 1, 1);
  tell_put (store, kase, 1, 2);
  row = get (store, kase);
  cercle_record_set_text (row, CERCLE_CASE_NEED, "hébergement");
  save_all (store, row, NULL);
}

static void
fill_server (CercleStore *store)
{
  g_autoptr (CercleRecord) person = make_quesnel ();
  g_autoptr (CercleRecord) kase = make_his_case (person);

  g_assert_true (cercle_store_begin (store, NULL));
  g_assert_true (cercle_feed_add_scope (store, SCOPE, NULL));
  g_assert_true (cercle_feed_write (store, person, CERCLE_OP_CREATE, 3, NULL, NULL));
  g_assert_true (cercle_feed_write (store, kase, CERCLE_OP_CREATE, 7, NULL, NULL));
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "hébergement");
  g_assert_true (
      cercle_feed_write (store, kase, CERCLE_OP_PATCH, CERCLE_MASK (CERCLE_CASE_NEED), NULL, NULL));
  g_assert_true (cercle_store_commit (store, NULL));
}

/* Small pages and one file: it stays in the repository. */
static void
shrink (const char *path)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "PRAGMA journal_mode=DELETE; PRAGMA page_size=512; VACUUM", NULL, NULL,
                NULL);
  sqlite3_close (handle);
}

int
main (int argc, char **argv)
{
  CercleStoreEnd end =
      argc == 3 && g_str_equal (argv[1], "server") ? CERCLE_STORE_SERVER : CERCLE_STORE_DESK;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleStore) store = NULL;
  g_autofree char *lock = NULL;

  if (argc != 3)
    {
      g_printerr ("make-database desk|server PATH\n");
      return 2;
    }
  store = cercle_store_open (argv[2], end, NULL, &error);
  g_assert_no_error (error);
  if (end == CERCLE_STORE_DESK)
    fill_desk (store);
  else
    fill_server (store);
  g_clear_object (&store);
  shrink (argv[2]);
  lock = g_strconcat (argv[2], ".lock", NULL);
  g_unlink (lock);
  return 0;
}
