/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a transport, and how does its failing sound? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-transport.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"
#include "cercle-transport-sentence.h"

/* clang-format off */
G_DEFINE_QUARK (cercle-transport-error-quark, cercle_transport_error)
/* clang-format on */
G_DEFINE_INTERFACE (CercleTransport, cercle_transport, G_TYPE_OBJECT)

static const char *const sentences[] = {
  [CERCLE_TRANSPORT_ERROR_ADDRESS] =
      N_ ("This is not the address of a server. It looks like https://cercle.example.org."),
  [CERCLE_TRANSPORT_ERROR_UNREACHABLE] = N_ ("The server cannot be reached: check the network of "
                                             "this computer and the address of the server."),
  [CERCLE_TRANSPORT_ERROR_SILENT] = N_ ("The server does not answer."),
  [CERCLE_TRANSPORT_ERROR_CUT] = N_ ("The connection was cut in the middle of an exchange."),
  [CERCLE_TRANSPORT_ERROR_CERTIFICATE] =
      N_ ("A secure connection to this server could not be made."),
  [CERCLE_TRANSPORT_ERROR_REDIRECT] = N_ ("This address sends elsewhere: ask for the address of "
                                          "the Cercle server itself."),
  [CERCLE_TRANSPORT_ERROR_TOO_LARGE] = N_ ("The server sent more than it may."),
  [CERCLE_TRANSPORT_ERROR_FOREIGN] = N_ ("There is no Cercle server at this address."),
};

static void
cercle_transport_default_init (CercleTransportInterface *iface)
{
}

gboolean
cercle_transport_send (CercleTransport *self, const CercleRequest *request, CercleReply *reply,
                       CercleLineFunc func, gpointer data, GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (CERCLE_IS_TRANSPORT (self), FALSE);
  g_return_val_if_fail (func != NULL || !request->lines, FALSE);

  *reply = (CercleReply){ 0 };
  return CERCLE_TRANSPORT_GET_IFACE (self)->send (self, request, reply, func, data, cancellable,
                                                  error);
}

void
cercle_reply_clear (CercleReply *reply)
{
  g_clear_pointer (&reply->body, g_free);
  reply->length = 0;
}

const char *
cercle_transport_sentence (int code)
{
  g_return_val_if_fail (code >= 0 && code < (int) G_N_ELEMENTS (sentences), NULL);
  return _ (sentences[code]);
}

gboolean
cercle_transport_fail (GError **error, CercleTransportError code)
{
  g_set_error_literal (error, CERCLE_TRANSPORT_ERROR, code, cercle_transport_sentence (code));
  return FALSE;
}
