/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a request come in and its answer go out, without either filling the memory? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-exchange.h"

#include "cercle-farewell.h"
#include "cercle-guard.h"
#include "cercle-request-log.h"
#include "cercle-routes.h"
#include "cercle-wire.h"

/* Smaller answers are not worth compressing. */
#define WORTH_GZIP 1024

typedef struct
{
  grefcount count;
  CercleExchanges *all;
  SoupServerMessage *message; /* not owned; NULL once it has ended */
  CercleGuest *guest;         /* lives as long as the message */
  GByteArray *body;
  CercleAnswer answer; /* of a stream */
  GConverter *gzip;
  gboolean asked;
  guint status; /* refused with */
  const char *problem;
  const char *route;
  char *account;
  gint64 begun; /* monotonic */
} Exchange;

static GQuark
exchange_quark (void)
{
  return g_quark_from_static_string ("cercle-exchange");
}

static void
exchange_unref (gpointer data)
{
  Exchange *self = data;

  if (!g_ref_count_dec (&self->count))
    return;
  g_clear_pointer (&self->body, g_byte_array_unref);
  cercle_answer_clear (&self->answer);
  g_clear_object (&self->gzip);
  g_free (self->account);
  g_free (self);
}

static Exchange *
exchange_ref (Exchange *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

static Exchange *
exchange_of (SoupServerMessage *message)
{
  return g_object_get_qdata (G_OBJECT (message), exchange_quark ());
}

/* However it ended: answered, refused or cut. Once. */
static void
end (Exchange *self)
{
  SoupServerMessage *message = self->message;

  if (message == NULL)
    return;
  cercle_request_log (&(CercleLogged){
      .method = soup_server_message_get_method (message),
      .route = self->route,
      .account = self->account,
      .status = self->status != 0 ? self->status : soup_server_message_get_status (message),
      .microseconds = g_get_monotonic_time () - self->begun,
  });
  self->message = NULL;
  g_queue_remove (&self->all->running, self);
}

void
cercle_exchanges_end (CercleExchanges *all)
{
  while (!g_queue_is_empty (&all->running))
    end (g_queue_peek_head (&all->running));
}

static void
finished_cb (SoupServerMessage *message, gpointer data)
{
  end (data);
}

/* libsoup says nothing of messages that go with their connection, as when the server ends while the
 * worker still looks for the answer: that answer has nowhere to go. */
static void
gone_cb (gpointer data, GObject *message)
{
  end (data);
}

static Exchange *
exchange_new (CercleExchanges *all, SoupServerMessage *message)
{
  Exchange *self = g_new0 (Exchange, 1);

  g_ref_count_init (&self->count);
  self->all = all;
  self->message = message;
  self->guest = cercle_guest_of (soup_server_message_get_remote_address (message));
  self->route = "-";
  self->begun = g_get_monotonic_time ();
  g_queue_push_tail (&all->running, self);
  g_object_set_qdata_full (G_OBJECT (message), exchange_quark (), self, exchange_unref);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  /* Told while the message is whole; what is set on it goes later. */
  g_object_weak_ref (G_OBJECT (message), gone_cb, self);
  return self;
}

/* Refusing in the middle: what else would come is not read. */

static gboolean
refuse_cb (gpointer data)
{
  Exchange *self = data;

  if (self->message != NULL)
    {
      /* libsoup does not say that a message has finished whose connection was taken. */
      g_autoptr (SoupServerMessage) message = g_object_ref (self->message);

      end (self);
      cercle_farewell_say (message, self->guest, self->status, self->problem);
    }
  return G_SOURCE_REMOVE;
}

/* Not from within libsoup's own reading. */
static void
refuse (Exchange *self, guint status, const char *problem)
{
  if (self->status != 0)
    return;
  self->status = status;
  self->problem = problem;
  soup_server_message_pause (self->message);
  g_idle_add_full (G_PRIORITY_HIGH, refuse_cb, exchange_ref (self), exchange_unref);
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  Exchange *self = data;

  if (self->message == NULL || self->status != 0)
    return;
  if (self->body == NULL)
    self->body = g_byte_array_new ();
  if (self->body->len + g_bytes_get_size (chunk) > CERCLE_WIRE_MAX_REQUEST)
    refuse (self, 413, "too-large");
  else
    g_byte_array_append (self->body, g_bytes_get_data (chunk, NULL),
                         (guint) g_bytes_get_size (chunk));
}

void
cercle_exchange_begin (CercleExchanges *all, SoupServerMessage *message)
{
  Exchange *self = exchange_new (all, message);
  const char *problem;
  guint status = cercle_guard_check (message, &problem);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  cercle_guest_enter (self->guest, CERCLE_GUEST_SENDING);
  if (status != 0)
    refuse (self, status, problem);
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), self);
}

