/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do two desks and a real server keep what their design promises? */
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-instant.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

#define HOUR (60 * 60 * 1000)

typedef struct
{
  Community *community;
  char *folders[2];
  CercleSession *ada, *bob;
} Fixture;

static CercleSession *
sign_in (Fixture *fixture, guint n, const char *login)
{
  CercleSession *session = cercle_session_new (NULL, fixture->folders[n]);
  g_autoptr (GError) error = NULL;

  cercle_session_set_pace (session, 60 * 1000, 16 * 1000);
  g_assert_true (
      room_sign_in (session, community_address (fixture->community), login, PHRASE, &error));
  g_assert_no_error (error);
  return session;
}

static gboolean
get_flag (CercleSession *session, const char *property)
{
  gboolean flag;

  g_object_get (session, property, &flag, NULL);
  return flag;
}

static guint
get_number (CercleSession *session, const char *property)
{
  guint number;

  g_object_get (session, property, &number, NULL);
  return number;
}

static gboolean
is_online_cb (gpointer data)
{
  return get_flag (data, "online") && cercle_session_get_member (data) != NULL;
}

static gboolean
is_settled_cb (gpointer data)
{
  return get_flag (data, "online") && get_number (data, "waiting") == 0;
}

static gboolean
is_offline_cb (gpointer data)
{
  return !get_flag (data, "online");
}

static gboolean
has_conflict_cb (gpointer data)
{
  return get_number (data, "conflicts") == 1;
}

static gboolean
has_no_conflict_cb (gpointer data)
{
  return get_number (data, "conflicts") == 0;
}

static gboolean
has_refused_cb (gpointer data)
{
  return get_number (data, "refused") == 1 &&
         g_list_model_get_n_items (cercle_session_get_problems (data)) == 1;
}

static gboolean
has_no_refused_cb (gpointer data)
{
  return get_number (data, "refused") == 0 &&
         g_list_model_get_n_items (cercle_session_get_problems (data)) == 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->community = community_new ();
  for (guint i = 0; i < 2; i++)
    fixture->folders[i] = room_make ();
  fixture->ada = sign_in (fixture, 0, "ada");
  fixture->bob = sign_in (fixture, 1, "bob");
  ROOM_WAIT (is_online_cb, fixture->ada);
  ROOM_WAIT (is_online_cb, fixture->bob);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_finalize (fixture->ada);
  room_finalize (fixture->bob);
  community_free (fixture->community);
  for (guint i = 0; i < 2; i++)
    {
      room_remove (fixture->folders[i]);
      g_free (fixture->folders[i]);
    }
  cercle_instant_freeze (0);
}

/* --- Waiting for a value
 * ------------------------------------------------------------------------------ */

typedef struct
{
  CercleSession *session;
  const char *id, *need; /* need NULL: the case is not there */
  gint64 asked_at;
} Expected;

static gboolean
reads_cb (gpointer data)
{
  Expected *expected = data;
  g_autoptr (CercleRecord) kase =
      cercle_session_get (expected->session, &cercle_case_kind, expected->id);

  if (g_get_monotonic_time () - expected->asked_at > 200 * G_TIME_SPAN_MILLISECOND)
    {
      cercle_session_sync_now (expected->session);
      expected->asked_at = g_get_monotonic_time ();
    }
  if (kase == NULL || expected->need == NULL)
    return kase == NULL && expected->need == NULL;
  return g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_NEED), expected->need) == 0;
}

static void
wait_need (CercleSession *session, const char *id, const char *need)
{
  Expected expected = { session, id, need };

  room_wait (need != NULL ? need : "gone", reads_cb, &expected);
}

static void
set_need (CercleSession *session, const char *id, const char *need)
{
  g_autoptr (CercleRecord) kase = cercle_session_get (session, &cercle_case_kind, id);
  CercleTx *tx = cercle_tx_new ("Need changed");
  g_autoptr (GError) error = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_NEED, need);
  cercle_tx_save (tx, kase);
  g_assert_true (room_commit (session, tx, &error));
  g_assert_no_error (error);
}

/* (transfer full): the identity of a case both desks have. */
static char *
share_case (Fixture *fixture, const char *need)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) kase = room_add_case (fixture->ada, "Quesnel", need, &error);
  char *id;

  g_assert_no_error (error);
  id = g_strdup (cercle_record_get_id (kase));
  ROOM_WAIT (is_settled_cb, fixture->ada);
  wait_need (fixture->bob, id, need);
  return id;
}

