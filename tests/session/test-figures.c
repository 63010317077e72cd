/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the figures of other communities come, stay without network, and go with the right to them? */
#include "cercle-board-figures.h"
#include "cercle-paper.h"
#include "cercle-session-private.h"
#include "community.h"
#include "room.h"

typedef Seat Fixture;

static void
sign_in (Fixture *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;

  fixture->session = cercle_session_new (NULL, fixture->folder);
  cercle_session_set_pace (fixture->session, 60 * 1000, 16 * 1000);
  g_assert_true (room_sign_in (fixture->session, community_address (fixture->community), login,
                               PHRASE, &error));
  g_assert_no_error (error);
}

static gboolean
is_exchanged_cb (gpointer session)
{
  g_autofree char *last = NULL;

  g_object_get (session, "last-exchange", &last, NULL);
  return last != NULL && cercle_session_get_member (session) != NULL;
}

static gboolean
has_figures_cb (gpointer session)
{
  const CercleFigures *figures = cercle_session_get_figures (session);
  return figures != NULL && figures->communities->len == 1;
}

static gboolean
has_none_cb (gpointer session)
{
  const CercleFigures *figures = cercle_session_get_figures (session);
  return figures == NULL || figures->communities->len == 0;
}

static void
set_up (Fixture *fixture, gconstpointer login)
{
  fixture->community = community_new ();
  community_stop (fixture->community);
  community_neighbour (fixture->community, "Bocage", 9);
  community_start (fixture->community);
  fixture->folder = room_make ();
  sign_in (fixture, login);
  ROOM_WAIT (is_exchanged_cb, fixture->session);
}

static void
wait_for_them (Fixture *fixture)
{
  cercle_session_ask_figures (fixture->session);
  ROOM_WAIT (has_figures_cb, fixture->session);
}

static void
check (Fixture *fixture)
{
  const CercleFigures *figures = cercle_session_get_figures (fixture->session);
  const CercleCommunityFigures *there = g_ptr_array_index (figures->communities, 0);

  g_assert_cmpstr (there->name, ==, "Bocage");
  g_assert_cmpuint (there->board->n, ==, 9);
}

static void
test_come_and_stay (Fixture *fixture, gconstpointer data)
{
  g_assert_null (cercle_session_get_figures (fixture->session));
  wait_for_them (fixture);
  check (fixture);
  /* Kept in the file: written before the session is closed, read with the password alone. */
  room_finalize (fixture->session);
  community_stop (fixture->community);
  sign_in (fixture, "col");
  check (fixture);
}

static void
test_go_with_the_right (Fixture *fixture, gconstpointer data)
{
  wait_for_them (fixture);
  community_stop (fixture->community);
  community_neighbour (fixture->community, NULL, 0);
  community_start (fixture->community);
  fixture->session->figures_asked = 0;
  cercle_session_ask_figures (fixture->session);
  cercle_session_sync_now (fixture->session);
  ROOM_WAIT (has_none_cb, fixture->session);
}

/* An adviser asks nothing and is told nothing. */
static void
test_not_for_advisers (Fixture *fixture, gconstpointer data)
{
  cercle_session_ask_figures (fixture->session);
  g_assert_cmpint (fixture->session->figures_asked, ==, 0);
  g_assert_null (cercle_session_get_figures (fixture->session));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_session_write_paper_finish (CERCLE_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_written_cb (gpointer written)
{
  return *(gboolean *) written;
}

/* Both communities on one A4. */
static void
test_paper (Fixture *fixture, gconstpointer data)
{
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_BOARD);
  g_autofree char *path = g_build_filename (fixture->folder, "board.pdf", NULL);
  g_autofree char *output = NULL, *id = NULL;
  char *argv[] = { (char *) "pdftotext", (char *) "-layout", path, (char *) "-", NULL };
  gboolean written = FALSE;

  wait_for_them (fixture);
  paper->of = g_strconcat ("ours ",
                           ((CercleCommunityFigures *) g_ptr_array_index (
                                cercle_session_get_figures (fixture->session)->communities, 0))
                               ->id,
                           NULL);
  paper->words = g_strdup ("Caen + Bocage, as of 9:42");
  cercle_session_write_paper_async (fixture->session, paper, CERCLE_FORM_PDF, path, written_cb,
                                    &written);
  ROOM_WAIT (is_written_cb, &written);
  g_assert_true (
      g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, NULL, NULL));
  g_assert_nonnull (strstr (output, "Caen + Bocage, as of 9:42"));
  g_assert_nonnull (strstr (output, "9 open cases"));
  /* One page. */
  g_assert_true (strchr (output, '\f') == strrchr (output, '\f'));
}

#define ADD(name, login, func)                                                                     \
  g_test_add ("/figures/" name, Fixture, login, set_up, func, seat_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("come-and-stay", "col", test_come_and_stay);
  ADD ("go-with-the-right", "col", test_go_with_the_right);
  ADD ("not-for-advisers", "ada", test_not_for_advisers);
  ADD ("paper", "col", test_paper);
  return g_test_run ();
}
