/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who writes the desk's file, and in which order? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-store-thread.h"

#include <glib/gi18n-lib.h>

#include "cercle-slice.h"

#define MOST_INDEXED 500

typedef struct
{
  CercleStoreJob job;
  gpointer data;
  GTask *task; /* NULL: somebody waits on the condition */
  gboolean done, ok;
  GError *error;
} Item;

struct _CercleStoreThread
{
  GMutex lock;
  GCond cond;
  GQueue turns[CERCLE_N_TURNS];
  gboolean closing, to_index;
  GThread *thread;
  GMainContext *context; /* where indexed is called; NULL: nobody asked */

  /* Of that context. */
  void (*indexed) (gpointer data);
  gpointer indexed_data;

  /* The store thread's own. */
  CercleStore *store;
  guint slice;
};

static gboolean
closed_error (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED,
                       _ ("The file of this desk is closed."));
  return FALSE;
}

static void
finish_item (CercleStoreThread *self, Item *item, gboolean ok, GError *error)
{
  if (item->task != NULL)
    {
      if (ok)
        g_task_return_boolean (item->task, TRUE);
      else
        g_task_return_error (item->task, error);
      g_object_unref (item->task);
      g_free (item);
      return;
    }
  g_mutex_lock (&self->lock);
  item->ok = ok;
  item->error = error;
  item->done = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

typedef struct
{
  CercleStoreThread *self;
  const char *path;
  GBytes *key;
} Opening;

static gboolean
open_job (CercleStore *store, gpointer data, GError **error)
{
  Opening *opening = data;

  g_clear_object (&opening->self->store);
  opening->self->store = cercle_store_open (opening->path, CERCLE_STORE_DESK, opening->key, error);
  return opening->self->store != NULL;
}

static void
run_item (CercleStoreThread *self, Item *item)
{
  GError *error = NULL;
  gboolean ok;

  if (item->task != NULL && g_cancellable_is_cancelled (g_task_get_cancellable (item->task)))
    {
      g_task_return_error_if_cancelled (item->task);
      g_object_unref (item->task);
      g_free (item);
      return;
    }
  /* A job never sees a missing store. */
  if (self->store == NULL && item->job != open_job)
    ok = closed_error (&error);
  else
    ok = item->job (self->store, item->data, &error);
  finish_item (self, item, ok, error);
}

static gboolean
indexed_cb (gpointer data)
{
  CercleStoreThread *self = data;

  if (self->indexed != NULL)
    self->indexed (self->indexed_data);
  return G_SOURCE_REMOVE;
}

static void
unref_cb (gpointer data)
{
  cercle_store_thread_unref (data);
}

static void
tell_indexed (CercleStoreThread *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, indexed_cb, cercle_store_thread_ref (self), unref_cb);
  g_mutex_lock (&self->lock);
  if (self->context != NULL)
    g_source_attach (source, self->context);
  g_mutex_unlock (&self->lock);
}

static void
index_slice (CercleStoreThread *self)
{
  gboolean gap = self->store != NULL && !cercle_store_is_indexed (self->store);
  g_autoptr (GError) error = NULL;
  gint64 begun = cercle_slice_worked ();
  guint left = 0;

  if (!gap || !cercle_store_index_slice (self->store, self->slice, &left, &error))
    left = 0;
  self->slice =
      cercle_slice_next (self->slice, MOST_INDEXED, cercle_slice_worked () - begun);
  if (error != NULL)
    g_debug ("Indexing stopped: %s", error->message);
  if (left > 0)
    cercle_store_thread_index (self);
  else if (gap && cercle_store_is_indexed (self->store))
    tell_indexed (self);
}

/* Called with the lock held. */
static Item *
pop_item (CercleStoreThread *self)
{
  for (guint turn = 0; turn < CERCLE_N_TURNS; turn++)
    {
      Item *item = g_queue_pop_head (&self->turns[turn]);
      if (item != NULL)
        return item;
    }
  return NULL;
}

