/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does one request go to the server and its answer come back? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-http-transport.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>

#include "cercle-address.h"
#include "cercle-http-failure.h"
#include "cercle-http-read.h"
#include "cercle-http-watch.h"
#include "cercle-store.h"
#include "cercle-transport-sentence.h"
#include "cercle-wire.h"

#define CONNECT_MS 5000
#define SILENCE_S 15
#define MAX_RETRY_AFTER (24 * 60 * 60)

struct _CercleHttpTransport
{
  GObject parent_instance;
  CercleAddress *address;
  SoupSession *session; /* made by the first request, on its thread */
  GTlsDatabase *authorities;
  guint connect_ms, silence_s;
};

static void cercle_http_transport_iface_init (CercleTransportInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (CercleHttpTransport, cercle_http_transport, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CERCLE_TYPE_TRANSPORT,
                                                      cercle_http_transport_iface_init))

static const char *const types[] = {
  "application/json",
  "application/problem+json",
  "application/x-ndjson",
};

/* One request on its way. */
typedef struct
{
  CercleHttpTransport *self;
  SoupMessage *message;
  CercleHttpWatch *watch;
  GTlsCertificateFlags certificate;
} Exchange;

static void
exchange_clear (Exchange *exchange)
{
  if (exchange->message != NULL)
    g_signal_handlers_disconnect_by_data (exchange->message, exchange);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->watch, cercle_http_watch_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

static void
ensure_session (CercleHttpTransport *self)
{
  g_autoptr (GSocketConnectable) socket = NULL;

  if (self->session != NULL)
    return;
  if (self->address->socket != NULL)
    socket = G_SOCKET_CONNECTABLE (g_unix_socket_address_new (self->address->socket));
  self->session = g_object_new (SOUP_TYPE_SESSION, "timeout", self->silence_s, "user-agent",
                                "Cercle/" CERCLE_VERSION, "remote-connectable", socket, NULL);
  /* A password is never asked or kept by the library, and what is near needs no proxy. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  if (self->address->near)
    soup_session_set_proxy_resolver (self->session, NULL);
  if (self->authorities != NULL)
    soup_session_set_tls_database (self->session, self->authorities);
}

/* No answer is ever TRUE here: there is no way to accept what the system does not trust. */
static gboolean
accept_certificate_cb (SoupMessage *message, GTlsCertificate *certificate,
                       GTlsCertificateFlags flags, gpointer data)
{
  Exchange *exchange = data;

  exchange->certificate = flags;
  return FALSE;
}

static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection,
                  gpointer data)
{
  Exchange *exchange = data;

  if (event == G_SOCKET_CLIENT_COMPLETE)
    cercle_http_watch_end (exchange->watch);
  else
    cercle_http_watch_begin (exchange->watch);
}

static gboolean
exchange_begin (Exchange *exchange, const CercleRequest *request, GError **error)
{
  g_autofree char *uri = g_strconcat (exchange->self->address->base, request->path, NULL);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *bearer = NULL;
  g_autofree char *schema = g_strdup_printf ("%u", cercle_store_schema ());
  SoupMessageHeaders *headers;

  if ((exchange->message = soup_message_new (request->method, uri)) == NULL)
    return cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_ADDRESS);
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (exchange->message);
  soup_message_headers_replace (headers, "Accept",
                                request->lines ? "application/x-ndjson, application/problem+json"
                                               : "application/json, application/problem+json");
  soup_message_headers_replace (headers, CERCLE_WIRE_SCHEMA_HEADER, schema);
  if (request->token != NULL)
    {
      bearer = g_strconcat ("Bearer ", request->token, NULL);
      soup_message_headers_replace (headers, "Authorization", bearer);
    }
  if (request->body != NULL)
    {
      body = g_bytes_new (request->body, strlen (request->body));
      soup_message_set_request_body_from_bytes (exchange->message, "application/json", body);
    }
  g_signal_connect (exchange->message, "accept-certificate", G_CALLBACK (accept_certificate_cb),
                    exchange);
  g_signal_connect (exchange->message, "network-event", G_CALLBACK (network_event_cb), exchange);
  return TRUE;
}

/* Takes cause. */
static gboolean
exchange_fail (Exchange *exchange, GError *cause, GError **error)
{
  if (cause->domain == CERCLE_TRANSPORT_ERROR)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      cercle_http_watch_is_late (exchange->watch))
    {
      g_error_free (cause);
      return cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_SILENT);
    }
  return cercle_http_fail (error, cause, exchange->certificate);
}

static gint64
read_retry_after (SoupMessageHeaders *headers)
{
  const char *value = soup_message_headers_get_one (headers, "Retry-After");
  guint64 seconds = 0;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT, &seconds, NULL))
    return 0;
  return MIN ((gint64) seconds, MAX_RETRY_AFTER);
}

static void
read_head (Exchange *exchange, CercleReply *reply)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *date = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) time = date ? soup_date_time_new_from_http_string (date) : NULL;

  reply->status = soup_message_get_status (exchange->message);
  reply->date = time ? g_date_time_to_unix (time) * 1000 : 0;
  reply->retry_after = read_retry_after (headers);
}

