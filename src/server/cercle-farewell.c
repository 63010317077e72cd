/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a request refused before it has ended? libsoup would read all of its body first. */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-farewell.h"

#include "cercle-wire.h"

/* What she still sends is read for a moment, so that the answer is not lost in a reset. */
#define DRAIN_BYTES (256 * 1024)
#define DRAIN_SECONDS 2

typedef struct
{
  GIOStream *stream;
  GSocketAddress *guest;
  GCancellable *cancellable;
  guint timeout;
  char *text;
  gsize left;
  guint8 buffer[16384];
} Farewell;

static void
farewell_free (Farewell *self)
{
  g_source_remove (self->timeout);
  g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (self->stream);
  g_object_unref (self->guest);
  g_object_unref (self->cancellable);
  g_free (self->text);
  g_free (self);
}

static void drain (Farewell *self);

static void
drained_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Farewell *self = data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0 || (gsize) n >= self->left)
    {
      farewell_free (self);
      return;
    }
  self->left -= (gsize) n;
  drain (self);
}

static void
drain (Farewell *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (self->stream), self->buffer,
                             sizeof self->buffer, G_PRIORITY_LOW, self->cancellable, drained_cb,
                             self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Farewell *self = data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      farewell_free (self);
      return;
    }
  cercle_guest_dismiss (cercle_guest_of (self->guest));
  drain (self);
}

static gboolean
too_long_cb (gpointer data)
{
  Farewell *self = data;

  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_CONTINUE;
}

void
cercle_farewell_say (SoupServerMessage *message, CercleGuest *guest, guint status,
                     const char *problem)
{
  Farewell *self = g_new0 (Farewell, 1);
  g_autofree char *body = cercle_wire_put_problem (problem, status);

  self->guest = g_object_ref (cercle_guest_get_address (guest));
  self->stream = soup_server_message_steal_connection (message);
  self->cancellable = g_cancellable_new ();
  self->left = DRAIN_BYTES;
  self->timeout = g_timeout_add_seconds (DRAIN_SECONDS, too_long_cb, self);
  self->text = g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: application/problem+json\r\n"
                                "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                                "Cache-Control: no-store\r\nConnection: close\r\n\r\n%s",
                                status, soup_status_get_phrase (status), strlen (body), body);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), self->text,
                                   strlen (self->text), G_PRIORITY_DEFAULT, self->cancellable,
                                   written_cb, self);
}
