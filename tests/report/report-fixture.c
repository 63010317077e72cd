/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-fixture.h"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-request.h"
#include "cercle-solution.h"
#include "kept-file.h"

/* --- Random records
 * -------------------------------------------------------------------------------- */

static const char *
one_of (const char *const *values, guint n)
{
  return values[g_test_rand_int_range (0, (gint32) n)];
}
#define ONE_OF(...)                                                                                \
  one_of ((const char *const[]){ __VA_ARGS__ },                                                    \
          G_N_ELEMENTS (((const char *const[]){ __VA_ARGS__ })))

/* A day near today, often today itself; now and then none. */
static void
set_random_day (CercleRecord *record, guint field, int before, int after)
{
  g_autofree char *day = NULL;

  if (g_test_rand_int_range (0, 10) == 0)
    return;
  day = cercle_day_to_text (cercle_day_parse (TODAY) + g_test_rand_int_range (-before, after + 1));
  cercle_record_set_text (record, field, day);
}

CercleRecord *
new_record (const CercleKind *kind)
{
  CercleRecord *record = cercle_record_new (kind);

  cercle_envelope_set (&cercle_record_envelope (record)->scope, SCOPE);
  cercle_envelope_set (&cercle_record_envelope (record)->audience, kind->audience);
  cercle_record_envelope (record)->deleted = g_test_rand_int_range (0, 12) == 0;
  return record;
}

static CercleRecord *
random_case (void)
{
  CercleRecord *kase = new_record (&cercle_case_kind);

  set_random_day (kase, CERCLE_CASE_OPENED_ON, 60, 0);
  set_random_day (kase, CERCLE_CASE_LAST_NEWS_ON, 14, 0);
  set_random_day (kase, CERCLE_CASE_NEXT_DUE_ON, 5, 20);
  if (g_test_rand_bit ())
    cercle_record_set_flag (kase, CERCLE_CASE_OPEN, g_test_rand_int_range (0, 4) > 0);
  else
    cercle_record_set_flag (kase, CERCLE_CASE_OPEN, TRUE);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER,
                          ONE_OF (NULL, "", "member:" ME, "member:" ME, "member:" OTHER,
                                  "organisation:" ME, "person:" OTHER));
  if (g_test_rand_bit ())
    cercle_record_set_flag (kase, CERCLE_CASE_TAKEN_UP, g_test_rand_bit () != 0);
  cercle_record_set_text (kase, CERCLE_CASE_PRIORITY, ONE_OF (NULL, "p0", "p1", "p2", "p3", "p3"));
  if (g_test_rand_int_range (0, 3) == 0)
    set_random_day (kase, CERCLE_CASE_BREAK_ON, 5, 40);
  cercle_record_set_text (kase, CERCLE_CASE_STATUS,
                          ONE_OF ("received", "oriented", "proposed", "mdph_review", "closed"));
  set_random_day (kase, CERCLE_CASE_PROMISED_BY, 5, 5);
  set_random_day (kase, CERCLE_CASE_CLOSED_ON, 5, 0);
  if (g_test_rand_bit ())
    cercle_record_set_integer (kase, CERCLE_CASE_RETURNS, g_test_rand_int_range (0, 12));
  if (g_test_rand_bit ())
    cercle_record_set_integer (kase, CERCLE_CASE_OPEN_ACTIONS, g_test_rand_int_range (0, 3));
  cercle_record_set_text (kase, CERCLE_CASE_MISSION, ONE_OF (NULL, "care", "respite"));
  cercle_record_set_text (kase, CERCLE_CASE_COMMUNE, ONE_OF (NULL, "14118", "14366"));
  return kase;
}

static CercleRecord *
random_of (GPtrArray *records)
{
  return g_ptr_array_index (records, g_test_rand_int_range (0, (gint32) records->len));
}

static CercleRecord *
random_action (Fixture *fixture)
{
  CercleRecord *action = new_record (&cercle_action_kind);

  cercle_record_set_text (action, CERCLE_ACTION_CASE,
                          cercle_record_get_id (random_of (fixture->cases)));
  cercle_record_set_text (action, CERCLE_ACTION_SORT,
                          ONE_OF ("call_back", "call_back", "visit", "follow_up"));
  cercle_record_set_text (action, CERCLE_ACTION_STATE,
                          ONE_OF ("open", "open", "done", "cancelled"));
  set_random_day (action, CERCLE_ACTION_DUE_ON, 3, 3);
  return action;
}

