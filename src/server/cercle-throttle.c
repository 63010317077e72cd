/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When may somebody who failed try again? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-throttle.h"

#define FORGOTTEN_AFTER (3600 * 1000)
/* Keys come from strangers: the table is bounded, and the longest quiet one goes first. */
#define MOST_KEYS 4096

typedef struct
{
  guint failures;
  gint64 last;
} Tries;

struct _CercleThrottle
{
  GHashTable *tries;
  guint forgiven;
  gint64 most;
};

CercleThrottle *
cercle_throttle_new (guint forgiven, gint64 most)
{
  CercleThrottle *self = g_new0 (CercleThrottle, 1);

  self->tries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->forgiven = forgiven;
  self->most = most;
  return self;
}

void
cercle_throttle_free (CercleThrottle *self)
{
  g_hash_table_unref (self->tries);
  g_free (self);
}

static void
make_room (CercleThrottle *self, gint64 now)
{
  GHashTableIter iter;
  gpointer key, value, oldest = NULL;
  gint64 last = G_MAXINT64;

  g_hash_table_iter_init (&iter, self->tries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Tries *tries = value;

      if (now - tries->last >= FORGOTTEN_AFTER)
        g_hash_table_iter_remove (&iter);
      else if (tries->last < last)
        {
          last = tries->last;
          oldest = key;
        }
    }
  if (g_hash_table_size (self->tries) >= MOST_KEYS)
    g_hash_table_remove (self->tries, oldest);
}

static Tries *
find (CercleThrottle *self, const char *key, gint64 now)
{
  Tries *tries = g_hash_table_lookup (self->tries, key);

  if (tries != NULL && now - tries->last >= FORGOTTEN_AFTER)
    tries->failures = 0;
  return tries;
}

gint64
cercle_throttle_wait (CercleThrottle *self, const char *key, gint64 now)
{
  const Tries *tries = find (self, key, now);
  gint64 wait = 1, left;

  if (tries == NULL || tries->failures < self->forgiven)
    return 0;
  for (guint i = self->forgiven; i < tries->failures && wait < self->most; i++)
    wait *= 2;
  left = tries->last + MIN (wait, self->most) * 1000 - now;
  /* A clock that went back must not lock anybody out for longer than the rule says. */
  return left > 0 ? MIN ((left + 999) / 1000, self->most) : 0;
}

void
cercle_throttle_fail (CercleThrottle *self, const char *key, gint64 now)
{
  Tries *tries = find (self, key, now);

  if (tries == NULL)
    {
      if (g_hash_table_size (self->tries) >= MOST_KEYS)
        make_room (self, now);
      tries = g_new0 (Tries, 1);
      g_hash_table_insert (self->tries, g_strdup (key), tries);
    }
  tries->failures++;
  tries->last = now;
}

void
cercle_throttle_forgive (CercleThrottle *self, const char *key)
{
  Tries *tries = g_hash_table_lookup (self->tries, key);

  if (tries != NULL && tries->failures > 0)
    tries->failures--;
}

void
cercle_throttle_clear (CercleThrottle *self, const char *key)
{
  g_hash_table_remove (self->tries, key);
}

void
cercle_throttle_remember (CercleThrottle *self, const char *key, guint failures, gint64 last)
{
  Tries *tries;

  if (failures == 0 || g_hash_table_contains (self->tries, key))
    return;
  cercle_throttle_fail (self, key, last);
  tries = g_hash_table_lookup (self->tries, key);
  tries->failures = failures;
}
