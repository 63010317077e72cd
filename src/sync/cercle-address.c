/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May the desk talk to this address? https anywhere, http on this machine only, or a Unix socket.
 */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-address.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "cercle-transport.h"

#define UNIX_PREFIX "unix:"
#define MAX_ADDRESS 1000
#define MAX_SOCKET_PATH (sizeof (((struct sockaddr_un *) NULL)->sun_path) - 1)

static gpointer
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_ADDRESS, sentence);
  return NULL;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return g_ascii_strcasecmp (host, "localhost") == 0;
  return g_inet_address_get_is_loopback (address);
}

static CercleAddress *
parse_socket (const char *path, GError **error)
{
  CercleAddress *address;

  if (!g_path_is_absolute (path) || strlen (path) > MAX_SOCKET_PATH)
    return refuse (error, _ ("After “unix:” comes the whole path of a socket, such as "
                             "unix:/run/cercle/socket."));
  address = g_new0 (CercleAddress, 1);
  address->base = g_strdup ("http://localhost");
  address->socket = g_strdup (path);
  address->near = TRUE;
  return address;
}

/* A server has a name and a port, and nothing behind them. */
static gboolean
is_bare (GUri *uri)
{
  const char *path = g_uri_get_path (uri);

  return g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL && (*path == '\0' || g_str_equal (path, "/")) &&
         g_uri_get_port (uri) != 0;
}

static CercleAddress *
parse_uri (const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  g_autofree char *base = NULL;
  CercleAddress *address;
  gboolean secure;

  if (uri == NULL || !is_bare (uri))
    return refuse (error, _ ("This is not the address of a server. It looks like "
                             "https://cercle.example.org."));
  secure = g_str_equal (g_uri_get_scheme (uri), "https");
  if (!secure && !g_str_equal (g_uri_get_scheme (uri), "http"))
    return refuse (error, _ ("The address of the server begins with https://."));
  if (!secure && !is_loopback (g_uri_get_host (uri)))
    return refuse (error, _ ("Nothing would be encrypted on the way: the address of the server "
                             "must begin with https://."));
  address = g_new0 (CercleAddress, 1);
  address->near = is_loopback (g_uri_get_host (uri));
  base = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);
  address->base = g_steal_pointer (&base);
  return address;
}

CercleAddress *
cercle_address_parse (const char *text, GError **error)
{
  if (text == NULL || *text == '\0')
    return refuse (error, _ ("Type the address of the server."));
  if (strlen (text) > MAX_ADDRESS || !g_utf8_validate (text, -1, NULL))
    return refuse (error, _ ("This address is too long."));
  if (g_str_has_prefix (text, UNIX_PREFIX))
    return parse_socket (text + strlen (UNIX_PREFIX), error);
  return parse_uri (text, error);
}

void
cercle_address_free (CercleAddress *address)
{
  g_free (address->base);
  g_free (address->socket);
  g_free (address);
}

gboolean
cercle_address_check (const char *address, GError **error)
{
  g_autoptr (CercleAddress) parsed = cercle_address_parse (address, error);

  return parsed != NULL;
}