/* Answering */

static void
put_headers (Exchange *self, const CercleAnswer *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  soup_server_message_set_status (self->message, answer->status, NULL);
  /* Only what has a tag is kept by whoever reads it, and asked for again each time. */
  soup_message_headers_replace (headers, "Cache-Control",
                                answer->tag != NULL ? "private, no-cache" : "no-store");
  if (answer->tag != NULL)
    soup_message_headers_replace (headers, "ETag", answer->tag);
  if (answer->type != NULL)
    soup_message_headers_replace (headers, "Content-Type", answer->type);
  if (answer->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, answer->retry_after);
      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (answer->status == 405)
    {
      g_autofree char *allowed =
          cercle_route_allow (g_uri_get_path (soup_server_message_get_uri (self->message)));
      soup_message_headers_replace (headers, "Allow", allowed);
    }
  /* libsoup keeps no connection that it did not accept itself; whoever asks must know. */
  soup_message_headers_replace (headers, "Connection", "close");
}

/* TRUE when what follows goes through self->gzip. */
static gboolean
begin_gzip (Exchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  soup_message_headers_replace (headers, "Vary", "Accept-Encoding");
  if (!cercle_guard_takes_gzip (self->message))
    return FALSE;
  soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  self->gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  return TRUE;
}

/* (transfer full): text compressed, complete as far as it goes. */
static GBytes *
compress (Exchange *self, const char *text, gsize length, gboolean last)
{
  GByteArray *out = g_byte_array_new ();
  GConverterFlags flags = last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_FLUSH;
  GConverterResult result;

  do
    {
      guint8 buffer[16384];
      gsize n_read, n_written;

      result = g_converter_convert (self->gzip, text, length, buffer, sizeof buffer, flags, &n_read,
                                    &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        break;
      g_byte_array_append (out, buffer, (guint) n_written);
      text += n_read;
      length -= n_read;
    }
  while (result != G_CONVERTER_FINISHED && result != G_CONVERTER_FLUSHED);
  return g_byte_array_free_to_bytes (out);
}

static void
answer_whole (Exchange *self, CercleAnswer *answer)
{
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  gsize length = answer->body != NULL ? strlen (answer->body) : 0;

  put_headers (self, answer);
  if (length >= WORTH_GZIP && begin_gzip (self))
    {
      g_autoptr (GBytes) bytes = compress (self, answer->body, length, TRUE);
      soup_message_body_append_bytes (body, bytes);
    }
  else if (length > 0)
    {
      soup_message_body_append_take (body, (guchar *) answer->body, length);
      answer->body = NULL;
    }
  soup_message_body_complete (body);
  cercle_guest_enter (self->guest, CERCLE_GUEST_READING);
  soup_server_message_unpause (self->message);
}

/* Streams: the next piece is read when the reader has taken the last. */

static void piece_read_cb (char *piece, gboolean failed, gpointer data);

static void
read_piece (Exchange *self)
{
  cercle_worker_read_piece (self->all->worker, &self->answer, piece_read_cb, exchange_ref (self));
}

static void
wrote_chunk_cb (SoupServerMessage *message, gpointer data)
{
  Exchange *self = data;

  if (self->message != NULL && self->answer.next != NULL)
    read_piece (self);
}

static void
begin_stream (Exchange *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  put_headers (self, &self->answer);
  begin_gzip (self);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (self->message), FALSE);
  g_signal_connect (self->message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self);
  cercle_guest_enter (self->guest, CERCLE_GUEST_READING);
}