static gpointer
store_thread_main (gpointer data)
{
  CercleStoreThread *self = data;

  g_mutex_lock (&self->lock);
  while (TRUE)
    {
      Item *item = pop_item (self);
      gboolean to_index = item == NULL && !self->closing && self->to_index;

      if (item == NULL && self->closing)
        break;
      if (item == NULL && !to_index)
        {
          g_cond_wait (&self->cond, &self->lock);
          continue;
        }
      if (to_index)
        self->to_index = FALSE;
      g_mutex_unlock (&self->lock);
      if (item != NULL)
        run_item (self, item);
      else
        index_slice (self);
      g_mutex_lock (&self->lock);
    }
  g_mutex_unlock (&self->lock);
  g_clear_object (&self->store);
  return NULL;
}

/* FALSE when closing: the item was not taken. */
static gboolean
append_item (CercleStoreThread *self, CercleTurn turn, Item *item)
{
  gboolean open;

  g_mutex_lock (&self->lock);
  open = !self->closing && self->thread != NULL;
  if (open)
    {
      g_queue_push_tail (&self->turns[turn], item);
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->lock);
  return open;
}

static gboolean
wait_for (CercleStoreThread *self, CercleTurn turn, CercleStoreJob job, gpointer data,
          GError **error)
{
  Item item = { .job = job, .data = data };

  if (!append_item (self, turn, &item))
    return closed_error (error);
  g_mutex_lock (&self->lock);
  while (!item.done)
    g_cond_wait (&self->cond, &self->lock);
  g_mutex_unlock (&self->lock);
  if (item.error != NULL)
    g_propagate_error (error, item.error);
  return item.ok;
}

CercleStoreThread *
cercle_store_thread_new (void)
{
  CercleStoreThread *self = g_atomic_rc_box_new0 (CercleStoreThread);

  g_mutex_init (&self->lock);
  g_cond_init (&self->cond);
  for (guint turn = 0; turn < CERCLE_N_TURNS; turn++)
    g_queue_init (&self->turns[turn]);
  self->slice = 100;
  self->thread = g_thread_new ("cercle-store", store_thread_main, self);
  return self;
}

CercleStoreThread *
cercle_store_thread_ref (CercleStoreThread *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_thread (gpointer data)
{
  CercleStoreThread *self = data;

  cercle_store_thread_close (self);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->cond);
}

void
cercle_store_thread_unref (CercleStoreThread *self)
{
  g_atomic_rc_box_release_full (self, clear_thread);
}

gboolean
cercle_store_thread_open (CercleStoreThread *self, const char *path, GBytes *key, GError **error)
{
  Opening opening = { self, path, key };

  return wait_for (self, CERCLE_TURN_SAVE, open_job, &opening, error);
}

gboolean
cercle_store_thread_run (CercleStoreThread *self, CercleTurn turn, CercleStoreJob job,
                         gpointer data, GError **error)
{
  return wait_for (self, turn, job, data, error);
}

void
cercle_store_thread_push (CercleStoreThread *self, CercleTurn turn, CercleStoreJob job, GTask *task)
{
  Item *item = g_new0 (Item, 1);

  item->job = job;
  item->data = g_task_get_task_data (task);
  item->task = task;
  if (!append_item (self, turn, item))
    {
      GError *error = NULL;
      closed_error (&error);
      finish_item (self, item, FALSE, error);
    }
}

void
cercle_store_thread_index (CercleStoreThread *self)
{
  g_mutex_lock (&self->lock);
  self->to_index = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
}

void
cercle_store_thread_set_indexed (CercleStoreThread *self, void (*func) (gpointer data),
                                 gpointer data)
{
  self->indexed = func;
  self->indexed_data = data;
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->context, g_main_context_unref);
  if (func != NULL)
    self->context = g_main_context_ref_thread_default ();
  g_mutex_unlock (&self->lock);
}

void
cercle_store_thread_close (CercleStoreThread *self)
{
  GQueue refused = G_QUEUE_INIT;
  GThread *thread;
  Item *item;

  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  for (guint turn = CERCLE_TURN_READ; turn < CERCLE_N_TURNS; turn++)
    while ((item = g_queue_pop_head (&self->turns[turn])) != NULL)
      g_queue_push_tail (&refused, item);
  thread = g_steal_pointer (&self->thread);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->lock);
  while ((item = g_queue_pop_head (&refused)) != NULL)
    {
      GError *error = NULL;
      closed_error (&error);
      finish_item (self, item, FALSE, error);
    }
  if (thread != NULL)
    g_thread_join (thread);
}
