/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* After a person is forgotten, is there one byte of her left? */
#include "cercle-desk.h"

#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-feed.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-search.h"

/* Rare enough to be nowhere else; folded for the full text. */
#define NAME "Xyzquesnel"
#define FOLDED "xyzquesnel"
#define OLD_NAME "Wyvmaupertuis"
#define OLD_FOLDED "wyvmaupertuis"

static void
assert_bytes (const char *path, gboolean present)
{
  g_assert_cmpint (file_contains (path, NAME) || file_contains (path, FOLDED) ||
                       file_contains (path, OLD_NAME) || file_contains (path, OLD_FOLDED),
                   ==, present);
}

static CercleRecord *
make_conflict (CercleRecord *of)
{
  CercleRecord *conflict = make_record (&cercle_conflict_kind);

  cercle_record_set_text (conflict, CERCLE_CONFLICT_OF_KIND, "person");
  cercle_record_set_text (conflict, CERCLE_CONFLICT_OF_ID, cercle_record_get_id (of));
  cercle_record_set_text (conflict, CERCLE_CONFLICT_CURRENT, "{\"last_name\":\"" NAME "\"}");
  return conflict;
}

static CercleRecord *
make_told (CercleRecord *of)
{
  CercleRecord *told = make_record (&cercle_event_kind);

  cercle_record_set_text (told, CERCLE_EVENT_CASE, MEMBER);
  cercle_record_set_text (told, CERCLE_EVENT_SORT, "told");
  cercle_record_set_text (told, CERCLE_EVENT_AT, "2020-06-02T07:05:09.123Z");
  cercle_record_set_text (told, CERCLE_EVENT_FROM, OLD_NAME);
  cercle_record_set_text (told, CERCLE_EVENT_TO, NAME);
  cercle_record_set_text (told, CERCLE_EVENT_OF_KIND, "person");
  cercle_record_set_text (told, CERCLE_EVENT_OF_ID, cercle_record_get_id (of));
  return told;
}

static void
forget (CercleStore *store, CercleRecord *record)
{
  g_autoptr (GError) error = NULL;

  cercle_store_forget (store, cercle_record_get_kind (record), cercle_record_get_id (record),
                       &error);
  g_assert_no_error (error);
  cercle_store_compact (store, &error);
  g_assert_no_error (error);
  cercle_store_verify (store, &error);
  g_assert_no_error (error);
}

static void
put_others (CercleStore *store)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("Voisin%u", i);
      g_autoptr (CercleRecord) other = make_person ("Ana", name);
      put (store, other);
    }
}

static void
test_desk (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Mathis", OLD_NAME);
  g_autoptr (CercleRecord) conflict = make_conflict (person);
  g_autoptr (CercleRecord) told = make_told (person);
  g_autoptr (CercleRecord) row = NULL, none = NULL;
  g_autofree char *draft = g_strdup_printf ("{\"person\":\"%s\",\"caller\":\"" NAME "\"}",
                                            cercle_record_get_id (person));
  gint64 seq = 10;

  put_others (store);
  tell_put (store, person, 1, 1);
  tell_put (store, conflict, 1, 2);
  tell_put (store, told, 1, 3);
  row = get (store, person);
  cercle_record_set_text (row, CERCLE_PERSON_LAST_NAME, NAME);
  save_all (store, row, NULL);
  answer_all (store, CERCLE_OUTCOME_REJECTED, "right", &seq);
  cercle_record_set_text (row, CERCLE_PERSON_LAST_NAME, NAME "-" NAME);
  save_all (store, row, NULL);
  g_assert_true (cercle_journal_draft (store, MEMBER, "call", NULL, draft, NULL));
  put_others (store);
  assert_bytes (fixture->path, TRUE);
  forget (store, person);
  assert_bytes (fixture->path, FALSE);
  none = get (store, person);
  g_assert_null (none);
  g_assert_cmpuint (count_waiting (store), ==, 0);
  g_assert_cmpuint (count_refused (store), ==, 0);
}

static void
write_one (CercleStore *store, CercleRecord *record, CercleOp op, guint64 mask)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_begin (store, NULL));
  cercle_feed_write (store, record, op, mask, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cercle_store_commit (store, NULL));
}

static void
prepare_server (CercleStore *store, CercleRecord *person)
{
  g_autoptr (CercleRecord) conflict = make_conflict (person);
  g_autoptr (CercleRecord) told = make_told (person);
  CercleMutation mutation = { .kind = &cercle_person_kind };

  g_assert_true (cercle_store_begin (store, NULL));
  g_assert_true (cercle_feed_add_scope (store, SCOPE, NULL));
  mutation.id = cercle_record_envelope (person)->id;
  g_assert_true (cercle_feed_quarantine (store, NULL, &mutation, "{\"last_name\":\"" NAME "\"}",
                                         "right", NULL));
  g_assert_true (cercle_store_commit (store, NULL));
  write_one (store, person, CERCLE_OP_CREATE, G_MAXUINT64);
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, NAME);
  write_one (store, person, CERCLE_OP_PATCH, CERCLE_MASK (CERCLE_PERSON_LAST_NAME));
  write_one (store, conflict, CERCLE_OP_CREATE, G_MAXUINT64);
  write_one (store, told, CERCLE_OP_CREATE, G_MAXUINT64);
}

static void
test_server (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Mathis", OLD_NAME);
  CercleFeedPage page = { SCOPE, "team national", 4, 10 };
  g_autoptr (GPtrArray) items = NULL;

  prepare_server (store, person);
  assert_bytes (fixture->path, TRUE);
  forget (store, person);
  assert_bytes (fixture->path, FALSE);
  /* Every desk hears of it: the person, the conflict, what was told. */
  items = cercle_feed_read (store, &page, NULL);
  g_assert_cmpuint (items->len, ==, 3);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (((CercleFeedItem *) items->pdata[i])->op, ==, CERCLE_FEED_DEL);
}

/* Nothing there: nothing to do, and nothing is told. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleRecord) person = make_person ("Mathis", NAME);

  forget (fixture->store, person);
  forget (fixture->store, person);
}

/* What a search row says goes with an ordinary edit too, once the file is compacted. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Mathis", OLD_NAME);

  put (store, person);
  put_others (store);
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Voisin");
  put (store, person);
  g_assert_true (cercle_store_compact (store, NULL));
  assert_bytes (fixture->path, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/forget/desk", CERCLE_STORE_DESK, test_desk);
  fixture_add ("/forget/server", CERCLE_STORE_SERVER, test_server);
  fixture_add ("/forget/unknown/desk", CERCLE_STORE_DESK, test_unknown);
  fixture_add ("/forget/unknown/server", CERCLE_STORE_SERVER, test_unknown);
  fixture_add ("/forget/edit", CERCLE_STORE_DESK, test_edit);
  return g_test_run ();
}
