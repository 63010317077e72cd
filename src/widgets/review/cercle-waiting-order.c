/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who comes after whom, when the lists are asked again in the middle of a review? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-waiting-order.h"

#include "cercle-waiting-list.h"

static const char *
key_at (const CercleWaitingOne *one, guint i)
{
  return cercle_record_get_text (g_ptr_array_index (one->rows, i), CERCLE_WAITING_ROW_KEY);
}

gboolean
cercle_waiting_has_row (const CercleWaitingOne *one, const char *key)
{
  for (guint i = 0; i < one->rows->len; i++)
    if (g_strcmp0 (key_at (one, i), key) == 0)
      return TRUE;
  return FALSE;
}

/* The place that one of them had; G_MAXUINT: nobody knew her. */
static guint
place_before (const CercleWaitingOne *one, GHashTable *places)
{
  guint place = G_MAXUINT;

  for (guint i = 0; i < one->rows->len; i++)
    place = MIN (place, GPOINTER_TO_UINT (g_hash_table_lookup (places, key_at (one, i))) - 1);
  return place;
}

typedef struct
{
  guint place;
  gpointer one;
} Placed;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint left = ((const Placed *) a)->place, right = ((const Placed *) b)->place;

  return left < right ? -1 : left > right;
}

/* By key of a row: a place and one. */
static GHashTable *
places_of (GPtrArray *before)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      const CercleWaitingOne *one = g_ptr_array_index (before, i);

      for (guint r = 0; r < one->rows->len; r++)
        g_hash_table_insert (places, (gpointer) key_at (one, r), GUINT_TO_POINTER (i + 1));
    }
  return places;
}

/* Who was decided on does not change her place while the others are: only new rows make a new
 * order. */
void
cercle_waiting_keep_order (GPtrArray *people, GPtrArray *before)
{
  g_autoptr (GHashTable) places = places_of (before);
  g_autoptr (GArray) placed = g_array_sized_new (FALSE, FALSE, sizeof (Placed), people->len);

  for (guint i = 0; i < people->len; i++)
    {
      const Placed one = { place_before (people->pdata[i], places), people->pdata[i] };

      if (one.place == G_MAXUINT)
        return;
      g_array_append_val (placed, one);
    }
  g_array_sort (placed, compare_places);
  for (guint i = 0; i < people->len; i++)
    people->pdata[i] = g_array_index (placed, Placed, i).one;
}
