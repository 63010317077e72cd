/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is there one review a day, however many desks open it, and does a verdict move its case and come
 * back? */
#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-json.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-review-sitting.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

#define CASES 3
/* A page of a stream holds 500 rows: one at least has none but these. */
#define HIDDEN 1040
#define MOST_CONFLICTS 12 /* of two verdicts: each moves its case, and what waits for it */

typedef struct
{
  Community *community;
  char *folders[2];
  CercleSession *ada, *bob;
  char *ids[CASES];
} Fixture;

/* Level III and not debriefed: the rules bring them. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->community = community_new ();
  fixture->ada = community_slow_desk (fixture->community, &fixture->folders[0], "ada");
  fixture->bob = community_slow_desk (fixture->community, &fixture->folders[1], "bob");
  for (guint i = 0; i < CASES; i++)
    {
      CercleTx *tx = cercle_tx_new ("Case opened");
      g_autoptr (CercleRecord) kase = cercle_session_new_record (fixture->ada, &cercle_case_kind);
      g_autoptr (GError) error = NULL;

      cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (fixture->ada));
      cercle_record_set_text (kase, CERCLE_CASE_NEED, "répit");
      cercle_record_set_integer (kase, CERCLE_CASE_LEVEL, 3);
      fixture->ids[i] = g_strdup (cercle_record_get_id (kase));
      cercle_tx_save (tx, kase);
      room_commit (fixture->ada, tx, &error);
      g_assert_no_error (error);
    }
  ROOM_WAIT (room_is_quiet_cb, fixture->ada);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_finalize (fixture->ada);
  room_finalize (fixture->bob);
  community_free (fixture->community);
  for (guint i = 0; i < CASES; i++)
    g_free (fixture->ids[i]);
  for (guint i = 0; i < 2; i++)
    {
      room_remove (fixture->folders[i]);
      g_free (fixture->folders[i]);
    }
}

static CercleSitting *
read_sitting (CercleSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CercleSitting *sitting;

  cercle_session_read_sitting_async (session, NULL, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  sitting = cercle_session_read_sitting_finish (session, result, &error);
  g_assert_no_error (error);
  return sitting;
}

static void
done (CercleSession *session, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  room_finish (session, result, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, session);
}

static const char *
case_of (CercleSitting *sitting, guint i)
{
  CercleSittingLine *line = sitting->lines->pdata[i];
  return cercle_record_get_text (line->line->item, CERCLE_REVIEW_ITEM_CASE);
}

static void
test_one_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleSitting) before = read_sitting (fixture->ada);
  g_autoptr (CercleSitting) hers = NULL, his = NULL;
  GAsyncResult *result = NULL;

  g_assert_cmpuint (before->lines->len, ==, CASES);
  g_assert_cmpuint (before->n_unwritten, ==, CASES);
  g_assert_null (before->list->review);
  cercle_session_close_list_async (fixture->ada, room_keep_cb, &result);
  done (fixture->ada, &result);
  /* Nobody takes back what the rules brought. */
  g_assert_cmpstr (cercle_session_get_undo_label (fixture->ada), !=, "List of the review closed.");
  room_exchange (fixture->bob);
  /* He closes it again: it is the same one. */
  cercle_session_close_list_async (fixture->bob, room_keep_cb, &result);
  done (fixture->bob, &result);
  room_exchange (fixture->ada);
  hers = read_sitting (fixture->ada);
  his = read_sitting (fixture->bob);
  g_assert_nonnull (his->list->review);
  g_assert_cmpuint (hers->lines->len, ==, CASES);
  g_assert_cmpuint (hers->n_unwritten, ==, 0);
  for (guint i = 0; i < CASES; i++)
    g_assert_cmpstr (case_of (hers, i), ==, case_of (his, i));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleSitting) before = read_sitting (fixture->ada);
  g_autoptr (CercleSitting) after = NULL, back = NULL, last = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_session_order_list_async (fixture->ada, case_of (before, 2), case_of (before, 0),
                                   room_keep_cb, &result);
  done (fixture->ada, &result);
  after = read_sitting (fixture->ada);
  g_assert_cmpstr (case_of (after, 0), ==, case_of (before, 2));
  g_assert_cmpstr (case_of (after, 1), ==, case_of (before, 0));
  g_assert_cmpstr (case_of (after, 2), ==, case_of (before, 1));
  room_undo (fixture->ada, &error);
  g_assert_no_error (error);
  back = read_sitting (fixture->ada);
  for (guint i = 0; i < CASES; i++)
    g_assert_cmpstr (case_of (back, i), ==, case_of (before, i));
  cercle_session_order_list_async (fixture->ada, case_of (before, 0), NULL, room_keep_cb, &result);
  done (fixture->ada, &result);
  last = read_sitting (fixture->ada);
  g_assert_cmpstr (case_of (last, 2), ==, case_of (before, 0));
}

