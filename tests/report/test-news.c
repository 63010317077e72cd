/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what changed since an instant told whole, by case and author, and found by its index? */
#include "cercle-news.h"

#include <sqlite3.h>

#include "cercle-event.h"
#include "cercle-store-private.h"
#include "report-fixture.h"

#define SINCE "2020-06-22T16:00:00.000Z"
#define N_EVENTS 3000

/* Around the instant: four of five before it. */
static GPtrArray *
put_events (Fixture *fixture)
{
  static const char *const sorts[] = { "note", "told", "baton", "status" };
  static const char *const members[] = { ME, OTHER, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_true (cercle_store_begin (fixture->store, &error));
  for (guint i = 0; i < N_EVENTS; i++)
    {
      CercleRecord *event = new_record (&cercle_event_kind);
      gboolean late = g_test_rand_int_range (0, 5) == 0;
      g_autofree char *at =
          g_strdup_printf ("2020-06-2%d%s:%02d.000Z", late ? 2 : 1, late ? "T16:00" : "T15:59",
                           g_test_rand_int_range (0, 60));
      guint kase = (guint) g_test_rand_int_range (0, 40);

      cercle_record_set_text (event, CERCLE_EVENT_CASE,
                              cercle_record_get_id (fixture->cases->pdata[kase]));
      cercle_record_set_text (event, CERCLE_EVENT_SORT, sorts[i % G_N_ELEMENTS (sorts)]);
      cercle_record_set_text (event, CERCLE_EVENT_AT, at);
      cercle_record_set_text (event, CERCLE_EVENT_BY, members[i % G_N_ELEMENTS (members)]);
      put (fixture, event);
      g_ptr_array_add (events, event);
    }
  g_assert_true (cercle_store_commit (fixture->store, &error));
  return events;
}

static guint
count_plainly (GPtrArray *events, const char *without, const char *kase, const char *by)
{
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    {
      CercleRecord *event = g_ptr_array_index (events, i);
      const char *author = cercle_record_get_text (event, CERCLE_EVENT_BY);

      n +=
          !cercle_record_envelope (event)->deleted &&
          strcmp (cercle_record_get_text (event, CERCLE_EVENT_AT), SINCE) >= 0 &&
          (without == NULL || g_strcmp0 (author, without) != 0) &&
          (kase == NULL || (g_str_equal (kase, cercle_record_get_text (event, CERCLE_EVENT_CASE)) &&
                            g_strcmp0 (author, by) == 0));
    }
  return n;
}

static const char *
at_of (GPtrArray *events, guint position)
{
  return cercle_record_get_text (g_ptr_array_index (events, position), CERCLE_EVENT_AT);
}

static guint
check_case (const CercleNewsCase *kase, GPtrArray *events, const char *without)
{
  guint n = 0;

  for (guint i = 0; i < kase->authors->len; i++)
    {
      const CercleNewsAuthor *author = g_ptr_array_index (kase->authors, i);

      g_assert_cmpuint (author->events->len, ==,
                        count_plainly (events, without, kase->kase, author->member));
      n += author->events->len;
      for (guint j = 1; j < author->events->len; j++)
        g_assert_cmpstr (at_of (author->events, j - 1), <=, at_of (author->events, j));
      if (i > 0)
        {
          const CercleNewsAuthor *before = g_ptr_array_index (kase->authors, i - 1);
          g_assert_cmpstr (at_of (before->events, before->events->len - 1), >=,
                           at_of (author->events, author->events->len - 1));
        }
    }
  g_assert_cmpuint (n, ==, kase->n);
  return n;
}

static void
test_grouped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = put_events (fixture);
  g_autoptr (CercleQuery) query = cercle_news_query (SINCE, data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = cercle_store_find (fixture->store, query, &error);
  g_autoptr (GPtrArray) cases = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, count_plainly (events, data, NULL, NULL));
  cases = cercle_news_group (found);
  g_assert_cmpuint (cases->len, >, 1);
  for (guint i = 0; i < cases->len; i++)
    n += check_case (g_ptr_array_index (cases, i), events, data);
  g_assert_cmpuint (n, ==, found->len);
}

static void
test_sorts (void)
{
  static const char *const sorts[] = { "baton", "note", "baton", "closing" };
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_ptr_array_add (events, cercle_record_new (&cercle_event_kind));
      cercle_record_set_text (events->pdata[i], CERCLE_EVENT_SORT, sorts[i]);
    }
  words = cercle_news_sorts (events);
  g_assert_cmpstr (words, ==, "Note: 1 · Closing: 1 · Baton: 2");
}

/* How SQLite would go about it, in one line a table. */
static char *
plan_of (Fixture *fixture, const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GString) plan = g_string_new (NULL);
  sqlite3 *handle = NULL;
  sqlite3_stmt *row = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  sqlite3_create_function (handle, "fold", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, explain, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", sqlite3_column_text (row, 3));
  sqlite3_finalize (row);
  sqlite3_close (handle);
  return g_string_free (g_steal_pointer (&plan), FALSE);
}

static void
test_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = put_events (fixture);
  g_autoptr (CercleQuery) query = cercle_news_query (SINCE, ME);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer sql;
  guint asked = 0;

  g_hash_table_remove_all (fixture->store->queries);
  g_array_unref (cercle_store_select (fixture->store, query, &error));
  g_assert_no_error (error);
  g_hash_table_iter_init (&iter, fixture->store->queries);
  for (; g_hash_table_iter_next (&iter, &sql, NULL); asked++)
    {
      g_autofree char *plan = plan_of (fixture, sql);
      g_assert_nonnull (strstr (plan, "USING INDEX events_at (at>?)"));
      g_assert_null (strstr (plan, "SCAN t"));
    }
  g_assert_cmpuint (asked, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/news/others", Fixture, ME, set_up, test_grouped, tear_down);
  g_test_add ("/news/all", Fixture, NULL, set_up, test_grouped, tear_down);
  g_test_add ("/news/index", Fixture, NULL, set_up, test_index, tear_down);
  g_test_add_func ("/news/sorts", test_sorts);
  return g_test_run ();
}
