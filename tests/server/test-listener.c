/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the server stand up to whoever may reach it? */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "cercle-community.h"
#include "cercle-feed.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-wire.h"
#include "patience.h"
#include "server-process.h"

#define KIB_64_MIB (64 * 1024)
#define CHECKING_KIB (8 * 1024)

static void
check_alive (Process *self)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *answer = process_ask (self, "GET", "/v1/hello", NULL, NULL);

  g_assert_cmpuint (process_status (answer), ==, 200);
  g_assert_nonnull (strstr (answer, "\"protocol\":1"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, patience_limit (10 * G_USEC_PER_SEC));
}

/* Those who say nothing */

static void
raise_files (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  limit.rlim_cur = MIN (limit.rlim_max, 4096);
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
}

/* libsoup's own listening socket never comes back from this. */
static void
test_flood (gconstpointer tcp)
{
  g_autoptr (Process) self = process_new (GPOINTER_TO_INT (tcp));
  g_autoptr (GPtrArray) idle = g_ptr_array_new_with_free_func (g_object_unref);

  /* Fewer than there are of them. */
  self->files = 512;
  process_found (self);
  process_start (self);
  for (guint i = 0; i < 1500; i++)
    g_ptr_array_add (idle, process_connect (self));
  check_alive (self);
  for (guint i = 0; i < idle->len; i++)
    process_send (idle->pdata[i], "GET /v1/hel");
  check_alive (self);
  g_ptr_array_set_size (idle, 0);
  check_alive (self);
  g_assert_cmpint (process_stop (self), ==, 0);
}

