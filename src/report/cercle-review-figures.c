/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do the reviews with the MDPH of a month come to? */
#define G_LOG_DOMAIN "cercle-report"

#include "cercle-review-figures.h"

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-query.h"
#include "cercle-review-rules.h"

#define MANY_TIMES 3

/* Of one of the cases that stood on a list. */
typedef struct
{
  CercleRecord *kase; /* NULL: not on this desk */
  GPtrArray *items;   /* every day's until the last one that is read */
} History;

static void
history_free (gpointer data)
{
  History *history = data;

  g_clear_object (&history->kase);
  g_ptr_array_unref (history->items);
  g_free (history);
}

static gboolean
is_seen (const History *history, CercleRecord *item)
{
  return cercle_review_item_state (item) == CERCLE_REVIEW_DECIDED;
}

static gboolean
is_on_list (const History *history, CercleRecord *item)
{
  return cercle_review_item_state (item) != CERCLE_REVIEW_LEFT_OUT;
}

static gboolean
is_timed (const History *history, CercleRecord *item)
{
  return is_seen (history, item) && cercle_record_is_set (item, CERCLE_REVIEW_ITEM_SECONDS);
}

static gboolean
is_first (const History *history, CercleRecord *item)
{
  return is_seen (history, item) && history->kase != NULL &&
         cercle_record_is_set (history->kase, CERCLE_CASE_OPENED_ON) &&
         cercle_review_last_verdict (
             history->items, cercle_record_get_text (item, CERCLE_REVIEW_ITEM_HELD_ON)) == NULL;
}

static gboolean
is_known (const History *history, CercleRecord *item)
{
  return is_seen (history, item) &&
         g_strcmp0 (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_KNOWN), "yes") == 0;
}

static gboolean
has_rights_action (const History *history, CercleRecord *item)
{
  return is_seen (history, item) &&
         cercle_tokens_contain ("refresh open",
                                cercle_record_get_text (item, CERCLE_REVIEW_ITEM_RIGHTS));
}

static gboolean
is_third_time (const History *history, CercleRecord *item)
{
  return is_on_list (history, item) &&
         cercle_review_times (history->items, cercle_record_get_text (
                                                  item, CERCLE_REVIEW_ITEM_HELD_ON)) >= MANY_TIMES;
}

static gboolean (*const counts[CERCLE_REVIEW_N_FIGURES]) (const History *, CercleRecord *) = {
  [CERCLE_REVIEW_SESSIONS] = is_on_list,
  [CERCLE_REVIEW_SEEN] = is_seen,
  [CERCLE_REVIEW_PACE] = is_timed,
  [CERCLE_REVIEW_DELAY] = is_first,
  [CERCLE_REVIEW_KNOWN] = is_known,
  [CERCLE_REVIEW_RIGHTS_ACTION] = has_rights_action,
  [CERCLE_REVIEW_THIRD_TIME] = is_third_time,
};

/* --- Reading --------------------------------------------------------------------------------- */

static GPtrArray *
find_days (CercleStore *store, const CercleKind *kind, guint field, const char *until,
           GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autofree char *from =
      cercle_day_to_text (cercle_day_parse (until) - CERCLE_REVIEW_FIGURES_DAYS + 1);

  cercle_query_where (query, field, CERCLE_FROM, from);
  cercle_query_where (query, field, CERCLE_UNTIL, until);
  return cercle_store_find (store, query, error);
}

/* (transfer full): identity of a case → History, without its records. */
static GHashTable *
new_histories (GPtrArray *items)
{
  GHashTable *histories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, history_free);

  for (guint i = 0; i < items->len; i++)
    {
      const char *id = cercle_record_get_text (items->pdata[i], CERCLE_REVIEW_ITEM_CASE);
      History *history = NULL;

      if (id == NULL || g_hash_table_contains (histories, id))
        continue;
      history = g_new0 (History, 1);
      history->items = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (histories, g_strdup (id), history);
    }
  return histories;
}

