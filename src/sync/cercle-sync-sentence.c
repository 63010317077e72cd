/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is the failing of an exchange told to a coordinator? */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-sync-run.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"
#include "cercle-transport-sentence.h"

/* clang-format off */
G_DEFINE_QUARK (cercle-sync-error-quark, cercle_sync_error)
/* clang-format on */

static const char *const sync_sentences[] = {
  [CERCLE_SYNC_ERROR_SIGNED_OUT] = N_ ("The session has ended: sign in again."),
  [CERCLE_SYNC_ERROR_PASSWORD] = N_ ("The name or the password is wrong."),
  [CERCLE_SYNC_ERROR_THROTTLED] = N_ ("There were too many tries: try again later."),
  [CERCLE_SYNC_ERROR_TOO_OLD] = N_ ("This version of Cercle is too old for the server: install the "
                                    "newer one."),
  [CERCLE_SYNC_ERROR_BUSY] = N_ ("The server is busy: Cercle will try again by itself."),
  [CERCLE_SYNC_ERROR_PROTOCOL] =
      N_ ("The answer of the server cannot be understood: tell whoever looks after the server."),
  [CERCLE_SYNC_ERROR_NOT_OPENED] = N_ ("There is no case of this number to open."),
};

static const struct
{
  int code;
  const char *sentence;
} store_sentences[] = {
  { CERCLE_STORE_ERROR_FULL, N_ ("The disk of this computer is full: free some space.") },
  { CERCLE_STORE_ERROR_READ_ONLY, N_ ("The file of Cercle on this computer cannot be written.") },
  { CERCLE_STORE_ERROR_DAMAGED, N_ ("The file of Cercle on this computer is damaged.") },
};

/* (transfer full) */
static char *
wait_sentence (gint64 retry_after)
{
  gint64 minutes = (retry_after + 59) / 60;

  return g_strdup_printf (ngettext ("There were too many tries: try again in %d minute.",
                                    "There were too many tries: try again in %d minutes.",
                                    (gulong) minutes),
                          (int) minutes);
}

gboolean
cercle_sync_fail (GError **error, CercleSyncError code, gint64 retry_after)
{
  g_autofree char *sentence = NULL;

  if (code == CERCLE_SYNC_ERROR_THROTTLED && retry_after > 0)
    sentence = wait_sentence (retry_after);
  g_set_error_literal (error, CERCLE_SYNC_ERROR, (int) code,
                       sentence != NULL ? sentence : _ (sync_sentences[code]));
  return FALSE;
}

/* The messages of these two domains are sentences already; a bare code has one of its own. */
static char *
own_sentence (const GError *error)
{
  if (error->message != NULL && *error->message != '\0')
    return g_strdup (error->message);
  if (error->domain == CERCLE_TRANSPORT_ERROR)
    return g_strdup (cercle_transport_sentence (error->code));
  return g_strdup (_ (sync_sentences[error->code]));
}

static char *
store_sentence (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (store_sentences); i++)
    if (store_sentences[i].code == error->code)
      return g_strdup (_ (store_sentences[i].sentence));
  return g_strdup (_ ("What the server sent could not be kept on this computer."));
}

char *
cercle_sync_sentence (const GError *error)
{
  if (error->domain == CERCLE_TRANSPORT_ERROR || error->domain == CERCLE_SYNC_ERROR)
    return own_sentence (error);
  if (error->domain == CERCLE_WIRE_ERROR)
    return g_strdup (_ (sync_sentences[CERCLE_SYNC_ERROR_PROTOCOL]));
  if (error->domain == CERCLE_STORE_ERROR)
    return store_sentence (error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("The exchange was stopped."));
  if (error->domain == G_IO_ERROR)
    return g_strdup (cercle_transport_sentence (CERCLE_TRANSPORT_ERROR_UNREACHABLE));
  return g_strdup (_ ("The exchange with the server failed."));
}
