/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk without a window: signs in, exchanges until its file is complete and searchable, and tells
 * how long that took since the first question, when the first rows could be read, and how much
 * memory it needed at most. Between exchange_all() and tell_desk(), which callgrind looks for, is
 * what the whole costs, of all threads.
 *
 * bench-first-sync ADDRESS SIGN-IN-FILE DESK-FILE WORD    WORD is looked for at the end */
#define G_LOG_DOMAIN "cercle-bench"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "cercle-case.h"
#include "cercle-journal.h"
#include "cercle-query.h"
#include "cercle-store-thread.h"

#define DEVICE "bench"
#define LOOK_AGAIN_US 20000

typedef struct
{
  CercleStoreThread *thread;
  const char *path, *word;
  gint64 begun, first_row, first_case, rows_in, done; /* monotonic */
  guint rows;
  gint64 found;
} Desk;

/* What callgrind begins and ends with. */
void exchange_all (Desk *desk, CercleTransport *transport, const char *token);
void tell_desk (const Desk *desk);

static void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error != NULL ? error->message : "it failed without a word");
}

/* As the window would read it: its own connection, beside the writer. */
static gboolean
can_read_case (const char *path)
{
  g_autoptr (CercleStore) reader = cercle_store_open_reader (path, NULL, NULL);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;

  cercle_query_set_limit (query, 50);
  cases = reader != NULL ? cercle_store_find (reader, query, NULL) : NULL;
  return cases != NULL && cases->len == 50;
}

static void
progress_cb (guint64 kinds, guint rows, gpointer data)
{
  Desk *desk = data;

  cercle_store_thread_index (desk->thread);
  desk->rows = rows;
  if (desk->first_row == 0 && rows > 0)
    desk->first_row = g_get_monotonic_time ();
  if (desk->first_case == 0 && can_read_case (desk->path))
    desk->first_case = g_get_monotonic_time ();
}

static gboolean
runner_cb (CercleStoreJob job, gpointer data, gpointer runner_data, GError **error)
{
  Desk *desk = runner_data;

  return cercle_store_thread_run (desk->thread, CERCLE_TURN_SYNC, job, data, error);
}

static gboolean
look_job (CercleStore *store, gpointer data, GError **error)
{
  Desk *desk = data;
  CercleJournalState state;
  g_autoptr (CercleQuery) query = NULL;

  if (!cercle_journal_state (store, &state, error))
    return FALSE;
  if (state.indexing)
    return TRUE;
  desk->done = g_get_monotonic_time ();
  query = cercle_query_new (&cercle_case_kind);
  cercle_query_set_text (query, desk->word);
  desk->found = cercle_store_count (store, query, error);
  return desk->found >= 0;
}

static void
sign_in (CercleTransport *transport, const char *path, CercleGrant **grant)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *login = NULL, *password = NULL;
  g_autoptr (GError) error = NULL;

  must (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error), error);
  login = g_key_file_get_string (file, "sign-in", "login", NULL);
  password = g_key_file_get_string (file, "sign-in", "password", NULL);
  *grant = cercle_sync_sign_in (transport, login, password, DEVICE, NULL, &error);
  must (*grant != NULL, error);
}

G_GNUC_NO_INLINE void
exchange_all (Desk *desk, CercleTransport *transport, const char *token)
{
  g_autoptr (GError) error = NULL;
  CercleSync sync = { .transport = transport,
                      .token = token,
                      .device = DEVICE,
                      .runner = runner_cb,
                      .runner_data = desk,
                      .progress = progress_cb,
                      .progress_data = desk };

  desk->begun = g_get_monotonic_time ();
  must (cercle_store_thread_open (desk->thread, desk->path, NULL, &error), error);
  must (cercle_sync_run (&sync, NULL, &error), error);
  desk->rows_in = g_get_monotonic_time ();
  while (desk->done == 0)
    {
      must (cercle_store_thread_run (desk->thread, CERCLE_TURN_READ, look_job, desk, &error),
            error);
      g_usleep (LOOK_AGAIN_US);
    }
}

static long
most_resident (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = status != NULL ? strstr (status, "VmHWM:") : NULL;
  return line != NULL ? strtol (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

/* Seconds that the processors gave to this process. */
static double
processor (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static double
seconds (const Desk *desk, gint64 moment)
{
  return moment > 0 ? (double) (moment - desk->begun) / G_USEC_PER_SEC : -1;
}

G_GNUC_NO_INLINE void
tell_desk (const Desk *desk)
{
  printf ("wall %.3f rows-in %.3f first-row %.3f first-case %.3f rows %u found %" G_GINT64_FORMAT
          " resident %ld processor %.3f\n",
          seconds (desk, desk->done), seconds (desk, desk->rows_in),
          seconds (desk, desk->first_row), seconds (desk, desk->first_case), desk->rows,
          desk->found, most_resident (), processor ());
}

int
main (int argc, char **argv)
{
  g_autoptr (CercleTransport) transport = NULL;
  g_autoptr (CercleGrant) grant = NULL;
  g_autoptr (GError) error = NULL;
  Desk desk = { NULL };

  if (argc != 5)
    return 2;
  transport = cercle_http_transport_new (argv[1], &error);
  must (transport != NULL, error);
  sign_in (transport, argv[2], &grant);
  desk.path = argv[3];
  desk.word = argv[4];
  desk.thread = cercle_store_thread_new ();
  exchange_all (&desk, transport, grant->token);
  tell_desk (&desk);
  cercle_store_thread_close (desk.thread);
  cercle_store_thread_unref (desk.thread);
  return 0;
}
