/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who else may read when the community meets, and until when? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-calendar-sharing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-calendar-address.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-vault.h"

/* (transfer none) (nullable): where the server is, for other programs. */
static const char *
server_of (CercleSession *self)
{
  const char *address = cercle_session_get_address (self);

  return address != NULL && g_str_has_prefix (address, "http") ? address : NULL;
}

gboolean
cercle_session_shares_calendar (CercleSession *self)
{
  return server_of (self) != NULL &&
         cercle_session_may (self, &cercle_calendar_address_kind, CERCLE_OP_CREATE);
}

static void
shared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);
}

void
cercle_session_share_calendar_async (CercleSession *self, const char *for_whom,
                                     GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);
  g_autoptr (CercleRecord) address = NULL;
  g_autofree char *token = cercle_id_token (), *hash = cercle_vault_hash_token (token);
  const char *server = server_of (self);
  CercleTx *tx;

  if (server == NULL)
    {
      g_task_return_new_error (
          task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
          _ ("This desk reaches its server by a file of this machine: no other "
             "program could read an address of it."));
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (
      task, g_strconcat (server, CERCLE_CALENDAR_PATH, token, CERCLE_CALENDAR_ENDING, NULL),
      g_free);
  cercle_vault_forget (token, strlen (token));
  address = cercle_session_new_record (self, &cercle_calendar_address_kind);
  cercle_record_set_text (address, CERCLE_CALENDAR_ADDRESS_NAME, for_whom);
  cercle_record_set_text (address, CERCLE_CALENDAR_ADDRESS_HASH, hash);
  tx = cercle_tx_new (N_ ("Calendar address made."));
  cercle_tx_save (tx, address);
  cercle_session_commit_async (self, tx, shared_cb, task);
}

char *
cercle_session_share_calendar_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
cercle_session_revoke_calendar_async (CercleSession *self, CercleRecord *address,
                                      GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (CercleRecord) revoked = cercle_record_copy (address);
  g_autofree char *now = cercle_instant_now_text ();
  CercleTx *tx = cercle_tx_new (N_ ("Calendar address revoked."));

  cercle_record_set_text (revoked, CERCLE_CALENDAR_ADDRESS_REVOKED_AT, now);
  cercle_tx_save (tx, revoked);
  cercle_session_commit_async (self, tx, callback, data);
}