/* A head that never ends, one that comes by drops, and a body that does not come. */
static void
test_slow (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autoptr (GSocket) silent = NULL;
  g_autoptr (GSocket) dripping = NULL;
  g_autoptr (GSocket) bodiless = NULL;
  gboolean open = TRUE;
  gint64 start;

  process_found (self);
  process_start (self);
  start = g_get_monotonic_time ();
  silent = process_connect (self);
  dripping = process_connect (self);
  bodiless = process_connect (self);
  process_send (silent, "GET /v1/hello HTTP/1.1\r\nHost: x\r\n");
  process_send (dripping, "GET /v1/hello HTTP/1.1\r\nHost: x\r\nX: ");
  process_send (bodiless, "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
  while (open && g_get_monotonic_time () - start < 60 * G_USEC_PER_SEC)
    {
      g_usleep (G_USEC_PER_SEC / 2);
      open = process_send (dripping, "x");
    }
  g_assert_false (open);
  g_assert_cmpint (g_get_monotonic_time () - start, >, 6 * G_USEC_PER_SEC);
  g_assert_true (process_ends (silent, 20));
  g_assert_true (process_ends (bodiless, 20));
  check_alive (self);
}

/* Those who say too much */

static void
test_large_chunks (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autoptr (GSocket) socket = NULL;
  g_autofree char *data = g_strnfill (65536, 'x');
  g_autofree char *chunk = g_strdup_printf ("10000\r\n%s\r\n", data);
  g_autofree char *answer = NULL;
  gsize sent = 0;

  process_found (self);
  process_start (self);
  socket = process_connect (self);
  process_send (socket, "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                        "Content-Type: application/json\r\n\r\n");
  while (sent < 600 * 1024 * 1024 && process_send (socket, chunk))
    sent += 65536;
  answer = process_read_all (socket);
  g_test_message ("%" G_GSIZE_FORMAT " bytes were taken", sent);
  g_assert_cmpuint (process_status (answer), ==, 413);
  g_assert_cmpuint (sent, <, 16 * 1024 * 1024);
  g_assert_cmpint (process_memory (self, "VmHWM:"), <, patience_limit (KIB_64_MIB));
  check_alive (self);
}

/* Refused by its head, before anything of it was sent. */
static void
test_large_length (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autoptr (GSocket) socket = NULL;
  g_autofree char *answer = NULL;

  process_found (self);
  process_start (self);
  socket = process_connect (self);
  g_socket_set_timeout (socket, (guint) patience_limit (20));
  process_send (socket,
                "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 629145600\r\n\r\n");
  answer = process_read_all (socket);
  g_assert_cmpuint (process_status (answer), ==, 413);
  g_assert_cmpint (process_memory (self, "VmHWM:"), <, patience_limit (KIB_64_MIB));
  check_alive (self);
}

static void
test_deep (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *answer = NULL;

  process_found (self);
  process_start (self);
  answer = process_ask (self, "POST", "/v1/session", NULL, deep);
  g_assert_cmpuint (process_status (answer), ==, 422);
  check_alive (self);
}

/* Those who say it in two ways: refused, and nothing after it is answered. */
static const struct
{
  const char *name, *request;
  guint status;
} ambiguous[] = {
  { "two-lengths",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
    "Content-Length: 40\r\n\r\n",
    400 },
  { "same-length-twice",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
    "Content-Length: 2\r\n\r\n{}",
    400 },
  { "length-and-encoding",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    400 },
  { "spaced-encoding",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
    "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    0 },
  { "odd-encoding",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n"
    "0\r\n\r\n",
    0 },
  { "two-encodings",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    0 },
  { "same-encoding-twice",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    400 },
  { "signed-length", "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\n{}   ",
    400 },
  { "negative-length", "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400 },
  { "no-host", "GET /v1/hello HTTP/1.1\r\n\r\n", 400 },
  { "two-hosts", "GET /v1/hello HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400 },
  { "encoded-slash", "GET /v1%2fhello HTTP/1.1\r\nHost: x\r\n\r\n", 400 },
  { "encoded-dots", "GET /v1/%252e%252e/hello HTTP/1.1\r\nHost: x\r\n\r\n", 400 },
  { "two-slashes", "GET //v1/hello HTTP/1.1\r\nHost: x\r\n\r\n", 400 },
  { "trace", "TRACE /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n", 405 },
  { "trace-nowhere", "TRACE /v1/nothing HTTP/1.1\r\nHost: x\r\n\r\n", 405 },
  { "head", "HEAD /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n", 405 },
  { "options", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 0 },
  { "range", "GET /v1/hello HTTP/1.1\r\nHost: x\r\nRange: bytes=0-1\r\n\r\n", 400 },
  { "upgrade", "GET /v1/hello HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n", 400 },
  { "expect",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
    "Content-Length: 2\r\n\r\n{}",
    417 },
  { "compressed",
    "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\n"
    "Content-Length: 2\r\n\r\n{}",
    415 },
  { "two-tokens",
    "GET /v1/scopes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\n"
    "Authorization: Bearer b\r\n\r\n",
    400 },
};

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, what)) != NULL; at++)
    n++;
  return n;
}

static void
test_ambiguous (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *log = NULL;

  process_found (self);
  /* libsoup 3.8 warns where a stranger sends two hosts, before it refuses them. */
  self->calm = TRUE;
  process_start (self);
  for (guint i = 0; i < G_N_ELEMENTS (ambiguous); i++)
    {
      g_autoptr (GSocket) socket = process_connect (self);
      g_autofree char *both = g_strconcat (
          ambiguous[i].request, "GET /v1/hello HTTP/1.1\r\nHost: smuggled\r\n\r\n", NULL);
      g_autofree char *answer = NULL;
      guint status;

      g_socket_set_timeout (socket, (guint) patience_limit (6));
      process_send (socket, both);
      answer = process_read_all (socket);
      status = process_status (answer);
      if (count (answer, "\"protocol\"") != 0 || status < 400 ||
          (ambiguous[i].status != 0 && status != ambiguous[i].status))
        g_error ("%s: %s", ambiguous[i].name, answer);
    }
  check_alive (self);
  process_stop (self);
  log = process_log (self);
  g_assert_cmpuint (count (log, "-WARNING **"), ==, count (log, "libsoup-WARNING **"));
  g_assert_null (strstr (log, "smuggled"));
}

/* One request a connection, and it says so: what follows is never taken for a second one. */
static void
test_one_each (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autoptr (GSocket) socket = NULL;
  g_autofree char *answer = NULL;

  process_found (self);
  process_start (self);
  socket = process_connect (self);
  process_send (socket, "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n"
                        "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n");
  answer = process_read_all (socket);
  g_assert_cmpuint (count (answer, "\"protocol\":1"), ==, 1);
  g_assert_cmpuint (count (answer, "Connection: close\r\n"), ==, 1);
}

static void
test_headers (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *method = NULL, *throttled = NULL, *hello = NULL;
  g_autofree char *body = cercle_wire_put_login ("nobody", "autre chose", "desk");

  process_found (self);
  process_start (self);
  hello = process_ask (self, "GET", "/v1/hello", NULL, NULL);
  g_assert_nonnull (strstr (hello, "\r\nContent-Type: application/json\r\n"));
  g_assert_nonnull (strstr (hello, "\r\nCache-Control: no-store\r\n"));
  g_assert_nonnull (strstr (hello, "\r\nDate: "));
  method = process_ask (self, "DELETE", "/v1/hello", NULL, NULL);
  g_assert_cmpuint (process_status (method), ==, 405);
  g_assert_nonnull (strstr (method, "\r\nAllow: GET\r\n"));
  g_assert_nonnull (strstr (method, "\r\nContent-Type: application/problem+json\r\n"));
  for (guint i = 0; i < 5; i++)
    {
      g_free (throttled);
      throttled = process_ask (self, "POST", "/v1/session", NULL, body);
    }
  g_assert_cmpuint (process_status (throttled), ==, 429);
  g_assert_nonnull (strstr (throttled, "\r\nRetry-After: 1\r\n"));
}

/* One line of JSON a request, and nothing about anybody in it. */
static void
test_log (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *token = NULL, *header = NULL, *path = NULL, *answer = NULL, *odd = NULL;
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  process_found (self);
  process_start (self);
  token = process_sign_in (self);
  header = g_strdup_printf ("Authorization: Bearer %s\r\nX-Odd: zzz\r\n", token);
  path = g_strdup_printf ("/v1/scopes/c:%s/snapshot?limit=77", self->community);
  answer = process_ask (self, "GET", path, header, NULL);
  odd = process_ask (self, "ODD\"", "/v1/secret-of-somebody", NULL, NULL);
  process_stop (self);
  log = process_log (self);
  lines = g_strsplit (g_strchomp (log), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonObject) line = cercle_json_parse (lines[i], -1, 4096, NULL);

      g_assert_nonnull (line);
      g_assert_cmpuint (json_object_get_size (line), ==, i < 2 ? 6 : 5);
    }
  g_assert_nonnull (strstr (log, "\"route\":\"/v1/scopes/{scope}/snapshot\",\"status\":200"));
  g_assert_null (strstr (log, token));
  g_assert_null (strstr (log, self->community));
  g_assert_null (strstr (log, "ada"));
  g_assert_null (strstr (log, "77\""));
  g_assert_null (strstr (log, "limit"));
  g_assert_null (strstr (log, "zzz"));
  g_assert_null (strstr (log, "secret"));
  g_assert_null (strstr (log, "ODD"));
}

