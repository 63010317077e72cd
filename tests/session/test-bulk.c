/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are many cases changed as one action: all that may be, the others told, one undo, and sent one by
 * one? */
#include <time.h>

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-moves.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

#define MANY 300

typedef struct
{
  Community *community;
  char *folder;
  CercleSession *ada;
  GPtrArray *ids; /* NULL at the end */
} Fixture;

static void
add_cases (Fixture *fixture, guint n)
{
  CercleTx *tx = cercle_tx_new ("Cases opened");
  g_autoptr (GError) error = NULL;

  cercle_tx_set_apart (tx);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleRecord) kase = cercle_session_new_record (fixture->ada, &cercle_case_kind);

      cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (fixture->ada));
      cercle_record_set_text (kase, CERCLE_CASE_NEED, "répit");
      g_ptr_array_add (fixture->ids, g_strdup (cercle_record_get_id (kase)));
      cercle_tx_save (tx, kase);
    }
  room_commit (fixture->ada, tx, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->community = community_new ();
  fixture->ids = g_ptr_array_new_with_free_func (g_free);
  fixture->ada = community_slow_desk (fixture->community, &fixture->folder, "ada");
  add_cases (fixture, GPOINTER_TO_UINT (data));
  g_ptr_array_add (fixture->ids, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_finalize (fixture->ada);
  community_free (fixture->community);
  g_ptr_array_unref (fixture->ids);
  room_remove (fixture->folder);
  g_free (fixture->folder);
}

static CercleBulkOutcome *
change (Fixture *fixture, CercleBulkSort sort, const char *value)
{
  const CercleBulk bulk = { sort, value };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CercleBulkOutcome *outcome = NULL;

  cercle_session_bulk_async (fixture->ada, &bulk, "Many changed",
                             (const char *const *) fixture->ids->pdata, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  outcome = cercle_session_bulk_finish (fixture->ada, result, &error);
  g_assert_no_error (error);
  return outcome;
}

static guint
count (Fixture *fixture, guint field, CercleTest test, const char *value)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, field, test, value);
  found = room_find (fixture->ada, query);
  return found->len;
}

/* Three hundred at once: one action, one undo, and everything reaches the server, which takes 50 at
 * most of what belongs together. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *day = cercle_day_to_text (cercle_session_get_today_number (fixture->ada) + 9);
  g_autoptr (CercleBulkOutcome) postponed = NULL, tagged = NULL;
  g_autoptr (GError) error = NULL;
  clock_t begun;

  begun = clock ();
  postponed = change (fixture, CERCLE_BULK_POSTPONE, day);
  g_test_message ("%u cases postponed in %.0f ms of processor", MANY,
                  (double) (clock () - begun) * 1000 / CLOCKS_PER_SEC);
  g_assert_cmpuint (postponed->changed, ==, MANY);
  g_assert_cmpuint (postponed->refused->len, ==, 0);
  g_assert_cmpuint (count (fixture, CERCLE_CASE_PROMISED_BY, CERCLE_IS, day), ==, MANY);
  begun = clock ();
  tagged = change (fixture, CERCLE_BULK_TAG, "summer");
  g_test_message ("%u cases tagged in %.0f ms of processor", MANY,
                  (double) (clock () - begun) * 1000 / CLOCKS_PER_SEC);
  g_assert_cmpuint (tagged->changed, ==, MANY);
  g_assert_cmpuint (count (fixture, CERCLE_CASE_TAGS, CERCLE_HAS, "summer"), ==, MANY);
  ROOM_WAIT (room_is_quiet_cb, fixture->ada);
  room_undo (fixture->ada, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, CERCLE_CASE_TAGS, CERCLE_HAS, "summer"), ==, 0);
  g_assert_cmpuint (count (fixture, CERCLE_CASE_PROMISED_BY, CERCLE_IS, day), ==, MANY);
  room_undo (fixture->ada, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, CERCLE_CASE_PROMISED_BY, CERCLE_IS, NULL), ==, MANY);
  ROOM_WAIT (room_is_quiet_cb, fixture->ada);
  g_assert_false (room_has_problem (fixture->ada, "refused"));
}

/* One closed, one promised for later, one that is not here: the others are changed, and each of
 * these has its sentence. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const int today = cercle_session_get_today_number (fixture->ada);
  g_autofree char *day = cercle_day_to_text (today + 3), *later = cercle_day_to_text (today + 30);
  g_autoptr (CercleRecord) closed =
      cercle_session_get (fixture->ada, &cercle_case_kind, fixture->ids->pdata[1]);
  g_autoptr (CercleRecord) promised =
      cercle_session_get (fixture->ada, &cercle_case_kind, fixture->ids->pdata[2]);
  g_autoptr (CercleRecord) closing = cercle_move_close (closed, "information", NULL);
  g_autoptr (CercleRecord) promise = cercle_move_baton (
      promised, cercle_record_get_text (promised, CERCLE_CASE_HOLDER), NULL, later);
  CercleTx *tx = cercle_tx_new ("Before");
  g_autoptr (CercleBulkOutcome) first = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, closing);
  cercle_tx_save (tx, promise);
  room_commit (fixture->ada, tx, &error);
  g_assert_no_error (error);
  g_free (fixture->ids->pdata[3]);
  fixture->ids->pdata[3] = g_strdup ("0199c0de-0000-7000-8000-0000000000ff");
  first = change (fixture, CERCLE_BULK_POSTPONE, day);
  g_assert_cmpuint (first->changed, ==, 2);
  g_assert_cmpuint (first->refused->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const CercleBulkRefusal *refusal = first->refused->pdata[i];
      g_assert_cmpstr (refusal->id, ==, fixture->ids->pdata[i + 1]);
      g_assert_true (g_str_has_suffix (refusal->sentence, "."));
    }
  g_assert_cmpuint (count (fixture, CERCLE_CASE_PROMISED_BY, CERCLE_IS, day), ==, 2);
  again = change (fixture, CERCLE_BULK_POSTPONE, day);
  g_assert_cmpuint (again->changed, ==, 0);
  g_assert_cmpuint (again->same, ==, 2);
  /* What did nothing is nothing to undo: this takes the first one back. */
  room_undo (fixture->ada, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, CERCLE_CASE_PROMISED_BY, CERCLE_IS, day), ==, 0);
  g_assert_cmpuint (count (fixture, CERCLE_CASE_PROMISED_BY, CERCLE_IS, later), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/bulk/many", Fixture, GUINT_TO_POINTER (MANY), set_up, test_many, tear_down);
  g_test_add ("/bulk/refused", Fixture, GUINT_TO_POINTER (5), set_up, test_refused, tear_down);
  return g_test_run ();
}
