/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What she may not delete, does an adviser take back in the way that is hers? */
#include "cercle-desk.h"

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-consent.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-rule.h"
#include "cercle-solution.h"

static void
put_member (CercleStore *store, const char *role)
{
  g_autoptr (CercleRecord) member = cercle_record_new_with_id (&cercle_member_kind, MEMBER);

  cercle_record_set_text (member, CERCLE_MEMBER_ROLE, role);
  put (store, member);
}

static CercleRecord *
make_of (const CercleKind *kind, guint of, CercleRecord *kase)
{
  CercleRecord *record = make_record (kind);

  cercle_record_set_text (record, of, cercle_record_get_id (kase));
  return record;
}

/* Takes undo. */
static void
undo_now (CercleStore *store, CercleTx *undo)
{
  g_autoptr (CercleTx) owned = undo;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (undo);
  cercle_journal_commit (store, undo, MEMBER, ZONE, NULL, &error);
  g_assert_no_error (error);
}

static CercleRecord *
make_request (CercleRecord *kase)
{
  CercleRecord *request = make_of (&cercle_request_kind, CERCLE_REQUEST_CASE, kase);

  cercle_record_set_text (request, CERCLE_REQUEST_ORGANISATION, MEMBER);
  cercle_record_set_text (request, CERCLE_REQUEST_ASKED_ON, "2020-06-02");
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, "waiting");
  return request;
}

static CercleRecord *
make_transfer (CercleRecord *kase)
{
  CercleRecord *transfer = make_of (&cercle_transfer_kind, CERCLE_TRANSFER_CASE, kase);

  cercle_record_set_text (transfer, CERCLE_TRANSFER_DIRECTION, "out");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_COMMUNITY, "Orne");
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT, "2020-06-02T08:00:00.000Z");
  return transfer;
}

static void
test_adviser (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = make_case (NULL, "répit"), request = make_request (kase),
                           transfer = make_transfer (kase),
                           solution = make_of (&cercle_solution_kind, CERCLE_SOLUTION_CASE, kase);
  g_autoptr (CercleRecord) stopped = NULL, returned = NULL, unproposed = NULL;
  CercleTx *undo = NULL;

  put_member (store, "adviser");
  /* Nor for a case. */
  g_assert_null (save (store, kase));
  undo_now (store, save (store, request));
  stopped = get (store, request);
  g_assert_cmpstr (cercle_record_get_text (stopped, CERCLE_REQUEST_ANSWER), ==, "withdrawn");
  g_assert_cmpstr (cercle_record_get_text (stopped, CERCLE_REQUEST_COMMENT), ==, "Taken back.");
  undo_now (store, save (store, transfer));
  returned = get (store, transfer);
  g_assert_true (cercle_record_is_set (returned, CERCLE_TRANSFER_TAKEN_BACK_AT));
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE, "proposed");
  undo = save (store, solution);
  g_assert_nonnull (cercle_tx_get_said (undo));
  undo_now (store, undo);
  unproposed = get (store, solution);
  g_assert_cmpstr (cercle_record_get_text (unproposed, CERCLE_SOLUTION_CHOICE), ==, "withdrawn");
}

static CercleRecord *
make_consent (CercleRecord *person, const char *given)
{
  CercleRecord *consent = make_of (&cercle_consent_kind, CERCLE_CONSENT_PERSON, person);

  cercle_record_set_text (consent, CERCLE_CONSENT_PURPOSE, "exchange");
  cercle_record_set_text (consent, CERCLE_CONSENT_RECIPIENTS, "partners");
  cercle_record_set_text (consent, CERCLE_CONSENT_DATA, "needs");
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN, given);
  cercle_record_set_text (consent, CERCLE_CONSENT_GIVEN_ON, "2020-06-01");
  return consent;
}

/* A consent is never erased, not even by who may delete: what was noted is withdrawn as of the
 * undo. */
static void
test_consent (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) person = make_record (&cercle_person_kind),
                           consent = make_consent (person, "yes");
  g_autoptr (CercleRecord) withdrawn = NULL;
  g_autofree char *today = NULL;
  CercleTx *undo = NULL;

  put_member (store, "coordinator");
  cercle_tx_free (save (store, person));
  undo = save (store, consent);
  g_assert_nonnull (undo);
  g_assert_nonnull (cercle_tx_get_said (undo));
  undo_now (store, undo);
  withdrawn = get (store, consent);
  today = cercle_day_to_text (cercle_instant_local_day (cercle_instant_now (), ZONE, NULL));
  g_assert_false (cercle_record_envelope (withdrawn)->deleted);
  g_assert_cmpstr (cercle_record_get_text (withdrawn, CERCLE_CONSENT_WITHDRAWN_ON), ==, today);
}

/* The first orientation is taken back to none, and both are told. */
static void
test_orientation (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = make_case (NULL, "répit"), opened = NULL, oriented = NULL,
                           back = NULL, event = NULL;
  g_autofree char *label = NULL;
  CercleTx *undo = NULL;

  put_member (store, "adviser");
  g_assert_null (save (store, kase));
  opened = get (store, kase);
  event = cercle_move_orient (opened, "mdph", NULL, 0, NULL, "Her rights first.");
  undo = save (store, event);
  oriented = get (store, kase);
  g_assert_cmpstr (cercle_record_get_text (oriented, CERCLE_CASE_RESPONSIBILITY), ==, "mdph");
  g_assert_nonnull (undo);
  g_assert_nonnull (cercle_tx_get_said (undo));
  undo_now (store, undo);
  back = get (store, kase);
  g_assert_false (cercle_record_is_set (back, CERCLE_CASE_RESPONSIBILITY));
}

/* What has no undo says what can be done instead. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = make_case (NULL, "répit"), note = NULL;
  g_autoptr (CercleTx) tx = cercle_tx_new ("Note added"), undo = NULL;
  g_autoptr (GError) error = NULL;

  put_member (store, "adviser");
  g_assert_null (save (store, kase));
  note = cercle_event_new (kase, "note", "She called.");
  cercle_tx_save (tx, note);
  g_assert_null (cercle_tx_why_kept (tx));
  cercle_journal_commit (store, tx, MEMBER, ZONE, &undo, &error);
  g_assert_no_error (error);
  g_assert_null (undo);
  g_assert_true (g_str_has_prefix (cercle_tx_why_kept (tx), "A note stays"));
}

/* Who may delete does; a version of the matrix is nobody's to delete. */
static void
test_coordinator (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleRecord) kase = make_case (NULL, "répit"), request = make_request (kase),
                           matrix = make_record (&cercle_matrix_kind);
  g_autoptr (CercleRecord) gone = NULL, retired = NULL;

  put_member (store, "coordinator");
  cercle_tx_free (save (store, kase));
  undo_now (store, save (store, request));
  gone = get (store, request);
  g_assert_true (gone == NULL || cercle_record_envelope (gone)->deleted);
  cercle_record_set_integer (matrix, CERCLE_MATRIX_VERSION, 3);
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "draft");
  undo_now (store, save (store, matrix));
  retired = get (store, matrix);
  g_assert_cmpstr (cercle_record_get_text (retired, CERCLE_MATRIX_STATE), ==, "retired");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/undo/adviser", CERCLE_STORE_DESK, test_adviser);
  fixture_add ("/undo/coordinator", CERCLE_STORE_DESK, test_coordinator);
  fixture_add ("/undo/consent", CERCLE_STORE_DESK, test_consent);
  fixture_add ("/undo/orientation", CERCLE_STORE_DESK, test_orientation);
  fixture_add ("/undo/kept", CERCLE_STORE_DESK, test_kept);
  return g_test_run ();
}
