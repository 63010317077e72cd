/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How do rows that came in bulk get their search rows, without anybody waiting? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-search.h"
#include "cercle-store-private.h"

typedef struct
{
  gint64 neighbour;
  CercleRecord *record; /* owned */
} Entry;

typedef struct
{
  const CercleTable *table;
  gint64 after, last;
  gboolean whole; /* no row is left after last */
  GArray *entries;
} Slice;

static void
entry_clear (Entry *entry)
{
  g_clear_object (&entry->record);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;
  return left->neighbour < right->neighbour ? -1 : left->neighbour > right->neighbour;
}

/* The first kind with a gap, in the order in which records may refer to each other. FALSE with
 * error, or without when there is none (table NULL). */
static gboolean
find_gap (CercleStore *store, Slice *slice, GError **error)
{
  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    {
      gint64 after = -1;

      if (!cercle_sqlite_read (store->sqlite, &after, error,
                               "SELECT after FROM search_gap WHERE kind=?", "s",
                               cercle_kinds ()[i]->name))
        return FALSE;
      if (after < 0)
        continue;
      slice->table = cercle_table (cercle_kinds ()[i], store->end);
      slice->after = after;
      return TRUE;
    }
  return TRUE;
}

static gboolean
read_slice (CercleStore *store, Slice *slice, guint n, GError **error)
{
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite, slice->table->after_key, error);
  CercleStep step;

  if (row == NULL)
    return FALSE;
  cercle_statement_bind (row, "xx", slice->after, (gint64) n);
  slice->last = slice->after;
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      Entry entry = { .record = cercle_table_read (slice->table, row) };

      slice->last = cercle_table_key (slice->table, row);
      entry.neighbour = cercle_search_neighbour (store, entry.record);
      g_array_append_val (slice->entries, entry);
    }
  slice->whole = slice->entries->len < n;
  return step == CERCLE_STEP_DONE;
}

static gboolean
write_slice (CercleStore *store, Slice *slice, GError **error)
{
  gboolean deferred = store->defer_search, done = TRUE;

  g_array_sort (slice->entries, compare_entries);
  store->defer_search = FALSE;
  for (guint i = 0; done && i < slice->entries->len; i++)
    done = cercle_search_put (store, g_array_index (slice->entries, Entry, i).record, error);
  store->defer_search = deferred;
  store->gaps_noted = 0;
  if (!done)
    return FALSE;
  if (slice->whole)
    return cercle_sqlite_run (store->sqlite, error, "DELETE FROM search_gap WHERE kind=?", "s",
                              slice->table->kind->name);
  return cercle_sqlite_run (store->sqlite, error, "UPDATE search_gap SET after=? WHERE kind=?",
                            "xs", slice->last, slice->table->kind->name);
}

static gboolean
index_slice (CercleStore *store, guint n, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  Slice slice = { .entries = entries };

  g_array_set_clear_func (entries, (GDestroyNotify) entry_clear);
  return find_gap (store, &slice, error) &&
         (slice.table == NULL ||
          (read_slice (store, &slice, n, error) && write_slice (store, &slice, error)));
}

/* An upper bound that costs nothing: keys are dense. */
static guint
count_left (CercleStore *store)
{
  gint64 left = 0;

  for (guint i = 0; cercle_kinds ()[i] != NULL; i++)
    {
      const CercleTable *table = cercle_table (cercle_kinds ()[i], store->end);
      gint64 after = cercle_sqlite_integer (
          store->sqlite, -1, "SELECT after FROM search_gap WHERE kind=?", "s", table->kind->name);

      if (after >= 0)
        left += MAX (1, cercle_sqlite_integer (store->sqlite, 0, table->last_key, "") - after);
    }
  return (guint) MIN (left, G_MAXUINT);
}

void
cercle_store_defer_search (CercleStore *self, gboolean defer)
{
  self->defer_search = defer;
  self->gaps_noted = 0;
}

gboolean
cercle_store_is_indexed (CercleStore *self)
{
  return self->end != CERCLE_STORE_DESK || !cercle_search_has_gap (self);
}

gboolean
cercle_store_index_slice (CercleStore *self, guint n, guint *left, GError **error)
{
  if (left != NULL)
    *left = 0;
  if (self->end != CERCLE_STORE_DESK || !cercle_search_has_gap (self))
    return TRUE;
  if (!cercle_store_begin_normal (self, error) ||
      !cercle_store_end (self, index_slice (self, MAX (n, 1), error), error))
    return FALSE;
  if (left != NULL)
    *left = count_left (self);
  return TRUE;
}
