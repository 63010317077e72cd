/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What she may not delete, does an adviser take back in the way that is hers? */
#include "cercle-desk.h"

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-instant.h"
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
  g_autoptr (CercleRecord) stopped = NULL, returned = NULL;

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
  /* There is no such way for what was proposed to a person. */
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE, "proposed");
  g_assert_null (save (store, solution));
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
  return g_test_run ();
}
