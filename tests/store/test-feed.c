/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the feed tell each reader everything she may know, in order, once? */
#include "cercle-feed.h"

#include <sqlite3.h>

#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-store-fixture.h"

static const CercleAuthor author = { "0199c0de-0000-7000-8000-0000000000aa", MEMBER, "hm", "d1",
                                     "2020-06-02T07:05:09.123Z" };

#define TEAM "team mdph partner governance national"

static void
begin (CercleStore *store)
{
  g_autoptr (GError) error = NULL;
  cercle_store_begin (store, &error);
  g_assert_no_error (error);
}

static void
commit (CercleStore *store)
{
  g_autoptr (GError) error = NULL;
  cercle_store_commit (store, &error);
  g_assert_no_error (error);
}

static void
write_as (CercleStore *store, CercleRecord *record, CercleOp op, guint64 changed)
{
  g_autoptr (GError) error = NULL;
  cercle_feed_write (store, record, op, changed, &author, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer end)
{
  g_autoptr (GError) error = NULL;

  fixture_set_up (fixture, end);
  begin (fixture->store);
  cercle_feed_add_scope (fixture->store, SCOPE, &error);
  cercle_feed_add_scope (fixture->store, SCOPE, &error);
  g_assert_no_error (error);
  commit (fixture->store);
}

static GPtrArray *
read_page (CercleStore *store, const char *audiences, gint64 after, guint limit)
{
  g_autoptr (GError) error = NULL;
  CercleFeedPage page = { SCOPE, audiences, after, limit };
  GPtrArray *items = cercle_feed_read (store, &page, &error);

  g_assert_no_error (error);
  return items;
}

static void
test_dense (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (GPtrArray) items = NULL;
  gint64 head = -1, floor = -1;

  for (int i = 0; i < 10; i++)
    {
      g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");

      begin (store);
      write_as (store, person, CERCLE_OP_CREATE, CERCLE_MASK (CERCLE_PERSON_FIRST_NAME));
      g_assert_cmpint (cercle_record_envelope (person)->rev, ==, 1);
      /* A rollback gives the number back. */
      if (i % 3 == 2)
        cercle_store_rollback (store);
      else
        commit (store);
    }
  g_assert_true (cercle_feed_get_scope (store, SCOPE, &head, &floor));
  g_assert_cmpint (head, ==, 7);
  g_assert_cmpint (floor, ==, 0);
  items = read_page (store, TEAM, 0, 100);
  g_assert_cmpuint (items->len, ==, 7);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (((CercleFeedItem *) items->pdata[i])->seq, ==, i + 1);
  g_assert_false (cercle_feed_get_scope (store, "c:none", &head, &floor));
}

static void
test_latest_once (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) one = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) two = make_person ("Lou", "Quesnel");
  g_autoptr (GPtrArray) items = NULL;
  CercleFeedItem *item;

  begin (store);
  write_as (store, one, CERCLE_OP_CREATE, 3);
  write_as (store, two, CERCLE_OP_CREATE, 3);
  cercle_record_set_text (one, CERCLE_PERSON_LAST_NAME, "Le Bihan");
  write_as (store, one, CERCLE_OP_PATCH, CERCLE_MASK (CERCLE_PERSON_LAST_NAME));
  commit (store);
  items = read_page (store, TEAM, 0, 100);
  g_assert_cmpuint (items->len, ==, 2);
  item = items->pdata[1];
  g_assert_cmpint (item->op, ==, CERCLE_FEED_PUT);
  g_assert_cmpint (item->seq, ==, 3);
  assert_same_record (item->record, one);
  g_assert_cmpint (cercle_record_envelope (item->record)->rev, ==, 2);
  g_assert_cmpstr (cercle_record_envelope (item->record)->created_by, ==, MEMBER);
  g_clear_pointer (&items, g_ptr_array_unref);

  begin (store);
  write_as (store, two, CERCLE_OP_DELETE, 0);
  commit (store);
  items = read_page (store, TEAM, 3, 100);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpint (item->op, ==, CERCLE_FEED_DEL);
  g_assert_cmpstr (item->id, ==, cercle_record_get_id (two));
}

