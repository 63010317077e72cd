/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When does the desk talk to the server, and what comes of it? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-sync-thread.h"

#include "cercle-clock-transport.h"
#include "cercle-instant.h"
#include "cercle-vault.h"

#define PACE (10 * 1000)
#define EAGER_PACE (3 * 1000)
#define LONGEST_PACE (5 * 60 * 1000)
/* After a failure a change to send waits this long: a refused connection costs little, but not
 * nothing. */
#define CHANGE_PACE (2 * 1000)

struct _CercleSyncThread
{
  GMutex lock;
  GCond cond;
  gboolean stopping, sign_out, ended;
  gboolean woken, urgent, eager, figures;
  char *password, *token;
  GStrv asked;         /* scope, number, reason of a case to open by exception; or NULL */
  CercleNewsFunc func; /* NULL once stopped */
  gpointer func_data;

  GMainContext *context;
  GCancellable *cancellable, *farewell;
  CercleStoreThread *store_thread;
  char *address, *login, *device;
  guint pace;

  /* The sync thread's own. */
  CercleClockTransport *transport;
  guint failures;
  gboolean barred;
  gint64 retry_after;
};

typedef struct
{
  CercleSyncThread *self;
  CercleNews news;
} Parcel;

static void
forget_text (char **text)
{
  if (*text != NULL)
    cercle_vault_forget (*text, strlen (*text));
  g_clear_pointer (text, g_free);
}

static void
clear_thread (gpointer data)
{
  CercleSyncThread *self = data;

  forget_text (&self->password);
  forget_text (&self->token);
  g_clear_pointer (&self->asked, g_strfreev);
  g_clear_pointer (&self->store_thread, cercle_store_thread_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->farewell);
  g_clear_object (&self->transport);
  g_free (self->address);
  g_free (self->login);
  g_free (self->device);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
}

static void
sync_thread_unref (CercleSyncThread *self)
{
  g_atomic_rc_box_release_full (self, clear_thread);
}

static void
parcel_free (gpointer data)
{
  Parcel *parcel = data;

  g_clear_pointer (&parcel->news.grant, cercle_grant_free);
  g_clear_error (&parcel->news.error);
  g_free (parcel->news.at);
  g_free (parcel->news.figures);
  g_free (parcel->news.opened);
  sync_thread_unref (parcel->self);
  g_free (parcel);
}

static gboolean
deliver_cb (gpointer data)
{
  Parcel *parcel = data;

  /* Set and cleared in this context only. */
  if (parcel->self->func != NULL)
    parcel->self->func (&parcel->news, parcel->self->func_data);
  return G_SOURCE_REMOVE;
}

/* Takes what news holds. */
static void
tell (CercleSyncThread *self, CercleNews news)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Parcel *parcel = g_new0 (Parcel, 1);

  parcel->self = g_atomic_rc_box_acquire (self);
  parcel->news = news;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, parcel, parcel_free);
  g_source_attach (source, self->context);
}

static void
progress_cb (guint64 kinds, guint rows, gpointer data)
{
  CercleSyncThread *self = data;

  cercle_store_thread_index (self->store_thread);
  tell (self, (CercleNews){ .sort = CERCLE_NEWS_APPLIED, .kinds = kinds, .rows = rows });
}

static gboolean
runner_cb (CercleStoreJob job, gpointer data, gpointer runner_data, GError **error)
{
  CercleSyncThread *self = runner_data;

  return cercle_store_thread_run (self->store_thread, CERCLE_TURN_SYNC, job, data, error);
}

static char *
copy_locked (CercleSyncThread *self, char **text)
{
  char *copy;

  g_mutex_lock (&self->lock);
  copy = g_strdup (*text);
  g_mutex_unlock (&self->lock);
  return copy;
}

static void
set_token (CercleSyncThread *self, const char *token)
{
  g_mutex_lock (&self->lock);
  forget_text (&self->token);
  self->token = g_strdup (token);
  g_mutex_unlock (&self->lock);
}

static gboolean
sign_in (CercleSyncThread *self, GError **error)
{
  char *password = copy_locked (self, &self->password);
  CercleGrant *grant = NULL;

  if (password == NULL)
    g_set_error_literal (error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_PASSWORD, "no password");
  else
    grant = cercle_sync_sign_in (CERCLE_TRANSPORT (self->transport), self->login, password,
                                 self->device, self->cancellable, error);
  forget_text (&password);
  if (grant == NULL)
    return FALSE;
  set_token (self, grant->token);
  tell (self, (CercleNews){ .sort = CERCLE_NEWS_SIGNED, .grant = grant });
  return TRUE;
}

