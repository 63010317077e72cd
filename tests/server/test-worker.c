/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Pushes that wait are committed together: is each answer true, also when the database fails? */
#include <libsoup/soup.h>
#include <sqlite3.h>
#include <string.h>

#include "cercle-feed.h"
#include "cercle-founding-matrix.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-listener.h"
#include "cercle-worker.h"
#include "server-fixture.h"

#define TOGETHER 8
#define REQUEST "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n"
#define HALF "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"

typedef struct
{
  char *id;
  guint status;
} Asked;

typedef struct
{
  GMainLoop *loop;
  guint left;
} Waiting;

typedef struct
{
  Asked *asked;
  Waiting *waiting;
} Question;

static void
answered_cb (CercleAnswer *answer, const char *route, const char *account, gpointer data)
{
  Question *question = data;

  question->asked->status = answer->status;
  if (answer->status == 200)
    g_assert_nonnull (strstr (answer->body, "\"applied\""));
  if (--question->waiting->left == 0)
    g_main_loop_quit (question->waiting->loop);
  g_free (question);
}

static CercleErrand *
new_errand (Fixture *self, const char *method, const char *path, const char *body)
{
  CercleErrand *errand = g_new0 (CercleErrand, 1);

  errand->method = method;
  errand->path = g_strdup (path);
  errand->token = g_strdup (self->ada.token);
  errand->peer = g_strdup ("local");
  if (body != NULL)
    {
      errand->body = g_byte_array_new ();
      g_byte_array_append (errand->body, (const guint8 *) body, (guint) strlen (body) + 1);
      g_byte_array_set_size (errand->body, (guint) strlen (body));
    }
  return errand;
}

static void
ask_for_case (Fixture *self, CercleWorker *worker, Asked *asked, Waiting *waiting)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autofree char *body = NULL;
  Question *question = g_new0 (Question, 1);

  g_free (asked->id);
  asked->id = cercle_id_new ();
  asked->status = 0;
  question->asked = asked;
  question->waiting = waiting;
  g_ptr_array_add (items, fixture_item (&self->ada, "case", asked->id, CERCLE_OP_CREATE, 0,
                                        "{'opened_on':'2020-06-02'}"));
  body = cercle_wire_put_batch ("desk", items);
  waiting->left++;
  g_assert_true (cercle_worker_ask (worker, new_errand (self, "POST", "/v1/mutations", body),
                                    answered_cb, question));
}

/* Acknowledged and there, or refused and not there. Returns how many were refused. */
static guint
check_truth (Fixture *self, Asked *asked)
{
  guint refused = 0;

  for (guint i = 0; i < TOGETHER; i++)
    {
      g_autoptr (CercleRecord) record = fixture_get (self, "case", asked[i].id);

      g_assert_true (asked[i].status == 200 || asked[i].status == 503);
      g_assert_true ((asked[i].status == 200) == (record != NULL));
      refused += asked[i].status == 503;
      g_free (g_steal_pointer (&asked[i].id));
    }
  return refused;
}

/* One failure, anywhere: whoever was asked together is asked again alone, so that only somebody who
 * happened to be asked alone is refused. */
static void
test_together (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint unharmed = 0;

  cercle_instant_freeze (cercle_instant_now ());
  for (guint64 n = 0; n < 120; n++)
    {
      Asked asked[TOGETHER] = { 0 };
      Waiting waiting = { loop, 0 };
      CercleWorker *worker;
      guint refused;

      cercle_store_fail_at (self->store, n, SQLITE_IOERR);
      worker = cercle_worker_new (self->service);
      for (guint i = 0; i < TOGETHER; i++)
        ask_for_case (self, worker, &asked[i], &waiting);
      g_main_loop_run (loop);
      cercle_worker_free (worker);
      cercle_store_fail_at (self->store, 0, 0);
      refused = check_truth (self, asked);
      g_assert_cmpuint (refused, <=, 1);
      unharmed += refused == 0;
    }
  g_test_message ("in %u rounds nobody was refused", unharmed);
  cercle_instant_freeze (0);
}

static void
ignore_cb (CercleAnswer *answer, const char *route, const char *account, gpointer data)
{
  Waiting *waiting = data;

  if (--waiting->left == 0)
    g_main_loop_quit (waiting->loop);
}

/* Whoever asks more than can be done is told to come back. */
static void
test_bounded (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  CercleWorker *worker = cercle_worker_new (self->service);
  Waiting waiting = { loop, 0 };
  guint refused = 0;

  for (guint i = 0; i < 20000; i++)
    if (cercle_worker_ask (worker, new_errand (self, "GET", "/v1/scopes", NULL), ignore_cb,
                           &waiting))
      waiting.left++;
    else
      refused++;
  g_assert_cmpuint (refused, >, 0);
  g_assert_cmpuint (waiting.left, >=, 512);
  g_main_loop_run (loop);
  cercle_worker_free (worker);
}

/* A stream */

