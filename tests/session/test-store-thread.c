/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what a person saves overtake bulk work, and is nothing lost when the desk closes? */
#include "cercle-store-thread.h"

#include "room.h"

typedef struct
{
  char *folder;
  CercleStoreThread *thread;
  GMutex lock;
  GCond cond;
  gboolean hold;  /* jobs of bulk wait while set */
  GString *order; /* one letter a job, in the order they ran */
  guint answered;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = room_make ();
  path = g_build_filename (fixture->folder, "a.db", NULL);
  fixture->thread = cercle_store_thread_new ();
  fixture->order = g_string_new (NULL);
  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->cond);
  g_assert_true (cercle_store_thread_open (fixture->thread, path, NULL, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cercle_store_thread_close (fixture->thread);
  cercle_store_thread_unref (fixture->thread);
  g_string_free (fixture->order, TRUE);
  g_mutex_clear (&fixture->lock);
  g_cond_clear (&fixture->cond);
  room_remove (fixture->folder);
  g_free (fixture->folder);
}

typedef struct
{
  Fixture *fixture;
  char letter;
} Job;

static gboolean
note_job (CercleStore *store, gpointer data, GError **error)
{
  Job *job = data;
  Fixture *fixture = job->fixture;

  g_assert_true (CERCLE_IS_STORE (store));
  g_mutex_lock (&fixture->lock);
  g_string_append_c (fixture->order, job->letter);
  g_cond_broadcast (&fixture->cond);
  while (fixture->hold && job->letter == 'H')
    g_cond_wait (&fixture->cond, &fixture->lock);
  g_mutex_unlock (&fixture->lock);
  if (job->letter != 'E')
    return TRUE;
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FULL, "full");
  return FALSE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_assert_cmpint (job->letter, !=, 'E');
  job->fixture->answered++;
}

static void
push (Fixture *fixture, CercleTurn turn, char letter, GCancellable *cancellable)
{
  GTask *task = g_task_new (NULL, cancellable, answered_cb, NULL);
  Job *job = g_new0 (Job, 1);

  job->fixture = fixture;
  job->letter = letter;
  g_task_set_task_data (task, job, g_free);
  cercle_store_thread_push (fixture->thread, turn, note_job, task);
}

static void
hold (Fixture *fixture)
{
  fixture->hold = TRUE;
  push (fixture, CERCLE_TURN_SYNC, 'H', NULL);
  g_mutex_lock (&fixture->lock);
  while (strchr (fixture->order->str, 'H') == NULL)
    g_cond_wait (&fixture->cond, &fixture->lock);
  g_mutex_unlock (&fixture->lock);
}

static void
let_go (Fixture *fixture)
{
  g_mutex_lock (&fixture->lock);
  fixture->hold = FALSE;
  g_cond_broadcast (&fixture->cond);
  g_mutex_unlock (&fixture->lock);
}

static gboolean
eight_answered_cb (gpointer data)
{
  return ((Fixture *) data)->answered == 8;
}

static void
test_overtakes (Fixture *fixture, gconstpointer data)
{
  hold (fixture);
  push (fixture, CERCLE_TURN_SYNC, 'b', NULL);
  push (fixture, CERCLE_TURN_SYNC, 'c', NULL);
  push (fixture, CERCLE_TURN_READ, 'r', NULL);
  push (fixture, CERCLE_TURN_SAVE, 's', NULL);
  push (fixture, CERCLE_TURN_READ, 'q', NULL);
  push (fixture, CERCLE_TURN_SAVE, 't', NULL);
  push (fixture, CERCLE_TURN_SAVE, 'E', NULL);
  let_go (fixture);
  ROOM_WAIT (eight_answered_cb, fixture);
  g_assert_cmpstr (fixture->order->str, ==, "HstErqbc");
}

static gboolean
slice_job (CercleStore *store, gpointer data, GError **error)
{
  g_usleep (15 * 1000);
  return TRUE;
}

typedef struct
{
  Fixture *fixture;
  gint stop, slices; /* atomic */
} Bulk;

typedef struct
{
  Bulk *bulk;
  gint before, slices; /* that were done when it was asked, and when it ran */
} Save;

