/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When exactly was a desk killed, and had it had its turn on the processor until then? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <signal.h>
#include <sys/wait.h>

#include "driver-private.h"

#define SAMPLE_US 10000

typedef struct
{
  gint64 at, starved; /* µs */
} Sample;

struct _Killer
{
  GPid pid;
  gint64 due, killed_at;
  GArray *samples;
  int done; /* atomic */
  GThread *thread;
};

/* µs that a thread was ready and waited for a processor since it began: the second number. */
static gint64
starved (GPid pid, const char *task)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%s/schedstat", pid, task);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  g_auto (GStrv) numbers = g_strsplit (text, " ", 3);
  return g_strv_length (numbers) == 3 ? g_ascii_strtoll (numbers[1], NULL, 10) / 1000 : 0;
}

static gboolean
is_store_thread (GPid pid, const char *task)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%s/comm", pid, task);
  g_autofree char *name = NULL;

  return g_file_get_contents (path, &name, NULL, NULL) && g_str_has_prefix (name, "cercle-store");
}

/* A key passes through two threads, one after the other: the one that draws, the one that writes.
 */
static void
take_sample (Killer *self, const char *main_task, const char *store_task)
{
  Sample sample = { g_get_monotonic_time (), starved (self->pid, main_task) };

  if (store_task != NULL)
    sample.starved += starved (self->pid, store_task);
  g_array_append_val (self->samples, sample);
}

static char *
find_store_task (GPid pid)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", pid);
  g_autoptr (GDir) tasks = g_dir_open (folder, 0, NULL);
  const char *task;

  while (tasks != NULL && (task = g_dir_read_name (tasks)) != NULL)
    if (is_store_thread (pid, task))
      return g_strdup (task);
  return NULL;
}

static gpointer
killer_cb (gpointer data)
{
  Killer *self = data;
  g_autofree char *main_task = g_strdup_printf ("%d", self->pid);
  g_autofree char *store_task = find_store_task (self->pid);
  gint64 left;

  while ((left = self->due - g_get_monotonic_time ()) > 0)
    {
      take_sample (self, main_task, store_task);
      g_usleep ((gulong) CLAMP (left, 1, SAMPLE_US));
    }
  take_sample (self, main_task, store_task);
  self->killed_at = g_get_monotonic_time ();
  kill (self->pid, SIGKILL);
  waitpid (self->pid, NULL, 0);
  g_atomic_int_set (&self->done, 1);
  return NULL;
}

Killer *
killer_start (GPid pid, guint ms)
{
  Killer *self = g_new0 (Killer, 1);

  self->pid = pid;
  self->due = g_get_monotonic_time () + ms * 1000;
  self->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  self->thread = g_thread_new ("killer", killer_cb, self);
  return self;
}

gboolean
killer_is_done (Killer *self)
{
  return g_atomic_int_get (&self->done) == 1;
}

gint64
killer_end (Killer *self, gint64 last_us, gint64 *lacking)
{
  g_thread_join (self->thread);
  Sample last = g_array_index (self->samples, Sample, self->samples->len - 1);
  Sample first = last;
  gint64 killed_at = self->killed_at;

  for (guint i = self->samples->len; i > 0 && first.at > killed_at - last_us; i--)
    first = g_array_index (self->samples, Sample, i - 1);
  *lacking = last.starved - first.starved;
  g_array_unref (self->samples);
  g_free (self);
  return killed_at;
}
