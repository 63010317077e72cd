/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a desk show, keep and send what its user did, whatever the server says meanwhile? */
#include "cercle-desk.h"

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-moves.h"
#include "cercle-person.h"

static const char *
text_of (CercleStore *store, CercleRecord *record, guint field)
{
  g_autoptr (CercleRecord) row = get (store, record);

  g_assert_nonnull (row);
  return g_intern_string (cercle_record_get_text (row, field));
}

static void
patch_text (CercleStore *store, CercleRecord *record, guint field, const char *value)
{
  g_autoptr (CercleRecord) row = get (store, record);
  g_autoptr (CercleTx) undo = NULL;

  cercle_record_set_text (row, field, value);
  undo = save (store, row);
  g_assert_nonnull (undo);
}

static void
undo_now (CercleStore *store, CercleTx *undo)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (undo);
  cercle_journal_commit (store, undo, MEMBER, ZONE, NULL, &error);
  g_assert_no_error (error);
}

/* A case that server and desk both have, rev 1, seq 1. */
static CercleRecord *
known_case (CercleStore *store)
{
  CercleRecord *kase = make_case (NULL, "répit");

  cercle_case_derive_new (kase, MEMBER, "2020-06-02T07:05:09.123Z");
  tell_put (store, kase, 1, 1);
  return kase;
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Mathis", "Quesnel");
  g_autoptr (CercleRecord) kase = make_case (person, "répit");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (CercleRecord) row = NULL;
  const CercleMutation *first, *second;

  save_all (store, person, kase, NULL);
  row = get (store, kase);
  g_assert_true (cercle_record_get_flag (row, CERCLE_CASE_OPEN));
  g_assert_cmpstr (cercle_record_get_text (row, CERCLE_CASE_STATUS), ==, "received");
  g_assert_cmpstr (cercle_record_get_text (row, CERCLE_CASE_HOLDER), ==, "member:" MEMBER);
  g_assert_cmpstr (cercle_record_envelope (row)->audience, ==, "team");
  g_assert_cmpstr (cercle_record_envelope (row)->created_by, ==, MEMBER);
  g_assert_cmpint (cercle_journal_mark (store, &cercle_case_kind, cercle_record_get_id (kase)), ==,
                   1);

  items = cercle_journal_pending (store, 10, 1 << 20, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  first = items->pdata[0];
  second = items->pdata[1];
  g_assert_cmpint (first->n, <, second->n);
  g_assert_nonnull (first->tx);
  g_assert_cmpstr (first->tx, ==, second->tx);
  g_assert_cmpint (first->op, ==, CERCLE_OP_CREATE);
  g_assert_cmpint (first->base_rev, ==, 0);
  g_assert_cmpstr (first->scope, ==, SCOPE);
  g_assert_true (json_object_has_member (second->set, "need"));
  /* What both ends derive is never sent. */
  g_assert_false (json_object_has_member (second->set, "status"));
}

static void
test_patch (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (GPtrArray) items = NULL;
  const CercleMutation *item;
  const char *was = NULL;

  patch_text (store, kase, CERCLE_CASE_NEED, "hébergement");
  items = cercle_journal_pending (store, 10, 1 << 20, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_null (item->tx);
  g_assert_cmpint (item->op, ==, CERCLE_OP_PATCH);
  g_assert_cmpint (item->base_rev, ==, 1);
  g_assert_cmpuint (json_object_get_size (item->set), ==, 1);
  g_assert_true (cercle_json_text (item->was, "need", &was, NULL));
  g_assert_cmpstr (was, ==, "répit");
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) kase = make_case (NULL, "répit");
  g_autoptr (CercleTx) tx = cercle_tx_new ("Saved");
  g_autoptr (CercleRecord) none = NULL;
  g_autoptr (GError) error = NULL;

  cercle_record_unset (kase, CERCLE_CASE_OPENED_ON);
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  g_assert_false (cercle_journal_commit (store, tx, MEMBER, ZONE, NULL, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_REQUIRED);
  none = get (store, person);
  g_assert_null (none);
  g_assert_cmpuint (count_waiting (store), ==, 0);
}

/* Sent, acknowledged, told: the outbox and the base are empty again and nothing ever flickered. */
static void
test_round (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) told = cercle_record_copy (kase);
  gint64 seq = 10;

  patch_text (store, kase, CERCLE_CASE_NEED, "hébergement");
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  g_assert_cmpuint (count_waiting (store), ==, 0);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEED), ==, "hébergement");
  /* An older page comes late. */
  tell_put (store, told, 2, 5);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEED), ==, "hébergement");
  cercle_record_set_text (told, CERCLE_CASE_NEED, "hébergement");
  tell_put (store, told, 3, 11);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEED), ==, "hébergement");
  g_assert_true (cercle_store_verify (store, NULL));
  g_assert_cmpint (cercle_journal_mark (store, &cercle_case_kind, cercle_record_get_id (kase)), ==,
                   0);
}