/* Success speaks our language, or somebody else lives there. */
static gboolean
check_head (Exchange *exchange, const CercleReply *reply, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (SOUP_STATUS_IS_REDIRECTION (reply->status))
    return cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_REDIRECT);
  if (!SOUP_STATUS_IS_SUCCESSFUL (reply->status) || reply->status == SOUP_STATUS_NO_CONTENT)
    return TRUE;
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_ascii_strcasecmp (type, types[i]) == 0)
      return TRUE;
  return cercle_transport_fail (error, CERCLE_TRANSPORT_ERROR_FOREIGN);
}

typedef struct
{
  CercleLineFunc func;
  gpointer data;
  gboolean stopped; /* by func: its error is its own */
} LineGate;

static gboolean
line_gate_cb (const char *line, gsize length, gpointer data, GError **error)
{
  LineGate *gate = data;

  gate->stopped = !gate->func (line, length, gate->data, error);
  return !gate->stopped;
}

static gboolean
read_body (Exchange *exchange, GInputStream *stream, CercleReply *reply, LineGate *gate,
           GError **error)
{
  GCancellable *cancellable = cercle_http_watch_get_cancellable (exchange->watch);

  if (reply->status == SOUP_STATUS_OK && gate->func != NULL)
    return cercle_http_read_lines (stream, line_gate_cb, gate, cancellable, error);
  reply->body = cercle_http_read_whole (stream, &reply->length, cancellable, error);
  return reply->body != NULL;
}

/* An answer that is not read to its end must not be drained by the library: whoever sent too much
 * would be given all the time he likes. */
static void
drop_connection (Exchange *exchange, GInputStream *stream)
{
  g_cancellable_cancel (cercle_http_watch_get_cancellable (exchange->watch));
  g_input_stream_close (stream, cercle_http_watch_get_cancellable (exchange->watch), NULL);
  soup_session_abort (exchange->self->session);
}

static gboolean
exchange_run (Exchange *exchange, CercleReply *reply, LineGate *gate, GError **error)
{
  GCancellable *cancellable = cercle_http_watch_get_cancellable (exchange->watch);
  g_autoptr (GInputStream) stream = NULL;
  GError *cause = NULL;

  stream = soup_session_send (exchange->self->session, exchange->message, cancellable, &cause);
  cercle_http_watch_end (exchange->watch);
  if (stream == NULL)
    return exchange_fail (exchange, cause, error);
  read_head (exchange, reply);
  if (check_head (exchange, reply, &cause) && read_body (exchange, stream, reply, gate, &cause))
    {
      g_input_stream_close (stream, NULL, NULL);
      return TRUE;
    }
  drop_connection (exchange, stream);
  if (!gate->stopped)
    return exchange_fail (exchange, cause, error);
  g_propagate_error (error, cause);
  return FALSE;
}

static gboolean
cercle_http_transport_send (CercleTransport *transport, const CercleRequest *request,
                            CercleReply *reply, CercleLineFunc func, gpointer data,
                            GCancellable *cancellable, GError **error)
{
  CercleHttpTransport *self = CERCLE_HTTP_TRANSPORT (transport);
  LineGate gate = { .func = request->lines ? func : NULL, .data = data };
  g_auto (Exchange) exchange = { .self = self };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  ensure_session (self);
  exchange.watch = cercle_http_watch_new (self->connect_ms, cancellable);
  return exchange_begin (&exchange, request, error) &&
         exchange_run (&exchange, reply, &gate, error);
}

static void
cercle_http_transport_finalize (GObject *object)
{
  CercleHttpTransport *self = CERCLE_HTTP_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->authorities);
  g_clear_pointer (&self->address, cercle_address_free);
  G_OBJECT_CLASS (cercle_http_transport_parent_class)->finalize (object);
}

static void
cercle_http_transport_class_init (CercleHttpTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_http_transport_finalize;
}

static void
cercle_http_transport_iface_init (CercleTransportInterface *iface)
{
  iface->send = cercle_http_transport_send;
}

static void
cercle_http_transport_init (CercleHttpTransport *self)
{
  self->connect_ms = CONNECT_MS;
  self->silence_s = SILENCE_S;
}

CercleTransport *
cercle_http_transport_new (const char *address, GError **error)
{
  CercleAddress *parsed = cercle_address_parse (address, error);
  CercleHttpTransport *self;

  if (parsed == NULL)
    return NULL;
  self = g_object_new (CERCLE_TYPE_HTTP_TRANSPORT, NULL);
  self->address = parsed;
  return CERCLE_TRANSPORT (self);
}

void
cercle_http_transport_set_limits (CercleHttpTransport *self, guint connect_ms, guint silence_s)
{
  self->connect_ms = connect_ms;
  self->silence_s = silence_s;
}

void
cercle_http_transport_set_authorities (CercleHttpTransport *self, GTlsDatabase *authorities)
{
  g_set_object (&self->authorities, authorities);
}