/* Two questions for all cases: what was said of them on any day, and the cases themselves. */
static gboolean
read_histories (CercleStore *store, GHashTable *histories, const char *until, GError **error)
{
  g_autofree char **ids = (char **) g_hash_table_get_keys_as_array (histories, NULL);
  g_autofree char *all = g_strjoinv (" ", ids);
  g_autoptr (CercleQuery) said = cercle_query_new (&cercle_review_item_kind);
  g_autoptr (CercleQuery) held = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) items = NULL, cases = NULL;

  cercle_query_where (said, CERCLE_REVIEW_ITEM_CASE, CERCLE_IN, all);
  cercle_query_where (said, CERCLE_REVIEW_ITEM_HELD_ON, CERCLE_UNTIL, until);
  cercle_query_set_ids (held, (const char *const *) ids);
  items = cercle_store_find (store, said, error);
  cases = items != NULL ? cercle_store_find (store, held, error) : NULL;
  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      History *history = g_hash_table_lookup (
          histories, cercle_record_get_text (items->pdata[i], CERCLE_REVIEW_ITEM_CASE));
      g_ptr_array_add (history->items, g_object_ref (items->pdata[i]));
    }
  for (guint i = 0; i < cases->len; i++)
    {
      History *history = g_hash_table_lookup (histories, cercle_record_get_id (cases->pdata[i]));
      g_set_object (&history->kase, cases->pdata[i]);
    }
  return TRUE;
}

/* --- Counting -------------------------------------------------------------------------------- */

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static double
median (GArray *days)
{
  guint n = days->len;

  if (n == 0)
    return 0;
  g_array_sort (days, compare_days);
  return (g_array_index (days, int, (n - 1) / 2) + g_array_index (days, int, n / 2)) / 2.0;
}

static void
count (CercleReviewFigure *figure, const History *history)
{
  const char *id = history->kase != NULL ? cercle_record_get_id (history->kase) : NULL;

  figure->n++;
  if (id != NULL && !g_ptr_array_find_with_equal_func (figure->cases, id, g_str_equal, NULL))
    g_ptr_array_add (figure->cases, g_strdup (id));
}

/* What desks of different places opened may be a day ahead. */
static int
days_open (const History *history, CercleRecord *item)
{
  int held = cercle_day_parse (cercle_record_get_text (item, CERCLE_REVIEW_ITEM_HELD_ON));
  int opened = cercle_day_parse (cercle_record_get_text (history->kase, CERCLE_CASE_OPENED_ON));

  return MAX (held - opened, 0);
}

static void
count_items (CercleReviewFigures *self, GHashTable *histories, GPtrArray *items)
{
  CercleReviewFigure *pace = &self->figures[CERCLE_REVIEW_PACE];
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  gint64 seconds = 0;

  for (guint i = 0; i < items->len; i++)
    {
      CercleRecord *item = items->pdata[i];
      const char *id = cercle_record_get_text (item, CERCLE_REVIEW_ITEM_CASE);
      const History *history = id != NULL ? g_hash_table_lookup (histories, id) : NULL;

      for (guint f = 0; history != NULL && f < CERCLE_REVIEW_N_FIGURES; f++)
        if (counts[f](history, item))
          count (&self->figures[f], history);
      if (history != NULL && is_timed (history, item))
        seconds += cercle_record_get_integer (item, CERCLE_REVIEW_ITEM_SECONDS, 0);
      if (history != NULL && is_first (history, item))
        {
          int open = days_open (history, item);
          g_array_append_val (days, open);
        }
    }
  pace->value = pace->n > 0 ? (double) seconds / pace->n / 60 : 0;
  self->figures[CERCLE_REVIEW_DELAY].value = median (days);
}

CercleReviewFigures *
cercle_review_figures_read (CercleStore *store, const char *until, GError **error)
{
  g_autoptr (GPtrArray) reviews = NULL, items = NULL;
  g_autoptr (GHashTable) histories = NULL;
  g_autoptr (CercleReviewFigures) self = g_new0 (CercleReviewFigures, 1);

  self->until = g_strdup (until);
  for (guint f = 0; f < CERCLE_REVIEW_N_FIGURES; f++)
    self->figures[f].cases = g_ptr_array_new_with_free_func (g_free);
  reviews = find_days (store, &cercle_review_kind, CERCLE_REVIEW_HELD_ON, until, error);
  if (reviews == NULL)
    return NULL;
  items = find_days (store, &cercle_review_item_kind, CERCLE_REVIEW_ITEM_HELD_ON, until, error);
  if (items == NULL)
    return NULL;
  histories = new_histories (items);
  if (!read_histories (store, histories, until, error))
    return NULL;
  count_items (self, histories, items);
  self->figures[CERCLE_REVIEW_SESSIONS].n = reviews->len;
  return g_steal_pointer (&self);
}

guint
cercle_review_figures_share (const CercleReviewFigures *self, CercleReviewFigureId id)
{
  guint of = self->figures[CERCLE_REVIEW_SEEN].n;

  return of > 0 ? (100 * self->figures[id].n + of / 2) / of : 0;
}

void
cercle_review_figures_free (CercleReviewFigures *self)
{
  for (guint f = 0; f < CERCLE_REVIEW_N_FIGURES; f++)
    g_ptr_array_unref (self->figures[f].cases);
  g_free (self->until);
  g_free (self);
}
