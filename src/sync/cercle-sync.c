/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is one whole exchange? Pull, then push, until nothing is left. */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-sync.h"

#include <string.h>

#include "cercle-journal.h"
#include "cercle-sync-run.h"

#define MAX_ROUNDS 8
#define EPOCH_SETTING "epoch"

gboolean
cercle_sync_job (CercleSyncRun *run, CercleStoreJob job, gpointer data, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;
  return run->sync->runner (job, data, run->sync->runner_data, error);
}

/* What may I read, and how far has it gone? */
static gboolean
fetch_grant (CercleSyncRun *run, GError **error)
{
  CercleRequest request = { "GET", "/v1/scopes", run->sync->token, NULL, FALSE };
  g_auto (CercleReply) reply = { 0 };

  g_clear_pointer (&run->grant, cercle_grant_free);
  run->again = FALSE;
  if (!cercle_sync_ask (run->sync->transport, &request, 200, NULL, &reply, run->cancellable, error))
    return FALSE;
  run->grant = cercle_wire_get_grant (reply.body, reply.length, error);
  return run->grant != NULL;
}

/* Jobs: these run on the store thread */

/* A server that was restored has forgotten: what it acknowledged is sent again, and everything it
 * still has is read again. */
static gboolean
note_epoch_job (CercleStore *store, gpointer data, GError **error)
{
  const char *epoch = data;
  g_autofree char *known = NULL;

  if (!cercle_store_read_setting (store, EPOCH_SETTING, &known, error))
    return FALSE;
  if (g_strcmp0 (known, epoch) == 0)
    return TRUE;
  if (!cercle_store_begin (store, error))
    return FALSE;
  if ((known == NULL || cercle_journal_new_epoch (store, error)) &&
      cercle_store_set_setting (store, EPOCH_SETTING, epoch, error))
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return FALSE;
}

static gboolean
is_granted (const CercleGrant *grant, const char *scope)
{
  for (guint i = 0; i < grant->scopes->len; i++)
    if (strcmp (((CercleScope *) grant->scopes->pdata[i])->scope, scope) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
drop_lost_job (CercleStore *store, gpointer data, GError **error)
{
  CercleSyncRun *run = data;
  g_auto (GStrv) scopes = cercle_journal_scopes (store);

  for (guint i = 0; scopes != NULL && scopes[i] != NULL; i++)
    if (!is_granted (run->grant, scopes[i]) && !cercle_journal_drop_scope (store, scopes[i], error))
      return FALSE;
  return TRUE;
}

/* Sync thread */

static gboolean
note_epoch (CercleSyncRun *run, GError **error)
{
  if (run->grant->scopes->len == 0)
    return TRUE;
  return cercle_sync_job (run, note_epoch_job,
                          ((CercleScope *) run->grant->scopes->pdata[0])->epoch, error);
}

/* What a lost scope still had to say is pushed before its rows go. */
static gboolean
run_round (CercleSyncRun *run, guint *sent, GError **error)
{
  *sent = 0;
  if (!fetch_grant (run, error) || !note_epoch (run, error) || !cercle_sync_pull (run, error))
    return FALSE;
  return run->again ||
         (cercle_sync_push (run, sent, error) && cercle_sync_job (run, drop_lost_job, run, error));
}

gboolean
cercle_sync_run (CercleSync *sync, GCancellable *cancellable, GError **error)
{
  CercleSyncRun run = { .sync = sync, .cancellable = cancellable, .slice = CERCLE_SYNC_SLICE };
  gboolean good = TRUE, left = TRUE;

  for (guint round = 0; good && left && round < MAX_ROUNDS; round++)
    {
      guint sent;

      good = run_round (&run, &sent, error);
      left = run.again || sent > 0;
    }
  g_clear_pointer (&run.grant, cercle_grant_free);
  return good;
}