/* --- Two desks
 * ------------------------------------------------------------------------------------ */

static void
test_frame (Fixture *fixture, gconstpointer data)
{
  CercleRecord *member = cercle_session_get_member (fixture->ada);
  g_autofree char *name = cercle_member_name (member);
  g_autofree char *last = NULL;
  g_autofree char *reference = g_strconcat ("member:", cercle_record_get_id (member), NULL);
  g_autofree char *named = cercle_session_name_of (fixture->bob, reference);

  g_assert_cmpstr (name, ==, "Ada Lemoine");
  g_assert_cmpstr (named, ==, "Ada Lemoine");
  g_assert_cmpstr (cercle_session_get_territory (fixture->ada), ==, "14");
  g_assert_nonnull (cercle_session_get_community (fixture->ada));
  g_assert_true (cercle_session_may (fixture->ada, &cercle_case_kind, CERCLE_OP_PATCH));
  g_assert_false (cercle_session_may (fixture->ada, &cercle_case_kind, CERCLE_OP_DELETE));
  g_object_get (fixture->ada, "last-exchange", &last, NULL);
  g_assert_nonnull (last);
  g_assert_cmpuint (g_list_model_get_n_items (cercle_session_get_problems (fixture->ada)), ==, 0);
}

static void
test_arrives (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_case (fixture, "répit du samedi");
  g_autoptr (CercleRecord) kase = NULL;

  set_need (fixture->bob, id, "transport");
  ROOM_WAIT (is_settled_cb, fixture->bob);
  wait_need (fixture->ada, id, "transport");
  kase = cercle_session_get (fixture->ada, &cercle_case_kind, id);
  g_assert_nonnull (cercle_record_get_text (kase, CERCLE_CASE_REFERENCE));
  g_assert_cmpint (cercle_session_mark (fixture->ada, &cercle_case_kind, id), ==, 0);
}

/* Without the server the day goes on; the next morning the password alone opens the desk, and what
 * was written goes up by itself when the server is back. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_case (fixture, "répit");
  g_autofree char *since = NULL;

  community_stop (fixture->community);
  set_need (fixture->ada, id, "répit et transport");
  ROOM_WAIT (is_offline_cb, fixture->ada);
  g_object_get (fixture->ada, "offline-since", &since, NULL);
  g_assert_nonnull (since);
  room_finalize (fixture->ada);
  fixture->ada = sign_in (fixture, 0, "ada");
  g_assert_nonnull (cercle_session_get_member (fixture->ada));
  wait_need (fixture->ada, id, "répit et transport");
  community_start (fixture->community);
  cercle_session_sync_now (fixture->ada);
  ROOM_WAIT (is_settled_cb, fixture->ada);
  g_assert_cmpuint (g_list_model_get_n_items (cercle_session_get_problems (fixture->ada)), ==, 0);
  wait_need (fixture->bob, id, "répit et transport");
}

/* Somebody looks at the other room: a server that returns is found without being asked for, however
 * long it was away. */
static void
test_eager (Fixture *fixture, gconstpointer data)
{
  community_stop (fixture->community);
  for (guint i = 0; i < 3; i++)
    {
      cercle_session_sync_now (fixture->ada);
      ROOM_WAIT (is_offline_cb, fixture->ada);
      room_run (20);
    }
  cercle_session_set_eager (fixture->ada, TRUE);
  room_run (50);
  community_start (fixture->community);
  ROOM_WAIT (is_online_cb, fixture->ada);
  cercle_session_set_eager (fixture->ada, FALSE);
}

