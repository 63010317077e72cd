/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the records tell what they know of a launch, does a person confirm the rest, is the signature
 * last, and does the nation read what was signed, in its table and on paper? */
#include <string.h>

#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-launch-desk.h"
#include "cercle-meeting.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

typedef struct
{
  Community *community;
  char *folders[2], *path;
  CercleSession *col, *nat; /* the coordinator of Caen, and a national referent */
} Fixture;

static CercleSession *
sign_in (Fixture *fixture, guint i, const char *login)
{
  fixture->folders[i] = room_make ();
  return community_desk (fixture->community, fixture->folders[i], login);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->community = community_new ();
  community_stop (fixture->community);
  community_nation (fixture->community, "50", "Cotentin");
  community_start (fixture->community);
  fixture->col = sign_in (fixture, 0, "col");
  fixture->path = g_build_filename (fixture->folders[0], "out.paper", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->col, room_finalize);
  g_clear_pointer (&fixture->nat, room_finalize);
  community_free (fixture->community);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->folders); i++)
    if (fixture->folders[i] != NULL)
      room_remove (fixture->folders[i]);
  g_free (fixture->folders[0]);
  g_free (fixture->folders[1]);
  g_free (fixture->path);
}

/* Takes tx. */
static void
commit (CercleSession *session, CercleTx *tx)
{
  g_autoptr (GError) error = NULL;

  room_commit (session, tx, &error);
  g_assert_no_error (error);
  ROOM_WAIT (room_is_settled_cb, session);
}

/* Takes record. */
static void
save (CercleSession *session, CercleRecord *record)
{
  g_autoptr (CercleRecord) held = record;
  CercleTx *tx = cercle_tx_new ("Saved");

  cercle_tx_save (tx, held);
  commit (session, tx);
}

static CercleLaunchBook *
read_book (CercleSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  CercleLaunchBook *book = NULL;

  cercle_session_read_launches_async (session, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  book = cercle_session_read_launches_finish (session, result, &error);
  g_assert_no_error (error);
  return book;
}

static const CercleLaunchLine *
own_line (CercleSession *session, const CercleLaunchBook *book)
{
  return cercle_launch_table_find (book->table,
                                   cercle_record_get_id (cercle_session_get_community (session)));
}

static const CercleLaunchPoint *
point_of (const CercleLaunchLine *line, const char *token)
{
  for (guint i = 0; i < CERCLE_N_LAUNCH_POINTS; i++)
    if (g_str_equal (line->standing->points[i].point->token, token))
      return &line->standing->points[i];
  g_assert_not_reached ();
}

static void
confirm (CercleSession *session, const char *point, const char *evidence)
{
  g_autoptr (CercleLaunchBook) book = read_book (session);
  const CercleLaunchLine *line = own_line (session, book);
  g_autoptr (CercleRecord) check =
      cercle_session_own_launch_check (session, line, point_of (line, point), &book->facts);

  cercle_record_set_text (check, CERCLE_LAUNCH_CHECK_EVIDENCE, evidence);
  commit (session, cercle_session_confirm_launch (session, line, &book->facts, check));
}

static void
add_referent (CercleSession *session, const char *slot)
{
  CercleRecord *body = cercle_session_new_record (session, &cercle_organisation_kind);
  CercleRecord *contact = cercle_session_new_record (session, &cercle_contact_kind);

  cercle_record_set_text (body, CERCLE_ORGANISATION_NAME, slot);
  cercle_record_set_text (body, CERCLE_ORGANISATION_FAMILY, slot);
  cercle_record_set_text (contact, CERCLE_CONTACT_ORGANISATION, cercle_record_get_id (body));
  cercle_record_set_text (contact, CERCLE_CONTACT_LAST_NAME, "Hautemer");
  cercle_record_set_text (contact, CERCLE_CONTACT_REFERENT, slot);
  save (session, body);
  save (session, contact);
}

/* A consultation that was held yesterday. */
static void
consult (CercleSession *session)
{
  CercleRecord *meeting = cercle_session_new_record (session, &cercle_meeting_kind);
  g_autofree char *day = cercle_day_to_text (cercle_session_get_today_number (session) - 1);
  g_autofree char *at = g_strconcat (day, "T08:00:00.000Z", NULL);

  cercle_record_set_text (meeting, CERCLE_MEETING_SORT, "consultation");
  cercle_record_set_text (meeting, CERCLE_MEETING_NAME, "Concertation");
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON, day);
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT, 9 * 60);
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH, 60);
  cercle_record_set_text (meeting, CERCLE_MEETING_OPENED_AT, at);
  cercle_record_set_text (meeting, CERCLE_MEETING_CLOSED_AT, at);
  save (session, meeting);
}

