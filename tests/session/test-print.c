/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may print what, and is the server told? */
#include "cercle-case-list.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-instant.h"
#include "cercle-paper.h"
#include "cercle-query.h"
#include "community.h"
#include "room.h"

#define NOON G_GINT64_CONSTANT (1592906400000)

typedef Seat Fixture;

static void
set_up (Fixture *fixture, gconstpointer login)
{
  cercle_instant_freeze (NOON);
  seat_set_up (fixture, login);
}

static CerclePaper *
list_of (Fixture *fixture)
{
  const CercleCaseFilter filter = { .today = cercle_session_get_today (fixture->session) };
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_CASES);

  paper->query = cercle_case_list_query (&filter, NULL, FALSE);
  return paper;
}

typedef struct
{
  gboolean answered;
  CerclePrint *print;
  GError *error;
} Printed;

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Printed *printed = data;

  printed->print =
      cercle_session_print_paper_finish (CERCLE_SESSION (source), result, &printed->error);
  printed->answered = TRUE;
}

static gboolean
is_printed_cb (gpointer data)
{
  return ((Printed *) data)->answered;
}

/* Takes paper. (transfer full) (nullable) */
static CerclePrint *
print (Fixture *fixture, CerclePaper *paper, GError **error)
{
  Printed printed = { 0 };

  cercle_session_print_paper_async (fixture->session, paper, printed_cb, &printed);
  ROOM_WAIT (is_printed_cb, &printed);
  if (printed.error != NULL)
    g_propagate_error (error, printed.error);
  return printed.print;
}

static guint
n_told (Fixture *fixture, const char *how)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_access_kind);
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  ROOM_WAIT (room_is_settled_cb, fixture->session);
  community_stop (fixture->community);
  store = community_open (fixture->community);
  cercle_query_where (query, CERCLE_ACCESS_HOW, CERCLE_IS, how);
  n = cercle_store_count (store, query, &error);
  g_assert_no_error (error);
  g_clear_object (&store);
  community_start (fixture->community);
  return (guint) n;
}

/* The week is the family's: whoever follows the case puts it on paper, and that is told. A list of
 * names is not hers to print. */
static void
test_adviser_prints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, refused = NULL;
  g_autoptr (CercleRecord) kase = room_add_case (fixture->session, "Quesnel", "répit", &error);
  CerclePaper *paper = cercle_paper_new (CERCLE_PAPER_WEEK);
  g_autoptr (CerclePrint) week = NULL, board = NULL, list = NULL;

  paper->id = g_strdup (cercle_record_get_id (kase));
  week = print (fixture, paper, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (week->pages->len, ==, 1);
  g_assert_false (week->landscape);
  board = print (fixture, cercle_paper_new (CERCLE_PAPER_BOARD), &error);
  g_assert_no_error (error);
  list = print (fixture, list_of (fixture), &refused);
  g_assert_null (list);
  g_assert_error (refused, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED);
  g_assert_false (
      cercle_session_offers_paper (fixture->session, CERCLE_PAPER_NEWS, CERCLE_FORM_PRINT));
  /* The board names nobody. */
  g_assert_cmpuint (n_told (fixture, "paper"), ==, 1);
}

static void
test_coordinator_prints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CerclePrint) list = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("Quesnel-%03u", i);
      g_autoptr (CercleRecord) kase = room_add_case (fixture->session, name, "répit", &error);
      g_assert_no_error (error);
    }
  list = print (fixture, list_of (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->pages->len, >, 1);
  g_assert_cmpuint (n_told (fixture, "paper"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, login, function)                                                                 \
  g_test_add ("/session/print/" name, Fixture, login, set_up, function, seat_tear_down)
  ADD ("adviser", "ada", test_adviser_prints);
  ADD ("coordinator", "col", test_coordinator_prints);
  return g_test_run ();
}
