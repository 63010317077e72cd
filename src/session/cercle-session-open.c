/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does the desk's file open and close, and what is left of a damaged one? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-deadline.h"
#include "cercle-vault.h"
#include "cercle-waiting-desk.h"

#define NETWORK_PATIENCE (2 * 1000)
#define DAY_CHECK 30

void
cercle_opening_clear (CercleOpening *self)
{
  g_clear_pointer (&self->desk, cercle_desk_free);
  g_clear_pointer (&self->key, g_bytes_unref);
  if (self->store_thread != NULL)
    cercle_store_thread_close (self->store_thread);
  g_clear_pointer (&self->store_thread, cercle_store_thread_unref);
  g_clear_pointer (&self->notice, g_free);
}

static gboolean
restore_job (CercleStore *store, gpointer data, GError **error)
{
  return cercle_journal_restore (store, data, error);
}

/* Drafts and unsent work are taken over into a fresh file, which the server fills again. */
static gboolean
rebuild (CercleOpening *self, const char *path, GError **error)
{
  guint n_lines = 0;
  g_autofree char *lines = cercle_journal_rescue (path, self->key, &n_lines);

  if (!cercle_desk_set_aside (path, error) ||
      !cercle_store_thread_open (self->store_thread, path, self->key, error))
    return FALSE;
  if (lines != NULL && n_lines > 0 &&
      !cercle_store_thread_run (self->store_thread, CERCLE_TURN_SAVE, restore_job, lines, error))
    return FALSE;
  g_free (self->notice);
  self->notice = g_strdup_printf (
      ngettext ("The file of this desk was damaged: it was put aside and is filled again by the "
                "server; %u unsent change or draft was taken over.",
                "The file of this desk was damaged: it was put aside and is filled again by the "
                "server; %u unsent changes or drafts were taken over.",
                n_lines),
      n_lines);
  return TRUE;
}