/* The answer may come after the feed. */
static void
test_quick_feed (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) told = cercle_record_copy (kase);
  gint64 seq = 10;

  patch_text (store, kase, CERCLE_CASE_NEED, "hébergement");
  cercle_record_set_text (told, CERCLE_CASE_NEED, "hébergement");
  tell_put (store, told, 2, 11);
  g_assert_cmpuint (count_waiting (store), ==, 1);
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  g_assert_cmpuint (count_waiting (store), ==, 0);
  g_assert_true (cercle_store_verify (store, NULL));
}

static void
test_rebase (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) told = cercle_record_copy (kase);
  g_autoptr (CercleRecord) row = get (store, kase);

  cercle_record_set_text (row, CERCLE_CASE_NEED, "hébergement");
  cercle_record_set_token (row, CERCLE_CASE_THEMES, "school", TRUE);
  save_all (store, row, NULL);
  cercle_record_set_text (told, CERCLE_CASE_NEED, "transport");
  cercle_record_set_text (told, CERCLE_CASE_WORDS, "« Il dort sur le canapé. »");
  cercle_record_set_text (told, CERCLE_CASE_THEMES, "health");
  tell_put (store, told, 2, 2);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEED), ==, "hébergement");
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_WORDS), ==, "« Il dort sur le canapé. »");
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_THEMES), ==, "health school");
}

static void
test_replay (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) newer = cercle_record_copy (kase);
  g_autofree char *before = NULL, *after = NULL;

  tell_put (store, person, 1, 2);
  patch_text (store, kase, CERCLE_CASE_NEED, "hébergement");
  cercle_record_set_text (newer, CERCLE_CASE_WORDS, "mots");
  tell_put (store, newer, 2, 3);
  tell (store, CERCLE_FEED_DEL, person, 4);
  before = digest (store);
  tell_put (store, newer, 2, 3);
  tell (store, CERCLE_FEED_DEL, person, 4);
  after = digest (store);
  g_assert_cmpstr (before, ==, after);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (GPtrArray) refusals = NULL;
  const CercleRefusal *refusal;
  g_autofree char *mid = NULL;
  gint64 seq = 10;

  patch_text (store, kase, CERCLE_CASE_NEED, "hébergement");
  answer_all (store, CERCLE_OUTCOME_REJECTED, "right", &seq);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEED), ==, "répit");
  g_assert_cmpint (cercle_journal_mark (store, &cercle_case_kind, cercle_record_get_id (kase)), ==,
                   2);
  refusals = cercle_journal_refusals (store, NULL);
  g_assert_cmpuint (refusals->len, ==, 1);
  refusal = refusals->pdata[0];
  g_assert_cmpstr (refusal->problem, ==, "right");
  g_assert_true (json_object_has_member (refusal->mutation->set, "need"));
  mid = g_strdup (refusal->mutation->mid);

  /* Again: it shows, and goes under another identity. */
  g_assert_true (cercle_journal_retry (store, mid, NULL));
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEED), ==, "hébergement");
  g_assert_cmpuint (count_waiting (store), ==, 1);
  g_clear_pointer (&refusals, g_ptr_array_unref);
  answer_all (store, CERCLE_OUTCOME_REJECTED, "right", &seq);
  refusals = cercle_journal_refusals (store, NULL);
  refusal = refusals->pdata[0];
  g_assert_cmpstr (refusal->mutation->mid, !=, mid);
  g_assert_true (cercle_journal_abandon (store, refusal->mutation->mid, NULL));
  g_assert_cmpuint (count_refused (store), ==, 0);
  g_assert_true (cercle_store_verify (store, NULL));
}

