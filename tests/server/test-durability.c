/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what was acknowledged on the disk, whatever happens next; and does a slow reader cost nothing?
 */
#include <libsoup/soup.h>
#include <string.h>

#include "cercle-case.h"
#include "cercle-feed.h"
#include "cercle-founding-matrix.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-wire.h"
#include "patience.h"
#include "server-process.h"

#define N_DESKS 4
#define ROUNDS 5
#define MANY 20000

#define MOST_KIB (96 * 1024)

/* Power cuts */

typedef struct
{
  Process *process;
  char *token;
  GMutex mutex;
  GPtrArray *acknowledged; /* identities of cases; under mutex */
} Desks;

static char *
new_case (Desks *desks, const char *id)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  CercleMutation *item = g_new0 (CercleMutation, 1);

  item->mid = cercle_id_new ();
  item->kind = &cercle_case_kind;
  item->id = g_strdup (id);
  item->scope = g_strconcat ("c:", desks->process->community, NULL);
  item->op = CERCLE_OP_CREATE;
  item->set = json_object_new ();
  item->at = g_strdup ("2020-06-02T08:00:00.000Z");
  json_object_set_string_member (item->set, "opened_on", "2020-06-02");
  g_ptr_array_add (items, item);
  return cercle_wire_put_batch ("desk", items);
}

/* Until the server dies. */
static gpointer
desk_thread (gpointer data)
{
  Desks *desks = data;
  g_autofree char *header = g_strdup_printf ("Authorization: Bearer %s\r\n", desks->token);
  gboolean alive = TRUE;

  while (alive)
    {
      g_autofree char *id = cercle_id_new ();
      g_autofree char *body = new_case (desks, id);
      g_autofree char *answer = process_ask (desks->process, "POST", "/v1/mutations", header, body);

      alive = process_status (answer) == 200 && strstr (answer, "\"applied\"") != NULL;
      if (alive)
        {
          g_mutex_lock (&desks->mutex);
          g_ptr_array_add (desks->acknowledged, g_steal_pointer (&id));
          g_mutex_unlock (&desks->mutex);
        }
    }
  return NULL;
}

static guint
count_acknowledged (Desks *desks)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&desks->mutex);
  return desks->acknowledged->len;
}

static void
check_kept (Desks *desks)
{
  g_autofree char *header = g_strdup_printf ("Authorization: Bearer %s\r\n", desks->token);
  g_autofree char *path = g_strdup_printf ("/v1/scopes/c:%s/snapshot", desks->process->community);
  g_autofree char *answer = process_ask (desks->process, "GET", path, header, NULL);

  g_assert_cmpuint (process_status (answer), ==, 200);
  for (guint i = 0; i < desks->acknowledged->len; i++)
    if (strstr (answer, desks->acknowledged->pdata[i]) == NULL)
      g_error ("case %u of %u was acknowledged and is lost", i, desks->acknowledged->len);
}

static void
test_killed (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  Desks desks = { .process = self };

  process_found (self);
  process_start (self);
  desks.token = process_sign_in (self);
  desks.acknowledged = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&desks.mutex);
  for (guint round = 0; round < ROUNDS; round++)
    {
      GThread *threads[N_DESKS];
      guint before = desks.acknowledged->len;

      for (guint i = 0; i < N_DESKS; i++)
        threads[i] = g_thread_new ("desk", desk_thread, &desks);
      /* In the middle of it, wherever that is. */
      while (count_acknowledged (&desks) < before + 40)
        g_usleep (1000);
      g_usleep (g_random_int_range (0, 20000));
      process_kill (self);
      for (guint i = 0; i < N_DESKS; i++)
        g_thread_join (threads[i]);
      process_start (self);
      check_kept (&desks);
    }
  g_assert_cmpint (process_stop (self), ==, 0);
  g_assert_cmpint (process_command (self, NULL, NULL, "check", "--database", self->database, NULL),
                   ==, 0);
  g_test_message ("%u changes were acknowledged", desks.acknowledged->len);
  g_ptr_array_unref (desks.acknowledged);
  g_free (desks.token);
}

/* Streams */

static void
fill (Process *self)
{
  g_autoptr (CercleStore) store =
      cercle_store_open (self->database, CERCLE_STORE_SERVER, NULL, NULL);
  g_autofree char *scope = g_strconcat ("c:", self->community, NULL);
  g_autofree char *words = g_strnfill (1000, 'x');

  g_assert_true (cercle_store_begin (store, NULL));
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (CercleRecord) record = cercle_record_new (&cercle_case_kind);

      cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
      cercle_record_set_text (record, CERCLE_CASE_OPENED_ON, "2020-06-02");
      cercle_record_set_text (record, CERCLE_CASE_WORDS, words);
      g_assert_true (cercle_feed_write (
          store, record, CERCLE_OP_CREATE,
          CERCLE_MASK (CERCLE_CASE_OPENED_ON) | CERCLE_MASK (CERCLE_CASE_WORDS), NULL, NULL));
    }
  g_assert_true (cercle_store_commit (store, NULL));
}

