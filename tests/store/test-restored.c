/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that was put back, or a right that was taken away: what stays, what comes again, what
 * goes? */

#include "cercle-case.h"
#include "cercle-desk.h"
#include "cercle-event.h"
#include "cercle-feed.h"
#include "cercle-instant.h"
#include "cercle-person.h"

/* The server's side */

static void
begin (CercleStore *store)
{
  g_assert_true (cercle_store_begin (store, NULL));
}

static void
commit (CercleStore *store)
{
  g_assert_true (cercle_store_commit (store, NULL));
}

static gint64
feed (CercleStore *store, CercleRecord *record, CercleOp op, const char *member)
{
  const CercleAuthor author = { .mid = "m", .member = member };
  g_autoptr (GError) error = NULL;

  begin (store);
  cercle_feed_write (store, record, op, op == CERCLE_OP_CREATE ? 0 : 1, &author, &error);
  g_assert_no_error (error);
  commit (store);
  return cercle_record_envelope (record)->rev;
}

/* A rev of the past is never given again, even when the same copy is put back twice. */
static void
test_revs_of_epochs (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");
  g_autoptr (CercleRecord) other = make_person ("Lila", "Aubert");
  g_autofree char *member = NULL, *at = NULL;
  gint64 last;

  g_free (cercle_feed_epoch (store));
  begin (store);
  g_assert_true (cercle_feed_add_scope (store, SCOPE, NULL));
  commit (store);
  g_assert_cmpint (feed (store, person, CERCLE_OP_CREATE, "first"), ==, 1);
  g_assert_cmpint (feed (store, person, CERCLE_OP_PATCH, "second"), ==, 2);
  cercle_instant_freeze (G_GINT64_CONSTANT (1592895600000));
  begin (store);
  g_assert_true (cercle_feed_new_epoch (store, NULL));
  cercle_store_rollback (store);
  g_assert_cmpint (feed (store, person, CERCLE_OP_PATCH, "third"), ==, 3);
  begin (store);
  g_assert_true (cercle_feed_new_epoch (store, NULL));
  commit (store);
  last = feed (store, person, CERCLE_OP_PATCH, "fourth");
  g_assert_cmpint (last, >, 1000000);
  g_assert_cmpint (feed (store, person, CERCLE_OP_PATCH, "fifth"), ==, last + 1);
  g_assert_cmpint (feed (store, other, CERCLE_OP_CREATE, "sixth"), >=, last);
  /* Who made it is still known, although its first rev is not 1. */
  g_assert_true (cercle_feed_last_change (store, &cercle_person_kind, cercle_record_get_id (other),
                                          CERCLE_PERSON_MAIL, &member, &at, NULL));
  g_assert_cmpstr (member, ==, "sixth");
  /* From the same copy a day later. */
  begin (store);
  cercle_instant_freeze (G_GINT64_CONSTANT (1592982000000));
  g_assert_true (cercle_feed_new_epoch (store, NULL));
  g_assert_cmpint (feed (store, person, CERCLE_OP_PATCH, "seventh"), >, last + 1000000);
  commit (store);
  cercle_instant_freeze (0);
}

/* The desk's side: a snapshot that names these records, over what was there. */
static void
see_again (CercleStore *store, gint64 seq, ...)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_feed_item_free);
  g_autofree char *cursor = g_strdup_printf ("v1/" SCOPE "/e2/%" G_GINT64_FORMAT, seq);
  g_autoptr (GError) error = NULL;
  CercleRecord *record;
  va_list records;

  va_start (records, seq);
  while ((record = va_arg (records, CercleRecord *)) != NULL)
    {
      CercleFeedItem *item = g_new0 (CercleFeedItem, 1);

      item->kind = cercle_record_get_kind (record);
      item->id = g_strdup (cercle_record_get_id (record));
      item->record = g_object_ref (record);
      g_ptr_array_add (items, item);
    }
  va_end (records);
  g_assert_true (cercle_journal_snapshot_begin (store, SCOPE, "e2", &error));
  g_assert_true (cercle_journal_snapshot_page (store, SCOPE, items, "", NULL, &error));
  g_assert_true (cercle_journal_snapshot_end (store, SCOPE, cursor, &error));
  g_assert_no_error (error);
}

