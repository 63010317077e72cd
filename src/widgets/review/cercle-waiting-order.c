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

static int
compare_places (gconstpointer a, gconstpointer b, gpointer places)
{
  guint left = place_before (*(CercleWaitingOne **) a, places);
  guint right = place_before (*(CercleWaitingOne **) b, places);

  return left < right ? -1 : left > right;
}

/* Who was decided on does not change her place while the others are: only new rows make a new
 * order. */
void
cercle_waiting_keep_order (GPtrArray *people, GPtrArray *before)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      const CercleWaitingOne *one = g_ptr_array_index (before, i);

      for (guint r = 0; r < one->rows->len; r++)
        g_hash_table_insert (places, (gpointer) key_at (one, r), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < people->len; i++)
    if (place_before (g_ptr_array_index (people, i), places) == G_MAXUINT)
      return;
  g_ptr_array_sort_with_data (people, compare_places, places);
}