static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleSitting) after = NULL, back = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_session_leave_out_async (fixture->ada, fixture->ids[0], "Vue hier", room_keep_cb, &result);
  done (fixture->ada, &result);
  after = read_sitting (fixture->ada);
  g_assert_cmpuint (after->n_left_out, ==, 1);
  g_assert_cmpuint (after->n_open, ==, CASES - 1);
  g_assert_cmpstr (case_of (after, CASES - 1), ==, fixture->ids[0]);
  cercle_session_list_case_async (fixture->ada, fixture->ids[0], room_keep_cb, &result);
  done (fixture->ada, &result);
  cercle_session_list_case_async (fixture->ada, fixture->ids[0], room_keep_cb, &result);
  g_assert_false (room_finish (fixture->ada, &result, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  back = read_sitting (fixture->ada);
  g_assert_cmpuint (back->n_left_out, ==, 0);
  g_assert_cmpuint (back->n_open, ==, CASES);
}

static char *
status_of (CercleSession *session, const char *id)
{
  g_autoptr (CercleRecord) kase = cercle_session_get (session, &cercle_case_kind, id);
  return g_strdup (cercle_record_get_text (kase, CERCLE_CASE_STATUS));
}

static guint
open_actions (CercleSession *session, const char *id)
{
  g_autoptr (CercleRecord) kase = cercle_session_get (session, &cercle_case_kind, id);
  return (guint) cercle_record_get_integer (kase, CERCLE_CASE_OPEN_ACTIONS, 0);
}

static void
decide (CercleSession *session, const char *kase, const char *decision, GAsyncResult **result)
{
  g_autoptr (CercleRecord) verdict = cercle_review_item_new (
      cercle_session_get_scope (session), cercle_session_get_today (session), kase);

  cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_KNOWN, "no");
  cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_RIGHTS, "refresh");
  cercle_record_set_text (verdict, CERCLE_REVIEW_ITEM_DECISION, decision);
  cercle_session_give_verdict_async (session, verdict, room_keep_cb, result);
}

static void
test_verdict (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = status_of (fixture->ada, fixture->ids[1]);
  g_autofree char *after = NULL, *back = NULL;
  g_autoptr (CercleSitting) given = NULL, taken_back = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  decide (fixture->ada, fixture->ids[1], "mdph", &result);
  done (fixture->ada, &result);
  after = status_of (fixture->ada, fixture->ids[1]);
  g_assert_cmpstr (after, ==, "waiting_mdph");
  g_assert_cmpuint (open_actions (fixture->ada, fixture->ids[1]), ==, 2);
  given = read_sitting (fixture->ada);
  g_assert_cmpuint (given->n_decided, ==, 1);
  g_assert_cmpuint (given->n_open, ==, CASES - 1);
  room_undo (fixture->ada, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, fixture->ada);
  back = status_of (fixture->ada, fixture->ids[1]);
  /* Nothing is due any more but the call-back of a case for which nothing is due. */
  g_assert_cmpuint (open_actions (fixture->ada, fixture->ids[1]), ==, 1);
  taken_back = read_sitting (fixture->ada);
  g_assert_cmpuint (taken_back->n_decided, ==, 0);
  g_assert_cmpuint (taken_back->n_open, ==, CASES);
  g_assert_false (room_has_problem (fixture->ada, "refused"));
  /* Nobody goes back to "received". */
  g_assert_cmpstr (before, ==, "received");
  g_assert_cmpstr (back, ==, "to_qualify");
}

