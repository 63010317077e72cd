/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who can read the file of a desk? With SQLCipher whoever has its key, else everybody. */
#include "cercle-store-fixture.h"

#include <string.h>

#include "cercle-person.h"

#define NAME "Vasseur-Kermadec"

/* What a file was made with, what it is opened with (0: no key), and what an encrypting store says.
 */
static const struct
{
  char made, opened;
  int code;
} turns[] = {
  { 'a', 'a', -1 },
  { 'a', 'b', CERCLE_STORE_ERROR_KEY },
  { 'a', 0, CERCLE_STORE_ERROR_FOREIGN },
  { 0, 'a', CERCLE_STORE_ERROR_KEY },
};

static GBytes *
key_of (char letter)
{
  g_autofree char *bytes = g_strnfill (32, letter);

  return letter != 0 ? g_bytes_new (bytes, 32) : NULL;
}

/* (transfer full): the file that was there is another's. */
static char *
make (Fixture *fixture, char letter)
{
  g_autoptr (GBytes) key = key_of (letter);
  g_autoptr (CercleRecord) person = make_person ("Mathis", NAME);
  g_autofree char *name = g_strdup_printf ("%u.db", g_test_rand_int ());
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleStore) store = cercle_store_open (path, CERCLE_STORE_DESK, key, &error);

  g_assert_no_error (error);
  put (store, person);
  g_assert_true (cercle_store_set_setting (store, "member", cercle_record_get_id (person), NULL));
  g_assert_cmpint (file_contains (path, NAME), ==, letter == 0 || !cercle_store_encrypts ());
  g_assert_cmpint (cercle_store_is_encrypted (store), ==, letter != 0 && cercle_store_encrypts ());
  g_assert_true (cercle_store_compact (store, NULL));
  g_assert_cmpint (file_contains (path, NAME), ==, letter == 0 || !cercle_store_encrypts ());
  return g_steal_pointer (&path);
}

static void
assert_reads (CercleStore *store)
{
  g_autofree char *id = cercle_store_get_setting (store, "member");
  g_autoptr (CercleRecord) person = cercle_store_get (store, &cercle_person_kind, id, NULL);

  g_assert_cmpstr (cercle_record_get_text (person, CERCLE_PERSON_LAST_NAME), ==, NAME);
}

static void
test_turns (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2 * G_N_ELEMENTS (turns); i++)
    {
      gboolean reader = i % 2 == 0;
      gboolean opens = turns[i / 2].code < 0 || !cercle_store_encrypts ();
      g_autofree char *path = make (fixture, turns[i / 2].made), *before = NULL, *after = NULL;
      g_autoptr (GBytes) key = key_of (turns[i / 2].opened);
      g_autoptr (CercleStore) store = NULL;
      g_autoptr (GError) error = NULL;
      gsize size, size_after;

      g_assert_true (g_file_get_contents (path, &before, &size, NULL));
      store = reader ? cercle_store_open_reader (path, key, &error)
                     : cercle_store_open (path, CERCLE_STORE_DESK, key, &error);
      if (opens)
        {
          g_assert_no_error (error);
          assert_reads (store);
          continue;
        }
      g_assert_error (error, CERCLE_STORE_ERROR, turns[i / 2].code);
      g_assert_null (store);
      g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
      g_assert_cmpmem (before, size, after, size_after);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/key/turns", CERCLE_STORE_DESK, test_turns);
  return g_test_run ();
}