static void
put_piece (Exchange *self, const char *piece)
{
  SoupMessageBody *body = soup_server_message_get_response_body (self->message);
  g_autoptr (GBytes) bytes = NULL;

  if (self->gzip != NULL)
    bytes = compress (self, piece != NULL ? piece : "", piece != NULL ? strlen (piece) : 0,
                      piece == NULL);
  else if (piece != NULL)
    bytes = g_bytes_new (piece, strlen (piece));
  if (piece == NULL)
    cercle_answer_clear (&self->answer);
  /* A page of which this reader may read nothing: no chunk is written that would ask for the next.
   */
  if (piece != NULL && (bytes == NULL || g_bytes_get_size (bytes) == 0))
    {
      read_piece (self);
      return;
    }
  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    soup_message_body_append_bytes (body, bytes);
  if (piece == NULL)
    soup_message_body_complete (body);
  soup_server_message_unpause (self->message);
}

static void
fail_stream (Exchange *self, gboolean begun)
{
  g_autofree char *problem = cercle_wire_put_problem ("busy", 503);
  CercleAnswer busy = {
    .status = 503, .type = "application/problem+json", .body = problem, .retry_after = 5
  };

  cercle_answer_clear (&self->answer);
  /* Without its last line the desk knows that it was cut. */
  if (begun)
    {
      cercle_guest_cut (self->guest);
      soup_server_message_unpause (self->message);
      return;
    }
  problem = NULL;
  answer_whole (self, &busy);
  cercle_answer_clear (&busy);
}

static void
piece_read_cb (char *piece, gboolean failed, gpointer data)
{
  Exchange *self = data;
  gboolean begun;

  if (self->message != NULL)
    {
      begun = soup_server_message_get_status (self->message) != 0;
      if (failed)
        fail_stream (self, begun);
      else
        {
          if (!begun)
            begin_stream (self);
          put_piece (self, piece);
        }
    }
  g_free (piece);
  exchange_unref (self);
}

static void
answered_cb (CercleAnswer *answer, const char *route, const char *account, gpointer data)
{
  Exchange *self = data;

  self->route = route;
  self->account = g_strdup (account);
  if (self->message != NULL && answer->next != NULL)
    {
      self->answer = *answer;
      *answer = (CercleAnswer){ 0 };
      read_piece (self);
    }
  else if (self->message != NULL)
    answer_whole (self, answer);
  exchange_unref (self);
}

/* Asking */

static CercleErrand *
new_errand (Exchange *self)
{
  GUri *uri = soup_server_message_get_uri (self->message);
  CercleErrand *errand = g_new0 (CercleErrand, 1);
  const char *method = soup_server_message_get_method (self->message);

  errand->method = g_intern_string (method);
  errand->path = g_strdup (g_uri_get_path (uri));
  errand->query = g_strdup (g_uri_get_query (uri));
  errand->token = cercle_guard_token (self->message);
  errand->schema = cercle_guard_schema (self->message);
  errand->known = cercle_guard_known (self->message);
  if (cercle_guest_is_local (self->guest))
    errand->peer = cercle_guard_forwarded (self->message);
  if (errand->peer == NULL)
    errand->peer = g_strdup (cercle_guest_get_origin (self->guest));
  if (self->body != NULL)
    {
      /* The text must end: parsers look for it. */
      g_byte_array_append (self->body, (const guint8 *) "", 1);
      g_byte_array_set_size (self->body, self->body->len - 1);
      errand->body = g_steal_pointer (&self->body);
    }
  return errand;
}

static gboolean
is_far (const char *peer)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (peer);
  return address != NULL && !g_inet_address_get_is_loopback (address);
}

static void
answer_problem (Exchange *self, guint status, const char *problem, gint64 retry_after)
{
  CercleAnswer answer = { .status = status,
                          .type = "application/problem+json",
                          .body = cercle_wire_put_problem (problem, status),
                          .retry_after = retry_after };

  answer_whole (self, &answer);
  cercle_answer_clear (&answer);
}

void
cercle_exchange_ask (CercleExchanges *all, SoupServerMessage *message)
{
  Exchange *self = exchange_of (message);
  g_autoptr (CercleErrand) errand = NULL;

  if (self == NULL || self->message == NULL || self->status != 0 || self->asked)
    return;
  self->asked = TRUE;
  cercle_guest_enter (self->guest, CERCLE_GUEST_WAITING);
  soup_server_message_pause (message);
  errand = new_errand (self);
  if (all->example && is_far (errand->peer))
    answer_problem (self, 403, "example", 0);
  else if (!cercle_worker_ask (all->worker, g_steal_pointer (&errand), answered_cb,
                               exchange_ref (self)))
    {
      exchange_unref (self);
      answer_problem (self, 503, "busy", 5);
    }
}
