/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What has this desk opened by exception, and when does it let go? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-instant.h"
#include "cercle-opening.h"
#include "cercle-openings.h"
#include "cercle-query.h"
#include "cercle-session-private.h"

/* Seconds: the hour of an ending is told to the minute. */
#define CLOSING_PACE 20

gboolean
cercle_session_close_openings_job (CercleStore *store, gpointer data, GError **error)
{
  CercleClosing nobody, *closing = data != NULL ? data : &nobody;

  return cercle_openings_close (store, cercle_instant_now (), closing, error);
}

static gboolean
closing_cb (gpointer data)
{
  cercle_session_close_openings (data);
  return G_SOURCE_CONTINUE;
}

static void
tell_closed (CercleSession *self, const CercleClosing *closing)
{
  cercle_session_set_problem (
      self, "openings",
      closing->stays
          ? _ ("Traces of a case that was opened by exception are still in the file of "
               "this desk, though nothing of it is shown any more. Cercle goes on trying "
               "to wipe them.")
          : NULL);
  if (closing->changed == 0)
    return;
  cercle_session_forget_names (self);
  cercle_session_emit_changed (self, closing->changed);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  CercleClosing *closing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (GPOINTER_TO_UINT (data) != self->attempt || self->state != CERCLE_SESSION_OPEN)
    return;
  self->closing = FALSE;
  if (done)
    tell_closed (self, closing);
  else
    cercle_session_note_store_error (self, error);
  /* What could not be done is tried again. */
  if (done && !closing->live && !closing->stays)
    g_clear_handle_id (&self->closing_timer, g_source_remove);
  else if (self->closing_timer == 0)
    self->closing_timer = g_timeout_add_seconds (CLOSING_PACE, closing_cb, self);
  if (self->close_again)
    cercle_session_close_openings (self);
}

void
cercle_session_close_openings (CercleSession *self)
{
  GTask *task;

  self->close_again = self->closing;
  if (self->closing || self->store_thread == NULL)
    return;
  self->closing = TRUE;
  task = g_task_new (self, NULL, closed_cb, GUINT_TO_POINTER (self->attempt));
  g_task_set_task_data (task, g_new0 (CercleClosing, 1), g_free);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_SAVE, cercle_session_close_openings_job,
                            task);
}

void
cercle_session_drop_openings (CercleSession *self)
{
  g_autoptr (GTask) opening = g_steal_pointer (&self->opening);

  g_clear_handle_id (&self->closing_timer, g_source_remove);
  self->closing = self->close_again = FALSE;
  if (opening != NULL)
    g_task_return_new_error (opening, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                             _ ("The case was not opened: this desk was closed."));
}

/* --- Asking ---------------------------------------------------------------------------------- */

void
cercle_session_open_case_async (CercleSession *self, const char *reference, const char *reason,
                                GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  const CercleOpeningAsk ask = { self->scope, reference, reason };

  g_task_set_source_tag (task, cercle_session_open_case_async);
  if (self->sync_thread == NULL || self->opening != NULL)
    {
      g_task_return_new_error (task, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                               _ ("A case is being opened already: wait for the answer."));
      return;
    }
  self->opening = g_steal_pointer (&task);
  cercle_sync_thread_open_case (self->sync_thread, &ask);
}

char *
cercle_session_open_case_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GError *
error_of (const GError *error)
{
  if (error->domain == CERCLE_SYNC_ERROR)
    {
      g_autofree char *sentence = cercle_sync_sentence (error);
      return g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, sentence);
    }
  return g_error_new_literal (
      CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_NETWORK,
      _ ("Only the server can open a case by exception, and it cannot be reached now: try again "
         "when the network is back."));
}

void
cercle_session_take_opened (CercleSession *self, const CercleNews *news)
{
  g_autoptr (GTask) opening = g_steal_pointer (&self->opening);

  cercle_session_close_openings (self);
  if (opening == NULL)
    return;
  if (news->opened != NULL)
    g_task_return_pointer (opening, g_strdup (news->opened), g_free);
  else
    g_task_return_error (opening, error_of (news->error));
}

CercleRecord *
cercle_session_get_opening (CercleSession *self, CercleRecord *kase)
{
  return self->reader != NULL ? cercle_openings_of (self->reader, kase, NULL) : NULL;
}

GPtrArray *
cercle_session_get_openings (CercleSession *self)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_opening_kind);

  cercle_query_sort (query, -1, CERCLE_OPENING_OPENED_AT, TRUE);
  return cercle_session_find_now (self, query);
}
