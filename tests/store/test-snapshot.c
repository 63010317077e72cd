/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a desk become what the server has, and never less than what its user did? */
#include "cercle-desk.h"

#include <sqlite3.h>

#include "cercle-case.h"
#include "cercle-instant.h"
#include "cercle-person.h"

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_feed_item_free);
}

static void
add_item (GPtrArray *items, CercleRecord *record, gint64 rev)
{
  CercleFeedItem *item = g_new0 (CercleFeedItem, 1);

  item->op = CERCLE_FEED_PUT;
  item->kind = cercle_record_get_kind (record);
  item->id = g_strdup (cercle_record_get_id (record));
  item->record = cercle_record_copy (record);
  item->seq = cercle_record_envelope (item->record)->seq = rev;
  cercle_record_envelope (item->record)->rev = rev;
  g_ptr_array_add (items, item);
}

static void
begin (CercleStore *store, const char *epoch)
{
  g_autoptr (GError) error = NULL;
  cercle_journal_snapshot_begin (store, SCOPE, epoch, &error);
  g_assert_no_error (error);
}

static void
page (CercleStore *store, const char *mark, CercleRecord *first, CercleRecord *second)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = new_items ();
  guint64 changed = 0;

  if (first != NULL)
    add_item (items, first, 1);
  if (second != NULL)
    add_item (items, second, 1);
  cercle_journal_snapshot_page (store, SCOPE, items, mark, &changed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (changed != 0, ==, first != NULL);
}

static void
end (CercleStore *store, const char *cursor)
{
  g_autoptr (GError) error = NULL;
  cercle_journal_snapshot_end (store, SCOPE, cursor, &error);
  g_assert_no_error (error);
}

static void
assert_shown (CercleStore *store, CercleRecord *record, gboolean shown)
{
  g_autoptr (CercleRecord) row = get (store, record);
  g_assert_cmpint (row != NULL && !cercle_record_envelope (row)->deleted, ==, shown);
}

static void
assert_mark (CercleStore *store, const char *expected)
{
  g_autofree char *mark = NULL;

  g_assert_true (cercle_journal_snapshot_mark (store, SCOPE, &mark, NULL));
  g_assert_cmpstr (mark, ==, expected);
}

static void
test_first (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) one = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) two = make_person ("Lou", "Quesnel");
  g_autofree char *none = NULL, *cursor = NULL;
  g_auto (GStrv) before = cercle_journal_scopes (store), after = NULL;

  g_assert_true (cercle_journal_cursor (store, SCOPE, &none, NULL));
  g_assert_null (none);
  g_assert_cmpuint (g_strv_length (before), ==, 0);
  assert_mark (store, NULL);
  begin (store, "e1");
  assert_mark (store, "");
  page (store, "person 1", one, NULL);
  /* It goes on where it was, after kill -9 too. */
  fixture_reopen (fixture, CERCLE_STORE_DESK);
  store = fixture->store;
  assert_mark (store, "person 1");
  page (store, "person 1", one, two);
  page (store, "person 2", NULL, NULL);
  end (store, "v1/" SCOPE "/e1/7");
  assert_mark (store, NULL);
  g_assert_true (cercle_journal_cursor (store, SCOPE, &cursor, NULL));
  g_assert_cmpstr (cursor, ==, "v1/" SCOPE "/e1/7");
  after = cercle_journal_scopes (store);
  g_assert_cmpuint (g_strv_length (after), ==, 1);
  assert_shown (store, one, TRUE);
  assert_shown (store, two, TRUE);
}

/* A place that cannot be read is not the place of a scope that was never read. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autofree char *cursor = NULL;
  g_autoptr (GError) error = NULL;

  begin (store, "e1");
  end (store, "v1/" SCOPE "/e1/7");
  cercle_store_fail_at (store, 1, SQLITE_IOERR);
  g_assert_false (cercle_journal_cursor (store, SCOPE, &cursor, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
  g_clear_error (&error);
  cercle_store_fail_at (store, 1, SQLITE_IOERR);
  g_assert_false (cercle_journal_snapshot_mark (store, SCOPE, &cursor, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (cercle_journal_cursor (store, SCOPE, &cursor, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cursor, ==, "v1/" SCOPE "/e1/7");
}

/* Rows that the server no longer names go; what she made or wrote herself stays. */
static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) named = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) lost = make_person ("Lou", "Quesnel");
  g_autoptr (CercleRecord) edited = make_person ("Léa", "Maupertuis");
  g_autoptr (CercleRecord) mine = make_person ("Zoé", "Lefèvre");
  g_autoptr (CercleRecord) refused = make_person ("Noé", "Le Bihan");
  g_autoptr (CercleRecord) elsewhere = make_person ("Jean", "Ailleurs");
  g_autoptr (CercleRecord) row = NULL;
  gint64 seq = 20;

  cercle_envelope_set (&cercle_record_envelope (elsewhere)->scope, "t:14");
  put (store, elsewhere);
  tell_put (store, named, 5, 5);
  tell_put (store, lost, 6, 6);
  tell_put (store, edited, 7, 7);
  save_all (store, refused, NULL);
  answer_all (store, CERCLE_OUTCOME_REJECTED, "bounds", &seq);
  row = get (store, edited);
  cercle_record_set_text (row, CERCLE_PERSON_MAIL, "lea@example.org");
  save_all (store, row, NULL);
  save_all (store, mine, NULL);
  begin (store, "e1");
  page (store, "m1", named, NULL);
  fixture_reopen (fixture, CERCLE_STORE_DESK);
  store = fixture->store;
  end (store, "v1/" SCOPE "/e1/30");
  assert_shown (store, named, TRUE);
  assert_shown (store, lost, FALSE);
  /* The server's values go; what she wrote on them still goes up. */
  assert_shown (store, edited, FALSE);
  assert_shown (store, mine, TRUE);
  assert_shown (store, refused, TRUE);
  assert_shown (store, elsewhere, TRUE);
  g_assert_cmpuint (count_waiting (store), ==, 2);
}

