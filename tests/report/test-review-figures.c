/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the figures of the reviews what a plain loop counts, and is each list the cases behind its
 * number? */
#include "cercle-review-figures.h"

#include "cercle-case-list.h"
#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-review.h"
#include "report-fixture.h"

#define N_LISTED 120
#define N_DAYS 50
#define FIRST "2020-05-25" /* 30 days with TODAY */

typedef struct
{
  Fixture base;
  GPtrArray *reviews, *items;
} Reviews;

static CercleRecord *
random_item (Reviews *fixture, const char *day, CercleRecord *kase)
{
  static const char *const known[] = { "yes", "no", "unknown" };
  static const char *const rights[] = { "up_to_date", "refresh", "open", "under_way" };
  CercleRecord *item = cercle_review_item_new (SCOPE, day, cercle_record_get_id (kase));
  int fate = g_test_rand_int_range (0, 10);

  cercle_record_envelope (item)->deleted = g_test_rand_int_range (0, 15) == 0;
  if (fate == 0)
    cercle_record_set_text (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY, "vue hier");
  if (fate < 5)
    return item;
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_DECISION, "mdph");
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_DECIDED_AT, "2020-06-23T08:00:00.000Z");
  cercle_record_set_text (item, CERCLE_REVIEW_ITEM_KNOWN, known[g_test_rand_int_range (0, 3)]);
  if (fate > 5)
    cercle_record_set_text (item, CERCLE_REVIEW_ITEM_RIGHTS, rights[g_test_rand_int_range (0, 4)]);
  if (fate > 6)
    cercle_record_set_integer (item, CERCLE_REVIEW_ITEM_SECONDS, g_test_rand_int_range (0, 400));
  return item;
}

/* Two days of three have a review; also after today. */
static void
set_up_reviews (Reviews *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_up (&fixture->base, data);
  fixture->reviews = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_assert_true (cercle_store_begin (fixture->base.store, &error));
  for (int before = -3; before < N_DAYS; before++)
    {
      g_autofree char *day = cercle_day_to_text (cercle_day_parse (TODAY) - before);

      if (g_test_rand_int_range (0, 3) == 0)
        continue;
      g_ptr_array_add (fixture->reviews, cercle_review_new (SCOPE, day));
      put (&fixture->base, fixture->reviews->pdata[fixture->reviews->len - 1]);
      for (guint i = 0; i < N_LISTED; i++)
        if (g_test_rand_int_range (0, 4) == 0)
          {
            CercleRecord *item = random_item (fixture, day, fixture->base.cases->pdata[i]);
            g_ptr_array_add (fixture->items, item);
            put (&fixture->base, item);
          }
    }
  g_assert_true (cercle_store_commit (fixture->base.store, &error));
}

static void
tear_down_reviews (Reviews *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->reviews);
  g_ptr_array_unref (fixture->items);
  tear_down (&fixture->base, data);
}

/* --- The plain loops -------------------------------------------------------------------------- */

static const char *
text (CercleRecord *item, guint field)
{
  return cercle_record_get_text (item, field);
}

static gboolean
is_of_month (CercleRecord *record, guint field)
{
  return !cercle_record_envelope (record)->deleted && strcmp (text (record, field), FIRST) >= 0 &&
         strcmp (text (record, field), TODAY) <= 0;
}

static CercleRecord *
case_of (Reviews *fixture, CercleRecord *item)
{
  for (guint i = 0; i < fixture->base.cases->len; i++)
    if (g_str_equal (cercle_record_get_id (fixture->base.cases->pdata[i]),
                     text (item, CERCLE_REVIEW_ITEM_CASE)))
      return fixture->base.cases->pdata[i];
  g_assert_not_reached ();
}