static void
check_state (CercleSession *session, const char *point, CerclePointState state)
{
  g_autoptr (CercleLaunchBook) book = read_book (session);

  g_assert_cmpint (point_of (own_line (session, book), point)->state, ==, state);
}

/* From nothing to all five points, two of them told by records alone. */
static void
prepare (Fixture *fixture)
{
  consult (fixture->col);
  add_referent (fixture->col, "ars");
  add_referent (fixture->col, "cd");
  add_referent (fixture->col, "mdph");
  confirm (fixture->col, "advisers", "Deux matinées");
  confirm (fixture->col, "telephone", "Trois appels");
  confirm (fixture->col, "hours", "Affichés à l’entrée");
}

static void
test_points (Fixture *fixture, gconstpointer data)
{
  static const char *const told[] = { "consultations", "referents" };
  g_autoptr (CercleLaunchBook) before = read_book (fixture->col), ready = NULL, signed_ = NULL;
  const CercleLaunchLine *line = own_line (fixture->col, before);

  g_assert_cmpuint (line->standing->held, ==, 0);
  g_assert_false (cercle_launch_may_sign (line->standing));
  consult (fixture->col);
  check_state (fixture->col, "consultations", CERCLE_POINT_TOLD);
  add_referent (fixture->col, "ars");
  add_referent (fixture->col, "cd");
  check_state (fixture->col, "referents", CERCLE_POINT_OPEN);
  add_referent (fixture->col, "mdph");
  check_state (fixture->col, "referents", CERCLE_POINT_TOLD);
  confirm (fixture->col, "advisers", "Deux matinées");
  confirm (fixture->col, "telephone", "Trois appels");
  check_state (fixture->col, "telephone", CERCLE_POINT_CONFIRMED);
  confirm (fixture->col, "hours", "Affichés à l’entrée");
  ready = read_book (fixture->col);
  line = own_line (fixture->col, ready);
  g_assert_true (cercle_launch_may_sign (line->standing));
  g_assert_cmpuint (line->standing->held, ==, 5);
  confirm (fixture->col, CERCLE_LAUNCH_REVIEW, "Chacun était là");
  signed_ = read_book (fixture->col);
  line = own_line (fixture->col, signed_);
  g_assert_cmpuint (line->standing->held, ==, CERCLE_N_LAUNCH_POINTS);
  /* Whoever signs confirms what the records alone said. */
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const CercleLaunchPoint *point = point_of (line, told[i]);

      g_assert_cmpint (point->state, ==, CERCLE_POINT_CONFIRMED);
      g_assert_cmpstr (cercle_record_get_text (point->check, CERCLE_LAUNCH_CHECK_DONE_BY), ==,
                       cercle_record_get_id (cercle_session_get_member (fixture->col)));
    }
}

static void
plan (Fixture *fixture, int wave, int planned, int actual)
{
  g_autoptr (CercleLaunchBook) book = read_book (fixture->col);
  CercleRecord *launch = cercle_session_own_launch (fixture->col, own_line (fixture->col, book));
  int today = cercle_session_get_today_number (fixture->col);
  g_autofree char *first = cercle_day_to_text (today + planned);
  g_autofree char *second = cercle_day_to_text (today + actual);

  cercle_record_set_integer (launch, CERCLE_LAUNCH_WAVE, wave);
  cercle_record_set_text (launch, CERCLE_LAUNCH_PLANNED_ON, first);
  if (actual != 0)
    cercle_record_set_text (launch, CERCLE_LAUNCH_ACTUAL_ON, second);
  save (fixture->col, launch);
}

static CercleLaunchState
state_of (Fixture *fixture)
{
  g_autoptr (CercleLaunchBook) book = read_book (fixture->col);

  return own_line (fixture->col, book)->standing->state;
}

/* Planned and actual day are two things: planned for yesterday and not begun is late. */
static void
test_days (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (state_of (fixture), ==, CERCLE_LAUNCH_UNPLANNED);
  plan (fixture, 2, 14, 0);
  g_assert_cmpint (state_of (fixture), ==, CERCLE_LAUNCH_PREPARING);
  prepare (fixture);
  confirm (fixture->col, CERCLE_LAUNCH_REVIEW, "Chacun était là");
  g_assert_cmpint (state_of (fixture), ==, CERCLE_LAUNCH_READY);
  plan (fixture, 2, -3, 0);
  g_assert_cmpint (state_of (fixture), ==, CERCLE_LAUNCH_LATE);
  plan (fixture, 2, -3, -1);
  g_assert_cmpint (state_of (fixture), ==, CERCLE_LAUNCH_LAUNCHED);
}

