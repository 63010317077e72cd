/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does what this desk has changed go up? An item is sent until it has an outcome; one that the
 * server cannot even read is found by halving, and refused visibly: it must not keep the others. */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-sync-run.h"

#include <string.h>

#include "cercle-journal.h"

/* Room for "device" and brackets around the items. */
#define ENVELOPE 1024
#define MAX_BATCHES 1000

typedef struct
{
  guint n;
  GPtrArray *mutations; /* owned */
} Pending;

/* Jobs: these run on the store thread */

static gboolean
pending_job (CercleStore *store, gpointer data, GError **error)
{
  Pending *pending = data;

  pending->mutations =
      cercle_journal_pending (store, pending->n, CERCLE_WIRE_MAX_REQUEST - ENVELOPE, error);
  return pending->mutations != NULL;
}

static gboolean
settle_job (CercleStore *store, gpointer data, GError **error)
{
  return cercle_journal_settle (store, data, error);
}

/* Sync thread */

/* Outcomes answer the items, one each, in their order. */
static gboolean
outcomes_fit (GPtrArray *mutations, GPtrArray *outcomes)
{
  if (outcomes->len != mutations->len)
    return FALSE;
  for (guint i = 0; i < outcomes->len; i++)
    {
      const CercleMutation *mutation = mutations->pdata[i];
      const CercleOutcome *outcome = outcomes->pdata[i];

      if (strcmp (mutation->mid, outcome->mid) != 0)
        return FALSE;
    }
  return TRUE;
}

static guint
count_final (GPtrArray *outcomes)
{
  guint n = 0;

  for (guint i = 0; i < outcomes->len; i++)
    if (((CercleOutcome *) outcomes->pdata[i])->status != CERCLE_OUTCOME_RETRY)
      n++;
  return n;
}

static guint
count_transactions (GPtrArray *mutations)
{
  guint n = 0;

  for (guint i = 0; i < mutations->len; i++)
    {
      const CercleMutation *one = mutations->pdata[i];
      const CercleMutation *before = i > 0 ? mutations->pdata[i - 1] : NULL;

      if (before == NULL || one->tx == NULL || g_strcmp0 (one->tx, before->tx) != 0)
        n++;
    }
  return n;
}

/* The whole tx that cannot be read is refused by the desk itself, in the server's words. */
static gboolean
refuse_all (CercleSyncRun *run, GPtrArray *mutations, const char *problem, GError **error)
{
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_outcome_free);

  for (guint i = 0; i < mutations->len; i++)
    {
      CercleOutcome *outcome = g_new0 (CercleOutcome, 1);

      outcome->mid = g_strdup (((CercleMutation *) mutations->pdata[i])->mid);
      outcome->status = CERCLE_OUTCOME_REJECTED;
      outcome->problem = g_strdup (problem);
      g_ptr_array_add (outcomes, outcome);
    }
  return cercle_sync_job (run, settle_job, outcomes, error);
}

static gboolean
settle_reply (CercleSyncRun *run, GPtrArray *mutations, const CercleReply *reply, guint *final,
              GError **error)
{
  g_autoptr (GPtrArray) outcomes = cercle_wire_get_outcomes (reply->body, reply->length, error);

  if (outcomes == NULL)
    return FALSE;
  if (!outcomes_fit (mutations, outcomes))
    return cercle_sync_fail (error, CERCLE_SYNC_ERROR_PROTOCOL, 0);
  *final = count_final (outcomes);
  return cercle_sync_job (run, settle_job, outcomes, error);
}

/* final: how many of them need not be sent again. */
static gboolean
send_batch (CercleSyncRun *run, GPtrArray *mutations, guint *final, guint *n, GError **error)
{
  static const guint spare[] = { 400, 413, 422, 0 };
  g_autofree char *body = cercle_wire_put_batch (run->sync->device, mutations);
  CercleRequest request = { "POST", "/v1/mutations", run->sync->token, body, FALSE };
  g_auto (CercleReply) reply = { 0 };
  g_autofree char *problem = NULL;

  if (!cercle_sync_ask (run->sync->transport, &request, 200, spare, &reply, run->cancellable,
                        error))
    return FALSE;
  if (reply.status == 200)
    return settle_reply (run, mutations, &reply, final, error);
  problem = cercle_wire_get_problem (reply.body, reply.length);
  if (strcmp (problem, "unknown") == 0)
    return cercle_sync_fail (error, CERCLE_SYNC_ERROR_PROTOCOL, 0);
  if (count_transactions (mutations) > 1)
    {
      *n = MAX (1, mutations->len / 2);
      return TRUE;
    }
  *final = mutations->len;
  return refuse_all (run, mutations, problem, error);
}

gboolean
cercle_sync_push (CercleSyncRun *run, guint *sent, GError **error)
{
  guint n = CERCLE_WIRE_MAX_ITEMS;

  *sent = 0;
  for (guint batch = 0; batch < MAX_BATCHES; batch++)
    {
      g_autoptr (GPtrArray) mutations = NULL;
      Pending pending = { .n = n };
      guint asked = n, final = 0;

      if (!cercle_sync_job (run, pending_job, &pending, error))
        return FALSE;
      mutations = pending.mutations;
      if (mutations->len == 0)
        return TRUE;
      if (!send_batch (run, mutations, &final, &n, error))
        return FALSE;
      *sent += final;
      /* "Not now" for all of them: another time. */
      if (final == 0 && n == asked)
        return TRUE;
      if (final > 0)
        n = MIN (n * 2, CERCLE_WIRE_MAX_ITEMS);
    }
  return TRUE;
}