/* What names a refused creation waits for it; mending the record sends both. */
static void
test_mend (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) kase = make_case (person, "répit");
  g_autoptr (CercleRecord) other = make_person ("Lou", "Quesnel");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (CercleRecord) row = NULL;
  gint64 seq = 10;

  save_all (store, person, NULL);
  answer_all (store, CERCLE_OUTCOME_REJECTED, "bounds", &seq);
  save_all (store, kase, NULL);
  save_all (store, other, NULL);
  items = cercle_journal_pending (store, 10, 1 << 20, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((CercleMutation *) items->pdata[0])->id, ==, cercle_record_get_id (other));
  /* The refused record is still there to be mended. */
  row = get (store, person);
  g_assert_nonnull (row);
  cercle_record_set_text (row, CERCLE_PERSON_LAST_NAME, "Le Bihan");
  save_all (store, row, NULL);
  g_assert_cmpuint (count_refused (store), ==, 0);
  g_clear_pointer (&items, g_ptr_array_unref);
  items = cercle_journal_pending (store, 10, 1 << 20, NULL);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (((CercleMutation *) items->pdata[0])->id, ==, cercle_record_get_id (person));
  g_assert_cmpstr (text_of (store, person, CERCLE_PERSON_LAST_NAME), ==, "Le Bihan");
}

static void
test_abandon_creation (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) kase = make_case (person, "répit");
  g_autoptr (CercleRecord) none = NULL;
  g_autoptr (GPtrArray) refusals = NULL;
  gint64 seq = 10;

  save_all (store, person, NULL);
  answer_all (store, CERCLE_OUTCOME_REJECTED, "bounds", &seq);
  save_all (store, kase, NULL);
  refusals = cercle_journal_refusals (store, NULL);
  g_assert_true (
      cercle_journal_abandon (store, ((CercleRefusal *) refusals->pdata[0])->mutation->mid, NULL));
  none = get (store, person);
  g_assert_null (none);
  g_clear_pointer (&refusals, g_ptr_array_unref);
  refusals = cercle_journal_refusals (store, NULL);
  g_assert_cmpuint (refusals->len, ==, 1);
  g_assert_cmpstr (((CercleRefusal *) refusals->pdata[0])->problem, ==, "depends");
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) told = cercle_record_copy (kase);
  g_autoptr (CercleRecord) move = cercle_move_status (kase, "to_qualify", NULL);
  g_autoptr (CercleRecord) stale = cercle_move_status (kase, "oriented", NULL);
  g_autoptr (CercleTx) undo = save (store, move);
  g_autoptr (CercleTx) tx = cercle_tx_new ("Saved");
  g_autoptr (GError) error = NULL;
  gint64 seq = 10;

  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_STATUS), ==, "to_qualify");
  g_assert_cmpint (cercle_journal_mark (store, &cercle_case_kind, cercle_record_get_id (kase)), ==,
                   1);
  g_assert_cmpuint (count_waiting (store), ==, 1);
  /* Somebody else's edit of the case does not undo the move. */
  cercle_record_set_text (told, CERCLE_CASE_NEED, "transport");
  tell_put (store, told, 2, 2);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_STATUS), ==, "to_qualify");
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEED), ==, "transport");
  cercle_tx_save (tx, stale);
  g_assert_false (cercle_journal_commit (store, tx, MEMBER, ZONE, NULL, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_MOVE);
  /* Refused: the case is as the server has it. */
  answer_all (store, CERCLE_OUTCOME_REJECTED, "move", &seq);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_STATUS), ==, "received");
  g_assert_null (undo); /* "received" is where nobody goes back to */
  g_assert_true (cercle_store_verify (store, NULL));
}

static void
test_undo_move (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) close = cercle_move_close (kase, "information", NULL);
  g_autoptr (CercleRecord) baton = NULL;
  g_autoptr (CercleTx) reopen = save (store, close);
  g_autoptr (CercleTx) back = NULL;
  g_autoptr (CercleRecord) row = NULL;

  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_STATUS), ==, "closed");
  undo_now (store, reopen);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_STATUS), ==, "to_qualify");
  row = get (store, kase);
  baton = cercle_move_baton (row, "organisation:0199c0de-0000-7000-8000-0000000000dd", "Chercher",
                             "2020-06-09");
  back = save (store, baton);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEXT_DUE_ON), ==, "2020-06-09");
  undo_now (store, back);
  /* As if it had never been handed on. */
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_HOLDER), ==, "member:" MEMBER);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_HOLDER_SINCE), ==,
                   cercle_record_get_text (row, CERCLE_CASE_HOLDER_SINCE));
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_HELD_BEFORE), ==,
                   cercle_record_get_text (row, CERCLE_CASE_HELD_BEFORE));
  g_assert_null (text_of (store, kase, CERCLE_CASE_NEXT_DUE_ON));
}

