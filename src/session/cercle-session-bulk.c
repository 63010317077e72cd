/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of many cases may be changed so, and what keeps the others? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-judge.h"

typedef struct
{
  CercleBulkSort sort;
  char *value, *zone;
  GStrv ids;
  CercleBulkOutcome *outcome;
} Change;

static void
refusal_free (gpointer data)
{
  CercleBulkRefusal *refusal = data;

  g_free (refusal->id);
  g_free (refusal->sentence);
  g_free (refusal);
}

void
cercle_bulk_outcome_free (CercleBulkOutcome *outcome)
{
  g_ptr_array_unref (outcome->refused);
  g_free (outcome);
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->value);
  g_free (change->zone);
  g_strfreev (change->ids);
  g_clear_pointer (&change->outcome, cercle_bulk_outcome_free);
  g_free (change);
}

static void
refuse (Change *change, const char *id, const char *sentence)
{
  CercleBulkRefusal *refusal = g_new0 (CercleBulkRefusal, 1);

  refusal->id = g_strdup (id);
  refusal->sentence = g_strdup (sentence);
  g_ptr_array_add (change->outcome->refused, refusal);
}

/* A rule that refuses is told; anything else ends the whole. */
static gboolean
take_error (Change *change, const char *id, GError *failure, GError **error)
{
  g_autoptr (GError) local = failure;

  if (local == NULL)
    return TRUE;
  if (local->domain != CERCLE_RECORD_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  refuse (change, id, local->message);
  return TRUE;
}

/* An event is judged by itself, a patch against what was before. */
static gboolean
judge (CercleStore *store, CercleRecord *kase, CercleRecord *after, GError **error)
{
  gboolean patched = cercle_record_get_kind (after) == &cercle_case_kind;

  return cercle_store_judge (store, patched ? kase : NULL, after, FALSE, NULL, error);
}

static gboolean
prepare_one (CercleStore *store, CercleTx *tx, Change *change, const char *id, GError **error)
{
  const CercleBulk bulk = { change->sort, change->value };
  g_autoptr (CercleRecord) kase = NULL, after = NULL;
  GError *failure = NULL;

  kase = cercle_store_get (store, &cercle_case_kind, id, &failure);
  if (failure != NULL)
    return take_error (change, id, failure, error);
  if (kase == NULL || cercle_record_envelope (kase)->deleted)
    {
      refuse (change, id, _ ("This case is no longer on this desk."));
      return TRUE;
    }
  after = cercle_bulk_change (&bulk, kase, change->zone, &failure);
  if (after != NULL && judge (store, kase, after, &failure))
    {
      cercle_tx_save (tx, after);
      change->outcome->changed++;
    }
  else if (failure == NULL)
    change->outcome->same++;
  return take_error (change, id, failure, error);
}

static gboolean
prepare (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Change *change = data;

  for (guint i = 0; change->ids[i] != NULL; i++)
    if (!prepare_one (store, tx, change, change->ids[i], error))
      return FALSE;
  return TRUE;
}

void
cercle_session_bulk_async (CercleSession *self, const CercleBulk *bulk, const char *label,
                           const char *const *ids, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = NULL;
  CercleTx *tx = NULL;
  Change *change = NULL;

  g_return_if_fail (g_strv_length ((GStrv) ids) <= CERCLE_BULK_MOST);

  task = g_task_new (self, NULL, callback, data);
  tx = cercle_tx_new (label);
  change = g_new0 (Change, 1);
  g_task_set_source_tag (task, cercle_session_bulk_async);
  change->sort = bulk->sort;
  change->value = g_strdup (bulk->value);
  change->zone = g_strdup (cercle_session_get_zone (self));
  change->ids = g_strdupv ((GStrv) ids);
  change->outcome = g_new0 (CercleBulkOutcome, 1);
  change->outcome->refused = g_ptr_array_new_with_free_func (refusal_free);
  g_task_set_task_data (task, change, change_free);
  cercle_tx_set_apart (tx);
  cercle_session_push_action (self, task, tx, prepare);
}

CercleBulkOutcome *
cercle_session_bulk_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Change *change = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, cercle_session_bulk_async), NULL);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  change = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&change->outcome);
}
