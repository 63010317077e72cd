/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the desk tell about its exchange with the server? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-conflict.h"
#include "cercle-instant.h"
#include "cercle-opening.h"

/* An exchange shorter than this is not shown as one. */
#define SHOWN_AFTER 300
#define LAST_EXCHANGE_PACE (60 * 1000)
#define WRONG_CLOCK (60 * 60 * 1000)
#define SETTING_LAST "last_exchange"

typedef struct
{
  CercleJournalState state;
  GPtrArray *refusals, *conflicts;
  char *last_exchange;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_clear_pointer (&picture->refusals, g_ptr_array_unref);
  g_clear_pointer (&picture->conflicts, g_ptr_array_unref);
  g_free (picture->last_exchange);
  g_free (picture);
}

static gboolean
picture_job (CercleStore *store, gpointer data, GError **error)
{
  Picture *picture = data;
  g_autoptr (CercleQuery) open = cercle_query_new (&cercle_conflict_kind);

  cercle_query_where (open, CERCLE_CONFLICT_CHOICE, CERCLE_IS, NULL);
  picture->last_exchange = cercle_store_get_setting (store, SETTING_LAST);
  if (!cercle_journal_state (store, &picture->state, error))
    return FALSE;
  picture->refusals = cercle_journal_refusals (store, error);
  if (picture->refusals == NULL)
    return FALSE;
  picture->conflicts = cercle_store_find (store, open, error);
  return picture->conflicts != NULL;
}

static void
take_conflicts (CercleSession *self, GPtrArray *conflicts)
{
  g_autoptr (GHashTable) now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean same;
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < conflicts->len; i++)
    {
      CercleRecord *conflict = g_ptr_array_index (conflicts, i);
      const char *of = cercle_record_get_text (conflict, CERCLE_CONFLICT_OF_ID);
      const char *kase = cercle_record_get_text (conflict, CERCLE_CONFLICT_CASE);
      if (of != NULL)
        g_hash_table_add (now, g_strdup (of));
      if (kase != NULL)
        g_hash_table_add (now, g_strdup (kase));
    }
  same = g_hash_table_size (now) == g_hash_table_size (self->in_conflict);
  g_hash_table_iter_init (&iter, now);
  while (same && g_hash_table_iter_next (&iter, &id, NULL))
    same = g_hash_table_contains (self->in_conflict, id);
  if (same)
    return;
  g_hash_table_unref (self->in_conflict);
  self->in_conflict = g_steal_pointer (&now);
  cercle_session_emit_changed (self, cercle_session_kind_bit (&cercle_conflict_kind));
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  Picture *picture = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  guint attempt = GPOINTER_TO_UINT (data);

  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);
  if (attempt != self->attempt || self->state != CERCLE_SESSION_OPEN)
    return;
  self->refreshing = FALSE;
  if (ok)
    {
      cercle_session_set_number (self, &self->waiting, picture->state.waiting, "waiting");
      cercle_session_set_number (self, &self->refused, picture->state.refused, "refused");
      cercle_session_set_number (self, &self->conflicts, picture->state.conflicts, "conflicts");
      if (self->last_exchange == NULL)
        cercle_session_set_text (self, &self->last_exchange, picture->last_exchange,
                                 "last-exchange");
      cercle_session_set_refusals (self, picture->refusals);
      take_conflicts (self, picture->conflicts);
    }
  else
    cercle_session_note_store_error (self, error);
  if (self->refresh_again)
    cercle_session_refresh (self);
}

void
cercle_session_refresh (CercleSession *self)
{
  GTask *task;

  self->refresh_again = self->refreshing;
  if (self->refreshing || self->store_thread == NULL)
    return;
  self->refreshing = TRUE;
  task = g_task_new (self, NULL, picture_cb, GUINT_TO_POINTER (self->attempt));
  g_task_set_task_data (task, g_new0 (Picture, 1), picture_free);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_READ, picture_job, task);
}

void
cercle_session_take_grant (CercleDesk *desk, const CercleGrant *grant)
{
  g_free (desk->member);
  g_free (desk->role);
  desk->member = g_strdup (grant->member);
  desk->role = g_strdup (grant->role);
  if (grant->community != NULL)
    {
      g_free (desk->community);
      desk->community = g_strdup (g_str_has_prefix (grant->community, "c:") ? grant->community + 2
                                                                            : grant->community);
    }
  for (guint i = 0; grant->scopes != NULL && i < grant->scopes->len; i++)
    {
      const CercleScope *scope = g_ptr_array_index (grant->scopes, i);
      if (!g_str_has_prefix (scope->scope, "t:"))
        continue;
      g_free (desk->territory);
      desk->territory = g_strdup (scope->scope + 2);
    }
}

static gboolean
keep_last_job (CercleStore *store, gpointer data, GError **error)
{
  if (!cercle_store_begin_normal (store, error))
    return FALSE;
  if (!cercle_store_set_setting (store, SETTING_LAST, data, error))
    {
      cercle_store_rollback (store);
      return FALSE;
    }
  return cercle_store_commit (store, error);
}

static void
keep_last_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  CercleSession *self = CERCLE_SESSION (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self->state == CERCLE_SESSION_OPEN)
    cercle_session_note_store_error (self, error);
}