static void
test_hide (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = make_case (NULL, "hébergement");
  g_autoptr (GPtrArray) team = NULL, guarded = NULL, partner = NULL;

  begin (store);
  write_as (store, kase, CERCLE_OP_CREATE, CERCLE_MASK (CERCLE_CASE_NEED));
  g_assert_cmpstr (cercle_record_envelope (kase)->audience, ==, "team");
  cercle_envelope_set (&cercle_record_envelope (kase)->audience, "protected");
  write_as (store, kase, CERCLE_OP_PATCH, CERCLE_MASK (CERCLE_CASE_PROFILE));
  commit (store);
  g_assert_cmpstr (cercle_record_envelope (kase)->prev_audience, ==, "team");
  team = read_page (store, TEAM, 0, 10);
  guarded = read_page (store, TEAM " protected", 0, 10);
  partner = read_page (store, "partner national", 0, 10);
  g_assert_cmpuint (team->len, ==, 1);
  g_assert_cmpint (((CercleFeedItem *) team->pdata[0])->op, ==, CERCLE_FEED_HIDE);
  g_assert_null (((CercleFeedItem *) team->pdata[0])->record);
  g_assert_cmpuint (guarded->len, ==, 1);
  g_assert_cmpint (((CercleFeedItem *) guarded->pdata[0])->op, ==, CERCLE_FEED_PUT);
  g_assert_cmpuint (partner->len, ==, 0);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  CercleFeedPage page = { SCOPE, TEAM, 0, 4 };
  guint n = 0, pages = 0;

  begin (store);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (CercleRecord) kase = make_case (NULL, "besoin");

      if (i % 2 == 1)
        cercle_envelope_set (&cercle_record_envelope (kase)->audience, "protected");
      write_as (store, kase, CERCLE_OP_CREATE, CERCLE_MASK (CERCLE_CASE_NEED));
    }
  commit (store);
  do
    {
      g_autoptr (GPtrArray) items = cercle_feed_read (store, &page, NULL);

      n += items->len;
      page.after = page.last;
      pages++;
    }
  while (page.more);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpint (page.last, ==, 10);
  g_assert_cmpuint (pages, <=, 3);
}

/* A snapshot begun at S and the feed after S hold exactly what may be read. */
static void
test_snapshot_and_feed (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *mark = g_strdup ("");
  g_autoptr (GPtrArray) later = NULL;
  gint64 start, floor;

  begin (store);
  for (guint i = 0; i < 23; i++)
    {
      CercleRecord *record = i % 2 == 0 ? make_person ("Ana", "Le Goff") : make_case (NULL, "x");

      g_ptr_array_add (made, record);
      write_as (store, record, CERCLE_OP_CREATE, 3);
    }
  commit (store);
  cercle_feed_get_scope (store, SCOPE, &start, &floor);
  while (mark != NULL)
    {
      g_autoptr (GPtrArray) items = cercle_feed_snapshot (store, SCOPE, TEAM, 5, &mark, NULL);

      for (guint i = 0; i < items->len; i++)
        {
          CercleFeedItem *item = items->pdata[i];

          g_assert_true (g_hash_table_add (known, g_strdup (item->id)));
          g_assert_nonnull (item->record);
        }
      /* Meanwhile the world goes on. */
      if (mark != NULL)
        {
          begin (store);
          write_as (store, made->pdata[g_hash_table_size (known) - 1], CERCLE_OP_DELETE, 0);
          commit (store);
        }
    }
  later = read_page (store, TEAM, start, 100);
  for (guint i = 0; i < later->len; i++)
    {
      CercleFeedItem *item = later->pdata[i];

      if (item->op != CERCLE_FEED_PUT)
        g_hash_table_remove (known, item->id);
    }
  for (guint i = 0; i < made->len; i++)
    {
      g_autoptr (CercleRecord) now = get (store, made->pdata[i]);

      g_assert_cmpint (g_hash_table_contains (known, cercle_record_get_id (now)), ==,
                       !cercle_record_envelope (now)->deleted);
    }
}

static void
test_bad_mark (Fixture *fixture, gconstpointer data)
{
  const char *const marks[] = { "x", "nokind 0199", " " };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *mark = g_strdup (marks[i]);

      g_assert_null (cercle_feed_snapshot (fixture->store, SCOPE, TEAM, 5, &mark, &error));
      g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
    }
}

static void
test_field_revs (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  gint64 revs[CERCLE_MAX_FIELDS];
  g_autofree char *member = NULL, *at = NULL;

  begin (store);
  write_as (store, person, CERCLE_OP_CREATE, 3);
  cercle_record_set_text (person, CERCLE_PERSON_MAIL, "ana@example.org");
  write_as (store, person, CERCLE_OP_PATCH, CERCLE_MASK (CERCLE_PERSON_MAIL));
  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Anna");
  cercle_instant_freeze (G_GINT64_CONSTANT (1591081509123));
  write_as (store, person, CERCLE_OP_PATCH, CERCLE_MASK (CERCLE_PERSON_FIRST_NAME));
  cercle_instant_freeze (0);
  commit (store);
  g_assert_true (cercle_feed_field_revs (store, &cercle_person_kind, cercle_record_get_id (person),
                                         revs, NULL));
  g_assert_cmpint (revs[CERCLE_PERSON_FIRST_NAME], ==, 3);
  g_assert_cmpint (revs[CERCLE_PERSON_MAIL], ==, 2);
  g_assert_cmpint (revs[CERCLE_PERSON_LAST_NAME], ==, 0);
  g_assert_true (cercle_feed_last_change (store, &cercle_person_kind, cercle_record_get_id (person),
                                          CERCLE_PERSON_FIRST_NAME, &member, &at, NULL));
  g_assert_cmpstr (member, ==, MEMBER);
  g_assert_cmpstr (at, ==, "2020-06-02T07:05:09.123Z");
}