static gboolean
has_conflict_cb (gpointer session)
{
  guint conflicts = 0;

  g_object_get (session, "conflicts", &conflicts, NULL);
  return conflicts > 0;
}

static char *
decision_of (CercleSession *session, const char *kase)
{
  g_autofree char *id = cercle_review_item_id (cercle_session_get_scope (session),
                                               cercle_session_get_today (session), kase);
  g_autoptr (CercleRecord) item = cercle_session_get (session, &cercle_review_item_kind, id);

  return g_strdup (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_DECISION));
}

/* The other verdict is chosen: conflict by conflict, until none is left. */
static void
settle (CercleSession *session, const char *choice)
{
  for (guint i = 0; i < MOST_CONFLICTS && has_conflict_cb (session); i++)
    {
      g_autoptr (CercleQuery) query = cercle_query_new (&cercle_conflict_kind);
      g_autoptr (GPtrArray) conflicts = room_find (session, query);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < conflicts->len; j++)
        if (!cercle_record_is_set (conflicts->pdata[j], CERCLE_CONFLICT_CHOICE))
          {
            g_assert_true (room_resolve (session, conflicts->pdata[j], choice, &error));
            g_assert_no_error (error);
            break;
          }
      room_exchange (session);
    }
  g_assert_false (has_conflict_cb (session));
}

static gboolean
sees_conflict (CercleSession *session)
{
  if (room_is_settled_cb (session) && !has_conflict_cb (session))
    cercle_session_sync_now (session);
  return has_conflict_cb (session);
}

static gboolean
both_see_conflict_cb (gpointer data)
{
  Fixture *fixture = data;

  return sees_conflict (fixture->ada) & sees_conflict (fixture->bob);
}

/* Both rooms decide without having seen each other: one stands, whichever came first when the
 * server answered again; the other is not lost, and may be chosen, by either of them. data: whether
 * Bob chooses. */
static void
test_crossing (Fixture *fixture, gconstpointer data)
{
  CercleSession *chooser = GPOINTER_TO_INT (data) ? fixture->bob : fixture->ada;
  g_autofree char *standing = NULL, *chosen = NULL;
  GAsyncResult *result = NULL;

  cercle_session_close_list_async (fixture->ada, room_keep_cb, &result);
  done (fixture->ada, &result);
  room_exchange (fixture->bob);
  community_stop (fixture->community);
  decide (fixture->ada, fixture->ids[0], "mdph", &result);
  room_finish (fixture->ada, &result, NULL);
  decide (fixture->bob, fixture->ids[0], "community", &result);
  room_finish (fixture->bob, &result, NULL);
  community_start (fixture->community);
  cercle_session_sync_now (fixture->ada);
  cercle_session_sync_now (fixture->bob);
  ROOM_WAIT (both_see_conflict_cb, fixture);
  ROOM_WAIT (room_is_settled_cb, fixture->ada);
  ROOM_WAIT (room_is_settled_cb, fixture->bob);
  standing = decision_of (chooser, fixture->ids[0]);
  settle (chooser, "proposed");
  chosen = decision_of (chooser, fixture->ids[0]);
  g_assert_cmpstr (standing, !=, chosen);
  g_assert_true (cercle_tokens_contain ("community mdph", standing));
  g_assert_true (cercle_tokens_contain ("community mdph", chosen));
}