static void
test_due (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) told = cercle_record_copy (kase);
  g_autoptr (CercleRecord) action = make_action (kase, "2020-06-05");
  g_autoptr (CercleTx) undo = save (store, action);

  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEXT_DUE_ON), ==, "2020-06-05");
  cercle_record_set_text (told, CERCLE_CASE_NEED, "transport");
  tell_put (store, told, 2, 2);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEXT_DUE_ON), ==, "2020-06-05");
  undo_now (store, undo);
  g_assert_cmpstr (text_of (store, action, CERCLE_ACTION_STATE), ==, "cancelled");
  g_assert_null (text_of (store, kase, CERCLE_CASE_NEXT_DUE_ON));
}

/* Nothing stays due on the case that an action leaves. */
static void
test_due_elsewhere (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) other = make_case (NULL, "transport");
  g_autoptr (CercleRecord) action = make_action (kase, "2020-06-05");

  save_all (store, other, action, NULL);
  cercle_record_clear_changed (action);
  cercle_record_set_text (action, CERCLE_ACTION_CASE, cercle_record_get_id (other));
  save_all (store, action, NULL);
  g_assert_cmpstr (text_of (store, other, CERCLE_CASE_NEXT_DUE_ON), ==, "2020-06-05");
  g_assert_null (text_of (store, kase, CERCLE_CASE_NEXT_DUE_ON));
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) row = get (store, kase);
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) call = make_record (&cercle_call_kind);
  g_autoptr (CercleRecord) note = cercle_event_new (kase, "note", "Rappelée.");
  g_autoptr (CercleRecord) gone = NULL;
  g_autoptr (CercleTx) patched = NULL, created = NULL, called = NULL, noted = NULL;

  cercle_record_set_text (row, CERCLE_CASE_NEED, "hébergement");
  patched = save (store, row);
  g_assert_cmpstr (cercle_tx_get_label (patched), ==, "Saved");
  undo_now (store, patched);
  g_assert_cmpstr (text_of (store, kase, CERCLE_CASE_NEED), ==, "répit");

  created = save (store, person);
  undo_now (store, created);
  gone = get (store, person);
  g_assert_true (cercle_record_envelope (gone)->deleted);

  cercle_record_set_text (call, CERCLE_CALL_STARTED_AT, "2020-06-02T07:05:09.123Z");
  called = save (store, call);
  g_assert_null (called);
  noted = save (store, note);
  g_assert_null (noted);
}

/* Her own value is what she saw, even if her copy of the record is old; other people's is not. */
static void
test_was (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) old = get (store, kase);
  g_autoptr (CercleRecord) told = cercle_record_copy (kase);
  g_autoptr (GPtrArray) items = NULL;
  const CercleMutation *item;
  const char *was = NULL;
  gint64 seq = 10;

  patch_text (store, kase, CERCLE_CASE_NEED, "hébergement");
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  cercle_record_set_text (told, CERCLE_CASE_NEED, "hébergement");
  cercle_record_set_text (told, CERCLE_CASE_WORDS, "de quelqu'un d'autre");
  tell_put (store, told, 3, 11);
  cercle_record_set_text (old, CERCLE_CASE_NEED, "transport");
  cercle_record_set_text (old, CERCLE_CASE_WORDS, "les miens");
  save_all (store, old, NULL);
  items = cercle_journal_pending (store, 10, 1 << 20, NULL);
  item = items->pdata[0];
  g_assert_cmpint (item->base_rev, ==, 1);
  g_assert_true (cercle_json_text (item->was, "need", &was, NULL));
  g_assert_cmpstr (was, ==, "hébergement");
  g_assert_false (json_object_has_member (item->was, "words"));
}