/* An hour of exchange every ten seconds is not written down 360 times. */
static void
keep_last_exchange (CercleSession *self, const char *at)
{
  gint64 now = cercle_instant_desk_clock ();
  GTask *task;

  if (self->last_exchange_kept != 0 && ABS (now - self->last_exchange_kept) < LAST_EXCHANGE_PACE)
    return;
  self->last_exchange_kept = now;
  task = g_task_new (self, NULL, keep_last_cb, NULL);
  g_task_set_task_data (task, g_strdup (at), g_free);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_SAVE, keep_last_job, task);
}

static gboolean
syncing_cb (gpointer data)
{
  CercleSession *self = data;

  self->syncing_timer = 0;
  cercle_session_set_flag (self, &self->syncing, TRUE, "syncing");
  return G_SOURCE_REMOVE;
}

/* The exchange has set the clock right already; here the person is told, and today may be another
 * day. A clock that was made to stand is meant to be elsewhere. */
static void
take_clock (CercleSession *self, gint64 offset)
{
  gboolean standing = self->profile != NULL && g_getenv ("CERCLE_CLOCK") != NULL;

  cercle_session_set_problem (
      self, "clock",
      ABS (offset) > WRONG_CLOCK && !standing
          ? _ ("The clock of this computer is more than an hour away from the server's: Cercle "
               "follows the server's. Set the date and time of the computer.")
          : NULL);
  cercle_session_check_day (self);
}

static void
take_failure (CercleSession *self, const CercleNews *news)
{
  g_autofree char *sentence = NULL;

  cercle_session_set_flag (self, &self->online, FALSE, "online");
  if (self->offline_since == NULL)
    cercle_session_set_text (self, &self->offline_since, news->at, "offline-since");
  if (news->error->domain == CERCLE_STORE_ERROR)
    {
      cercle_session_note_store_error (self, news->error);
      return;
    }
  if (g_error_matches (news->error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_SIGNED_OUT))
    sentence = g_strdup (_ ("Your session has ended: sign in again. Meanwhile your work is kept on "
                            "this desk."));
  else if (g_error_matches (news->error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_PASSWORD))
    sentence = g_strdup (_ ("The server no longer accepts your password: sign in again. Meanwhile "
                            "your work is kept on this desk."));
  else
    sentence = cercle_sync_sentence (news->error);
  cercle_session_set_text (self, &self->trouble, sentence, "trouble");
  cercle_session_set_problem (self, "network", sentence);
}

static void
take_end (CercleSession *self, const CercleNews *news)
{
  g_clear_handle_id (&self->syncing_timer, g_source_remove);
  self->exchanging = FALSE;
  cercle_session_set_flag (self, &self->syncing, FALSE, "syncing");
  cercle_session_set_number (self, &self->progress, 0, "progress");
  if (news->dated)
    take_clock (self, news->offset);
  if (news->error == NULL)
    {
      cercle_session_set_text (self, &self->offline_since, NULL, "offline-since");
      cercle_session_set_text (self, &self->trouble, NULL, "trouble");
      cercle_session_set_problem (self, "network", NULL);
      cercle_session_note_store_error (self, NULL);
      keep_last_exchange (self, news->at);
      cercle_session_set_text (self, &self->last_exchange, news->at, "last-exchange");
      cercle_session_set_flag (self, &self->online, TRUE, "online");
    }
  else if (!g_error_matches (news->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_failure (self, news);
  cercle_session_refresh (self);
}

/* What a sign-in without the window brought: the role may have changed. */
static void
take_signed (CercleSession *self, const CercleGrant *grant)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *community = g_strdup (self->desk->community);

  cercle_session_take_grant (self->desk, grant);
  /* Another community is another file: it opens at the next sign-in. */
  if (g_strcmp0 (community, self->desk->community) != 0)
    {
      g_free (self->desk->community);
      self->desk->community = g_steal_pointer (&community);
    }
  self->role = cercle_role_parse (self->desk->role);
  if (!cercle_desk_save (self->desk, &error))
    cercle_session_note_store_error (self, error);
}

static void
take_begun (CercleSession *self)
{
  self->exchanges++;
  self->exchanging = TRUE;
  if (self->syncing_timer == 0)
    self->syncing_timer = g_timeout_add (SHOWN_AFTER, syncing_cb, self);
}

void
cercle_session_news_cb (const CercleNews *news, gpointer data)
{
  CercleSession *self = data;

  if (self->state != CERCLE_SESSION_OPEN)
    return;
  if (news->sort == CERCLE_NEWS_BEGUN)
    take_begun (self);
  else if (news->sort == CERCLE_NEWS_APPLIED)
    {
      cercle_session_set_number (self, &self->progress,
                                 self->last_exchange == NULL ? news->rows : 0, "progress");
      if (news->kinds & cercle_session_kind_bit (&cercle_opening_kind))
        cercle_session_close_openings (self);
      cercle_session_emit_changed (self, news->kinds);
    }
  else if (news->sort == CERCLE_NEWS_OPENED)
    cercle_session_take_opened (self, news);
  else if (news->sort == CERCLE_NEWS_SIGNED)
    take_signed (self, news->grant);
  else if (news->sort == CERCLE_NEWS_FIGURES)
    cercle_session_take_figures (self, news->figures);
  else if (news->sort == CERCLE_NEWS_ENDED)
    take_end (self, news);
}

void
cercle_session_sync_now (CercleSession *self)
{
  if (self->sync_thread != NULL)
    cercle_sync_thread_wake (self->sync_thread, TRUE);
}

void
cercle_session_set_eager (CercleSession *self, gboolean eager)
{
  self->eager = eager;
  if (self->sync_thread != NULL)
    cercle_sync_thread_set_eager (self->sync_thread, eager);
}