/* Both desks changed the same field while apart: nothing is lost, either value can be chosen,
 * undoably. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_case (fixture, "répit");
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_conflict_kind);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;

  community_stop (fixture->community);
  set_need (fixture->ada, id, "répit le samedi");
  set_need (fixture->bob, id, "répit le dimanche");
  /* Desks ask by themselves: only a closed one is sure to come second. */
  room_finalize (fixture->bob);
  community_start (fixture->community);
  cercle_session_sync_now (fixture->ada);
  ROOM_WAIT (is_settled_cb, fixture->ada);
  fixture->bob = sign_in (fixture, 1, "bob");
  ROOM_WAIT (has_conflict_cb, fixture->bob);
  wait_need (fixture->bob, id, "répit le samedi");
  cercle_session_sync_now (fixture->ada);
  ROOM_WAIT (has_conflict_cb, fixture->ada);

  conflicts = room_find (fixture->bob, query);
  g_assert_cmpuint (conflicts->len, ==, 1);
  g_assert_true (room_resolve (fixture->bob, g_ptr_array_index (conflicts, 0), "proposed", &error));
  g_assert_no_error (error);
  wait_need (fixture->bob, id, "répit le dimanche");
  ROOM_WAIT (is_settled_cb, fixture->bob);
  ROOM_WAIT (has_no_conflict_cb, fixture->bob);
  wait_need (fixture->ada, id, "répit le dimanche");
  ROOM_WAIT (has_no_conflict_cb, fixture->ada);

  g_assert_cmpstr (cercle_session_get_undo_label (fixture->bob), ==, "Conflict resolved");
  g_assert_true (room_undo (fixture->bob, &error));
  g_assert_no_error (error);
  wait_need (fixture->bob, id, "répit le samedi");
  ROOM_WAIT (is_settled_cb, fixture->bob);
  wait_need (fixture->ada, id, "répit le samedi");
}

/* An adviser may not delete a case: the desk shows why, and lets it go. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_case (fixture, "répit");
  g_autoptr (CercleRecord) kase = cercle_session_get (fixture->ada, &cercle_case_kind, id);
  CercleTx *tx = cercle_tx_new ("Case deleted");
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleProblem) problem = NULL;

  cercle_tx_delete (tx, kase);
  g_assert_true (room_commit (fixture->ada, tx, &error));
  wait_need (fixture->ada, id, NULL);
  cercle_session_sync_now (fixture->ada);
  ROOM_WAIT (has_refused_cb, fixture->ada);
  problem = g_list_model_get_item (cercle_session_get_problems (fixture->ada), 0);
  g_assert_nonnull (strstr (cercle_problem_get_sentence (problem), "role"));
  g_assert_cmpstr (cercle_problem_get_of_kind (problem), ==, "case");
  g_assert_cmpstr (cercle_problem_get_of_id (problem), ==, id);
  g_assert_cmpint (cercle_session_mark (fixture->ada, &cercle_case_kind, id), ==, 2);
  cercle_session_abandon (fixture->ada, cercle_problem_get_mutation (problem));
  ROOM_WAIT (has_no_refused_cb, fixture->ada);
  wait_need (fixture->ada, id, "répit");
  wait_need (fixture->bob, id, "répit");
}

/* --- Sessions and passwords
 * ------------------------------------------------------------------------ */

/* A session that ended at the server is opened again by itself. */
static void
test_session_ended (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = share_case (fixture, "répit");

  community_stop (fixture->community);
  community_end_sessions (fixture->community, "ada", NULL);
  set_need (fixture->ada, id, "transport");
  community_start (fixture->community);
  cercle_session_sync_now (fixture->ada);
  ROOM_WAIT (is_settled_cb, fixture->ada);
  wait_need (fixture->bob, id, "transport");
}

static gboolean
is_told_password_cb (gpointer data)
{
  return room_has_problem (data, "no longer accepts your password");
}

/* Another password at the server: said, work goes on, and signing in anew mends it, with nothing
 * lost. */
