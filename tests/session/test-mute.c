/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a server that takes the call and never speaks leave the desk usable? */
#include "cercle-clock-transport.h"
#include "cercle-instant.h"
#include "desk.h"
#include "peer.h"

#define SHORT_LIMIT 700
/* Whoever waited for the peer would wait 15 s, the longest silence of an exchange, and longer. */
#define SOON (10 * G_TIME_SPAN_SECOND)

static void
never_answer (Peer *peer, GInputStream *in, GOutputStream *out)
{
  peer_sleep (peer);
}

typedef struct
{
  char *folder, *address;
  Peer *peer;
  CercleSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *socket = NULL;

  fixture->folder = room_make ();
  socket = g_build_filename (fixture->folder, "socket", NULL);
  fixture->address = g_strconcat ("unix:", socket, NULL);
  fixture->peer = peer_new_unix (never_answer, NULL, socket);
  fixture->session = cercle_session_new (NULL, fixture->folder);
  cercle_session_set_pace (fixture->session, 200, SHORT_LIMIT);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gint64 begun = g_get_monotonic_time ();

  room_finalize (fixture->session);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, SOON);
  peer_free (fixture->peer);
  room_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->address);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  g_assert_false (room_sign_in (fixture->session, fixture->address, LOGIN, PASSWORD, &error));
  g_assert_error (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_NETWORK);
  g_assert_cmpuint (strlen (error->message), >, 20);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, SOON);
  g_assert_cmpuint (peer_get_count (fixture->peer), >, 0);
  g_assert_cmpint (desk_state (fixture->session), ==, CERCLE_SESSION_SIGNED_OUT);
}

/* The desk that knows the account opens with the password; saving waits for nobody. */
static void
test_known (Fixture *fixture, gconstpointer data)
{
  g_autofree char *database =
      room_make_desk (fixture->folder, fixture->address, LOGIN, PASSWORD, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (database);
  g_assert_true (room_sign_in (fixture->session, fixture->address, LOGIN, PASSWORD, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 5; i++)
    {
      gint64 begun = g_get_monotonic_time ();
      g_autoptr (CercleRecord) kase = room_add_case (fixture->session, "Quesnel", "répit", &error);
      g_assert_no_error (error);
      g_assert_nonnull (kase);
      g_assert_cmpint (g_get_monotonic_time () - begun, <, SOON);
    }
  cercle_session_sync_now (fixture->session);
  cercle_session_sign_out (fixture->session);
  g_assert_cmpint (desk_state (fixture->session), ==, CERCLE_SESSION_SIGNED_OUT);
}

static void
give_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cercle_session_sign_in_finish (CERCLE_SESSION (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true_cb (gpointer data)
{
  return *(gboolean *) data;
}

/* The person gives up: at once, and with no sentence about the network. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 begun = g_get_monotonic_time ();
  gboolean done = FALSE;

  cercle_session_set_pace (fixture->session, 200, 16 * 1000);
  cercle_session_sign_in_async (fixture->session, fixture->address, LOGIN, PASSWORD, cancellable,
                                give_up_cb, &done);
  room_run (100);
  g_cancellable_cancel (cancellable);
  ROOM_WAIT (is_true_cb, &done);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, SOON);
  g_assert_cmpint (desk_state (fixture->session), ==, CERCLE_SESSION_SIGNED_OUT);
}

/* --- A transport that tells the time
 * ---------------------------------------------------------------- */

#define TEST_TYPE_DATED (test_dated_get_type ())
G_DECLARE_FINAL_TYPE (TestDated, test_dated, TEST, DATED, GObject)
struct _TestDated
{
  GObject parent_instance;
  gint64 date, retry_after;
};

static gboolean
dated_send (CercleTransport *transport, const CercleRequest *request, CercleReply *reply,
            CercleLineFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  reply->status = 200;
  reply->date = TEST_DATED (transport)->date;
  reply->retry_after = TEST_DATED (transport)->retry_after;
  return TRUE;
}

static void
dated_iface_init (CercleTransportInterface *iface)
{
  iface->send = dated_send;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestDated, test_dated, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CERCLE_TYPE_TRANSPORT, dated_iface_init))

static void
test_dated_class_init (TestDatedClass *klass)
{
}

static void
test_dated_init (TestDated *self)
{
}

static void
ask (CercleClockTransport *clock)
{
  const CercleRequest request = { .method = "GET", .path = "/v1/hello" };
  g_auto (CercleReply) reply = { 0 };

  g_assert_true (
      cercle_transport_send (CERCLE_TRANSPORT (clock), &request, &reply, NULL, NULL, NULL, NULL));
}

static void
test_clock_transport (void)
{
  TestDated *dated = g_object_new (TEST_TYPE_DATED, NULL);
  g_autoptr (CercleClockTransport) clock = cercle_clock_transport_new (CERCLE_TRANSPORT (dated));
  gint64 offset = 0;

  cercle_instant_freeze (NOON);
  ask (clock);
  g_assert_false (cercle_clock_transport_get_offset (clock, &offset));
  dated->date = NOON - 24 * 60 * 60 * 1000;
  dated->retry_after = 30;
  ask (clock);
  g_assert_true (cercle_clock_transport_get_offset (clock, &offset));
  g_assert_cmpint (offset, ==, 500 - 24 * 60 * 60 * 1000);
  g_assert_cmpint (cercle_clock_transport_take_retry (clock), ==, 30);
  g_assert_cmpint (cercle_clock_transport_take_retry (clock), ==, 0);
  cercle_instant_freeze (0);
}

#define ADD(name, func) g_test_add ("/session/mute/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("unknown", test_unknown);
  ADD ("known", test_known);
  ADD ("given-up", test_given_up);
  g_test_add_func ("/session/mute/clock-transport", test_clock_transport);
  return g_test_run ();
}
