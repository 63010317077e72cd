/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How much bulk work is done before somebody else may write? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-slice.h"

#include <sys/resource.h>

#define LEAST 16
#define LONG_WORK (20 * G_TIME_SPAN_MILLISECOND)
#define SHORT_WORK (8 * G_TIME_SPAN_MILLISECOND)

static gint64
microseconds (const struct timeval *span)
{
  return (gint64) span->tv_sec * G_USEC_PER_SEC + span->tv_usec;
}

gint64
cercle_slice_worked (void)
{
  struct rusage usage = { 0 };

  getrusage (RUSAGE_THREAD, &usage);
  return microseconds (&usage.ru_utime) + microseconds (&usage.ru_stime);
}

guint
cercle_slice_next (guint rows, guint most, gint64 worked)
{
  if (worked > LONG_WORK)
    return MAX (LEAST, rows / 2);
  return worked < SHORT_WORK ? MIN (most, rows * 2) : rows;
}