static void
test_del_and_hide (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = known_case (store);
  g_autoptr (CercleRecord) other = make_case (NULL, "transport");
  g_autoptr (CercleRecord) shown = NULL, hidden = NULL;
  g_autoptr (GPtrArray) refusals = NULL;

  tell_put (store, other, 1, 2);
  patch_text (store, kase, CERCLE_CASE_NEED, "hébergement");
  patch_text (store, other, CERCLE_CASE_NEED, "école");
  tell (store, CERCLE_FEED_DEL, kase, 3);
  shown = get (store, kase);
  g_assert_true (cercle_record_envelope (shown)->deleted);
  g_assert_cmpuint (count_waiting (store), ==, 2);
  tell (store, CERCLE_FEED_HIDE, other, 4);
  hidden = get (store, other);
  g_assert_null (hidden);
  refusals = cercle_journal_refusals (store, NULL);
  g_assert_cmpuint (refusals->len, ==, 1);
  g_assert_cmpstr (((CercleRefusal *) refusals->pdata[0])->problem, ==, "scope");
  g_assert_true (cercle_store_verify (store, NULL));
}

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) draft =
      cercle_record_new_with_id (&cercle_draft_kind, "0199c0de-0000-7000-8000-0000000000d1");
  g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
  g_autoptr (CercleRecord) kept = NULL, gone = NULL;
  g_autoptr (CercleTx) tx = cercle_tx_new ("Saved");
  const char *id = cercle_record_get_id (draft);

  g_assert_true (cercle_journal_draft (store, id, "call", NULL, "{\"caller\":\"sa mère\"}", NULL));
  g_assert_true (cercle_journal_draft (store, id, "call", NULL, "{\"caller\":\"sa sœur\"}", NULL));
  fixture_reopen (fixture, CERCLE_STORE_DESK);
  store = fixture->store;
  g_assert_cmpstr (text_of (store, draft, CERCLE_DRAFT_CONTENT), ==, "{\"caller\":\"sa sœur\"}");
  g_assert_cmpuint (count_waiting (store), ==, 0);
  cercle_tx_save (tx, person);
  cercle_tx_drop_draft (tx, id);
  g_assert_true (cercle_journal_commit (store, tx, MEMBER, ZONE, NULL, NULL));
  gone = get (store, draft);
  g_assert_null (gone);
}

/* Reads go up and leave nothing here. */
static void
test_upward (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) access = make_record (&cercle_access_kind);
  g_autoptr (CercleRecord) none = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *rest = NULL;
  gint64 seq = 10;

  cercle_record_set_text (access, CERCLE_ACCESS_OF_KIND, "case");
  cercle_record_set_text (access, CERCLE_ACCESS_OF_ID, MEMBER);
  cercle_record_set_text (access, CERCLE_ACCESS_AT, "2020-06-02T07:05:09.123Z");
  save_all (store, access, NULL);
  items = cercle_journal_pending (store, 10, 1 << 20, NULL);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (count_waiting (store), ==, 1);
  none = get (store, access);
  g_assert_null (none);
  answer_all (store, CERCLE_OUTCOME_APPLIED, NULL, &seq);
  g_assert_cmpuint (count_waiting (store), ==, 0);
  rest = digest (store);
  g_assert_null (strstr (rest, cercle_record_get_id (access)));
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleTx) large = cercle_tx_new ("Saved");
  g_autoptr (GPtrArray) items = NULL, few = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 51; i++)
    {
      g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
      cercle_tx_save (large, person);
    }
  g_assert_false (cercle_journal_commit (store, large, MEMBER, ZONE, NULL, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (CercleRecord) person = make_person ("Ana", "Le Goff");
      g_autoptr (CercleRecord) kase = make_case (person, "répit");
      save_all (store, person, kase, NULL);
    }
  /* Whole actions only, and always at least one. */
  items = cercle_journal_pending (store, 5, 1 << 20, NULL);
  g_assert_cmpuint (items->len, ==, 4);
  few = cercle_journal_pending (store, 500, 10, NULL);
  g_assert_cmpuint (few->len, ==, 2);
}

#define ADD(name) fixture_add ("/journal/" #name, CERCLE_STORE_DESK, test_##name)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (create);
  ADD (patch);
  ADD (check);
  ADD (round);
  ADD (quick_feed);
  ADD (rebase);
  ADD (replay);
  ADD (refused);
  ADD (mend);
  ADD (abandon_creation);
  ADD (move);
  ADD (undo_move);
  ADD (due);
  ADD (due_elsewhere);
  ADD (undo);
  ADD (was);
  ADD (del_and_hide);
  ADD (drafts);
  ADD (upward);
  ADD (limits);
  return g_test_run ();
}