static void
add_hidden (CercleSession *session)
{
  CercleTx *tx = cercle_tx_new ("Cases opened");
  g_autoptr (GError) error = NULL;

  cercle_tx_set_apart (tx);
  for (guint i = 0; i < HIDDEN; i++)
    {
      g_autoptr (CercleRecord) kase = cercle_session_new_record (session, &cercle_case_kind);

      cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (session));
      cercle_tx_save (tx, kase);
    }
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, session);
}

static gboolean
has_review_cb (gpointer session)
{
  g_autofree char *id =
      cercle_review_id (cercle_session_get_scope (session), cercle_session_get_today (session));
  g_autoptr (CercleRecord) review = cercle_session_get (session, &cercle_review_kind, id);

  return review != NULL;
}

static void
become_mia (Fixture *fixture)
{
  room_finalize (fixture->bob);
  room_remove (fixture->folders[1]);
  g_free (fixture->folders[1]);
  fixture->bob = community_slow_desk (fixture->community, &fixture->folders[1], "mia");
  ROOM_WAIT (has_review_cb, fixture->bob);
}

/* No rule brings it. (transfer full) */
static char *
add_quiet_case (CercleSession *session)
{
  CercleTx *tx = cercle_tx_new ("Case opened");
  g_autoptr (CercleRecord) person = cercle_session_new_record (session, &cercle_person_kind);
  g_autoptr (CercleRecord) kase = cercle_session_new_record (session, &cercle_case_kind);
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Mathis");
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (session));
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "Répit");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, session);
  return g_strdup (cercle_record_get_id (kase));
}

static const char *awaited; /* a case */

static gboolean
has_item_cb (gpointer session)
{
  g_autofree char *id = cercle_review_item_id (cercle_session_get_scope (session),
                                               cercle_session_get_today (session), awaited);
  g_autoptr (CercleRecord) item = cercle_session_get (session, &cercle_review_item_kind, id);

  return item != NULL;
}

/* A case that is added by hand during the session is told with it: the MDPH need not wait until the
 * list is written again. */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = add_quiet_case (fixture->ada);
  g_autoptr (CercleSitting) hers = NULL;
  GAsyncResult *result = NULL;
  CercleRecord *item = NULL;

  cercle_session_close_list_async (fixture->ada, room_keep_cb, &result);
  done (fixture->ada, &result);
  become_mia (fixture);
  cercle_session_list_case_async (fixture->ada, id, room_keep_cb, &result);
  done (fixture->ada, &result);
  awaited = id;
  cercle_session_sync_now (fixture->bob);
  ROOM_WAIT (has_item_cb, fixture->bob);
  hers = read_sitting (fixture->bob);
  g_assert_cmpuint (hers->lines->len, ==, CASES + 1);
  g_assert_cmpstr (case_of (hers, CASES), ==, id);
  item = ((CercleSittingLine *) hers->lines->pdata[CASES])->told;
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_WHO), ==, "M. Q.");
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_NEED), ==, "Répit");
  g_assert_cmpstr (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_REASONS), ==, "hand");
}

/* Whole pages of the stream hold nothing for her: it goes on, and her desk has the review alone. */
static void
test_desk_of_mdph (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleSitting) hers = NULL, after = NULL;
  GAsyncResult *result = NULL;
  g_autofree char *status = NULL;

  add_hidden (fixture->ada);
  cercle_session_close_list_async (fixture->ada, room_keep_cb, &result);
  done (fixture->ada, &result);
  become_mia (fixture);
  hers = read_sitting (fixture->bob);
  g_assert_cmpuint (hers->lines->len, ==, CASES);
  g_assert_cmpuint (hers->n_unwritten, ==, 0);
  for (guint i = 0; i < CASES; i++)
    g_assert_null (((CercleSittingLine *) hers->lines->pdata[i])->line->kase);
  /* What she decides moves the case on the desks that hold it. */
  decide (fixture->bob, fixture->ids[0], "mdph", &result);
  done (fixture->bob, &result);
  room_exchange (fixture->ada);
  status = status_of (fixture->ada, fixture->ids[0]);
  g_assert_cmpstr (status, ==, "waiting_mdph");
  after = read_sitting (fixture->ada);
  g_assert_cmpuint (after->n_decided, ==, 1);
}