static gboolean
run_once (CercleSyncThread *self, GError **error)
{
  char *token = copy_locked (self, &self->token);
  CercleSync sync = {
    .transport = CERCLE_TRANSPORT (self->transport),
    .token = token,
    .device = self->device,
    .runner = runner_cb,
    .runner_data = self,
    .progress = progress_cb,
    .progress_data = self,
  };
  gboolean ok = cercle_sync_run (&sync, self->cancellable, error);

  forget_text (&token);
  return ok;
}

static gboolean
has_token (CercleSyncThread *self)
{
  gboolean has;

  g_mutex_lock (&self->lock);
  has = self->token != NULL;
  g_mutex_unlock (&self->lock);
  return has;
}

static gboolean
open_transport (CercleSyncThread *self, GError **error)
{
  CercleTransport *inner;

  if (self->transport != NULL)
    return TRUE;
  inner = cercle_http_transport_new (self->address, error);
  if (inner == NULL)
    return FALSE;
  self->transport = cercle_clock_transport_new (inner);
  return TRUE;
}

/* A session that has ended is opened once more with the password; the second time it is told. */
static gboolean
exchange (CercleSyncThread *self, GError **error)
{
  g_autoptr (GError) first = NULL;
  gboolean fresh = !has_token (self);

  if (!open_transport (self, error) || (fresh && !sign_in (self, error)))
    return FALSE;
  if (run_once (self, &first))
    return TRUE;
  if (fresh || !g_error_matches (first, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_SIGNED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return FALSE;
    }
  set_token (self, NULL);
  return sign_in (self, error) && run_once (self, error);
}

/* Nobody is told that it failed: the last figures stay, with their hour, and it is asked again. */
static void
fetch_figures (CercleSyncThread *self)
{
  char *token = NULL, *figures = NULL;
  g_autoptr (GError) error = NULL;
  gboolean wanted;

  g_mutex_lock (&self->lock);
  wanted = self->figures && !self->stopping;
  g_mutex_unlock (&self->lock);
  if (!wanted)
    return;
  token = copy_locked (self, &self->token);
  figures =
      cercle_sync_figures (CERCLE_TRANSPORT (self->transport), token, self->cancellable, &error);
  forget_text (&token);
  if (figures == NULL)
    {
      g_debug ("No figures: %s", error->message);
      return;
    }
  g_mutex_lock (&self->lock);
  self->figures = FALSE;
  g_mutex_unlock (&self->lock);
  tell (self, (CercleNews){ .sort = CERCLE_NEWS_FIGURES, .figures = figures });
}

static GStrv
take_asked (CercleSyncThread *self)
{
  GStrv asked;

  g_mutex_lock (&self->lock);
  asked = g_steal_pointer (&self->asked);
  g_mutex_unlock (&self->lock);
  return asked;
}

/* After an exchange, so that the session stands: failure is of that one, NULL where it succeeded.
 * What was opened is brought by the next, before it is told. */
static void
open_asked (CercleSyncThread *self, const GError *failure)
{
  g_auto (GStrv) asked = take_asked (self);
  CercleNews news = { .sort = CERCLE_NEWS_OPENED };
  char *token;

  if (asked == NULL)
    return;
  if (failure != NULL)
    news.error = g_error_copy (failure);
  else
    {
      const CercleOpeningAsk ask = { asked[0], asked[1], asked[2] };

      token = copy_locked (self, &self->token);
      news.opened = cercle_sync_open_case (CERCLE_TRANSPORT (self->transport), token, &ask,
                                           self->cancellable, &news.error);
      forget_text (&token);
    }
  if (news.opened != NULL && !exchange (self, &news.error))
    g_clear_pointer (&news.opened, g_free);
  tell (self, news);
}

static void
exchange_and_tell (CercleSyncThread *self)
{
  CercleNews news = { .sort = CERCLE_NEWS_ENDED };
  gboolean ok;

  tell (self, (CercleNews){ .sort = CERCLE_NEWS_BEGUN });
  ok = exchange (self, &news.error);
  open_asked (self, news.error);
  if (ok)
    fetch_figures (self);
  self->failures = ok ? 0 : self->failures + 1;
  /* Asking again and again with a password that is refused would lock the account. */
  self->barred = g_error_matches (news.error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_PASSWORD) ||
                 g_error_matches (news.error, CERCLE_SYNC_ERROR, CERCLE_SYNC_ERROR_SIGNED_OUT);
  if (self->barred)
    set_token (self, NULL);
  if (self->transport != NULL)
    {
      self->retry_after = cercle_clock_transport_take_retry (self->transport);
      news.dated = cercle_clock_transport_get_offset (self->transport, &news.offset);
    }
  news.barred = self->barred;
  news.at = cercle_instant_now_text ();
  tell (self, news);
}

/* Microseconds until the next exchange nobody asked for. */
static gint64
pause_length (CercleSyncThread *self, gboolean eager)
{
  double length = eager ? MIN (EAGER_PACE, self->pace) : self->pace;

  for (guint i = 1; !eager && i < self->failures && length < LONGEST_PACE; i++)
    length *= 2;
  length = MIN (length, MAX (LONGEST_PACE, self->pace));
  length = MAX (length, self->retry_after * 1000.0);
  return (gint64) (length * g_random_double_range (0.8, 1.2)) * 1000;
}

/* FALSE when the thread must end. */
static gboolean
wait_turn (CercleSyncThread *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 soon = now + (self->failures > 0 ? MIN (CHANGE_PACE, self->pace) * 1000 : 0);
  gint64 due;
  gboolean go_on;

  g_mutex_lock (&self->lock);
  due = now + pause_length (self, self->eager);
  while (!self->stopping)
    {
      gint64 until = self->urgent ? 0 : self->woken ? MIN (soon, due) : due;

      if (self->barred && self->token == NULL)
        g_cond_wait (&self->cond, &self->lock);
      else if (until <= g_get_monotonic_time () ||
               !g_cond_wait_until (&self->cond, &self->lock, until))
        break;
    }
  self->woken = self->urgent = FALSE;
  go_on = !self->stopping;
  g_mutex_unlock (&self->lock);
  return go_on;
}

static void
end_session (CercleSyncThread *self)
{
  char *token = copy_locked (self, &self->token);
  g_autoptr (GError) error = NULL;

  if (token != NULL && self->transport != NULL &&
      !cercle_sync_sign_out (CERCLE_TRANSPORT (self->transport), token, self->farewell, &error))
    g_debug ("The session was not ended at the server: %s", error->message);
  forget_text (&token);
}

static gpointer
sync_thread_main (gpointer data)
{
  CercleSyncThread *self = data;
  gboolean sign_out;

  do
    exchange_and_tell (self);
  while (wait_turn (self));
  g_mutex_lock (&self->lock);
  sign_out = self->sign_out;
  g_mutex_unlock (&self->lock);
  if (sign_out)
    end_session (self);
  g_clear_object (&self->transport);
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  sync_thread_unref (self);
  return NULL;
}

CercleSyncThread *
cercle_sync_thread_new (const CercleSyncIdentity *identity, CercleStoreThread *store_thread,
                        CercleNewsFunc func, gpointer data)
{
  CercleSyncThread *self = g_atomic_rc_box_new0 (CercleSyncThread);

  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  self->address = g_strdup (identity->address);
  self->login = g_strdup (identity->login);
  self->password = g_strdup (identity->password);
  self->device = g_strdup (identity->device);
  self->token = g_strdup (identity->token);
  self->pace = identity->pace > 0 ? identity->pace : PACE;
  self->store_thread = cercle_store_thread_ref (store_thread);
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->farewell = g_cancellable_new ();
  self->func = func;
  self->func_data = data;
  g_thread_unref (g_thread_new ("cercle-sync", sync_thread_main, g_atomic_rc_box_acquire (self)));
  return self;
}

void
cercle_sync_thread_wake (CercleSyncThread *self, gboolean urgent)
{
  g_mutex_lock (&self->lock);
  self->woken = TRUE;
  self->urgent |= urgent;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
cercle_sync_thread_set_eager (CercleSyncThread *self, gboolean eager)
{
  g_mutex_lock (&self->lock);
  self->eager = eager;
  self->woken |= eager;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
cercle_sync_thread_open_case (CercleSyncThread *self, const CercleOpeningAsk *ask)
{
  const char *const asked[] = { ask->scope, ask->reference, ask->reason, NULL };

  g_mutex_lock (&self->lock);
  g_strfreev (self->asked);
  self->asked = g_strdupv ((char **) asked);
  self->woken = self->urgent = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
cercle_sync_thread_want_figures (CercleSyncThread *self)
{
  g_mutex_lock (&self->lock);
  self->figures = self->woken = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
cercle_sync_thread_renew (CercleSyncThread *self, const char *password, const char *token)
{
  g_mutex_lock (&self->lock);
  forget_text (&self->password);
  forget_text (&self->token);
  self->password = g_strdup (password);
  self->token = g_strdup (token);
  self->woken = self->urgent = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
cercle_sync_thread_stop (CercleSyncThread *self, gboolean sign_out, guint timeout)
{
  gint64 until = g_get_monotonic_time () + (gint64) timeout * 1000;

  self->func = NULL;
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  self->sign_out = sign_out;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&self->lock);
  while (!self->ended && g_cond_wait_until (&self->cond, &self->lock, until))
    ;
  forget_text (&self->password);
  g_mutex_unlock (&self->lock);
  /* A sign-out that nobody answers ends now. */
  g_cancellable_cancel (self->farewell);
  sync_thread_unref (self);
}
