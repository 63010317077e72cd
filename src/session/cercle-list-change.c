/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is the least a view must be told when a list changes? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-list-change.h"

/* Rows that a view may be asked to take in one step. */
#define SMALL 64

static gint64
key_at (GArray *keys, guint position)
{
  return g_array_index (keys, gint64, position);
}

static gboolean
same_run (GArray *a, guint from_a, GArray *b, guint from_b, guint n)
{
  for (guint i = 0; i < n; i++)
    if (key_at (a, from_a + i) != key_at (b, from_b + i))
      return FALSE;
  return TRUE;
}

static guint
move_row (GArray *before, GArray *after, guint from, guint to, CercleListStep step, gpointer data)
{
  g_autoptr (GArray) between = g_array_copy (before);

  g_array_remove_index (between, from);
  step (between, from, 1, 0, data);
  step (after, to, 0, 1, data);
  return 2;
}

static guint
replace_all (GArray *before, GArray *after, CercleListStep step, gpointer data)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint steps = 0;

  if (before->len > 0 && ++steps)
    step (none, 0, before->len, 0, data);
  if (after->len > 0 && ++steps)
    step (after, 0, 0, after->len, data);
  return steps;
}

guint
cercle_list_change (GArray *before, GArray *after, gboolean related, CercleListStep step,
                    gpointer data)
{
  guint shorter = MIN (before->len, after->len);
  guint head = 0;
  guint tail = 0;
  guint removed, added;

  if (!related)
    return replace_all (before, after, step, data);
  while (head < shorter && key_at (before, head) == key_at (after, head))
    head++;
  while (tail < shorter - head &&
         key_at (before, before->len - 1 - tail) == key_at (after, after->len - 1 - tail))
    tail++;
  removed = before->len - head - tail;
  added = after->len - head - tail;
  if (removed == 0 && added == 0)
    return 0;
  if (removed == added && same_run (before, head + 1, after, head, removed - 1))
    return move_row (before, after, head, head + added - 1, step, data);
  if (removed == added && same_run (before, head, after, head + 1, removed - 1))
    return move_row (before, after, head + removed - 1, head, step, data);
  if (removed <= SMALL && added <= SMALL)
    {
      step (after, head, removed, added, data);
      return 1;
    }
  return replace_all (before, after, step, data);
}