static void
test_password_changed (Fixture *fixture, gconstpointer data)
{
  const char *address = community_address (fixture->community);
  g_autofree char *id = share_case (fixture, "répit");
  g_autoptr (GError) error = NULL;

  community_stop (fixture->community);
  community_end_sessions (fixture->community, "ada", "une autre phrase, plus longue");
  community_start (fixture->community);
  set_need (fixture->ada, id, "transport");
  cercle_session_sync_now (fixture->ada);
  ROOM_WAIT (is_told_password_cb, fixture->ada);
  set_need (fixture->ada, id, "transport le lundi");
  g_assert_false (room_sign_in (fixture->ada, address, "ada", "wrong phrase", &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_true (
      room_sign_in (fixture->ada, address, "ada", "une autre phrase, plus longue", &error));
  g_assert_no_error (error);
  ROOM_WAIT (is_settled_cb, fixture->ada);
  g_assert_false (is_told_password_cb (fixture->ada));
  wait_need (fixture->bob, id, "transport le lundi");
  /* The key is kept under the new one. */
  community_stop (fixture->community);
  cercle_session_close (fixture->ada);
  g_assert_false (room_sign_in (fixture->ada, address, "ada", PHRASE, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_true (
      room_sign_in (fixture->ada, address, "ada", "une autre phrase, plus longue", &error));
  g_assert_no_error (error);
}

/* The same while the desk was closed: the new password opens, and unsent work is kept or said to be
 * put aside. */
static void
test_password_changed_while_closed (Fixture *fixture, gconstpointer data)
{
  const char *address = community_address (fixture->community);
  g_autofree char *id = share_case (fixture, "répit");
  g_autoptr (GError) error = NULL;

  community_stop (fixture->community);
  set_need (fixture->ada, id, "transport");
  cercle_session_close (fixture->ada);
  community_end_sessions (fixture->community, "ada", "une autre phrase, plus longue");
  community_start (fixture->community);
  g_assert_true (
      room_sign_in (fixture->ada, address, "ada", "une autre phrase, plus longue", &error));
  g_assert_no_error (error);
  if (cercle_store_encrypts ())
    g_assert_true (room_has_problem (fixture->ada, "put aside"));
  else
    wait_need (fixture->bob, id, "transport");
}

static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cercle_session_sign_out (fixture->ada);
  g_assert_false (room_sign_in (fixture->ada, community_address (fixture->community), "ada",
                                "wrong phrase", &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_false (room_sign_in (fixture->ada, community_address (fixture->community), "nobody",
                                PHRASE, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_PASSWORD);
}

static gboolean
is_told_too_old_cb (gpointer data)
{
  g_autofree char *trouble = NULL;

  g_object_get (data, "trouble", &trouble, NULL);
  return trouble != NULL && strstr (trouble, "too old") != NULL;
}

/* A desk that the server no longer understands is told what to do, and goes on without it. */
static void
test_too_old (Fixture *fixture, gconstpointer data)
{
  const char *address = community_address (fixture->community);
  g_autofree char *folder = room_make ();
  CercleSession *stranger;
  g_autoptr (GError) error = NULL;

  community_stop (fixture->community);
  community_set_oldest (fixture->community, cercle_store_schema () + 1);
  community_start (fixture->community);
  cercle_session_sync_now (fixture->ada);
  ROOM_WAIT (is_told_too_old_cb, fixture->ada);
  /* One that knows the account opens alone; a new one cannot. */
  cercle_session_sign_out (fixture->bob);
  g_assert_true (room_sign_in (fixture->bob, address, "bob", PHRASE, &error));
  ROOM_WAIT (is_told_too_old_cb, fixture->bob);
  stranger = cercle_session_new (NULL, folder);
  g_assert_false (room_sign_in (stranger, address, "col", PHRASE, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_NEWER);
  g_assert_nonnull (strstr (error->message, "too old"));
  room_finalize (stranger);
  room_remove (folder);
}

/* --- Clock
 * ------------------------------------------------------------------------------------------- */

static void
test_clock (Fixture *fixture, gconstpointer data)
{
  CercleNews news = { .sort = CERCLE_NEWS_ENDED, .dated = TRUE };

  news.at = cercle_instant_now_text ();
  news.offset = 24 * HOUR;
  cercle_session_news_cb (&news, fixture->ada);
  g_assert_true (room_has_problem (fixture->ada, "clock"));
  g_assert_true (get_flag (fixture->ada, "online"));
  news.offset = -1500;
  cercle_session_news_cb (&news, fixture->ada);
  g_assert_false (room_has_problem (fixture->ada, "clock"));
  g_free (news.at);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/session/exchange/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("frame", test_frame);
  ADD ("arrives", test_arrives);
  ADD ("offline", test_offline);
  ADD ("eager", test_eager);
  ADD ("conflict", test_conflict);
  ADD ("refused", test_refused);
  ADD ("session-ended", test_session_ended);
  ADD ("password-changed", test_password_changed);
  ADD ("password-changed-while-closed", test_password_changed_while_closed);
  ADD ("wrong-password", test_wrong_password);
  ADD ("too-old", test_too_old);
  ADD ("clock", test_clock);
  return g_test_run ();
}
