/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One request and its answer, blocking, cancellable. Two implementations: HTTP, and a fake for tests. */
#pragma once

#include <gio/gio.h>

typedef struct
{
  const char *method, *path;  /* path with query: "/v1/scopes/c:…/changes?cursor=…" */
  const char *token;          /* bearer token, or NULL */
  const char *body;           /* JSON text, or NULL */
  gboolean lines;             /* the answer is a stream of lines; else it is read whole */
} CercleRequest;

typedef struct
{
  guint status;
  char *body;                 /* whole answer, or the problem document; NUL-terminated */
  gsize length;
  gint64 date;                /* the server's clock (instant), 0 when it did not say */
  gint64 retry_after;         /* seconds, 0 when it did not say */
} CercleReply;
void cercle_reply_clear (CercleReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CercleReply, cercle_reply_clear)

/* Called for each line of a stream with status 200. FALSE with error stops. */
typedef gboolean (*CercleLineFunc) (const char *line, gsize length, gpointer data, GError **error);

#define CERCLE_TRANSPORT_ERROR (cercle_transport_error_quark ())
typedef enum
{
  CERCLE_TRANSPORT_ERROR_ADDRESS,     /* no address of a server: not https, loopback http or unix: */
  CERCLE_TRANSPORT_ERROR_UNREACHABLE, /* no network, refused, unknown host */
  CERCLE_TRANSPORT_ERROR_SILENT,      /* nothing for 15 s, or no connection within 5 s */
  CERCLE_TRANSPORT_ERROR_CUT,         /* it ended in the middle */
  CERCLE_TRANSPORT_ERROR_CERTIFICATE, /* self-signed, expired, wrong host: the message says which */
  CERCLE_TRANSPORT_ERROR_REDIRECT,    /* sent elsewhere: never followed */
  CERCLE_TRANSPORT_ERROR_TOO_LARGE,   /* over the caps of the wire */
  CERCLE_TRANSPORT_ERROR_FOREIGN,     /* it answers, but not as a Cercle server */
} CercleTransportError;
GQuark cercle_transport_error_quark (void);

#define CERCLE_TYPE_TRANSPORT (cercle_transport_get_type ())
G_DECLARE_INTERFACE (CercleTransport, cercle_transport, CERCLE, TRANSPORT, GObject)
struct _CercleTransportInterface
{
  GTypeInterface parent_interface;
  gboolean (*send) (CercleTransport *self, const CercleRequest *request, CercleReply *reply,
                    CercleLineFunc func, gpointer data, GCancellable *cancellable, GError **error);
};
/* TRUE when an answer came, whatever its status. */
gboolean cercle_transport_send (CercleTransport *self, const CercleRequest *request, CercleReply *reply,
                                CercleLineFunc func, gpointer data, GCancellable *cancellable,
                                GError **error);

#define CERCLE_TYPE_HTTP_TRANSPORT (cercle_http_transport_get_type ())
G_DECLARE_FINAL_TYPE (CercleHttpTransport, cercle_http_transport, CERCLE, HTTP_TRANSPORT, GObject)
/* (transfer full): address is https://host[:port], http://127.0.0.1:port (loopback only) or
 * unix:/path/of/socket. NULL with CERCLE_TRANSPORT_ERROR_ADDRESS otherwise. No certificate is ever
 * accepted that the system does not trust. Use it on one thread. */
CercleTransport *cercle_http_transport_new (const char *address, GError **error);
/* FALSE with a translated sentence when this is no address the desk may use. */
gboolean cercle_address_check (const char *address, GError **error);