typedef struct
{
  CercleListener *listener;
  const char *path, *token;
  GMainLoop *loop;
  char *text;
} Reader;

static gpointer
read_thread (gpointer data)
{
  Reader *reader = data;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri =
      g_strconcat (cercle_listener_get_address (reader->listener), reader->path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", reader->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                bearer);
  bytes = soup_session_send_and_read (session, message, NULL, &error);
  if (bytes != NULL)
    reader->text = g_strdup_printf ("%u %.*s", soup_message_get_status (message),
                                    (int) g_bytes_get_size (bytes),
                                    (const char *) g_bytes_get_data (bytes, NULL));
  g_main_loop_quit (reader->loop);
  return NULL;
}

/* (transfer full) (nullable): status and body; NULL: it was cut. */
static char *
read_snapshot (Fixture *self, guint64 fail_at)
{
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/snapshot", self->here);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  CercleWorker *worker;
  Reader reader = { .path = path, .token = self->ada.token, .loop = loop };
  GThread *thread;

  cercle_store_fail_at (self->store, fail_at, SQLITE_IOERR);
  worker = cercle_worker_new (self->service);
  reader.listener = cercle_listener_new (worker, &(CercleListenerPlace){ .port = 0 }, NULL);
  g_assert_nonnull (reader.listener);
  thread = g_thread_new ("reader", read_thread, &reader);
  g_main_loop_run (loop);
  g_thread_join (thread);
  cercle_worker_free (worker);
  cercle_listener_free (reader.listener);
  cercle_store_fail_at (self->store, 0, 0);
  return reader.text;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* The database fails in the middle: a 503 before the first byte, a cut after it, never an end. */
static void
test_cut (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  /* Made when it is first asked for: by us. */
  g_autofree char *epoch = cercle_feed_epoch (self->store);
  guint cut = 0, refused = 0, whole = 0;

  g_assert_nonnull (epoch);
  for (guint batch = 0; batch < 3; batch++)
    {
      g_autoptr (GPtrArray) items =
          g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
      g_autoptr (GPtrArray) outcomes = NULL;

      for (guint i = 0; i < 400; i++)
        g_ptr_array_add (items, fixture_item (&self->ada, "case", NULL, CERCLE_OP_CREATE, 0,
                                              "{'opened_on':'2020-06-02'}"));
      outcomes = fixture_push_all (self, &self->ada, items);
    }
  cercle_instant_freeze (cercle_instant_now ());
  for (guint64 n = 1; whole == 0; n++)
    {
      g_autofree char *text = read_snapshot (self, n);

      g_assert_cmpuint (n, <, 5000);
      if (text != NULL && g_str_has_prefix (text, "503 "))
        refused++;
      else if (text != NULL && strstr (text, "{\"t\":\"end\"") != NULL)
        whole++;
      else
        cut++;
      /* The first that is whole is the one in which nothing failed. */
      g_assert_true (whole == 0 || count_lines (text) == 1200 + 7 + CERCLE_FOUNDING_MATRIX_RECORDS);
    }
  g_test_message ("%u refused, %u cut", refused, cut);
  g_assert_cmpuint (refused, >=, 2);
  g_assert_cmpuint (cut, >=, 2);
  cercle_instant_freeze (0);
}

/* The server ends while the worker still looks for an answer, which has nowhere to go, or while
 * half a request was read. */
static void
test_gone (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  for (guint round = 0; round < 24; round++)
    {
      CercleWorker *worker = cercle_worker_new (self->service);
      CercleListener *listener =
          cercle_listener_new (worker, &(CercleListenerPlace){ .port = 0 }, NULL);
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GUri) uri = NULL;
      g_autoptr (GSocketConnection) connection = NULL;
      Waiting waiting = { loop, 0 };
      const char *sent = round % 2 != 0 ? HALF : REQUEST;

      g_assert_nonnull (listener);
      uri = g_uri_parse (cercle_listener_get_address (listener), G_URI_FLAGS_NONE, NULL);
      connection = g_socket_client_connect_to_host (client, "127.0.0.1",
                                                    (guint16) g_uri_get_port (uri), NULL, NULL);
      g_assert_nonnull (connection);
      g_assert_true (
          g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), sent,
                                     strlen (sent), NULL, NULL, NULL));
      /* The worker has other things to do first. */
      for (guint i = 0; i < 300; i++)
        if (cercle_worker_ask (worker, new_errand (self, "GET", "/v1/scopes", NULL), ignore_cb,
                               &waiting))
          waiting.left++;
      for (guint i = 0; i < round; i++)
        g_main_context_iteration (NULL, FALSE);
      cercle_listener_free (listener);
      if (waiting.left > 0)
        g_main_loop_run (loop);
      cercle_worker_free (worker);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/worker/together", test_together);
  g_test_add_func ("/worker/bounded", test_bounded);
  g_test_add_func ("/worker/cut", test_cut);
  g_test_add_func ("/worker/gone", test_gone);
  return g_test_run ();
}