/* Ada types what a mother said of her family, as it is said. */
static void
tell_of_family (CercleSession *session, const char *id)
{
  CercleTx *tx = cercle_tx_new ("Case changed");
  g_autoptr (CercleRecord) kase = cercle_session_get (session, &cercle_case_kind, id);
  g_autoptr (CercleRecord) person = cercle_session_new_record (session, &cercle_person_kind);
  g_autoptr (CercleRecord) sister = cercle_session_new_record (session, &cercle_relative_kind);
  g_autoptr (CercleRecord) call = cercle_session_new_record (session, &cercle_call_kind);
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  cercle_record_set_text (sister, CERCLE_RELATIVE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (sister, CERCLE_RELATIVE_FIRST_NAME, "Élodie");
  cercle_record_set_text (sister, CERCLE_RELATIVE_LAST_NAME, "Vasseur");
  cercle_record_set_text (call, CERCLE_CALL_CASE, id);
  cercle_record_set_text (call, CERCLE_CALL_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (call, CERCLE_CALL_STARTED_AT, "2020-06-02T07:05:09.123Z");
  cercle_record_set_text (call, CERCLE_CALL_CALLER, "Mme Lecoq");
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_WORDS,
                          "Elodie VASSEUR aide, Mme Lecoq fatigue, 06 39 98 42 17 le soir.");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, sister);
  cercle_tx_save (tx, kase);
  cercle_tx_save (tx, call);
  room_commit (session, tx, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, session);
}

/* Nobody consented: neither her feed nor the file it filled has one of these words. */
static void
test_family_of_mdph (Fixture *fixture, gconstpointer data)
{
  static const char *const never[] = {
    "lodie", "VASSEUR", "Vasseur", "Lecoq", "39 98 42", "Quesnel"
  };
  g_autoptr (CercleSitting) hers = NULL;
  g_autoptr (GString) bytes = g_string_new (NULL);
  GAsyncResult *result = NULL;
  gboolean told = FALSE;

  tell_of_family (fixture->ada, fixture->ids[0]);
  cercle_session_close_list_async (fixture->ada, room_keep_cb, &result);
  done (fixture->ada, &result);
  become_mia (fixture);
  hers = read_sitting (fixture->bob);
  for (guint i = 0; i < hers->lines->len; i++)
    {
      CercleRecord *item = ((CercleSittingLine *) hers->lines->pdata[i])->line->item;
      g_autoptr (JsonObject) object = cercle_record_to_json (item, ~G_GUINT64_CONSTANT (0), FALSE);
      g_autofree char *text = cercle_json_print (object);

      told |= strstr (text, "aide, Mme … fatigue, … le soir.") != NULL;
      g_string_append (bytes, text);
    }
  g_assert_true (told);
  room_append_files (bytes, fixture->folders[1]);
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_null (memmem (bytes->str, bytes->len, never[i], strlen (never[i])));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/sitting/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("one_list", test_one_list);
  ADD ("order", test_order);
  ADD ("left_out", test_left_out);
  ADD ("verdict", test_verdict);
  ADD ("crossing", test_crossing);
  g_test_add ("/sitting/crossing_other", Fixture, GINT_TO_POINTER (TRUE), set_up, test_crossing,
              tear_down);
  ADD ("by_hand", test_by_hand);
  ADD ("desk_of_mdph", test_desk_of_mdph);
  ADD ("family_of_mdph", test_family_of_mdph);
  return g_test_run ();
}
