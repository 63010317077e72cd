/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is it in the other communities, and as of when? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-instant.h"
#include "cercle-session-private.h"

#define SETTING "figures"
/* A board that is open is not asked anew with each change of ours. */
#define PACE (2 * 60 * 1000)

/* What is no figure is none: an older desk meets a newer server, or rights were taken away. */
static void
read_figures (CercleSession *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->figures, cercle_figures_free);
  if (text == NULL || *text == '\0')
    return;
  self->figures = cercle_figures_get (text, &error);
  if (self->figures == NULL)
    g_debug ("No figures of other communities: %s", error->message);
}

void
cercle_session_load_figures (CercleSession *self)
{
  g_autofree char *text = cercle_store_get_setting (self->reader, SETTING);

  self->figures_asked = 0;
  read_figures (self, text);
}

static gboolean
keep_job (CercleStore *store, gpointer data, GError **error)
{
  if (!cercle_store_begin_normal (store, error))
    return FALSE;
  if (!cercle_store_set_setting (store, SETTING, data, error))
    {
      cercle_store_rollback (store);
      return FALSE;
    }
  return cercle_store_commit (store, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self->state == CERCLE_SESSION_OPEN)
    cercle_session_note_store_error (self, error);
}

void
cercle_session_take_figures (CercleSession *self, const char *text)
{
  GTask *task = g_task_new (self, NULL, kept_cb, NULL);

  read_figures (self, text);
  g_task_set_task_data (task, g_strdup (self->figures != NULL ? text : ""), g_free);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_SAVE, keep_job, task);
  g_signal_emit_by_name (self, "figures");
}

CercleFigures *
cercle_session_read_figures (CercleStore *store)
{
  g_autofree char *text = cercle_store_get_setting (store, SETTING);

  return text != NULL && *text != '\0' ? cercle_figures_get (text, NULL) : NULL;
}

const CercleFigures *
cercle_session_get_figures (CercleSession *self)
{
  return self->role == CERCLE_ROLE_COORDINATOR ? self->figures : NULL;
}

void
cercle_session_ask_figures (CercleSession *self)
{
  gint64 now = cercle_instant_desk_clock ();

  if (self->sync_thread == NULL || self->role != CERCLE_ROLE_COORDINATOR ||
      (self->figures_asked != 0 && ABS (now - self->figures_asked) < PACE))
    return;
  self->figures_asked = now;
  cercle_sync_thread_want_figures (self->sync_thread);
}
