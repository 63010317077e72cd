/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where do connections come from? libsoup's own listening socket dies for ever when files run out,
 * and waits for ever for whoever says nothing: its server gets connections that we accepted. */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-listener.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "cercle-exchange.h"
#include "cercle-guest.h"

#define MOST_GUESTS 256
#define MOST_FILES 4096
/* Connections that wait for us in the kernel. */
#define BACKLOG 1024

struct _CercleListener
{
  SoupServer *server;
  GSocketService *service;
  CercleGuests *guests;
  CercleExchanges exchanges;
  char *socket, *address;
  gboolean draining;
};

/* Places */

gboolean
cercle_listener_check_address (const char *address, GError **error)
{
  g_autoptr (GInetAddress) inet = address != NULL ? g_inet_address_new_from_string (address) : NULL;

  if (address == NULL || g_str_equal (address, "localhost") ||
      (inet != NULL && g_inet_address_get_is_loopback (inet)))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("The server listens on this machine alone. To be reached from others it "
                          "needs a proxy in front: see the documentation."));
  return FALSE;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
  return FALSE;
}

/* The folder keeps strangers out: who may reach the socket may try passwords. */
static gboolean
prepare_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;

  if (g_mkdir (folder, 0700) == 0)
    return TRUE;
  if (errno != EEXIST || g_stat (folder, &info) != 0 || !S_ISDIR (info.st_mode))
    return refuse (error, _ ("The folder of the socket cannot be made."));
  if (info.st_mode & 0007)
    return refuse (error, _ ("Everybody may enter the folder of the socket: close it first."));
  return TRUE;
}

/* A socket that nobody listens on was left by a server that was killed. */
static gboolean
remove_stale (const char *path, GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) probe = NULL;
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    return TRUE;
  if (!S_ISSOCK (info.st_mode))
    return refuse (error, _ ("There is a file where the socket should be."));
  probe =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  if (probe != NULL && g_socket_connect (probe, address, NULL, NULL))
    return refuse (error, _ ("Another server listens on this socket."));
  g_unlink (path);
  return TRUE;
}

static GSocketAddress *
find_place (const CercleListenerPlace *place, GError **error)
{
  const char *address = place->address;

  if (place->socket != NULL)
    {
      g_autoptr (GSocketAddress) unix_address = g_unix_socket_address_new (place->socket);

      if (strlen (place->socket) >= 108)
        {
          refuse (error, _ ("The path of the socket is too long."));
          return NULL;
        }
      if (!prepare_folder (place->socket, error) ||
          !remove_stale (place->socket, unix_address, error))
        return NULL;
      return g_steal_pointer (&unix_address);
    }
  if (!cercle_listener_check_address (address, error))
    return NULL;
  if (address == NULL || g_str_equal (address, "localhost"))
    address = "127.0.0.1";
  return g_inet_socket_address_new_from_string (address, place->port);
}

static GSocket *
open_socket (const CercleListenerPlace *place, GError **error)
{
  g_autoptr (GSocketAddress) address = find_place (place, error);
  g_autoptr (GSocket) listening = NULL;

  if (address == NULL)
    return NULL;
  listening = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM,
                            G_SOCKET_PROTOCOL_DEFAULT, error);
  if (listening == NULL || !g_socket_bind (listening, address, TRUE, error))
    return NULL;
  if (place->socket != NULL)
    g_chmod (place->socket, 0660);
  g_socket_set_listen_backlog (listening, BACKLOG);
  return g_socket_listen (listening, error) ? g_steal_pointer (&listening) : NULL;
}

static char *
describe (const CercleListenerPlace *place, GSocket *listening)
{
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *host = NULL;

  if (place->socket != NULL)
    return g_strconcat ("unix:", place->socket, NULL);
  address = g_socket_get_local_address (listening, NULL);
  if (address == NULL)
    return NULL;
  host = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));
  return g_strconcat ("http://", host, NULL);
}

/* As many files as we may have, up to what we could use. */
static void
raise_files (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= MOST_FILES)
    return;
  limit.rlim_cur = MIN (limit.rlim_max, MOST_FILES);
  setrlimit (RLIMIT_NOFILE, &limit);
}

static guint
most_guests (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= MOST_GUESTS + 64)
    return MOST_GUESTS;
  return limit.rlim_cur > 80 ? (guint) limit.rlim_cur - 64 : 16;
}

/* Connections */

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  CercleListener *self = data;
  CercleGuest *guest = cercle_guests_admit (self->guests, connection);

  if (guest == NULL)
    {
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      return TRUE;
    }
  soup_server_accept_iostream (self->server, G_IO_STREAM (connection),
                               cercle_guest_get_address (guest), cercle_guest_get_address (guest),
                               NULL);
  return TRUE;
}

static void
head_read_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
              gpointer data)
{
  CercleListener *self = data;

  cercle_exchange_begin (&self->exchanges, message);
}

static void
request_read_cb (SoupServer *server, SoupServerMessage *message, const char *path,
                 GHashTable *query, gpointer data)
{
  CercleListener *self = data;

  cercle_exchange_ask (&self->exchanges, message);
}

/* Public */

CercleListener *
cercle_listener_new (CercleWorker *worker, const CercleListenerPlace *place, GError **error)
{
  g_autoptr (CercleListener) self = g_new0 (CercleListener, 1);
  g_autoptr (GSocket) listening = NULL;

  raise_files ();
  /* Raw: a path that hides a slash or dots behind "%" is not the path it says. */
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  self->service = g_socket_service_new ();
  self->guests = cercle_guests_new (most_guests ());
  cercle_guests_set_reading (self->guests, place->reading);
  self->exchanges.worker = worker;
  self->exchanges.example = place->example;
  listening = open_socket (place, error);
  if (listening == NULL)
    return NULL;
  self->socket = g_strdup (place->socket);
  self->address = describe (place, listening);
  soup_server_add_early_handler (self->server, NULL, head_read_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_read_cb, self, NULL);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), listening, NULL, error))
    return NULL;
  g_socket_service_start (self->service);
  return g_steal_pointer (&self);
}

const char *
cercle_listener_get_address (CercleListener *self)
{
  return self->address;
}

gboolean
cercle_listener_drain (CercleListener *self)
{
  if (!self->draining)
    {
      self->draining = TRUE;
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
      if (self->socket != NULL)
        g_unlink (self->socket);
    }
  return g_queue_is_empty (&self->exchanges.running);
}

void
cercle_listener_free (CercleListener *self)
{
  cercle_listener_drain (self);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_object_unref (self->service);
  cercle_exchanges_end (&self->exchanges);
  cercle_guests_free (self->guests);
  g_free (self->socket);
  g_free (self->address);
  g_free (self);
}