static void
abandon_all (CercleStore *store)
{
  g_autoptr (GPtrArray) refusals = cercle_journal_refusals (store, NULL);

  for (guint i = 0; i < refusals->len; i++)
    g_assert_true (cercle_journal_abandon (
        store, ((CercleRefusal *) refusals->pdata[i])->mutation->mid, NULL));
}

/* She wrote on a record that she may no longer read: its values go, her words are refused before
 * her eyes, and nothing is left when she lets them go. */
static void
test_taken_away (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");
  g_autoptr (CercleRecord) row = NULL, gone = NULL;
  gint64 seq = 3;

  tell_put (store, person, 1, 3);
  row = get (store, person);
  cercle_record_set_text (row, CERCLE_PERSON_MAIL, "mathis@example.org");
  cercle_tx_free (save (store, row));
  see_again (store, 4, NULL);
  g_assert_cmpuint (count_waiting (store), ==, 1);
  g_clear_object (&row);
  row = get (store, person);
  g_assert_true (cercle_record_envelope (row)->deleted);
  g_assert_cmpstr (cercle_record_get_text (row, CERCLE_PERSON_LAST_NAME), ==, NULL);
  answer_all (store, CERCLE_OUTCOME_REJECTED, "gone", &seq);
  g_assert_cmpuint (count_refused (store), ==, 1);
  abandon_all (store);
  gone = get (store, person);
  g_assert_null (gone);
}

/* A server put back to before she made it: it is shown as she made it, and sent again. */
static void
test_made_again (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");
  g_autoptr (CercleRecord) told = NULL, row = NULL;
  gint64 seq = 2;

  tell_put (store, person, 1, 1);
  g_clear_object (&person);
  person = make_person ("Lila", "Aubert");
  save_all (store, person, NULL);
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  told = get (store, person);
  tell_put (store, told, 1, 3);
  g_assert_cmpuint (count_waiting (store), ==, 0);
  g_assert_true (cercle_journal_new_epoch (store, NULL));
  see_again (store, 1, NULL);
  g_assert_cmpuint (count_waiting (store), ==, 1);
  row = get (store, person);
  g_assert_cmpstr (cercle_record_get_text (row, CERCLE_PERSON_LAST_NAME), ==, "Aubert");
  g_assert_false (cercle_record_envelope (row)->deleted);
  g_assert_cmpint (cercle_record_envelope (row)->rev, ==, 0);
}

/* The server had it all along, but shows it to her no longer: a creation that has arrived is not
 * left behind. */
static void
test_ghost (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Lila", "Aubert");
  g_autoptr (CercleRecord) told = NULL, row = NULL;
  gint64 seq = 2;

  save_all (store, person, NULL);
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  told = get (store, person);
  tell_put (store, told, 1, 3);
  g_assert_true (cercle_journal_new_epoch (store, NULL));
  see_again (store, 9, NULL);
  seq = 2;
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  row = get (store, person);
  g_assert_null (row);
}

/* An action that was refused is mended by giving it to another case: that one's base goes with it.
 */
static void
test_mended_elsewhere (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) one = make_case (NULL, "One"), two = make_case (NULL, "Two");
  g_autoptr (CercleRecord) action = make_action (one, "2020-07-01");
  g_autoptr (CercleRecord) row = NULL, told = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seq = 2;

  tell_put (store, one, 1, 1);
  tell_put (store, two, 1, 2);
  save_all (store, action, NULL);
  answer_all (store, CERCLE_OUTCOME_REJECTED, "missing-reference", &seq);
  row = get (store, action);
  cercle_record_set_text (row, CERCLE_ACTION_CASE, cercle_record_get_id (two));
  cercle_tx_free (save (store, row));
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  told = get (store, action);
  tell_put (store, told, 1, seq);
  g_assert_cmpuint (count_waiting (store), ==, 0);
  cercle_store_verify (store, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/restored/revs-of-epochs", CERCLE_STORE_SERVER, test_revs_of_epochs);
  fixture_add ("/restored/taken-away", CERCLE_STORE_DESK, test_taken_away);
  fixture_add ("/restored/made-again", CERCLE_STORE_DESK, test_made_again);
  fixture_add ("/restored/mended-elsewhere", CERCLE_STORE_DESK, test_mended_elsewhere);
  fixture_add ("/restored/ghost", CERCLE_STORE_DESK, test_ghost);
  return g_test_run ();
}
