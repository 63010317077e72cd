/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the import of a long waiting list cost, by one of a tenth? A desk off line reads,
 * imports and matches one list, and then the other, with a clock that ticks in the main loop all
 * the while.
 *
 * bench-waiting ROWS    prints "few S many S stall S": seconds of the processors for a tenth of the
 * rows and for all, and the longest that the main loop was away during the second */
#define G_LOG_DOMAIN "cercle-bench"

#include <stdlib.h>
#include <time.h>

#include "cercle-waiting-desk.h"
#include "room.h"

#define NOWHERE "http://127.0.0.1:1"
#define LOGIN "ada"
#define PHRASE "une phrase assez longue"
#define TICK_MS 5

static gint64 ticked, stall;

static gboolean
tick_cb (gpointer data)
{
  gint64 now = g_get_monotonic_time ();

  stall = MAX (stall, now - ticked - TICK_MS * 1000);
  ticked = now;
  return G_SOURCE_CONTINUE;
}

/* Everybody has her own name and day of birth. */
static char *
write_list (const char *folder, guint n)
{
  char *path = g_strdup_printf ("%s/%u.csv", folder, n);
  g_autoptr (GString) rows =
      g_string_new ("NOM;Prénom;Date de naissance;Commune;Inscrit le;Orientation\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (rows, "%c%c%c%c%cER%u;Zoé;%02u/%02u/%u;Caen;01/09/2018;IME\n",
                            'B' + i % 20, "AEIOU"[i / 20 % 5], 'B' + i / 100 % 20,
                            "AEIOU"[i / 2000 % 5], 'B' + i / 10000 % 20, n, 1 + i % 28,
                            1 + i / 28 % 12, 1990 + i / 336 % 30);
  if (!g_file_set_contents (path, rows->str, (gssize) rows->len, &error))
    g_error ("%s", error->message);
  return path;
}

static CercleWaitingImport *
read_list (CercleSession *session, const char *path, const char *body)
{
  g_autoptr (GAsyncResult) sampled = NULL, result = NULL;
  g_autoptr (CercleWaitingSample) sample = NULL;
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *read;
  CercleWaitingMap map;

  cercle_session_sample_waiting_async (session, path, room_keep_cb, &sampled);
  ROOM_WAIT (room_has_cb, &sampled);
  sample = cercle_session_sample_waiting_finish (session, sampled, &error);
  if (sample == NULL)
    g_error ("%s", error->message);
  cercle_waiting_map_guess (&map, sample->columns, NULL, NULL);
  cercle_session_read_waiting_async (session, path, body, &map, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  read = cercle_session_read_waiting_finish (session, result, &error);
  if (read == NULL)
    g_error ("%s", error->message);
  return read;
}

static void
import (CercleSession *session, CercleWaitingImport *read)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  cercle_session_import_waiting_async (session, read, NULL, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  if (!cercle_session_import_waiting_finish (session, result, &error))
    g_error ("%s", error->message);
}

static guint
match (CercleSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *people = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  cercle_session_match_waiting_async (session, room_keep_cb, &result);
  ROOM_WAIT (room_has_cb, &result);
  people = cercle_session_match_waiting_finish (session, result, &error);
  if (people == NULL)
    g_error ("%s", error->message);
  n = people->len;
  cercle_waiting_people_free (people);
  /* What is put away is waited for, too. */
  room_run (10 * TICK_MS);
  return n;
}

/* Seconds of the processors, until somebody may be looked at. */
static double
take_in (const char *folder, guint n)
{
  g_autofree char *home = g_strdup_printf ("%s/%u", folder, n), *path = NULL, *database = NULL;
  CercleSession *session = NULL;
  g_autoptr (GError) error = NULL;
  clock_t begun = 0;
  double seconds;

  g_mkdir_with_parents (home, 0700);
  database = room_make_desk (home, NOWHERE, LOGIN, PHRASE, NULL);
  path = write_list (folder, n);
  session = cercle_session_new (NULL, home);
  if (!room_sign_in (session, NOWHERE, LOGIN, PHRASE, &error))
    g_error ("%s", error->message);
  begun = clock ();
  ticked = g_get_monotonic_time ();
  stall = 0;
  import (session, read_list (session, path, "IME"));
  if (match (session) != n)
    g_error ("not everybody waits");
  seconds = (double) (clock () - begun) / CLOCKS_PER_SEC;
  cercle_session_close (session);
  g_object_unref (session);
  return seconds;
}

int
main (int argc, char **argv)
{
  guint n = argc == 2 ? (guint) strtoul (argv[1], NULL, 10) : 0;
  g_autofree char *folder = NULL;
  double few, many;

  if (n < 10)
    return 2;
  folder = room_make ();
  g_timeout_add (TICK_MS, tick_cb, NULL);
  few = take_in (folder, n / 10);
  many = take_in (folder, n);
  g_print ("few %.3f many %.3f stall %.3f\n", few, many, (double) stall / G_USEC_PER_SEC);
  room_remove (folder);
  return 0;
}
