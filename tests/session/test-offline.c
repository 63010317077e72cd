/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a day's work whole without the server? */
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-person.h"
#include "desk.h"

static void
changed_cb (CercleSession *session, guint64 kinds, gpointer data)
{
  *(guint64 *) data |= kinds;
}

/* A day's work without network: written, told, named, undone, and still there the next day. */
static void
test_work (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (CercleRecord) shown = NULL;
  g_autoptr (CercleRecord) gone = NULL;
  g_autoptr (GError) error = NULL;
  guint64 kinds = 0;

  desk_open (desk);
  g_signal_connect (desk->session, "changed", G_CALLBACK (changed_cb), &kinds);
  g_assert_true (cercle_session_may (desk->session, &cercle_case_kind, CERCLE_OP_CREATE));
  g_assert_cmpstr (cercle_session_get_territory (desk->session), ==, "14");
  g_assert_cmpstr (cercle_session_get_directory_scope (desk->session), ==, "t:14");
  g_assert_cmpstr (cercle_session_get_zone (desk->session), ==, "Europe/Paris");
  kase = room_add_case (desk->session, "Quesnel", "répit du samedi", &error);
  g_assert_no_error (error);
  g_assert_true (kinds & cercle_session_kind_bit (&cercle_case_kind));
  g_assert_cmpint (
      cercle_session_mark (desk->session, &cercle_case_kind, cercle_record_get_id (kase)), ==, 1);
  g_assert_cmpstr (cercle_session_get_undo_label (desk->session), ==, "Case opened");
  ROOM_WAIT (desk_has_two_waiting_cb, desk->session);
  ROOM_WAIT (desk_has_trouble_cb, desk->session);
  desk_reopen (desk);
  shown = cercle_session_get (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  g_assert_cmpstr (cercle_record_get_text (shown, CERCLE_CASE_NEED), ==, "répit du samedi");
  g_assert_cmpstr (cercle_record_get_text (shown, CERCLE_CASE_HOLDER), ==, "member:" ROOM_MEMBER);
  ROOM_WAIT (desk_has_two_waiting_cb, desk->session);
  gone = cercle_session_get (desk->session, &cercle_case_kind, "no such identity");
  g_assert_null (gone);
}

static void
test_undo (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (CercleRecord) shown = NULL;
  g_autoptr (CercleRecord) copy = NULL;
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Need changed");

  desk_open (desk);
  g_assert_false (room_undo (desk->session, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED);
  g_clear_error (&error);
  kase = room_add_case (desk->session, "Quesnel", "répit", &error);
  copy = cercle_session_get (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  cercle_record_set_text (copy, CERCLE_CASE_NEED, "transport");
  cercle_tx_save (tx, copy);
  g_assert_true (room_commit (desk->session, tx, &error));
  g_assert_cmpstr (cercle_session_get_undo_label (desk->session), ==, "Need changed");
  g_assert_true (room_undo (desk->session, &error));
  g_assert_no_error (error);
  shown = cercle_session_get (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  g_assert_cmpstr (cercle_record_get_text (shown, CERCLE_CASE_NEED), ==, "répit");
  g_assert_cmpstr (cercle_session_get_undo_label (desk->session), ==, "Case opened");
  g_assert_true (room_undo (desk->session, &error));
  g_assert_no_error (error);
  g_assert_null (cercle_session_get_undo_label (desk->session));
  g_clear_object (&shown);
  shown = cercle_session_get (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  g_assert_null (shown);
}

static gboolean
add_note (Desk *desk, CercleRecord *kase)
{
  g_autoptr (CercleRecord) note = cercle_event_new (kase, "note", "She called.");
  CercleTx *tx = cercle_tx_new ("Note added");

  cercle_tx_save (tx, note);
  return room_commit (desk->session, tx, NULL);
}

/* After a note, Ctrl+Z does not take back something else: it says first that the note stays. */
static void
test_undo_kept (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) kase = NULL, shown = NULL;
  g_autoptr (GError) error = NULL;

  desk_open (desk);
  kase = room_add_case (desk->session, "Quesnel", "répit", &error);
  g_assert_true (add_note (desk, kase));
  g_assert_null (cercle_session_get_undo_label (desk->session));
  g_assert_false (room_undo (desk->session, &error));
  g_assert_true (g_str_has_prefix (error->message, "A note stays"));
  shown = cercle_session_get (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  g_assert_nonnull (shown);
  g_assert_cmpstr (cercle_session_get_undo_label (desk->session), ==, "Case opened");
}

/* What a rule refuses changes nothing and says why; it is no trouble of the disk. */
static void
test_refused_by_rule (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (CercleRecord) copy = NULL;
  g_autoptr (CercleRecord) shown = NULL;
  g_autoptr (GError) error = NULL;
  CercleTx *tx = cercle_tx_new ("Complexity");

  desk_open (desk);
  kase = room_add_case (desk->session, "Quesnel", "répit", &error);
  copy = cercle_session_get (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  cercle_record_set_text (copy, CERCLE_CASE_COMPLEXITY, "critical");
  cercle_tx_save (tx, copy);
  g_assert_false (room_commit (desk->session, tx, &error));
  g_assert_error (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE);
  shown = cercle_session_get (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  g_assert_false (cercle_record_is_set (shown, CERCLE_CASE_COMPLEXITY));
  g_assert_false (room_has_problem (desk->session, "disk"));
}

/* --- Passwords
 * -------------------------------------------------------------------------------------- */

static void
try_password (Desk *desk, const char *password, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (room_sign_in (desk->session, NOWHERE, LOGIN, password, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, code);
  g_assert_cmpint (desk_state (desk->session), ==, CERCLE_SESSION_SIGNED_OUT);
}

static void
test_wrong_password (Desk *desk, gconstpointer data)
{
  cercle_instant_freeze (NOON);
  for (guint i = 0; i < 3; i++)
    try_password (desk, "wrong", CERCLE_SESSION_ERROR_PASSWORD);
  try_password (desk, PASSWORD, CERCLE_SESSION_ERROR_WAIT);
  /* Neither a restart nor a clock set back shortens the wait. */
  room_finalize (desk->session);
  desk->session = cercle_session_new (NULL, desk->folder);
  cercle_instant_freeze (NOON - 60 * 1000);
  try_password (desk, PASSWORD, CERCLE_SESSION_ERROR_WAIT);
  cercle_instant_freeze (NOON + 6 * 1000);
  desk_open (desk);
  g_assert_cmpstr (cercle_session_get_login (desk->session), ==, LOGIN);
  g_assert_cmpstr (cercle_session_get_address (desk->session), ==, NOWHERE);
}

static void
test_unknown (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (room_sign_in (desk->session, NOWHERE, "somebody", PASSWORD, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_NETWORK);
  g_clear_error (&error);
  g_assert_false (room_sign_in (desk->session, "http://cercle.example", LOGIN, PASSWORD, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_ADDRESS);
  g_clear_error (&error);
  g_assert_false (room_sign_in (desk->session, "", "", "", &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_ADDRESS);
}

static void
test_in_use (Desk *desk, gconstpointer data)
{
  CercleSession *second = cercle_session_new (NULL, desk->folder);
  g_autoptr (GError) error = NULL;

  desk_open (desk);
  g_assert_false (room_sign_in (second, NOWHERE, LOGIN, PASSWORD, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_IN_USE);
  room_finalize (second);
}

static void
test_closed_while_opening (Desk *desk, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  cercle_session_sign_in_async (desk->session, NOWHERE, LOGIN, PASSWORD, NULL, room_keep_cb,
                                &result);
  g_assert_cmpint (desk_state (desk->session), ==, CERCLE_SESSION_OPENING);
  cercle_session_close (desk->session);
  g_assert_cmpint (desk_state (desk->session), ==, CERCLE_SESSION_SIGNED_OUT);
  ROOM_WAIT (room_has_cb, &result);
  g_assert_false (cercle_session_sign_in_finish (desk->session, result, NULL));
  g_assert_cmpint (desk_state (desk->session), ==, CERCLE_SESSION_SIGNED_OUT);
  desk_open (desk);
}

/* What the session says of its file is what anybody finds who reads its first bytes. */
static void
test_encrypted (Desk *desk, gconstpointer data)
{
  static const char readable[] = "SQLite format 3";
  g_autofree char *bytes = NULL;
  gsize length;
  gboolean told;

  g_assert_false (cercle_session_file_is_encrypted (desk->session));
  desk_open (desk);
  told = cercle_session_file_is_encrypted (desk->session);
  cercle_session_sign_out (desk->session);
  g_assert_false (cercle_session_file_is_encrypted (desk->session));
  g_assert_true (g_file_get_contents (desk->database, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, sizeof readable);
  g_assert_cmpint (told, ==, memcmp (bytes, readable, sizeof readable) != 0);
  g_assert_cmpint (told, ==, cercle_store_encrypts ());
}

/* --- Reading
 * ---------------------------------------------------------------------------------------- */

static GPtrArray *
household (Desk *desk, const char *phone, const char *words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *people;

  cercle_session_find_household_async (desk->session, phone, words, NULL, NULL, room_keep_cb,
                                       &result);
  ROOM_WAIT (room_has_cb, &result);
  people = cercle_session_find_household_finish (desk->session, result, &error);
  g_assert_no_error (error);
  return people;
}

/* The person is found by her own number, her mother's, and however it is typed. */
static void
test_household (Desk *desk, gconstpointer data)
{
  static const char *const typed[] = { "06 39 98 42 17", "+33639984217", "02.61.91.00.01" };
  g_autoptr (CercleRecord) person = NULL;
  g_autoptr (CercleRecord) mother = NULL;
  CercleTx *tx = cercle_tx_new ("Person added");
  g_autoptr (GError) error = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *name = NULL;

  desk_open (desk);
  person = cercle_session_new_record (desk->session, &cercle_person_kind);
  mother = cercle_session_new_record (desk->session, &cercle_relative_kind);
  cercle_record_set_text (person, CERCLE_PERSON_FIRST_NAME, "Mathis");
  cercle_record_set_text (person, CERCLE_PERSON_LAST_NAME, "Quesnel");
  cercle_record_set_text (person, CERCLE_PERSON_PHONE, "+33639984217");
  cercle_record_set_text (mother, CERCLE_RELATIVE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (mother, CERCLE_RELATIVE_PHONE, "+33261910001");
  cercle_record_set_text (mother, CERCLE_RELATIVE_LAST_NAME, "Lerouge");
  cercle_tx_save (tx, person);
  cercle_tx_save (tx, mother);
  g_assert_true (room_commit (desk->session, tx, &error));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) people = household (desk, typed[i], NULL);
      g_assert_cmpuint (people->len, ==, 1);
      g_assert_cmpstr (cercle_record_get_id (g_ptr_array_index (people, 0)), ==,
                       cercle_record_get_id (person));
    }
  {
    g_autoptr (GPtrArray) by_words = household (desk, NULL, "lerou");
    g_autoptr (GPtrArray) nobody = household (desk, "06 39 98 00 00", NULL);
    g_assert_cmpuint (by_words->len, ==, 1);
    g_assert_cmpuint (nobody->len, ==, 0);
  }
  reference = g_strconcat ("person:", cercle_record_get_id (person), NULL);
  name = cercle_session_name_of (desk->session, reference);
  g_assert_cmpstr (name, ==, "Mathis Quesnel");
  g_assert_cmpint (cercle_session_holder_letter (desk->session, reference), ==, 'P');
  g_assert_cmpint (cercle_session_holder_letter (desk->session, NULL), ==, '?');
  g_assert_cmpint (cercle_session_holder_letter (desk->session, "member:" ROOM_MEMBER), ==, 'C');
}

static void
test_counts (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) queries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_query_unref);
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) counts = NULL;
  g_autoptr (GError) error = NULL;
  const CercleIndicatorContext *context;

  desk_open (desk);
  kase = room_add_case (desk->session, "Quesnel", "répit", &error);
  context = cercle_session_get_indicator_context (desk->session);
  g_assert_cmpstr (context->member, ==, ROOM_MEMBER);
  for (const CercleIndicator *indicator = cercle_indicators; indicator->id != NULL; indicator++)
    g_ptr_array_add (queries, indicator->query (context));
  cercle_session_count_async (desk->session, queries, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  counts = cercle_session_count_finish (desk->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts->len, ==, queries->len);
  g_assert_cmpint (g_array_index (counts, gint64, counts->len - 1), ==, 1);
}

/* Who asked for today, or for the context of the indicators, may keep the day while others ask. */
static void
test_today_stays (Desk *desk, gconstpointer data)
{
  const CercleIndicatorContext *context;
  const char *kept;

  desk_open (desk);
  cercle_instant_freeze (NOON);
  context = cercle_session_get_indicator_context (desk->session);
  kept = context->today;
  g_assert_true (cercle_session_get_today (desk->session) == kept);
  cercle_instant_freeze (NOON + 24 * 3600 * 1000);
  g_assert_cmpstr (cercle_session_get_today (desk->session), ==, "2020-06-24");
  g_assert_cmpstr (kept, ==, "2020-06-23");
}

/* A record read twice within a quarter of an hour is noted once. */
static void
test_access (Desk *desk, gconstpointer data)
{
  g_autoptr (CercleRecord) kase = NULL;

  desk_open (desk);
  cercle_instant_freeze (NOON);
  kase = room_add_case (desk->session, "Quesnel", "répit", NULL);
  ROOM_WAIT (desk_has_two_waiting_cb, desk->session);
  g_assert_cmpuint (desk_number (desk->session, "waiting"), ==, 2);
  for (guint i = 0; i < 3; i++)
    cercle_session_note_access (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  cercle_session_refresh (desk->session);
  room_catch_up (desk->session);
  g_assert_cmpuint (desk_number (desk->session, "waiting"), ==, 3);
  cercle_instant_freeze (NOON + 16 * 60 * 1000);
  cercle_session_note_access (desk->session, &cercle_case_kind, cercle_record_get_id (kase));
  cercle_session_refresh (desk->session);
  room_catch_up (desk->session);
  g_assert_cmpuint (desk_number (desk->session, "waiting"), ==, 4);
}

static void
test_clock (void)
{
  g_autofree char *folder = room_make ();
  CercleSession *session;

  g_setenv ("CERCLE_CLOCK", "2020-06-23T07:42:00.000Z", TRUE);
  session = cercle_session_new (NULL, folder);
  g_assert_cmpstr (cercle_session_get_today (session), !=, "2020-06-23");
  room_finalize (session);
  session = cercle_session_new ("demo", folder);
  g_assert_cmpstr (cercle_session_get_today (session), ==, "2020-06-23");
  room_finalize (session);
  g_unsetenv ("CERCLE_CLOCK");
  cercle_instant_freeze (0);
  room_remove (folder);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/session/offline/" name, Desk, NULL, desk_set_up, func, desk_tear_down)

/* Once a day, and although somebody else has asked for today before. */
static void
test_day_turns (Desk *desk, gconstpointer data)
{
  guint64 kinds = 0;

  cercle_instant_freeze (NOON);
  desk_open (desk);
  g_assert_cmpstr (cercle_session_get_today (desk->session), ==, "2020-06-23");
  g_signal_connect (desk->session, "changed", G_CALLBACK (changed_cb), &kinds);
  cercle_session_check_day (desk->session);
  g_assert_cmpuint (kinds, ==, 0);
  cercle_instant_freeze (NOON + G_GINT64_CONSTANT (24) * 60 * 60 * 1000);
  g_assert_cmpstr (cercle_session_get_today (desk->session), ==, "2020-06-24");
  cercle_session_check_day (desk->session);
  g_assert_cmpuint (kinds, ==, CERCLE_SESSION_ALL_KINDS);
  kinds = 0;
  cercle_session_check_day (desk->session);
  g_assert_cmpuint (kinds, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("work", test_work);
  ADD ("undo", test_undo);
  ADD ("undo-kept", test_undo_kept);
  ADD ("refused-by-rule", test_refused_by_rule);
  ADD ("wrong-password", test_wrong_password);
  ADD ("unknown", test_unknown);
  ADD ("in-use", test_in_use);
  ADD ("closed-while-opening", test_closed_while_opening);
  ADD ("encrypted", test_encrypted);
  ADD ("household", test_household);
  ADD ("counts", test_counts);
  ADD ("today-stays", test_today_stays);
  ADD ("day-turns", test_day_turns);
  ADD ("access", test_access);
  g_test_add_func ("/session/offline/clock", test_clock);
  return g_test_run ();
}