/* A restored server has older revs: they are true, but her own work goes up once more. */
static void
test_new_epoch (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) told = NULL, row = NULL, older = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) shown = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *cursor = NULL;
  gint64 seq = 10;

  tell_put (store, person, 4, 4);
  row = get (store, person);
  cercle_record_set_text (row, CERCLE_PERSON_MAIL, "ana@example.org");
  save_all (store, row, NULL);
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  told = get (store, person);
  tell_put (store, told, 5, 11);
  g_assert_cmpuint (count_waiting (store), ==, 0);
  g_assert_true (cercle_store_verify (store, NULL));

  g_assert_true (cercle_journal_new_epoch (store, NULL));
  g_assert_true (cercle_journal_cursor (store, SCOPE, &cursor, NULL));
  g_assert_null (cursor);
  g_assert_cmpuint (count_waiting (store), ==, 1);
  begin (store, "e2");
  cercle_envelope_set (&cercle_record_envelope (older)->id, cercle_record_get_id (person));
  page (store, "m1", older, NULL);
  end (store, "v1/" SCOPE "/e2/1");
  shown = get (store, person);
  g_assert_cmpstr (cercle_record_get_text (shown, CERCLE_PERSON_MAIL), ==, "ana@example.org");
  g_assert_cmpint (cercle_record_envelope (shown)->rev, ==, 1);
  again = cercle_journal_pending (store, 10, 1 << 20, NULL);
  g_assert_cmpuint (again->len, ==, 1);
}

/* What came back is remembered for some weeks, no longer. */
static void
test_done_goes (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) other = make_person ("Lou", "Quesnel");
  g_autofree char *rest = NULL;
  gint64 now = cercle_instant_now (), seq = 10;

  cercle_instant_freeze (now);
  save_all (store, person, NULL);
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  tell_put (store, person, 1, 11);
  cercle_instant_freeze (now + G_GINT64_CONSTANT (36) * 24 * 3600 * 1000);
  tell_put (store, other, 1, 12);
  cercle_instant_freeze (0);
  g_assert_true (cercle_journal_new_epoch (store, NULL));
  g_assert_cmpuint (count_waiting (store), ==, 0);
}

static void
test_drop_scope (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) mine = make_person ("Zoé", "Lefèvre");
  g_autoptr (CercleRecord) directory = make_person ("Jean", "Ailleurs");
  g_autoptr (GPtrArray) refusals = NULL;
  g_auto (GStrv) scopes = NULL;

  tell_put (store, person, 1, 1);
  save_all (store, mine, NULL);
  cercle_envelope_set (&cercle_record_envelope (directory)->scope, "t:14");
  put (store, directory);
  g_assert_true (cercle_journal_drop_scope (store, SCOPE, NULL));
  assert_shown (store, person, FALSE);
  assert_shown (store, mine, FALSE);
  assert_shown (store, directory, TRUE);
  refusals = cercle_journal_refusals (store, NULL);
  g_assert_cmpuint (refusals->len, ==, 1);
  g_assert_cmpstr (((CercleRefusal *) refusals->pdata[0])->problem, ==, "scope");
  scopes = cercle_journal_scopes (store);
  g_assert_cmpuint (g_strv_length (scopes), ==, 0);
  g_assert_true (cercle_store_compact (store, NULL));
  g_assert_false (file_contains (fixture->path, "Le Goff"));
  g_assert_true (cercle_store_verify (store, NULL));
}

/* A page of the feed before and after its outcome, in every order, ends the same. */
static void
test_orders (Fixture *fixture, gconstpointer data)
{
  for (guint order = 0; order < 4; order++)
    {
      CercleStore *store = fixture->store;
      g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
      g_autoptr (CercleRecord) shown = NULL;
      gint64 seq = 100 + order * 10;

      save_all (store, person, NULL);
      if (order & 1)
        tell_put (store, person, 1, seq + 1);
      if (order & 2)
        fixture_reopen (fixture, CERCLE_STORE_DESK);
      store = fixture->store;
      answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
      tell_put (store, person, 1, seq);
      shown = get (store, person);
      g_assert_cmpint (cercle_record_envelope (shown)->rev, ==, 1);
      g_assert_cmpuint (count_waiting (store), ==, 0);
      g_assert_true (cercle_store_verify (store, NULL));
    }
}

#define ADD(name) fixture_add ("/snapshot/" #name, CERCLE_STORE_DESK, test_##name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (first);
  ADD (unreadable);
  ADD (sweep);
  ADD (new_epoch);
  ADD (done_goes);
  ADD (drop_scope);
  ADD (orders);
  return g_test_run ();
}
