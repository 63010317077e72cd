/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a list that was read put in force, all or none, and taken back? Rows are written beside
 * those in force, under a batch of their own; one change of the list names the batch, and its undo
 * the one before. Rows that nobody names are forgotten. */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-waiting-desk.h"
#include "cercle-waiting-list.h"
#include "cercle-waiting-work.h"

typedef struct
{
  CercleWaitingDesk desk;
  CercleWaitingImport *import;
  char *batch;
  guint first;
} Put;

static void
put_free (gpointer data)
{
  Put *put = data;

  cercle_waiting_desk_clear (&put->desk);
  cercle_waiting_import_free (put->import);
  g_free (put->batch);
  g_free (put);
}

/* Nobody sees them yet. */
static gboolean
stage_job (CercleStore *store, gpointer data, GError **error)
{
  Put *put = data;
  GPtrArray *rows = put->import->rows;
  guint end = MIN (put->first + CERCLE_WAITING_SLICE, rows->len);

  if (!cercle_store_begin (store, error))
    return FALSE;
  for (guint i = put->first; i < end; i++)
    {
      g_autoptr (CercleRecord) row =
          cercle_waiting_desk_new (&put->desk, &cercle_waiting_row_kind, NULL);

      for (guint f = 0; f < cercle_waiting_row_kind.n_fields; f++)
        cercle_record_take_value (row, g_ptr_array_index (rows, i), f);
      cercle_record_set_text (row, CERCLE_WAITING_ROW_BATCH, put->batch);
      if (!cercle_record_check (row, error) || !cercle_store_put (store, row, error))
        {
          cercle_store_rollback (store);
          return FALSE;
        }
    }
  return cercle_store_commit (store, error);
}

static gboolean
stage (Put *put, GCancellable *cancellable, GError **error)
{
  for (put->first = 0; put->first < put->import->rows->len; put->first += CERCLE_WAITING_SLICE)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !cercle_store_thread_run (put->desk.thread, CERCLE_TURN_READ, stage_job, put, error))
      return FALSE;
  return TRUE;
}

static void
stage_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (stage (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A first list is there before it names rows: an undo leads back to that. */
static CercleRecord *
list_of (CercleStore *store, Put *put, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (CercleRecord) list =
      cercle_store_get (store, &cercle_waiting_list_kind, put->import->list, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (list != NULL)
    return g_steal_pointer (&list);
  list = cercle_waiting_desk_new (&put->desk, &cercle_waiting_list_kind, put->import->list);
  cercle_record_set_text (list, CERCLE_WAITING_LIST_BODY, put->import->body);
  return cercle_record_check (list, error) && cercle_store_put (store, list, error)
             ? g_steal_pointer (&list)
             : NULL;
}

static gboolean
publish (CercleStore *store, CercleTx *tx, gpointer data, GError **error)
{
  Put *put = data;
  g_autoptr (CercleRecord) list = list_of (store, put, error);

  if (list == NULL)
    return FALSE;
  cercle_record_set_text (list, CERCLE_WAITING_LIST_BODY, put->import->body);
  cercle_record_set_text (list, CERCLE_WAITING_LIST_COLUMNS, put->import->columns);
  cercle_record_set_text (list, CERCLE_WAITING_LIST_BATCH, put->batch);
  cercle_record_set_text (list, CERCLE_WAITING_LIST_IMPORTED_AT, put->import->at);
  cercle_tx_save (tx, list);
  return TRUE;
}

static void
staged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  g_autoptr (GTask) outer = data;
  Put *put = g_task_get_task_data (outer);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (outer, error);
  else if (self->store_thread != put->desk.thread)
    g_task_return_new_error (outer, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                             _ ("Nobody is signed in."));
  else
    cercle_session_push_action (self, g_steal_pointer (&outer),
                                cercle_tx_new (N_ ("Waiting list imported")), publish);
}

void
cercle_session_import_waiting_async (CercleSession *self, CercleWaitingImport *import,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data)
{
  g_autoptr (GTask) outer = g_task_new (self, NULL, callback, data);
  g_autoptr (GTask) inner = NULL;
  Put *put = g_new0 (Put, 1);
  GError *error = NULL;

  put->import = import;
  put->batch = cercle_id_new ();
  g_hash_table_add (self->staging, g_strdup (put->batch));
  g_task_set_source_tag (outer, cercle_session_import_waiting_async);
  g_task_set_task_data (outer, put, put_free);
  if (!cercle_waiting_desk_take (&put->desk, self, &error))
    {
      g_task_return_error (outer, error);
      return;
    }
  inner = g_task_new (self, cancellable, staged_cb, g_steal_pointer (&outer));
  g_task_set_task_data (inner, put, NULL);
  g_task_run_in_thread (inner, stage_worker);
}

gboolean
cercle_session_import_waiting_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Put *put = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, cercle_session_import_waiting_async),
                        FALSE);
  g_hash_table_remove (self->staging, put->batch);
  if (g_task_propagate_boolean (G_TASK (result), &failure))
    return TRUE;
  /* What cannot be forgotten now goes when the desk is next opened. */
  cercle_session_forget_waiting_async (self, FALSE, NULL, NULL);
  g_propagate_error (error, failure->domain == CERCLE_SESSION_ERROR ||
                                    g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                ? g_steal_pointer (&failure)
                                : cercle_session_error_from (failure));
  return FALSE;
}
