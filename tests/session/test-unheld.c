/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that nobody held is handed to somebody: does it never go back to nobody, and does the next
 * undo take back what was done before? */
#include "cercle-case.h"
#include "cercle-moves.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

typedef struct
{
  Community *community;
  char *folder, *id;
  CercleSession *ada;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->community = community_new ();
  community_stop (fixture->community);
  fixture->id = community_unheld (fixture->community);
  community_start (fixture->community);
  fixture->folder = room_make ();
  fixture->ada = community_desk (fixture->community, fixture->folder, "ada");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  room_finalize (fixture->ada);
  community_free (fixture->community);
  room_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->id);
}

static void
save (Fixture *fixture, CercleRecord *record, const char *label)
{
  CercleTx *tx = cercle_tx_new (label);
  g_autoptr (GError) error = NULL;

  cercle_tx_save (tx, record);
  room_commit (fixture->ada, tx, &error);
  g_assert_no_error (error);
}

static char *
holder (Fixture *fixture)
{
  g_autoptr (CercleRecord) kase = cercle_session_get (fixture->ada, &cercle_case_kind, fixture->id);
  return g_strdup (cercle_record_get_text (kase, CERCLE_CASE_HOLDER));
}

static void
hand (Fixture *fixture, const char *to)
{
  g_autoptr (CercleRecord) kase = cercle_session_get (fixture->ada, &cercle_case_kind, fixture->id);
  g_autoptr (CercleRecord) event = cercle_move_baton (kase, to, "Rappeler", NULL);

  save (fixture, event, "Baton handed on.");
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  const char *member = cercle_record_get_id (cercle_session_get_member (fixture->ada));
  g_autofree char *me = g_strconcat ("member:", member, NULL), *other = NULL;
  g_autofree char *before = holder (fixture), *handed = NULL, *kept = NULL, *back = NULL;
  g_autoptr (CercleRecord) kase = cercle_session_get (fixture->ada, &cercle_case_kind, fixture->id);
  g_autoptr (CercleRecord) wanted = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (before, ==, NULL);
  cercle_record_set_text (kase, CERCLE_CASE_NEED, "Répit");
  save (fixture, kase, "Fact changed.");
  hand (fixture, me);
  handed = holder (fixture);
  g_assert_cmpstr (handed, ==, me);
  /* Nothing is offered that would be refused; who asks for it is told why. */
  g_assert_cmpstr (cercle_session_get_undo_label (fixture->ada), ==, NULL);
  g_assert_false (room_undo (fixture->ada, &error));
  g_assert_cmpstr (error->message, ==,
                   "A case does not go back to nobody: hand the baton to whoever should have it.");
  g_clear_error (&error);
  kept = holder (fixture);
  g_assert_cmpstr (kept, ==, me);
  /* From hand to hand it goes back as ever. */
  other = g_strdup ("organisation:0199c0de-0000-7000-8000-0000000000dd");
  hand (fixture, other);
  g_assert_true (room_undo (fixture->ada, &error));
  g_assert_no_error (error);
  back = holder (fixture);
  g_assert_cmpstr (back, ==, me);
  /* And what was done before. */
  g_assert_true (room_undo (fixture->ada, &error));
  g_assert_no_error (error);
  wanted = cercle_session_get (fixture->ada, &cercle_case_kind, fixture->id);
  g_assert_cmpstr (cercle_record_get_text (wanted, CERCLE_CASE_NEED), ==, NULL);
  ROOM_WAIT (room_is_quiet_cb, fixture->ada);
  g_assert_false (room_has_problem (fixture->ada, "refused"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/unheld/undo", Fixture, NULL, set_up, test_undo, tear_down);
  return g_test_run ();
}
