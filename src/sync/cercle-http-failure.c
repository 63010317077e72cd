/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong on the network, in the eight words a coordinator can act upon? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-http-failure.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "cercle-macros.h"
#include "cercle-transport-sentence.h"

/* The first one that holds is told: mending it is needed in any case. */
static const struct
{
  GTlsCertificateFlags flag;
  const char *sentence;
} certificate_sentences[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA,
    N_ ("The certificate of this server is self-signed, or signed by an authority that this "
        "computer does not know.") },
  { G_TLS_CERTIFICATE_EXPIRED, N_ ("The certificate of this server has expired, or the clock of "
                                   "this computer is wrong.") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_ ("The certificate of this server is not valid yet, or the "
                                         "clock of this computer is wrong.") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY,
    N_ ("The certificate of this server was made for another name.") },
  { G_TLS_CERTIFICATE_REVOKED, N_ ("The certificate of this server has been revoked.") },
  { G_TLS_CERTIFICATE_INSECURE, N_ ("The certificate of this server is not secure enough.") },
};

static const struct
{
  int io_error;
  CercleTransportError code;
} io_errors[] = {
  { G_IO_ERROR_TIMED_OUT, CERCLE_TRANSPORT_ERROR_SILENT },
  { G_IO_ERROR_PARTIAL_INPUT, CERCLE_TRANSPORT_ERROR_CUT },
  { G_IO_ERROR_CONNECTION_CLOSED, CERCLE_TRANSPORT_ERROR_CUT },
  { G_IO_ERROR_BROKEN_PIPE, CERCLE_TRANSPORT_ERROR_CUT },
  { G_IO_ERROR_INVALID_DATA, CERCLE_TRANSPORT_ERROR_CUT },
};

const char *
cercle_http_certificate_sentence (GTlsCertificateFlags flags)
{
  for (guint i = 0; i < G_N_ELEMENTS (certificate_sentences); i++)
    if (flags & certificate_sentences[i].flag)
      return _ (certificate_sentences[i].sentence);
  return cercle_transport_sentence (CERCLE_TRANSPORT_ERROR_CERTIFICATE);
}

static CercleTransportError
code_of (const GError *cause)
{
  if (cause->domain == SOUP_SESSION_ERROR ||
      g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS))
    return CERCLE_TRANSPORT_ERROR_FOREIGN;
  if (g_error_matches (cause, G_TLS_ERROR, G_TLS_ERROR_EOF))
    return CERCLE_TRANSPORT_ERROR_CUT;
  if (cause->domain == G_TLS_ERROR)
    return CERCLE_TRANSPORT_ERROR_CERTIFICATE;
  for (guint i = 0; i < G_N_ELEMENTS (io_errors); i++)
    if (g_error_matches (cause, G_IO_ERROR, io_errors[i].io_error))
      return io_errors[i].code;
  /* Refused, no route, no such name, no such socket, a proxy that will not. */
  return CERCLE_TRANSPORT_ERROR_UNREACHABLE;
}

gboolean
cercle_http_fail (GError **error, GError *cause, GTlsCertificateFlags certificate)
{
  CercleTransportError code = code_of (cause);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_debug ("transport: %s %d", g_quark_to_string (cause->domain), cause->code);
  g_error_free (cause);
  if (certificate != 0)
    {
      g_set_error_literal (error, CERCLE_TRANSPORT_ERROR, CERCLE_TRANSPORT_ERROR_CERTIFICATE,
                           cercle_http_certificate_sentence (certificate));
      return FALSE;
    }
  return cercle_transport_fail (error, code);
}