/* Other records of Caen are not hers: what was signed is. */
static void
test_nation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CercleLaunchBook) book = NULL;
  g_autoptr (CercleRecord) caen = g_object_ref (cercle_session_get_community (fixture->col));
  g_autofree char *launched = NULL, *planned = NULL;
  const CercleLaunchLine *line = NULL;

  prepare (fixture);
  confirm (fixture->col, CERCLE_LAUNCH_REVIEW, "Chacun était là");
  plan (fixture, 1, -3, -1);
  fixture->nat = sign_in (fixture, 1, "nat");
  book = read_book (fixture->nat);
  g_assert_cmpuint (book->table->lines->len, ==, CERCLE_N_DEPARTMENTS);
  launched = cercle_launch_sum_words (book->table, TRUE);
  planned = cercle_launch_sum_words (book->table, FALSE);
  g_assert_cmpstr (launched, ==, "Launched: 1 region of 18, 1 département of 101, 1 community");
  g_assert_cmpstr (planned, ==,
                   "With a planned day: 1 region of 18, 1 département of 101, 1 community");
  line = cercle_launch_table_find (book->table, cercle_record_get_id (caen));
  g_assert_cmpuint (line->standing->held, ==, CERCLE_N_LAUNCH_POINTS);
  g_assert_cmpint (cercle_record_get_integer (line->launch, CERCLE_LAUNCH_WAVE, 0), ==, 1);
  g_assert_false (cercle_session_may (fixture->nat, &cercle_launch_kind, CERCLE_OP_PATCH));
}

/* --- On paper -------------------------------------------------------------------------------- */

static void
write_paper (Fixture *fixture, CercleSession *session, CerclePaperForm form)
{
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_LAUNCH);
  g_autoptr (GError) error = NULL;

  paper->of = g_strdup (cercle_record_get_id (cercle_session_get_community (session)));
  room_write_paper (session, paper, form, fixture->path, &error);
  g_assert_no_error (error);
}

/* Of one community: who signed what, and when. */
static void
test_paper (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "Consultations held", "Confirmed",
                                       "Trois appels",       "Operational review signed",
                                       "Chacun était là",    "Caen" };
  g_autofree char *paper = NULL;

  prepare (fixture);
  write_paper (fixture, fixture->col, CERCLE_FORM_PDF);
  paper = room_read_pdf (fixture->path);
  g_assert_nonnull (strstr (paper, "A consultation was held on"));
  g_assert_nonnull (strstr (paper, "In the records"));
  g_assert_nonnull (strstr (paper, "The operational review is not signed."));
  g_clear_pointer (&paper, g_free);
  confirm (fixture->col, CERCLE_LAUNCH_REVIEW, "Chacun était là");
  write_paper (fixture, fixture->col, CERCLE_FORM_PDF);
  paper = room_read_pdf (fixture->path);
  g_assert_null (strstr (paper, "The operational review is not signed."));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (paper, words[i]) == NULL)
      g_error ("“%s” is not on the paper: %s", words[i], paper);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (const char *at = text; (at = strchr (at, '\n')) != NULL; at++)
    n++;
  return n;
}

/* Of all: a line a département, on paper and in the table. */
static void
test_table (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "Launched: 1 region of 18",
                                       "14 Calvados",
                                       "50 Manche",
                                       "Cotentin",
                                       "976 Mayotte",
                                       "No community" };
  g_autofree char *paper = NULL, *table = NULL;

  plan (fixture, 1, -3, -1);
  fixture->nat = sign_in (fixture, 1, "nat");
  write_paper (fixture, fixture->nat, CERCLE_FORM_PDF);
  paper = room_read_pdf (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (paper, words[i]) == NULL)
      g_error ("“%s” is not on the paper: %s", words[i], paper);
  write_paper (fixture, fixture->nat, CERCLE_FORM_CSV);
  g_assert_true (g_file_get_contents (fixture->path, &table, NULL, NULL));
  g_assert_cmpuint (count_lines (table), ==, CERCLE_N_DEPARTMENTS + 1);
  g_assert_nonnull (strstr (table, "\"Normandie\";\"14 Calvados\";\"Caen\";\"1\";"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/launch/points", test_points);
  ADD ("/launch/days", test_days);
  ADD ("/launch/nation", test_nation);
  ADD ("/launch/paper", test_paper);
  ADD ("/launch/table", test_table);
  return g_test_run ();
}
