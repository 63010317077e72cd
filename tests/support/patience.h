/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How much slower may it be here than on a machine of its own? CERCLE_PATIENCE, a whole number: ./check
 * sets it where the sanitizers stretch everything; 1 otherwise. Limits of real time and of memory grow
 * with it, rounds of random tests shrink, so that one factor says it all. */
#pragma once

#include <glib.h>

static inline guint
patience (void)
{
  static guint known = 0;
  const char *text = known == 0 ? g_getenv ("CERCLE_PATIENCE") : NULL;

  if (known == 0)
    known = text != NULL ? (guint) CLAMP (g_ascii_strtoull (text, NULL, 10), 1, 100) : 1;
  return known;
}

static inline gint64
patience_limit (gint64 limit)
{
  return limit * patience ();
}

/* A pause that lets something happen; six times as long is enough, and pauses add up. */
static inline guint
patience_pause (guint pause)
{
  return pause * MIN (patience (), 6);
}

static inline guint
patience_rounds (guint rounds)
{
  return MAX (rounds / patience (), 1);
}