static CercleRecord *
random_request (Fixture *fixture)
{
  CercleRecord *request = new_record (&cercle_request_kind);

  cercle_record_set_text (request, CERCLE_REQUEST_CASE,
                          cercle_record_get_id (random_of (fixture->cases)));
  set_random_day (request, CERCLE_REQUEST_ASKED_ON, 20, 0);
  set_random_day (request, CERCLE_REQUEST_REMIND_ON, 10, 10);
  cercle_record_set_text (request, CERCLE_REQUEST_ANSWER, ONE_OF ("waiting", "yes", "no"));
  return request;
}

static CercleRecord *
random_solution (Fixture *fixture)
{
  CercleRecord *solution = new_record (&cercle_solution_kind);

  cercle_record_set_text (solution, CERCLE_SOLUTION_CASE,
                          cercle_record_get_id (random_of (fixture->cases)));
  set_random_day (solution, CERCLE_SOLUTION_END_ON, 10, 25);
  cercle_record_set_text (solution, CERCLE_SOLUTION_CHOICE,
                          ONE_OF ("chosen", "chosen", "proposed", "refused"));
  return solution;
}

static CercleRecord *
random_transfer (Fixture *fixture)
{
  CercleRecord *transfer = new_record (&cercle_transfer_kind);

  cercle_record_set_text (transfer, CERCLE_TRANSFER_CASE,
                          cercle_record_get_id (random_of (fixture->cases)));
  cercle_record_set_text (transfer, CERCLE_TRANSFER_SENT_AT,
                          ONE_OF ("2020-06-02T08:00:00.000Z", "2020-06-03T08:00:00.000Z"));
  cercle_record_set_text (transfer, CERCLE_TRANSFER_ACCEPTED_AT,
                          ONE_OF (NULL, NULL, "2020-06-04T08:00:00.000Z"));
  cercle_record_set_text (transfer, CERCLE_TRANSFER_REFUSED_AT,
                          ONE_OF (NULL, NULL, "2020-06-04T08:00:00.000Z"));
  cercle_record_set_text (transfer, CERCLE_TRANSFER_TAKEN_BACK_AT,
                          ONE_OF (NULL, NULL, "2020-06-04T08:00:00.000Z"));
  return transfer;
}

void
put (Fixture *fixture, CercleRecord *record)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_put (fixture->store, record, &error));
  g_assert_no_error (error);
}

static GPtrArray **
requests_of (Fixture *fixture)
{
  return &fixture->requests;
}

static GPtrArray **
solutions_of (Fixture *fixture)
{
  return &fixture->solutions;
}

static GPtrArray **
transfers_of (Fixture *fixture)
{
  return &fixture->transfers;
}

static const struct
{
  GPtrArray **(*all) (Fixture *fixture);
  CercleRecord *(*make) (Fixture *fixture);
} others[] = {
  { requests_of, random_request },
  { solutions_of, random_solution },
  { transfers_of, random_transfer },
};

void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->store = kept_file_new (CERCLE_STORE_DESK, &fixture->folder, &fixture->path);
  fixture->cases = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->actions = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->context = (CercleIndicatorContext){ TODAY, ME, 7 };
  g_assert_true (cercle_store_begin (fixture->store, &error));
  for (guint i = 0; i < N_CASES; i++)
    {
      CercleRecord *kase = random_case ();
      g_ptr_array_add (fixture->cases, kase);
      put (fixture, kase);
    }
  for (guint i = 0; i < N_ACTIONS; i++)
    {
      CercleRecord *action = random_action (fixture);
      g_ptr_array_add (fixture->actions, action);
      put (fixture, action);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i].all (fixture)[0] = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < 3 * N_OTHERS; i++)
    {
      CercleRecord *record = others[i % 3].make (fixture);
      g_ptr_array_add (others[i % 3].all (fixture)[0], record);
      put (fixture, record);
    }
  g_assert_true (cercle_store_commit (fixture->store, &error));
}

void
tear_down (Fixture *fixture, gconstpointer data)
{
  kept_file_remove (fixture->store, fixture->folder, fixture->path);
  g_ptr_array_unref (fixture->cases);
  g_ptr_array_unref (fixture->actions);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_ptr_array_unref (others[i].all (fixture)[0]);
}
