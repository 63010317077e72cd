/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a case opened by exception come, stay for its day, and leave no byte behind? */
#include <string.h>

#include "cercle-case.h"
#include "cercle-desk-file.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-opening.h"
#include "cercle-person.h"
#include "cercle-session-private.h"
#include "cercle-store-private.h"
#include "community.h"
#include "room.h"

#define SECRET "Poulainville"
#define REASON "Sa famille appelle de nuit : tantemargot est partie."
#define REASON_WORD "tantemargot"

typedef struct
{
  Community *community;
  char *folders[2];
  CercleSession *col, *ada;
  char *kase, *reference;
} Fixture;

static CercleSession *
sign_in (Fixture *fixture, guint i, const char *login)
{
  CercleSession *session = cercle_session_new (NULL, fixture->folders[i]);
  g_autoptr (GError) error = NULL;

  cercle_session_set_pace (session, 60 * 1000, 16 * 1000);
  room_sign_in (session, community_address (fixture->community), login, PHRASE, &error);
  g_assert_no_error (error);
  return session;
}

static gboolean
has_number_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (CercleRecord) kase =
      cercle_session_get (fixture->col, &cercle_case_kind, fixture->kase);
  const char *reference =
      kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_REFERENCE) : NULL;

  g_free (fixture->reference);
  fixture->reference = g_strdup (reference);
  return reference != NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CercleTx *tx = cercle_tx_new ("Case opened");
  g_autoptr (CercleRecord) person = NULL, kase = NULL;
  g_autoptr (GError) error = NULL;
  gint64 now;

  g_assert_true (cercle_instant_parse ("2020-06-22T22:15:00.000Z", &now));
  cercle_instant_freeze (now);
  fixture->community = community_new ();
  community_stop (fixture->community);
  community_let_read_protected (fixture->community, "col");
  community_start (fixture->community);
  for (guint i = 0; i < 2; i++)
    fixture->folders[i] = room_make ();
  fixture->col = sign_in (fixture, 0, "col");
  fixture->ada = sign_in (fixture, 1, "ada");
  ROOM_WAIT (room_has_frame_cb, fixture->col);
  ROOM_WAIT (room_has_frame_cb, fixture->ada);
  person = cercle_session_new_record (fixture->col, &cercle_person_kind);
  kase = cercle_session_new_record (fixture->col, &cercle_case_kind);
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, SECRET);
  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_PROFILE, "ase");
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "chez " SECRET);
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, "2020-06-02");
  fixture->kase = g_strdup (cercle_record_get_id (kase));
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, kase);
  room_commit (fixture->col, tx, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_quiet_cb, fixture->col);
  ROOM_WAIT (has_number_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->ada != NULL)
    room_finalize (fixture->ada);
  room_finalize (fixture->col);
  community_free (fixture->community);
  g_free (fixture->kase);
  g_free (fixture->reference);
  for (guint i = 0; i < 2; i++)
    {
      room_remove (fixture->folders[i]);
      g_free (fixture->folders[i]);
    }
}

static char *
open_case (Fixture *fixture, const char *reference, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_open_case_async (fixture->ada, reference, REASON, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  return cercle_session_open_case_finish (fixture->ada, result, error);
}

static void
opened (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = open_case (fixture, fixture->reference, &error);
  g_autoptr (CercleRecord) kase = NULL, opening = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, fixture->kase);
  kase = cercle_session_get (fixture->ada, &cercle_case_kind, id);
  g_assert_nonnull (kase);
  opening = cercle_session_get_opening (fixture->ada, kase);
  g_assert_nonnull (opening);
  g_assert_cmpstr (cercle_record_get_text (opening, CERCLE_OPENING_REASON), ==, REASON);
}

static gboolean
is_gone_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (CercleRecord) kase =
      cercle_session_get (fixture->ada, &cercle_case_kind, fixture->kase);

  return kase == NULL;
}

static gboolean
holds (Fixture *fixture, const char *word)
{
  g_autoptr (GString) bytes = g_string_new (NULL);

  room_append_files (bytes, fixture->folders[1]);
  return memmem (bytes->str, bytes->len, word, strlen (word)) != NULL;
}

static gboolean
holds_nothing_cb (gpointer data)
{
  return !holds (data, SECRET) && !holds (data, REASON_WORD);
}

static void
after_a_day (void)
{
  cercle_instant_freeze (cercle_instant_now () + CERCLE_OPENING_LIFE);
}

/* Without the server, and with a number that is not one: a sentence, and nothing on the desk. */
static void
test_not_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, wrong = NULL;
  g_autofree char *none = NULL, *nothing = NULL;

  community_stop (fixture->community);
  none = open_case (fixture, fixture->reference, &error);
  g_assert_null (none);
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_NETWORK);
  community_start (fixture->community);
  room_exchange (fixture->ada);
  nothing = open_case (fixture, "2020-14-9999", &wrong);
  g_assert_null (nothing);
  g_assert_error (wrong, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED);
  g_assert_false (holds (fixture, SECRET));
}