/* Items come newest first: the ones before it are behind. */
static guint
walk_back (Reviews *fixture, guint from, gboolean (*ends) (CercleRecord *item), gboolean *ended)
{
  guint n = 0;

  *ended = FALSE;
  for (guint i = from + 1; i < fixture->items->len && !*ended; i++)
    if (!cercle_record_envelope (fixture->items->pdata[i])->deleted &&
        g_str_equal (text (fixture->items->pdata[i], CERCLE_REVIEW_ITEM_CASE),
                     text (fixture->items->pdata[from], CERCLE_REVIEW_ITEM_CASE)))
      {
        *ended = ends (fixture->items->pdata[i]);
        n += !*ended;
      }
  return n;
}

static gboolean
is_decided (CercleRecord *item)
{
  return text (item, CERCLE_REVIEW_ITEM_DECISION) != NULL;
}

static gboolean
is_not_open (CercleRecord *item)
{
  return is_decided (item) || text (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY) != NULL;
}

static gboolean
holds (Reviews *fixture, guint at, CercleReviewFigureId figure)
{
  CercleRecord *item = fixture->items->pdata[at];
  const char *rights = text (item, CERCLE_REVIEW_ITEM_RIGHTS);
  gboolean ended = FALSE;

  switch (figure)
    {
    case CERCLE_REVIEW_SESSIONS:
      return text (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY) == NULL;
    case CERCLE_REVIEW_SEEN:
      return is_decided (item);
    case CERCLE_REVIEW_PACE:
      return is_decided (item) && cercle_record_is_set (item, CERCLE_REVIEW_ITEM_SECONDS);
    case CERCLE_REVIEW_DELAY:
      walk_back (fixture, at, is_decided, &ended);
      return is_decided (item) && !ended &&
             !cercle_record_envelope (case_of (fixture, item))->deleted &&
             text (case_of (fixture, item), CERCLE_CASE_OPENED_ON) != NULL;
    case CERCLE_REVIEW_KNOWN:
      return is_decided (item) && g_str_equal (text (item, CERCLE_REVIEW_ITEM_KNOWN), "yes");
    case CERCLE_REVIEW_RIGHTS_ACTION:
      return g_strcmp0 (rights, "refresh") == 0 || g_strcmp0 (rights, "open") == 0;
    case CERCLE_REVIEW_THIRD_TIME:
      return text (item, CERCLE_REVIEW_ITEM_LEFT_OUT_WHY) == NULL &&
             walk_back (fixture, at, is_not_open, &ended) >= 2;
    case CERCLE_REVIEW_N_FIGURES:
    default:
      g_assert_not_reached ();
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
check_value (Reviews *fixture, const CercleReviewFigures *figures, GArray *delays, gint64 seconds)
{
  const CercleReviewFigure *pace = &figures->figures[CERCLE_REVIEW_PACE];
  const CercleReviewFigure *delay = &figures->figures[CERCLE_REVIEW_DELAY];
  guint n = delays->len;

  g_assert_cmpuint (delay->n, ==, n);
  g_assert_cmpuint (n, >, 2);
  g_array_sort (delays, compare_numbers);
  g_assert_cmpfloat (2 * delay->value, ==,
                     g_array_index (delays, int, n / 2) +
                         g_array_index (delays, int, n - 1 - n / 2));
  g_assert_cmpfloat_with_epsilon (pace->value * 60 * pace->n, (double) seconds, 0.001);
}

static void
check_list (Reviews *fixture, const CercleReviewFigure *figure, GHashTable *plain)
{
  g_autofree char *ids = NULL;
  g_autofree char *written = NULL;
  g_autoptr (GHashTable) texts = NULL;
  g_autoptr (CercleQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  CercleCaseFilter read = { 0 };

  g_assert_cmpuint (figure->cases->len, ==, g_hash_table_size (plain));
  for (guint i = 0; i < figure->cases->len; i++)
    g_assert_true (g_hash_table_contains (plain, figure->cases->pdata[i]));
  g_ptr_array_add (figure->cases, NULL);
  ids = g_strjoinv (" ", (char **) figure->cases->pdata);
  written = cercle_case_filter_write (&(CercleCaseFilter){ .ids = ids });
  texts = cercle_case_filter_read (written, &read);
  query = cercle_case_list_query (&read, NULL, FALSE);
  g_assert_cmpint (cercle_store_count (fixture->base.store, query, &error), ==,
                   g_hash_table_size (plain));
  g_assert_no_error (error);
}

static void
test_recounted (Reviews *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleReviewFigures) figures =
      cercle_review_figures_read (fixture->base.store, TODAY, &error);
  g_autoptr (GArray) delays = g_array_new (FALSE, FALSE, sizeof (int));
  gint64 seconds = 0;

  g_assert_no_error (error);
  for (guint f = 0; f < CERCLE_REVIEW_N_FIGURES; f++)
    {
      g_autoptr (GHashTable) plain = g_hash_table_new (g_str_hash, g_str_equal);
      guint n = 0;

      for (guint i = 0; i < fixture->items->len; i++)
        {
          CercleRecord *item = fixture->items->pdata[i], *kase = case_of (fixture, item);
          int delay;

          if (!is_of_month (item, CERCLE_REVIEW_ITEM_HELD_ON) || !holds (fixture, i, f))
            continue;
          n++;
          if (!cercle_record_envelope (kase)->deleted)
            g_hash_table_add (plain, (gpointer) cercle_record_get_id (kase));
          if (f == CERCLE_REVIEW_PACE)
            seconds += cercle_record_get_integer (item, CERCLE_REVIEW_ITEM_SECONDS, 0);
          if (f != CERCLE_REVIEW_DELAY)
            continue;
          delay = cercle_day_parse (text (item, CERCLE_REVIEW_ITEM_HELD_ON)) -
                  cercle_day_parse (text (kase, CERCLE_CASE_OPENED_ON));
          delay = MAX (delay, 0);
          g_array_append_val (delays, delay);
        }
      g_assert_cmpuint (n, >, 0);
      if (f != CERCLE_REVIEW_SESSIONS)
        g_assert_cmpuint (figures->figures[f].n, ==, n);
      check_list (fixture, &figures->figures[f], plain);
    }
  check_value (fixture, figures, delays, seconds);
}

static void
test_sessions (Reviews *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleReviewFigures) figures =
      cercle_review_figures_read (fixture->base.store, TODAY, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < fixture->reviews->len; i++)
    n += is_of_month (fixture->reviews->pdata[i], CERCLE_REVIEW_HELD_ON);
  g_assert_cmpuint (figures->figures[CERCLE_REVIEW_SESSIONS].n, ==, n);
}

/* Before the first review there is nothing: no number, no list, no share of nothing. */
static void
test_none (Reviews *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleReviewFigures) figures =
      cercle_review_figures_read (fixture->base.store, "2019-01-01", &error);

  g_assert_no_error (error);
  for (guint f = 0; f < CERCLE_REVIEW_N_FIGURES; f++)
    {
      g_assert_cmpuint (figures->figures[f].n, ==, 0);
      g_assert_cmpuint (figures->figures[f].cases->len, ==, 0);
      g_assert_cmpuint (cercle_review_figures_share (figures, f), ==, 0);
    }
}

static void
test_share (void)
{
  static const struct
  {
    guint n, of, share;
  } table[] = { { 0, 0, 0 }, { 0, 4, 0 }, { 1, 3, 33 }, { 2, 3, 67 }, { 1, 8, 13 }, { 5, 5, 100 } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      CercleReviewFigures figures = { 0 };

      figures.figures[CERCLE_REVIEW_SEEN].n = table[i].of;
      figures.figures[CERCLE_REVIEW_KNOWN].n = table[i].n;
      g_assert_cmpuint (cercle_review_figures_share (&figures, CERCLE_REVIEW_KNOWN), ==,
                        table[i].share);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/review-figures/" name, Reviews, NULL, set_up_reviews, func, tear_down_reviews)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("recounted", test_recounted);
  ADD ("sessions", test_sessions);
  ADD ("none", test_none);
  g_test_add_func ("/review-figures/share", test_share);
  return g_test_run ();
}