/* Twenty who asked for 25 MB each and read nothing. */
static void
check_slow_readers (Process *self, const char *path, const char *token)
{
  g_autoptr (GPtrArray) slow = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *request = g_strdup_printf (
      "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n", path, token);
  gint64 before = process_memory (self, "VmRSS:"), start;
  g_autofree char *hello = NULL;

  for (guint i = 0; i < 20; i++)
    {
      GSocket *socket = process_connect (self);

      process_send (socket, request);
      g_ptr_array_add (slow, socket);
    }
  g_usleep (G_USEC_PER_SEC);
  start = g_get_monotonic_time ();
  hello = process_ask (self, "GET", "/v1/hello", NULL, NULL);
  g_assert_cmpuint (process_status (hello), ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start, <, patience_limit (10 * G_USEC_PER_SEC));
  g_test_message ("%" G_GINT64_FORMAT " KiB for twenty slow readers",
                  process_memory (self, "VmRSS:") - before);
  g_assert_cmpint (process_memory (self, "VmRSS:") - before, <, patience_limit (MOST_KIB));
  /* They leave in the middle. */
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* As a desk reads: compressed when it asks for it. */
static void
check_whole (Process *self, const char *path, const char *token, gboolean gzip)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (self->address, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  const char *encoding;

  soup_message_headers_replace (headers, "Authorization", bearer);
  soup_message_headers_replace (headers, "Accept-Encoding", gzip ? "gzip" : "identity");
  bytes = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_nonnull (bytes);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  encoding = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                           "Content-Encoding");
  g_assert_cmpstr (encoding, ==, gzip ? "gzip" : NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  /* Begin, all cases, the community, its matrices, a member, end. */
  g_assert_cmpuint (count_lines (text), ==, MANY + 4 + CERCLE_FOUNDING_MATRIX_RECORDS);
  g_assert_nonnull (strstr (text, "{\"t\":\"end\""));
}

static void
test_streams (void)
{
  g_autoptr (Process) self = process_new (TRUE);
  g_autofree char *token = NULL, *path = NULL, *alive = NULL;

  process_found (self);
  fill (self);
  process_start (self);
  token = process_sign_in (self);
  path = g_strdup_printf ("/v1/scopes/c:%s/snapshot", self->community);
  check_slow_readers (self, path, token);
  check_whole (self, path, token, FALSE);
  check_whole (self, path, token, TRUE);
  g_assert_cmpint (process_stop (self), ==, 0);
}

/* Whoever asks for much and takes none of it is cut, and the answer is not whole; whoever reads,
 * however slowly, is not. */
static void
test_stalled (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *token = NULL, *request = NULL, *rest = NULL;
  g_autoptr (GSocket) stalled = NULL, slow = NULL;
  g_autoptr (GString) read = g_string_new (NULL);
  char part[64 * 1024];
  gssize n;

  process_found (self);
  fill (self);
  process_configure (self, "[server]\nreader-seconds=4\n");
  process_start (self);
  token = process_sign_in (self);
  request = g_strdup_printf ("GET /v1/scopes/c:%s/snapshot HTTP/1.1\r\nHost: x\r\n"
                             "Authorization: Bearer %s\r\n\r\n",
                             self->community, token);
  stalled = process_connect (self);
  slow = process_connect (self);
  process_send (stalled, request);
  process_send (slow, request);
  /* Twice as long as the limit, and never silent for as long. (On a Unix socket, for what TCP keeps
   * ready would hide a part of the silence.) */
  for (guint i = 0; i < 16; i++)
    {
      g_usleep (G_USEC_PER_SEC / 2);
      n = g_socket_receive (slow, part, sizeof part, NULL, NULL);
      g_assert_cmpint (n, >, 0);
      g_string_append_len (read, part, n);
    }
  while ((n = g_socket_receive (slow, part, sizeof part, NULL, NULL)) > 0)
    g_string_append_len (read, part, n);
  g_assert_nonnull (strstr (read->str, "{\"t\":\"end\""));
  rest = process_read_all (stalled);
  g_assert_cmpuint (strlen (rest), <, read->len);
  g_assert_null (strstr (rest, "{\"t\":\"end\""));
  g_assert_cmpint (process_stop (self), ==, 0);
}

static void
test_configuration (void)
{
  static const char *const bad[] = { "reader-seconds=0", "reader-seconds=x", "reader-seconds=99999",
                                     "oldest-schema=9999" };
  g_autoptr (Process) self = process_new (FALSE);

  process_found (self);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("[server]\n%s\n", bad[i]);
      g_autofree char *errors = NULL;

      g_clear_pointer (&self->config, g_free);
      process_configure (self, text);
      g_assert_cmpint (process_command (self, NULL, &errors, "serve", "--database", self->database,
                                        "--socket", self->socket, "--config", self->config, NULL),
                       ==, 2);
      g_assert_nonnull (strstr (errors, "configuration file"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/durability/killed", test_killed);
  g_test_add_func ("/durability/streams", test_streams);
  g_test_add_func ("/durability/stalled", test_stalled);
  g_test_add_func ("/durability/configuration", test_configuration);
  return g_test_run ();
}