static gboolean
save_job (CercleStore *store, gpointer data, GError **error)
{
  Save *save = data;

  save->slices = g_atomic_int_get (&save->bulk->slices);
  return TRUE;
}

/* What the sync thread does: one slice after the other, waiting for each. */
static gpointer
bulk_main (gpointer data)
{
  Bulk *bulk = data;

  while (!g_atomic_int_get (&bulk->stop))
    {
      g_assert_true (
          cercle_store_thread_run (bulk->fixture->thread, CERCLE_TURN_SYNC, slice_job, NULL, NULL));
      g_atomic_int_inc (&bulk->slices);
    }
  return NULL;
}

static gboolean
is_running_cb (gpointer data)
{
  return g_atomic_int_get (&((Bulk *) data)->slices) > 3;
}

/* A save waits for one slice at most, not for the work that is cut into them: of three streams of
 * it, which take turns. Where this thread is kept from the processor between the question and its
 * post, more goes by; not ten times in a row. */
static void
test_save_during_bulk (Fixture *fixture, gconstpointer data)
{
  Bulk bulk = { .fixture = fixture };
  GThread *threads[3];
  gint least = G_MAXINT;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("bulk", bulk_main, &bulk);
  ROOM_WAIT (is_running_cb, &bulk);
  for (guint i = 0; i < 10; i++)
    {
      Save save = { &bulk, g_atomic_int_get (&bulk.slices), 0 };
      g_autoptr (GAsyncResult) result = NULL;
      GTask *task = g_task_new (NULL, NULL, room_keep_cb, &result);

      g_task_set_task_data (task, &save, NULL);
      cercle_store_thread_push (fixture->thread, CERCLE_TURN_SAVE, save_job, task);
      ROOM_WAIT (room_has_cb, &result);
      g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
      least = MIN (least, save.slices - save.before);
    }
  g_atomic_int_set (&bulk.stop, 1);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_test_message ("a save during bulk work let %d slices go first", least);
  g_assert_cmpint (least, <=, 1);
}

static gboolean
two_answered_cb (gpointer data)
{
  return ((Fixture *) data)->answered == 2;
}

static gboolean
five_answered_cb (gpointer data)
{
  return ((Fixture *) data)->answered == 5;
}

static gpointer
close_main (gpointer data)
{
  cercle_store_thread_close (((Fixture *) data)->thread);
  return NULL;
}

/* Closing does the saves and refuses the rest; nobody waits for ever. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  GThread *closer;
  g_autoptr (GError) error = NULL;

  hold (fixture);
  push (fixture, CERCLE_TURN_READ, 'r', NULL);
  push (fixture, CERCLE_TURN_SYNC, 'b', NULL);
  push (fixture, CERCLE_TURN_SAVE, 's', NULL);
  closer = g_thread_new ("closer", close_main, fixture);
  /* What does not save is refused at once, also while something runs. */
  ROOM_WAIT (two_answered_cb, fixture);
  let_go (fixture);
  g_thread_join (closer);
  push (fixture, CERCLE_TURN_SAVE, 'x', NULL);
  ROOM_WAIT (five_answered_cb, fixture);
  g_assert_cmpstr (fixture->order->str, ==, "Hs");
  g_assert_false (
      cercle_store_thread_run (fixture->thread, CERCLE_TURN_SYNC, slice_job, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  hold (fixture);
  push (fixture, CERCLE_TURN_READ, 'r', cancellable);
  g_cancellable_cancel (cancellable);
  let_go (fixture);
  ROOM_WAIT (two_answered_cb, fixture);
  g_assert_cmpstr (fixture->order->str, ==, "H");
}

static void
test_without_file (void)
{
  g_autoptr (CercleStoreThread) thread = cercle_store_thread_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (cercle_store_thread_open (thread, "/nonexistent/a.db", NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (cercle_store_thread_run (thread, CERCLE_TURN_SAVE, slice_job, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  cercle_store_thread_close (thread);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/session/store-thread/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("overtakes", test_overtakes);
  ADD ("save-during-bulk", test_save_during_bulk);
  ADD ("close", test_close);
  ADD ("cancelled", test_cancelled);
  g_test_add_func ("/session/store-thread/without-file", test_without_file);
  return g_test_run ();
}
