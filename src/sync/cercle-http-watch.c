/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a blocking call give up a connection that is not made in time? A thread sleeps beside it
 * for as long as the connection is being made, and no longer: most requests use one that stands. */
#define G_LOG_DOMAIN "cercle-sync"

#include "cercle-http-watch.h"

struct _CercleHttpWatch
{
  GCancellable *inner, *outer;
  gulong outer_id;
  guint connect_ms;
  GThread *thread;
  GMutex lock;
  GCond cond;
  gboolean done, late; /* under lock */
};

static gpointer
watch_thread (gpointer data)
{
  CercleHttpWatch *self = data;
  gint64 deadline = g_get_monotonic_time () + self->connect_ms * G_TIME_SPAN_MILLISECOND;
  gboolean late;

  g_mutex_lock (&self->lock);
  while (!self->done)
    if (!g_cond_wait_until (&self->cond, &self->lock, deadline))
      break;
  late = self->late = !self->done;
  g_mutex_unlock (&self->lock);
  if (late)
    g_cancellable_cancel (self->inner);
  return NULL;
}

static void
outer_cancelled_cb (GCancellable *outer, gpointer data)
{
  g_cancellable_cancel (data);
}

CercleHttpWatch *
cercle_http_watch_new (guint connect_ms, GCancellable *outer)
{
  CercleHttpWatch *self = g_new0 (CercleHttpWatch, 1);

  self->connect_ms = connect_ms;
  self->inner = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  if (outer != NULL)
    {
      self->outer = g_object_ref (outer);
      self->outer_id = g_cancellable_connect (outer, G_CALLBACK (outer_cancelled_cb),
                                              g_object_ref (self->inner), g_object_unref);
    }
  return self;
}

GCancellable *
cercle_http_watch_get_cancellable (CercleHttpWatch *self)
{
  return self->inner;
}

void
cercle_http_watch_begin (CercleHttpWatch *self)
{
  if (self->thread != NULL)
    return;
  self->done = FALSE;
  self->thread = g_thread_new ("cercle-connect", watch_thread, self);
}

void
cercle_http_watch_end (CercleHttpWatch *self)
{
  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->thread));
}

gboolean
cercle_http_watch_is_late (CercleHttpWatch *self)
{
  gboolean late;

  g_mutex_lock (&self->lock);
  late = self->late;
  g_mutex_unlock (&self->lock);
  return late;
}

void
cercle_http_watch_free (CercleHttpWatch *self)
{
  cercle_http_watch_end (self);
  if (self->outer != NULL)
    g_cancellable_disconnect (self->outer, self->outer_id);
  g_clear_object (&self->outer);
  g_clear_object (&self->inner);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
  g_free (self);
}