/* Where it listens */

static void
test_places (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autoptr (Process) other = process_new (FALSE);
  g_autofree char *errors = NULL, *open = NULL, *inside = NULL, *used = NULL, *held = NULL;
  g_autofree char *fresh = g_build_filename (self->folder, "new", NULL);
  g_autofree char *socket = g_build_filename (fresh, "socket", NULL);
  GStatBuf info;

  process_found (self);
  g_assert_cmpint (process_command (self, NULL, &errors, "serve", "--database", self->database,
                                    "--port", "0", "--address", "0.0.0.0", NULL),
                   ==, 2);
  g_assert_cmpuint (strlen (errors), >, 20);
  g_assert_cmpint (process_command (self, NULL, NULL, "serve", "--database", self->database, NULL),
                   ==, 2);
  /* Everybody may enter. */
  open = g_build_filename (self->folder, "open", NULL);
  inside = g_build_filename (open, "socket", NULL);
  g_mkdir (open, 0755);
  g_chmod (open, 0755);
  g_assert_cmpint (process_command (self, NULL, NULL, "serve", "--database", self->database,
                                    "--socket", inside, NULL),
                   ==, 1);
  /* A folder that it makes is its own. */
  g_free (self->socket);
  self->socket = g_strdup (socket);
  process_start (self);
  g_assert_cmpint (g_stat (fresh, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  check_alive (self);
  g_assert_cmpint (process_command (self, NULL, &held, "serve", "--database", self->database,
                                    "--port", "0", NULL),
                   ==, 1);
  process_found (other);
  g_assert_cmpint (process_command (other, NULL, &used, "serve", "--database", other->database,
                                    "--socket", socket, NULL),
                   ==, 1);
  /* What a killed server leaves is no hindrance; what a stopped one leaves is nothing. */
  process_kill (self);
  g_assert_true (g_file_test (socket, G_FILE_TEST_EXISTS));
  process_start (self);
  check_alive (self);
  g_assert_cmpint (process_stop (self), ==, 0);
  g_assert_false (g_file_test (socket, G_FILE_TEST_EXISTS));
  g_rmdir (fresh);
}

/* A request under way gets its answer. */
static void
test_drains (void)
{
  g_autoptr (Process) self = process_new (TRUE);
  g_autoptr (GSocket) socket = NULL;
  g_autofree char *body = cercle_wire_put_login ("ada", PROCESS_PASSWORD, "desk");
  g_autofree char *request = g_strdup_printf (
      "POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
      strlen (body), body);
  g_autofree char *answer = NULL;
  gint64 before;

  process_found (self);
  process_start (self);
  before = process_memory (self, "VmHWM:");
  socket = process_connect (self);
  process_send (socket, request);
  /* Its password is being checked, or was: that takes 19 MiB. */
  while (process_memory (self, "VmHWM:") < before + CHECKING_KIB &&
         g_socket_condition_check (socket, G_IO_IN) == 0)
    g_usleep (G_USEC_PER_SEC / 1000);
  g_assert_cmpint (process_stop (self), ==, 0);
  answer = process_read_all (socket);
  g_assert_cmpuint (process_status (answer), ==, 201);
}

/* Whom a request comes from */

static guint
try_password (Process *self, const char *login, const char *from)
{
  g_autofree char *body = cercle_wire_put_login (login, "autre chose", "desk");
  g_autofree char *header = g_strdup_printf ("X-Forwarded-For: 192.0.2.7, %s\r\n", from);
  g_autofree char *answer = process_ask (self, "POST", "/v1/session", header, body);

  return process_status (answer);
}

/* A proxy's word counts on the Unix socket alone. */
static void
test_forwarded (gconstpointer tcp)
{
  g_autoptr (Process) self = process_new (GPOINTER_TO_INT (tcp));

  process_found (self);
  process_start (self);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *login = g_strdup_printf ("nobody-%u", i);
      g_assert_cmpuint (try_password (self, login, "198.51.100.1"), ==, 401);
    }
  g_assert_cmpuint (try_password (self, "somebody", "198.51.100.1"), ==, 429);
  g_assert_cmpuint (try_password (self, "somebody", "198.51.100.2"), ==, self->tcp ? 429 : 401);
}

static void
mark_example (Process *self)
{
  g_autoptr (CercleStore) store =
      cercle_store_open (self->database, CERCLE_STORE_SERVER, NULL, NULL);
  g_autoptr (CercleRecord) community =
      cercle_store_get (store, &cercle_community_kind, self->community, NULL);

  cercle_record_set_flag (community, CERCLE_COMMUNITY_EXAMPLE, TRUE);
  g_assert_true (cercle_store_begin (store, NULL));
  g_assert_true (cercle_feed_write (store, community, CERCLE_OP_PATCH,
                                    CERCLE_MASK (CERCLE_COMMUNITY_EXAMPLE), NULL, NULL));
  g_assert_true (cercle_store_commit (store, NULL));
}

/* Everybody knows the passwords of an example: it is for this machine. */
static void
test_example (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  g_autofree char *far = NULL, *near = NULL, *here = NULL;

  process_found (self);
  mark_example (self);
  process_start (self);
  far = process_ask (self, "GET", "/v1/hello", "X-Forwarded-For: 198.51.100.1\r\n", NULL);
  near = process_ask (self, "GET", "/v1/hello", "X-Forwarded-For: 127.0.0.1\r\n", NULL);
  here = process_ask (self, "GET", "/v1/hello", NULL, NULL);
  g_assert_cmpuint (process_status (far), ==, 403);
  g_assert_cmpuint (process_status (near), ==, 200);
  g_assert_cmpuint (process_status (here), ==, 200);
  g_assert_nonnull (strstr (here, "\"example\":true"));
}

typedef struct
{
  Process *process;
  int asked, answered;
} Crowd;

static gpointer
sign_in_thread (gpointer data)
{
  Crowd *crowd = data;
  /* Each another name, or all but the first would be throttled. */
  g_autofree char *login = g_strdup_printf ("nobody-%d", g_atomic_int_add (&crowd->asked, 1));
  g_autofree char *body = cercle_wire_put_login (login, PROCESS_PASSWORD, "desk");
  g_autofree char *answer = process_ask (crowd->process, "POST", "/v1/session", NULL, body);

  g_atomic_int_inc (&crowd->answered);
  return GUINT_TO_POINTER (process_status (answer));
}

/* Passwords are slow to check, and nobody else waits for that. */
static void
test_passwords_aside (void)
{
  g_autoptr (Process) self = process_new (FALSE);
  Crowd crowd = { .process = self };
  GThread *threads[18];
  guint asked = 0;

  process_found (self);
  process_start (self);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sign-in", sign_in_thread, &crowd);
  while (g_atomic_int_get (&crowd.answered) < (int) G_N_ELEMENTS (threads))
    {
      check_alive (self);
      asked++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 401);
  g_test_message ("%u questions meanwhile", asked);
  /* Behind all of them there would have been one, or two. */
  g_assert_cmpuint (asked, >, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  raise_files ();
  g_test_add_data_func ("/listener/flood/unix", GINT_TO_POINTER (FALSE), test_flood);
  g_test_add_data_func ("/listener/flood/tcp", GINT_TO_POINTER (TRUE), test_flood);
  g_test_add_func ("/listener/slow", test_slow);
  g_test_add_func ("/listener/large-chunks", test_large_chunks);
  g_test_add_func ("/listener/large-length", test_large_length);
  g_test_add_func ("/listener/deep", test_deep);
  g_test_add_func ("/listener/ambiguous", test_ambiguous);
  g_test_add_func ("/listener/one-each", test_one_each);
  g_test_add_func ("/listener/headers", test_headers);
  g_test_add_func ("/listener/log", test_log);
  g_test_add_func ("/listener/example", test_example);
  g_test_add_func ("/listener/places", test_places);
  g_test_add_func ("/listener/drains", test_drains);
  g_test_add_data_func ("/listener/forwarded/unix", GINT_TO_POINTER (FALSE), test_forwarded);
  g_test_add_data_func ("/listener/forwarded/tcp", GINT_TO_POINTER (TRUE), test_forwarded);
  g_test_add_func ("/listener/passwords-aside", test_passwords_aside);
  return g_test_run ();
}
