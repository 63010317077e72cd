/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does every way in which a network can fail end in time, and in the right word? */
#define G_LOG_DOMAIN "test-sync"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "cercle-http-transport.h"
#include "cercle-wire.h"
#include "patience.h"
#include "peer.h"

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
#define CHUNKED HEAD "Transfer-Encoding: chunked\r\n\r\n"
#define UNTIL_CLOSE HEAD "Connection: close\r\n\r\n"

/* Who answers is given time, on a machine that has other things to do; what ends at once, or at a
 * limit of its own, ends long before. In milliseconds. */
#define LONG (20 * 1000)
#define SOON (LONG / 2)

static const char *certificates;

typedef struct
{
  CercleReply reply;
  GPtrArray *lines;
  gint64 milliseconds;
  gboolean good;
  GError *error;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  cercle_reply_clear (&outcome->reply);
  g_clear_pointer (&outcome->lines, g_ptr_array_unref);
  g_clear_error (&outcome->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static gboolean
keep_line_cb (const char *line, gsize length, gpointer data, GError **error)
{
  g_assert_cmpuint (strlen (line), ==, length);
  g_ptr_array_add (data, g_strndup (line, length));
  return TRUE;
}

static CercleTransport *
connect_within (const char *address, guint connect_ms, guint silence_s)
{
  g_autoptr (GError) error = NULL;
  CercleTransport *transport = cercle_http_transport_new (address, &error);

  g_assert_no_error (error);
  cercle_http_transport_set_limits (CERCLE_HTTP_TRANSPORT (transport), connect_ms, silence_s);
  return transport;
}

static CercleTransport *
connect_to (const char *address)
{
  return connect_within (address, LONG, LONG / 1000);
}

static Outcome
ask_with (CercleTransport *transport, CercleRequest *request, GCancellable *cancellable)
{
  Outcome outcome = { .lines = g_ptr_array_new_with_free_func (g_free) };
  gint64 start = g_get_monotonic_time ();

  outcome.good = cercle_transport_send (transport, request, &outcome.reply, keep_line_cb,
                                        outcome.lines, cancellable, &outcome.error);
  outcome.milliseconds = (g_get_monotonic_time () - start) / 1000;
  g_assert_true (outcome.good == (outcome.error == NULL));
  return outcome;
}

static Outcome
ask (const char *address, gboolean lines)
{
  g_autoptr (CercleTransport) transport = connect_to (address);
  CercleRequest request = { "GET", "/v1/scopes?a=%2F", "secret", NULL, lines };

  return ask_with (transport, &request, NULL);
}

static Outcome
ask_peer (PeerPlay play, gconstpointer data, gboolean lines)
{
  g_autoptr (Peer) peer = peer_new (play, data, NULL);
  g_autofree char *address = peer_address (peer);

  return ask (address, lines);
}

#define assert_fails(outcome, code)                                                                \
  g_assert_error ((outcome).error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_##code)

/* Answers that are well */

/* The data is what to answer. */
static void
play_text (Peer *peer, GInputStream *in, GOutputStream *out)
{
  g_autofree char *request = peer_read_request (peer, in);

  if (request != NULL)
    peer_write (peer, out, peer_get_data (peer));
}

typedef struct
{
  GMutex lock;
  GString *seen;
} Record;

/* Two requests on one connection; what they said is kept. */
static void
play_record (Peer *peer, GInputStream *in, GOutputStream *out)
{
  Record *record = peer_get_data (peer);
  char *request;

  while ((request = peer_read_request (peer, in)) != NULL)
    {
      g_mutex_lock (&record->lock);
      g_string_append (record->seen, request);
      g_mutex_unlock (&record->lock);
      g_free (request);
      peer_write (peer, out,
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
                  "Set-Cookie: a=b\r\nCache-Control: max-age=3600\r\n"
                  "Date: Tue, 23 Jun 2020 07:05:09 GMT\r\nContent-Length: 2\r\n\r\n{}");
    }
}

static void
test_good (void)
{
  Record record = { .seen = g_string_new (NULL) };
  g_autoptr (Peer) peer = peer_new (play_record, &record, NULL);
  g_autofree char *address = peer_address (peer);
  g_autoptr (CercleTransport) transport = connect_to (address);
  CercleRequest post = { "POST", "/v1/mutations", "secret", "{\"device\":\"d\"}", FALSE };
  CercleRequest get = { "GET", "/v1/scopes?a=c%3A1", NULL, NULL, FALSE };

  for (int i = 0; i < 2; i++)
    {
      g_auto (Outcome) outcome = ask_with (transport, i == 0 ? &post : &get, NULL);

      g_assert_no_error (outcome.error);
      g_assert_cmpuint (outcome.reply.status, ==, 200);
      g_assert_cmpstr (outcome.reply.body, ==, "{}");
      g_assert_cmpuint (outcome.reply.length, ==, 2);
      g_assert_cmpint (outcome.reply.date, ==, G_GINT64_CONSTANT (1592895909000));
    }
  g_mutex_lock (&record.lock);
  g_assert_cmpuint (peer_get_count (peer), ==, 1);
  g_assert_nonnull (strstr (record.seen->str, "POST /v1/mutations HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (record.seen->str, "Authorization: Bearer secret\r\n"));
  g_assert_nonnull (strstr (record.seen->str, "\r\n\r\n{\"device\":\"d\"}GET /v1/scopes?a=c%3A1 "));
  g_assert_null (strstr (record.seen->str, "Cookie"));
  g_mutex_unlock (&record.lock);
  g_clear_object (&transport);
  g_clear_pointer (&peer, peer_free);
  g_string_free (record.seen, TRUE);
}

static void
test_lines (void)
{
  g_auto (Outcome) outcome =
      ask_peer (play_text, CHUNKED "7\r\n{\"a\":1}\r\n9\r\n\n{\"b\":2}\n\r\n0\r\n\r\n", TRUE);

  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.lines->len, ==, 2);
  g_assert_cmpstr (outcome.lines->pdata[0], ==, "{\"a\":1}");
  g_assert_cmpstr (outcome.lines->pdata[1], ==, "{\"b\":2}");
}

static void
test_problem (void)
{
  g_auto (Outcome) outcome =
      ask_peer (play_text,
                "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/problem+json\r\n"
                "Retry-After: 30\r\nContent-Length: 29\r\n\r\n{\"type\":\"cercle:throttled\"}  ",
                TRUE);

  g_assert_no_error (outcome.error);
  g_assert_cmpuint (outcome.reply.status, ==, 429);
  g_assert_cmpint (outcome.reply.retry_after, ==, 30);
  g_assert_true (g_str_has_prefix (outcome.reply.body, "{\"type\""));
  g_assert_cmpuint (outcome.lines->len, ==, 0);
}

static void
test_unix (void)
{
  g_autofree char *folder = g_dir_make_tmp ("cercle-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  g_autofree char *address = g_strconcat ("unix:", path, NULL);
  g_autoptr (Peer) peer = peer_new_unix (play_text, UNTIL_CLOSE "{}\n", path);

  {
    g_auto (Outcome) outcome = ask (address, TRUE);

    g_assert_no_error (outcome.error);
    g_assert_cmpuint (outcome.lines->len, ==, 1);
  }
  g_clear_pointer (&peer, peer_free);
  g_unlink (path);
  {
    g_auto (Outcome) outcome = ask (address, TRUE);

    assert_fails (outcome, UNREACHABLE);
  }
  g_rmdir (folder);
}

/* Answers that are not */

typedef struct
{
  const char *name;
  const char *answer;
  int error;
} Wrong;

static const Wrong wrong[] = {
  { "closed", "", CERCLE_TRANSPORT_ERROR_CUT },
  /* libsoup calls half a head nonsense. */
  { "cut-head", "HTTP/1.1 200 OK\r\nContent-", CERCLE_TRANSPORT_ERROR_FOREIGN },
  { "cut-length", HEAD "Content-Length: 1000\r\n\r\n{\"t\":1}\n", CERCLE_TRANSPORT_ERROR_CUT },
  { "cut-chunk", CHUNKED "8\r\n{\"t\":1}\n\r\n100\r\n{", CERCLE_TRANSPORT_ERROR_CUT },
  { "cut-line", UNTIL_CLOSE "{\"t\":1}\n{\"t\"", CERCLE_TRANSPORT_ERROR_CUT },
  { "redirect", "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
    CERCLE_TRANSPORT_ERROR_REDIRECT },
  { "html",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>\n</html>\n",
    CERCLE_TRANSPORT_ERROR_FOREIGN },
  { "untyped", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", CERCLE_TRANSPORT_ERROR_FOREIGN },
  { "mail", "220 mail.example.org ESMTP\r\n\r\n", CERCLE_TRANSPORT_ERROR_FOREIGN },
};

static void
test_wrong (gconstpointer data)
{
  const Wrong *one = data;
  g_auto (Outcome) outcome = ask_peer (play_text, one->answer, TRUE);

  g_assert_error (outcome.error, CERCLE_TRANSPORT_ERROR, one->error);
  g_assert_cmpint (outcome.milliseconds, <, SOON);
}

static void
test_refused (void)
{
  g_autoptr (Peer) peer = peer_new (play_text, "", NULL);
  g_autofree char *address = peer_address (peer);

  g_clear_pointer (&peer, peer_free);
  {
    g_auto (Outcome) outcome = ask (address, FALSE);

    assert_fails (outcome, UNREACHABLE);
  }
}

/* The data is what to say before the silence. */
static void
play_silence (Peer *peer, GInputStream *in, GOutputStream *out)
{
  g_autofree char *request = peer_read_request (peer, in);

  peer_write (peer, out, peer_get_data (peer));
  peer_sleep (peer);
}

static void
test_silence (gconstpointer data)
{
  g_autoptr (Peer) peer = peer_new (play_silence, data, NULL);
  g_autofree char *address = peer_address (peer);
  g_autoptr (CercleTransport) transport = connect_within (address, LONG, 1);
  CercleRequest request = { "GET", "/v1/scopes?a=%2F", "secret", NULL, TRUE };
  g_auto (Outcome) outcome = ask_with (transport, &request, NULL);

  assert_fails (outcome, SILENT);
  g_assert_cmpint (outcome.milliseconds, >=, 900);
  g_assert_cmpint (outcome.milliseconds, <, SOON);
}

/* Takes the connection but never the handshake. */
static void
play_nothing (Peer *peer, GInputStream *in, GOutputStream *out)
{
  peer_sleep (peer);
}

static void
test_no_connection (void)
{
  g_autoptr (Peer) peer = peer_new (play_nothing, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u", peer_get_port (peer));
  g_autoptr (CercleTransport) transport = connect_within (address, 300, LONG / 1000);
  CercleRequest request = { "GET", "/v1/scopes", "secret", NULL, FALSE };
  g_auto (Outcome) outcome = ask_with (transport, &request, NULL);

  assert_fails (outcome, SILENT);
  g_assert_cmpint (outcome.milliseconds, >=, 250);
  g_assert_cmpint (outcome.milliseconds, <, SOON);
}

static gpointer
cancel_soon_cb (gpointer cancellable)
{
  g_usleep (100 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (Peer) peer = peer_new (play_silence, CHUNKED, NULL);
  g_autofree char *address = peer_address (peer);
  g_autoptr (CercleTransport) transport = connect_to (address);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CercleRequest request = { "GET", "/v1/scopes", NULL, NULL, TRUE };
  GThread *thread = g_thread_new ("cancel", cancel_soon_cb, cancellable);
  g_auto (Outcome) outcome = ask_with (transport, &request, cancellable);

  g_thread_join (thread);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (outcome.milliseconds, <, SOON);
}

static gboolean
stop_cb (const char *line, gsize length, gpointer data, GError **error)
{
  g_set_error_literal (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_FORM, "no");
  return FALSE;
}

static void
test_stopped (void)
{
  g_autoptr (Peer) peer = peer_new (play_silence, CHUNKED "2\r\n{}\r\n1\r\n\n\r\n", NULL);
  g_autofree char *address = peer_address (peer);
  g_autoptr (CercleTransport) transport = connect_to (address);
  CercleRequest request = { "GET", "/v1/scopes", NULL, NULL, TRUE };
  g_auto (CercleReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (cercle_transport_send (transport, &request, &reply, stop_cb, NULL, NULL, &error));
  g_assert_error (error, CERCLE_WIRE_ERROR, CERCLE_WIRE_ERROR_FORM);
}

/* Too much */

static long
peak_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

#define MIB (1024 * 1024)

/* The data counts the MiB that would be sent; the content has no newline. */
static void
play_flood (Peer *peer, GInputStream *in, GOutputStream *out)
{
  g_autofree char *request = peer_read_request (peer, in);
  g_autofree char *block = g_malloc (MIB);

  memset (block, 'x', MIB);
  peer_write (peer, out, UNTIL_CLOSE);
  for (guint i = GPOINTER_TO_UINT (peer_get_data (peer)); i > 0; i--)
    if (!peer_write_bytes (peer, out, block, MIB))
      return;
}

/* The same, compressed a thousandfold. */
static void
play_bomb (Peer *peer, GInputStream *in, GOutputStream *out)
{
  g_autofree char *request = peer_read_request (peer, in);
  g_autofree char *block = g_malloc0 (MIB);
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GOutputStream) squeezed = g_converter_output_stream_new (out, G_CONVERTER (gzip));

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (squeezed), FALSE);
  peer_write (peer, out, HEAD "Content-Encoding: gzip\r\nConnection: close\r\n\r\n");
  memset (block, 'x', MIB);
  for (guint i = GPOINTER_TO_UINT (peer_get_data (peer)); i > 0; i--)
    if (!peer_write_bytes (peer, squeezed, block, MIB))
      return;
}

static void
check_flood (PeerPlay play, guint mib, gboolean lines)
{
  long before = peak_kib ();
  g_auto (Outcome) outcome = ask_peer (play, GUINT_TO_POINTER (mib), lines);

  assert_fails (outcome, TOO_LARGE);
  g_assert_cmpint (peak_kib () - before, <, 64 * 1024);
  g_assert_cmpint (outcome.milliseconds, <, patience_limit (SOON));
}

static void
test_flood (void)
{
  check_flood (play_flood, 5, TRUE);
  check_flood (play_flood, 100000, TRUE);
  check_flood (play_flood, 100000, FALSE);
}

static void
test_bomb (void)
{
  check_flood (play_bomb, 1024, TRUE);
  check_flood (play_bomb, 1024, FALSE);
}

/* Certificates */

typedef struct
{
  const char *name, *file;
  gboolean trusted;
  const char *says; /* NULL: it is accepted */
} Secure;

static const Secure secures[] = {
  { "good", "good.pem", TRUE, NULL },
  { "unknown", "good.pem", FALSE, "*self-signed*" },
  { "expired", "expired.pem", TRUE, "*expired*" },
  { "early", "early.pem", TRUE, "*not valid yet*" },
  { "other", "other.pem", TRUE, "*another name*" },
};

static void
test_certificate (gconstpointer data)
{
  const Secure *one = data;
  g_autofree char *file = g_build_filename (certificates, one->file, NULL);
  g_autofree char *authority = g_build_filename (certificates, "authority.pem", NULL);
  g_autoptr (GTlsDatabase) authorities = g_tls_file_database_new (authority, NULL);
  g_autoptr (Peer) peer = peer_new (play_text, UNTIL_CLOSE "{}\n", file);
  g_autofree char *address = peer_address (peer);
  g_autoptr (CercleTransport) transport = connect_to (address);
  CercleRequest request = { "GET", "/v1/hello", NULL, NULL, TRUE };

  if (one->trusted)
    cercle_http_transport_set_authorities (CERCLE_HTTP_TRANSPORT (transport), authorities);
  {
    g_auto (Outcome) outcome = ask_with (transport, &request, NULL);

    if (one->says == NULL)
      {
        g_assert_no_error (outcome.error);
        g_assert_cmpuint (outcome.lines->len, ==, 1);
        return;
      }
    assert_fails (outcome, CERTIFICATE);
    g_assert_true (g_pattern_match_simple (one->says, outcome.error->message));
  }
}

static void
test_not_tls (void)
{
  g_autoptr (Peer) peer = peer_new (play_text, UNTIL_CLOSE "{}\n", NULL);
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u", peer_get_port (peer));
  g_autoptr (CercleTransport) transport = connect_within (address, 300, 1);
  CercleRequest request = { "GET", "/v1/hello", NULL, NULL, TRUE };
  g_auto (Outcome) outcome = ask_with (transport, &request, NULL);

  g_assert_false (outcome.good);
  g_assert_cmpuint (outcome.error->domain, ==, CERCLE_TRANSPORT_ERROR);
}

/* Addresses */

static void
test_addresses (void)
{
  static const char *const good[] = {
    "https://cercle.example.org", "https://cercle.example.org/", "https://cercle.example.org:8443",
    "https://192.0.2.7",          "http://127.0.0.1:8360",       "http://127.9.9.9",
    "http://[::1]:8360",          "http://localhost:1",          "unix:/run/cercle/socket",
    "HTTPS://cercle.example.org",
  };
  static const char *const bad[] = {
    "",
    "cercle.example.org",
    "ftp://cercle.example.org",
    "http://cercle.example.org",
    "http://192.168.1.4",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://[::2]",
    "https://",
    "https://someone@cercle.example.org",
    "https://cercle.example.org/path",
    "https://cercle.example.org?q",
    "https://cercle.example.org#f",
    "https://cercle.example.org:0",
    "https://cercle.example.org:99999",
    "unix:run/socket",
    "unix:",
    "javascript:alert(1)",
    "https://cercle.example.org\r\nX: y",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      cercle_address_check (good[i], &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      if (cercle_address_check (bad[i], &error))
        g_error ("“%s” was taken", bad[i]);
      g_assert_error (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_ADDRESS);
      g_assert_null (cercle_http_transport_new (bad[i], NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  certificates = g_getenv ("CERCLE_TLS_FIXTURES");
  g_assert_nonnull (certificates);
  g_test_add_func ("/sync/transport/good", test_good);
  g_test_add_func ("/sync/transport/lines", test_lines);
  g_test_add_func ("/sync/transport/problem", test_problem);
  g_test_add_func ("/sync/transport/unix", test_unix);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/transport/wrong/", wrong[i].name, NULL);

      g_test_add_data_func (path, &wrong[i], test_wrong);
    }
  g_test_add_func ("/sync/transport/refused", test_refused);
  g_test_add_data_func ("/sync/transport/silence/head", "", test_silence);
  g_test_add_data_func ("/sync/transport/silence/body", CHUNKED "3\r\n{}\n\r\n", test_silence);
  g_test_add_func ("/sync/transport/no-connection", test_no_connection);
  g_test_add_func ("/sync/transport/cancelled", test_cancelled);
  g_test_add_func ("/sync/transport/stopped", test_stopped);
  g_test_add_func ("/sync/transport/flood", test_flood);
  g_test_add_func ("/sync/transport/bomb", test_bomb);
  for (guint i = 0; i < G_N_ELEMENTS (secures); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/transport/certificate/", secures[i].name, NULL);

      g_test_add_data_func (path, &secures[i], test_certificate);
    }
  g_test_add_func ("/sync/transport/not-tls", test_not_tls);
  g_test_add_func ("/sync/transport/addresses", test_addresses);
  return g_test_run ();
}