static void
assert_fails (CercleStore *store, CercleRecord *record, CercleOp op)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cercle_feed_write (store, record, op, 0, NULL, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) lost = make_person ("Lou", "Quesnel");

  assert_fails (store, person, CERCLE_OP_CREATE); /* no transaction */
  begin (store);
  assert_fails (store, person, CERCLE_OP_PATCH);
  write_as (store, person, CERCLE_OP_CREATE, 3);
  assert_fails (store, person, CERCLE_OP_CREATE);
  cercle_envelope_set (&cercle_record_envelope (lost)->scope, "c:unknown");
  assert_fails (store, lost, CERCLE_OP_CREATE);
  commit (store);
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = cercle_feed_answer (store, "m1", "h1", &error);
  g_autofree char *same = NULL;

  g_assert_null (none);
  g_assert_no_error (error);
  begin (store);
  g_assert_true (cercle_feed_keep_answer (store, "m1", "h1", "{\"status\":\"applied\"}", &error));
  commit (store);
  same = cercle_feed_answer (store, "m1", "h1", &error);
  g_assert_cmpstr (same, ==, "{\"status\":\"applied\"}");
  g_assert_null (cercle_feed_answer (store, "m1", "h2", &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_REUSED);
}

static void
test_counters (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;

  begin (store);
  g_assert_cmpint (cercle_feed_number (store, SCOPE, "2020", NULL), ==, 1);
  g_assert_cmpint (cercle_feed_number (store, SCOPE, "2020", NULL), ==, 2);
  g_assert_cmpint (cercle_feed_number (store, SCOPE, "2021", NULL), ==, 1);
  g_assert_cmpint (cercle_feed_number (store, "c:other", "2020", NULL), ==, 1);
  cercle_store_rollback (store);
  begin (store);
  g_assert_cmpint (cercle_feed_number (store, SCOPE, "2020", NULL), ==, 1);
  commit (store);
  g_assert_cmpint (cercle_feed_number (store, SCOPE, "2020", NULL), ==, -1);
}

static void
test_epoch (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = cercle_feed_epoch (fixture->store);
  g_autofree char *again = NULL, *later = NULL;

  fixture_reopen (fixture, CERCLE_STORE_SERVER);
  again = cercle_feed_epoch (fixture->store);
  g_assert_cmpstr (first, ==, again);
  g_assert_true (cercle_feed_new_epoch (fixture->store, NULL));
  later = cercle_feed_epoch (fixture->store);
  g_assert_cmpstr (first, !=, later);
}

/* A new epoch counts from higher up, or it is not begun: whichever read or write fails. */
static void
test_epoch_fails (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autofree char *first = cercle_feed_epoch (store);
  g_autofree char *before = cercle_store_get_setting (store, "rev_floor");
  gboolean done = FALSE;

  for (guint n = 1; !done; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *floor = NULL, *epoch = NULL;

      g_assert_cmpuint (n, <, 10);
      cercle_store_fail_at (store, n, SQLITE_IOERR);
      done = cercle_feed_new_epoch (store, &error);
      cercle_store_fail_at (store, 0, 0);
      g_assert_true (done == (error == NULL));
      floor = cercle_store_get_setting (store, "rev_floor");
      epoch = cercle_feed_epoch (store);
      g_assert_true (done == (g_strcmp0 (epoch, first) != 0));
      if (done)
        g_assert_cmpstr (floor, !=, before);
    }
}

static void
test_apart (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) access = make_record (&cercle_access_kind);
  g_autoptr (JsonObject) set = json_object_new ();
  CercleMutation mutation = { .mid = (char *) "m", .kind = &cercle_person_kind };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (CercleRecord) kept = NULL;
  g_autoptr (GError) error = NULL;

  fill_record (access, 1);
  begin (store);
  g_assert_true (cercle_feed_log_access (store, access, &error));
  g_assert_true (cercle_feed_quarantine (store, &author, &mutation, "{}", "right", &error));
  commit (store);
  kept = get (store, access);
  g_assert_nonnull (kept);
  items = read_page (store, TEAM, 0, 10);
  g_assert_cmpuint (items->len, ==, 0);
}

#define ADD(name)                                                                                  \
  g_test_add ("/feed/" #name, Fixture, FIXTURE_END (CERCLE_STORE_SERVER), set_up, test_##name,     \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (dense);
  ADD (latest_once);
  ADD (hide);
  ADD (pages);
  ADD (snapshot_and_feed);
  ADD (bad_mark);
  ADD (field_revs);
  ADD (refusals);
  ADD (answers);
  ADD (counters);
  ADD (epoch);
  ADD (epoch_fails);
  ADD (apart);
  return g_test_run ();
}
