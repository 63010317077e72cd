/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a test get a server that misbehaves exactly as it wants? */
#define G_LOG_DOMAIN "test-sync"

#include "peer.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

struct _Peer
{
  GSocketListener *listener;
  GTlsCertificate *certificate;
  GCancellable *stop;
  GThread *thread;
  PeerPlay play;
  gpointer data;
  guint16 port;
  int count; /* atomic */
};

static void
play_connection (Peer *self, GSocketConnection *connection)
{
  g_autoptr (GIOStream) stream = G_IO_STREAM (g_object_ref (connection));

  if (self->certificate != NULL)
    {
      GIOStream *tls = g_tls_server_connection_new (stream, self->certificate, NULL);

      g_object_unref (stream);
      stream = tls;
    }
  self->play (self, g_io_stream_get_input_stream (stream), g_io_stream_get_output_stream (stream));
  g_io_stream_close (stream, NULL, NULL);
}

static gpointer
peer_thread (gpointer data)
{
  Peer *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL)) != NULL)
    {
      g_atomic_int_inc (&self->count);
      play_connection (self, connection);
      g_object_unref (connection);
    }
  return NULL;
}

static Peer *
peer_open (PeerPlay play, gconstpointer data, GSocketAddress *address)
{
  Peer *self = g_new0 (Peer, 1);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->play = play;
  self->data = (gpointer) data;
  self->stop = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_DEFAULT, NULL, &effective, &error);
  g_assert_no_error (error);
  if (G_IS_INET_SOCKET_ADDRESS (effective))
    self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return self;
}

Peer *
peer_new (PeerPlay play, gconstpointer data, const char *certificate)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  Peer *self = peer_open (play, data, address);
  g_autoptr (GError) error = NULL;

  if (certificate != NULL)
    self->certificate = g_tls_certificate_new_from_file (certificate, &error);
  g_assert_no_error (error);
  self->thread = g_thread_new ("peer", peer_thread, self);
  return self;
}

Peer *
peer_new_unix (PeerPlay play, gconstpointer data, const char *path)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  Peer *self = peer_open (play, data, address);

  self->thread = g_thread_new ("peer", peer_thread, self);
  return self;
}

void
peer_free (Peer *self)
{
  g_cancellable_cancel (self->stop);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_clear_object (&self->certificate);
  g_object_unref (self->stop);
  g_free (self);
}

gpointer
peer_get_data (Peer *self)
{
  return self->data;
}

guint16
peer_get_port (Peer *self)
{
  return self->port;
}

char *
peer_address (Peer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http",
                          self->port);
}

guint
peer_get_count (Peer *self)
{
  return (guint) g_atomic_int_get (&self->count);
}

GCancellable *
peer_get_stop (Peer *self)
{
  return self->stop;
}

static gboolean
read_byte (Peer *self, GInputStream *in, GString *text)
{
  char byte;

  if (g_input_stream_read (in, &byte, 1, self->stop, NULL) != 1)
    return FALSE;
  g_string_append_c (text, byte);
  return TRUE;
}

static guint64
content_length (const char *head)
{
  const char *found = strstr (head, "Content-Length: ");

  return found != NULL ? g_ascii_strtoull (found + strlen ("Content-Length: "), NULL, 10) : 0;
}

char *
peer_read_request (Peer *self, GInputStream *in)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint64 length;

  while (!g_str_has_suffix (text->str, "\r\n\r\n"))
    if (!read_byte (self, in, text))
      return NULL;
  for (length = content_length (text->str); length > 0; length--)
    if (!read_byte (self, in, text))
      return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
peer_write_bytes (Peer *self, GOutputStream *out, gconstpointer bytes, gsize length)
{
  return g_output_stream_write_all (out, bytes, length, NULL, self->stop, NULL);
}

gboolean
peer_write (Peer *self, GOutputStream *out, const char *text)
{
  return peer_write_bytes (self, out, text, strlen (text));
}

void
peer_sleep (Peer *self)
{
  GPollFD fd;

  if (g_cancellable_make_pollfd (self->stop, &fd))
    {
      g_poll (&fd, 1, -1);
      g_cancellable_release_fd (self->stop);
    }
}
