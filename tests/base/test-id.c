/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are identities unique, growing, derivable, and tokens unpredictable? */
#include "cercle-id.h"
#include "cercle-instant.h"

#include <string.h>

#define FROZEN G_GINT64_CONSTANT (1591081509123)

static void
assert_shape (const char *id, char version)
{
  g_assert_true (cercle_id_is_valid (id));
  g_assert_true (g_uuid_string_is_valid (id));
  g_assert_cmpint (id[14], ==, version);
  g_assert_nonnull (strchr ("89ab", id[19]));
}

static void
test_time (void)
{
  g_autofree char *id = NULL;

  cercle_instant_freeze (FROZEN);
  id = cercle_id_new ();
  cercle_instant_freeze (0);
  assert_shape (id, '7');
  g_assert_true (g_str_has_prefix (id, "017273d9-2103-7"));
}

static void
test_growing (void)
{
  g_autofree char *last = cercle_id_new ();

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *id = NULL;

      /* The clock stands, goes back an hour, and runs. */
      if (i % 5000 == 0)
        cercle_instant_freeze (i == 5000 ? FROZEN : i == 10000 ? FROZEN - 3600000 : 0);
      id = cercle_id_new ();
      assert_shape (id, '7');
      g_assert_cmpstr (id, >, last);
      g_free (last);
      last = g_steal_pointer (&id);
    }
  cercle_instant_freeze (-1);
  g_free (last);
  last = cercle_id_new ();
  assert_shape (last, '7');
  cercle_instant_freeze (0);
}

static gpointer
make_ids (gpointer data)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 5000; i++)
    g_ptr_array_add (made, cercle_id_new ());
  return made;
}

static void
test_threads (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ids", make_ids, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr (GPtrArray) made = g_thread_join (threads[i]);

      for (guint n = 0; n < made->len; n++)
        g_assert_true (g_hash_table_add (seen, g_strdup (made->pdata[n])));
    }
}

static void
test_derive (void)
{
  static const struct
  {
    const char *parts[4];
    const char *id;
  } rows[] = {
    { { "c:cercle-14", "silent-case", "0190a7e4-5c00-7000-8000-000000000001", "2020-06-02" },
      "5672fbae-582e-8ed6-b723-6767c8dccdab" },
    { { "", "", "", "" }, "374708ff-f771-8dd5-979e-c875d56cd228" },
    { { NULL, NULL, NULL, NULL }, "374708ff-f771-8dd5-979e-c875d56cd228" },
  };
  static const char *const apart[][4] = {
    { "ab", "c", "", "" }, { "a", "bc", "", "" }, { "abc", "", "", "" },
    { "", "abc", "", "" }, { "", "", "abc", "" }, { "", "", "", "abc" },
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *p = rows[i].parts;
      g_autofree char *id = cercle_id_derive (p[0], p[1], p[2], p[3]);

      g_assert_cmpstr (id, ==, rows[i].id);
      assert_shape (id, '8');
    }
  for (gsize i = 0; i < G_N_ELEMENTS (apart); i++)
    g_assert_true (g_hash_table_add (
        seen, cercle_id_derive (apart[i][0], apart[i][1], apart[i][2], apart[i][3])));
}

static void
test_valid (void)
{
  static const char *const refused[] = {
    "",
    "0190a7e4",
    "0190A7E4-5c00-7000-8000-000000000001",
    "0190a7e4-5c00-7000-8000-00000000000",
    "0190a7e4-5c00-7000-8000-0000000000011",
    "0190a7e4-5c00-7000-8000-00000000000g",
    "0190a7e45c00-7000-8000-0000000000011",
    "0190a7e4-5c00-7000-80000-00000000001",
    "{190a7e4-5c00-7000-8000-00000000000}",
    "0190a7e4-5c00-7000-8000-0000000000é",
    "' OR 1=1 --                         ",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (cercle_id_is_valid (refused[i]));
  g_assert_false (cercle_id_is_valid (NULL));
  g_assert_true (cercle_id_is_valid ("0190a7e4-5c00-7000-8000-000000000001"));
}

static void
test_token (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 1000; i++)
    {
      char *token = cercle_id_token ();

      g_assert_cmpuint (strlen (token), ==, 64);
      g_assert_cmpuint (strspn (token, "0123456789abcdef"), ==, 64);
      g_assert_true (g_hash_table_add (seen, token));
    }
}

static char *
series (guint32 seed)
{
  g_autofree char *first = NULL, *second = NULL, *token = NULL;

  cercle_id_seed (seed);
  first = cercle_id_new ();
  second = cercle_id_new ();
  token = cercle_id_token ();
  g_assert_cmpstr (first, <, second);
  return g_strjoin (" ", first, second, token, NULL);
}

static void
test_seed (void)
{
  g_autofree char *one = NULL, *again = NULL, *two = NULL, *free_one = NULL, *free_two = NULL;

  cercle_instant_freeze (FROZEN);
  one = series (1);
  again = series (1);
  two = series (2);
  free_one = series (0);
  free_two = series (0);
  cercle_instant_freeze (0);
  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (one, !=, two);
  g_assert_cmpstr (free_one, !=, free_two);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/time", test_time);
  g_test_add_func ("/base/id/growing", test_growing);
  g_test_add_func ("/base/id/threads", test_threads);
  g_test_add_func ("/base/id/derive", test_derive);
  g_test_add_func ("/base/id/valid", test_valid);
  g_test_add_func ("/base/id/token", test_token);
  g_test_add_func ("/base/id/seed", test_seed);
  return g_test_run ();
}
