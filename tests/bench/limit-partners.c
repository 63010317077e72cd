/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit of a search for partners: bare SQLite passes once over the sheets of the same file and
 * keeps the names that have three letters in them, in their order, as many as a list shows.
 *
 * limit-partners FILE    prints the milliseconds of processor (median of TURNS) */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TURNS 5
#define QUESTION                                                                                   \
  "SELECT id, name FROM organisations WHERE deleted=0 AND closed_on IS NULL"                       \
  " AND name LIKE '%rel%' ORDER BY name LIMIT 300"

static double
processor_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare_times (const void *a, const void *b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

int
main (int argc, char **argv)
{
  sqlite3 *file = NULL;
  sqlite3_stmt *question = NULL;
  double times[TURNS];
  int n = 0;

  if (argc != 2 || sqlite3_open_v2 (argv[1], &file, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (file, QUESTION, -1, &question, NULL) != SQLITE_OK)
    return 2;
  for (int turn = 0; turn < TURNS; turn++)
    {
      double before = processor_ms ();

      for (n = 0; sqlite3_step (question) == SQLITE_ROW; n++)
        ;
      sqlite3_reset (question);
      times[turn] = processor_ms () - before;
    }
  qsort (times, TURNS, sizeof (double), compare_times);
  printf ("pass %.2f shown %d\n", times[TURNS / 2], n);
  sqlite3_finalize (question);
  sqlite3_close (file);
  return 0;
}