gboolean
cercle_opening_run (CercleOpening *self, GError **error)
{
  g_autofree char *path = cercle_desk_database (self->desk);
  g_autoptr (GError) failure = NULL;

  self->store_thread = cercle_store_thread_new ();
  /* What is over while the desk was shut is gone before anything of it can be shown. */
  if (cercle_store_thread_open (self->store_thread, path, self->key, &failure))
    return cercle_store_thread_run (self->store_thread, CERCLE_TURN_SAVE,
                                    cercle_session_close_openings_job, NULL, error);
  if (g_error_matches (failure, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_DAMAGED) ||
      g_error_matches (failure, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FOREIGN) ||
      g_error_matches (failure, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_KEY))
    return rebuild (self, path, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Whoever asks for today learns of a new day at once; those who are not asking are told here. */
void
cercle_session_check_day (CercleSession *self)
{
  const char *before = self->day_told;

  self->day_told = cercle_session_get_today (self);
  if (g_strcmp0 (before, self->day_told) != 0)
    cercle_session_emit_changed (self, CERCLE_SESSION_ALL_KINDS);
}

static gboolean
day_check_cb (gpointer data)
{
  cercle_session_check_day (data);
  return G_SOURCE_CONTINUE;
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, gpointer data)
{
  CercleSession *self = data;

  if (available && self->sync_thread != NULL)
    cercle_sync_thread_wake (self->sync_thread, TRUE);
}

static void
start_exchange (CercleSession *self, const char *password, const char *token)
{
  const CercleSyncIdentity identity = {
    .address = self->desk->address,
    .login = self->desk->login,
    .password = password,
    .device = self->desk->device,
    .token = token,
    .pace = self->pace,
  };

  self->sync_thread =
      cercle_sync_thread_new (&identity, self->store_thread, cercle_session_news_cb, self);
  cercle_sync_thread_set_eager (self->sync_thread, self->eager);
  self->network = g_object_ref (g_network_monitor_get_default ());
  self->network_handler =
      g_signal_connect (self->network, "network-changed", G_CALLBACK (network_changed_cb), self);
}

/* Rows of waiting lists whose days are over. */
static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  CercleSession *self = CERCLE_SESSION (source);
  gboolean done = cercle_session_forget_waiting_finish (self, result, &error);

  if (!done)
    g_debug ("Rows of waiting lists stay for now: %s", error->message);
  if (self->state == CERCLE_SESSION_OPEN)
    cercle_session_set_problem (self, "waiting-lists",
                                done ? NULL
                                     : _ ("Rows of waiting lists whose 30 days are over are still "
                                          "on this desk. They are forgotten when it is next "
                                          "opened, or when the review of waiting lists is "
                                          "ended."));
}

gboolean
cercle_session_install (CercleSession *self, CercleOpening *opening, const char *password,
                        const char *token, GError **error)
{
  g_autofree char *path = cercle_desk_database (opening->desk);
  CercleStore *reader = cercle_store_open_reader (path, opening->key, error);

  if (reader == NULL)
    return FALSE;
  self->reader = reader;
  self->desk = g_steal_pointer (&opening->desk);
  self->key = g_steal_pointer (&opening->key);
  self->store_thread = g_steal_pointer (&opening->store_thread);
  g_free (self->last_address);
  g_free (self->last_login);
  self->last_address = g_strdup (self->desk->address);
  self->last_login = g_strdup (self->desk->login);
  self->role = cercle_role_parse (self->desk->role);
  self->scope = g_strconcat ("c:", self->desk->community, NULL);
  if (self->desk->territory != NULL)
    {
      self->directory_scope = g_strconcat ("t:", self->desk->territory, NULL);
      self->zone = g_strdup (cercle_territory_zone (self->desk->territory));
    }
  self->day_told = cercle_session_get_today (self);
  cercle_session_load_frame (self);
  cercle_session_load_figures (self);
  cercle_session_set_problem (self, "aside", opening->notice);
  self->day_timer = g_timeout_add_seconds (DAY_CHECK, day_check_cb, self);
  cercle_store_thread_set_indexed (self->store_thread, cercle_session_indexed_cb, self);
  cercle_store_thread_index (self->store_thread);
  cercle_session_set_state (self, CERCLE_SESSION_OPEN);
  cercle_session_refresh (self);
  start_exchange (self, password, token);
  cercle_session_forget_waiting_async (self, FALSE, forgotten_cb, NULL);
  cercle_session_close_openings (self);
  return TRUE;
}

static void
forget_account (CercleSession *self)
{
  g_clear_object (&self->reader);
  g_clear_object (&self->member);
  g_clear_object (&self->community);
  g_clear_pointer (&self->figures, cercle_figures_free);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_clear_pointer (&self->desk, cercle_desk_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->directory_scope, g_free);
  g_clear_pointer (&self->zone, g_free);
  self->role = CERCLE_N_ROLES;
  self->last_exchange_kept = 0;
  self->refreshing = self->refresh_again = self->exchanging = FALSE;
  g_hash_table_remove_all (self->names);
  g_hash_table_remove_all (self->codes);
  g_hash_table_remove_all (self->in_conflict);
  g_hash_table_remove_all (self->accesses);
  g_list_store_remove_all (self->problems);
  cercle_session_clear_undo (self);
  cercle_session_set_flag (self, &self->online, FALSE, "online");
  cercle_session_set_flag (self, &self->syncing, FALSE, "syncing");
  cercle_session_set_number (self, &self->progress, 0, "progress");
  cercle_session_set_number (self, &self->waiting, 0, "waiting");
  cercle_session_set_number (self, &self->refused, 0, "refused");
  cercle_session_set_number (self, &self->conflicts, 0, "conflicts");
  cercle_session_set_text (self, &self->last_exchange, NULL, "last-exchange");
  cercle_session_set_text (self, &self->offline_since, NULL, "offline-since");
  cercle_session_set_text (self, &self->trouble, NULL, "trouble");
}

void
cercle_session_shut (CercleSession *self, gboolean sign_out)
{
  self->attempt++;
  if (self->signing_in != NULL)
    g_cancellable_cancel (self->signing_in);
  if (self->network != NULL)
    g_signal_handler_disconnect (self->network, self->network_handler);
  g_clear_object (&self->network);
  g_clear_handle_id (&self->syncing_timer, g_source_remove);
  g_clear_handle_id (&self->day_timer, g_source_remove);
  cercle_session_drop_openings (self);
  if (self->sync_thread != NULL)
    cercle_sync_thread_stop (g_steal_pointer (&self->sync_thread), sign_out, NETWORK_PATIENCE);
  if (self->store_thread != NULL)
    {
      cercle_store_thread_set_indexed (self->store_thread, NULL, NULL);
      cercle_store_thread_close (self->store_thread);
      cercle_store_thread_unref (g_steal_pointer (&self->store_thread));
    }
  forget_account (self);
  cercle_session_set_state (self, CERCLE_SESSION_SIGNED_OUT);
}