/* The desk is on, without network, when the day is over. */
static void
test_own_clock (Fixture *fixture, gconstpointer data)
{
  opened (fixture);
  g_assert_true (cercle_store_encrypts () || holds (fixture, SECRET));
  community_stop (fixture->community);
  cercle_session_close_openings (fixture->ada);
  room_catch_up (fixture->ada);
  g_assert_false (is_gone_cb (fixture));
  after_a_day ();
  cercle_session_close_openings (fixture->ada);
  ROOM_WAIT (is_gone_cb, fixture);
  ROOM_WAIT (holds_nothing_cb, fixture);
  community_start (fixture->community);
}

/* It is off, and comes back without network: nothing is shown before it has gone. */
static void
test_shut (Fixture *fixture, gconstpointer data)
{
  opened (fixture);
  room_finalize (g_steal_pointer (&fixture->ada));
  community_stop (fixture->community);
  after_a_day ();
  fixture->ada = sign_in (fixture, 1, "ada");
  g_assert_true (is_gone_cb (fixture));
  ROOM_WAIT (holds_nothing_cb, fixture);
  community_start (fixture->community);
}

/* The server says so, before its time. */
static void
test_ended (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_opening_kind);
  g_autoptr (GPtrArray) openings = NULL;
  g_autoptr (CercleRecord) opening = NULL;
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Opening ended");

  opened (fixture);
  room_exchange (fixture->col);
  openings = room_find (fixture->col, query);
  g_assert_cmpuint (openings->len, ==, 1);
  opening = cercle_record_copy (openings->pdata[0]);
  cercle_record_set_text (opening, CERCLE_OPENING_ENDED_AT, "2020-06-22T22:20:00.000Z");
  cercle_tx_save (tx, opening);
  room_commit (fixture->col, tx, &error);
  g_assert_no_error (error);
  room_exchange (fixture->col);
  g_assert_false (room_has_problem (fixture->col, "refused"));
  cercle_session_sync_now (fixture->ada);
  ROOM_WAIT (is_gone_cb, fixture);
  cercle_session_close_openings (fixture->ada);
  ROOM_WAIT (holds_nothing_cb, fixture);
}

static gboolean
has_refused_cb (gpointer session)
{
  guint refused = 0;

  g_object_get (session, "refused", &refused, NULL);
  return refused > 0;
}

/* What she wrote and could not send is hers: it stays, refused, where she finds it. */
static void
test_own_words (Fixture *fixture, gconstpointer data)
{
  CercleTx *tx = cercle_tx_new ("Note");
  g_autoptr (CercleRecord) kase = NULL, note = NULL;
  g_autoptr (GError) error = NULL;

  opened (fixture);
  community_stop (fixture->community);
  kase = cercle_session_get (fixture->ada, &cercle_case_kind, fixture->kase);
  note = cercle_event_new (kase, "note", "vu avec le foyer");
  cercle_tx_save (tx, note);
  room_commit (fixture->ada, tx, &error);
  g_assert_no_error (error);
  after_a_day ();
  cercle_session_close_openings (fixture->ada);
  ROOM_WAIT (is_gone_cb, fixture);
  cercle_session_refresh (fixture->ada);
  ROOM_WAIT (has_refused_cb, fixture->ada);
  g_assert_false (holds (fixture, SECRET));
  community_start (fixture->community);
}

static gboolean
tells_traces_cb (gpointer session)
{
  return room_has_problem (session, "Traces of a case that was opened by exception");
}

static gboolean
tells_none_cb (gpointer session)
{
  return !tells_traces_cb (session);
}

/* Somebody reads the file when it is to be wiped (a copy for safety): she is told, until it is. */
static void
test_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (CercleStore) reader = NULL;
  g_autoptr (CercleStatement) row = NULL;
  g_autoptr (GError) error = NULL;

  opened (fixture);
  path = cercle_desk_database (fixture->ada->desk);
  reader = cercle_store_open_reader (path, fixture->ada->key, &error);
  g_assert_no_error (error);
  row = cercle_sqlite_prepare (reader->sqlite, "SELECT name FROM settings", &error);
  g_assert_no_error (error);
  g_assert_cmpint (cercle_statement_step (row, &error), ==, CERCLE_STEP_ROW);
  after_a_day ();
  cercle_session_close_openings (fixture->ada);
  ROOM_WAIT (tells_traces_cb, fixture->ada);
  /* Nothing of it is shown all the same. */
  g_assert_true (is_gone_cb (fixture));
  g_assert_true (cercle_store_encrypts () || holds (fixture, SECRET));
  g_clear_pointer (&row, cercle_statement_release);
  cercle_session_close_openings (fixture->ada);
  ROOM_WAIT (tells_none_cb, fixture->ada);
  g_assert_true (holds_nothing_cb (fixture));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/exception/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("not_opened", test_not_opened);
  ADD ("own_clock", test_own_clock);
  ADD ("shut", test_shut);
  ADD ("ended", test_ended);
  ADD ("own_words", test_own_words);
  ADD ("in_the_way", test_in_the_way);
  return g_test_run ();
}
