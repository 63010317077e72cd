/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as a file under a passphrase, from or for a community that is not on this server. Written
 * by cercle-paper.h (CERCLE_PAPER_TRANSFER, CERCLE_FORM_SEALED). The file is what
 * cercle_vault_seal() makes of the text of cercle_handover_print(). */
#pragma once

#include "cercle-handover.h"
#include "cercle-session.h"

#define CERCLE_PASSPHRASE_LEAST 12 /* characters */

gboolean cercle_handover_file_may_seal (const char *passphrase, GError **error);
/* For those who write it; FALSE with a sentence. Any thread. */
gboolean cercle_handover_file_write (const CercleHandover *handover, const char *passphrase,
                                     const char *path, GError **error);
/* Opens a file; nothing is written. Main thread. Errors are sentences;
 * CERCLE_SESSION_ERROR_PASSWORD: another passphrase may open it. */
void cercle_handover_file_read_async (CercleSession *session, const char *path,
                                      const char *passphrase, GAsyncReadyCallback callback,
                                      gpointer data);
/* (transfer full) */
CercleHandover *cercle_handover_file_read_finish (CercleSession *session, GAsyncResult *result,
                                                  GError **error);
/* (transfer full): the action that creates all that came. */
CercleTx *cercle_session_receive (CercleSession *session, const CercleHandover *handover);
/* TRUE when it did already. id (out, transfer full): of the case here. */
gboolean cercle_session_has_received (CercleSession *session, const CercleHandover *handover,
                                      char **id);
