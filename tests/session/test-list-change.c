/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the steps told to a view lead from one order to the other, and cheaply? */
#include "cercle-list-change.h"
#include "patience.h"

/* What a view knows: keys it was told of, one placeholder (0) for each row it has not read yet. */
typedef struct
{
  GArray *seen;
  guint steps,
      asked; /* rows GTK would ask for: those of a replacement, not those of a fresh list */
} View;

static GArray *
keys_new (const gint64 *keys, guint n)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));
  return g_array_append_vals (array, keys, n);
}

static void
step_cb (GArray *keys, guint position, guint removed, guint added, gpointer data)
{
  View *view = data;

  g_assert_cmpuint (position + removed, <=, view->seen->len);
  g_assert_cmpuint (view->seen->len - removed + added, ==, keys->len);
  if (removed > 0)
    g_array_remove_range (view->seen, position, removed);
  if (added > 0)
    g_array_insert_vals (view->seen, position, &g_array_index (keys, gint64, position), added);
  g_assert_cmpmem (view->seen->data, view->seen->len * sizeof (gint64), keys->data,
                   keys->len * sizeof (gint64));
  view->steps++;
  view->asked += keys->len > added || removed > 0 ? added : 0;
}

static View
change (GArray *before, GArray *after, gboolean related)
{
  View view = { .seen = g_array_copy (before) };
  guint steps = cercle_list_change (before, after, related, step_cb, &view);

  g_assert_cmpuint (steps, ==, view.steps);
  g_assert_cmpmem (view.seen->data, view.seen->len * sizeof (gint64), after->data,
                   after->len * sizeof (gint64));
  g_array_unref (view.seen);
  return view;
}

static GArray *
count_to (guint n)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 i = 1; i <= n; i++)
    g_array_append_val (keys, i);
  return keys;
}

static void
test_equal (void)
{
  g_autoptr (GArray) keys = count_to (1000);

  g_assert_cmpuint (change (keys, keys, TRUE).steps, ==, 0);
}

static void
test_one_row (void)
{
  g_autoptr (GArray) before = count_to (1000);
  g_autoptr (GArray) after = count_to (1000);
  View view;

  g_array_remove_index (after, 500);
  view = change (before, after, TRUE);
  g_assert_cmpuint (view.steps, ==, 1);
  g_assert_cmpuint (view.asked, ==, 0);
  view = change (after, before, TRUE);
  g_assert_cmpuint (view.steps, ==, 1);
  g_assert_cmpuint (view.asked, ==, 1);
}

static void
test_moved_row (void)
{
  g_autoptr (GArray) before = count_to (1000);
  g_autoptr (GArray) after = count_to (1000);
  gint64 key = g_array_index (after, gint64, 10);
  View view;

  g_array_remove_index (after, 10);
  g_array_insert_val (after, 900, key);
  view = change (before, after, TRUE);
  g_assert_cmpuint (view.steps, ==, 2);
  g_assert_cmpuint (view.asked, ==, 1);
  view = change (after, before, TRUE);
  g_assert_cmpuint (view.steps, ==, 2);
  g_assert_cmpuint (view.asked, ==, 1);
}

static void
test_replaced (void)
{
  g_autoptr (GArray) before = count_to (20000);
  g_autoptr (GArray) after = count_to (20000);
  View view;

  for (guint i = 0; i < after->len / 2; i++)
    {
      gint64 *a = &g_array_index (after, gint64, i);
      gint64 *b = &g_array_index (after, gint64, after->len - 1 - i);
      gint64 kept = *a;
      *a = *b;
      *b = kept;
    }
  view = change (before, after, TRUE);
  g_assert_cmpuint (view.steps, ==, 2);
  g_assert_cmpuint (view.asked, ==, 0);
  /* Keys of another kind mean other records, even when they are the same numbers. */
  view = change (before, before, FALSE);
  g_assert_cmpuint (view.steps, ==, 2);
}

static void
test_edges (void)
{
  const gint64 three[] = { 1, 2, 3 }, other[] = { 3, 1 };
  g_autoptr (GArray) none = count_to (0);
  g_autoptr (GArray) some = keys_new (three, 3);
  g_autoptr (GArray) few = keys_new (other, 2);

  g_assert_cmpuint (change (none, none, TRUE).steps, ==, 0);
  g_assert_cmpuint (change (none, none, FALSE).steps, ==, 0);
  g_assert_cmpuint (change (none, some, TRUE).steps, ==, 1);
  g_assert_cmpuint (change (some, none, TRUE).steps, ==, 1);
  change (some, few, TRUE);
  change (few, some, TRUE);
}

/* Whatever two orders are: step_cb and change() compare them whole. */
static void
test_random (void)
{
  for (guint round = 0; round < patience_rounds (2000); round++)
    {
      g_autoptr (GArray) before = count_to ((guint) g_test_rand_int_range (0, 200));
      g_autoptr (GArray) after = g_array_copy (before);
      guint edits = (guint) g_test_rand_int_range (0, 6);

      for (guint i = 0; i < edits; i++)
        {
          guint at = (guint) g_test_rand_int_range (0, (gint32) after->len + 1);
          gint64 key = 1000 + (gint64) (round * 10 + i);
          if (g_test_rand_bit () && at < after->len)
            {
              key = g_array_index (after, gint64, at);
              g_array_remove_index (after, at);
              at = (guint) g_test_rand_int_range (0, (gint32) after->len + 1);
              if (g_test_rand_bit ())
                continue;
            }
          g_array_insert_val (after, at, key);
        }
      change (before, after, g_test_rand_bit () != 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/list-change/equal", test_equal);
  g_test_add_func ("/session/list-change/one-row", test_one_row);
  g_test_add_func ("/session/list-change/moved-row", test_moved_row);
  g_test_add_func ("/session/list-change/replaced", test_replaced);
  g_test_add_func ("/session/list-change/edges", test_edges);
  g_test_add_func ("/session/list-change/random", test_random);
  return g_test_run ();
}
