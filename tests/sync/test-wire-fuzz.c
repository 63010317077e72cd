/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever arrives: is it read, or refused with a reason, and never anything else? */
#define G_LOG_DOMAIN "test-sync"

#include <string.h>

#include "cercle-wire.h"
#include "patience.h"

#define ROUNDS 60000
#define DEPTH 60000

static GPtrArray *corpus; /* GString */

static void
load_corpus (void)
{
  const char *folder = g_getenv ("CERCLE_WIRE_FIXTURES");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  corpus = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lines = g_strsplit (g_strchomp (text), "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        g_ptr_array_add (corpus, g_strdup (lines[i]));
    }
  g_assert_cmpuint (corpus->len, >, 10);
}

/* The decoders: each returns what it would say again, or NULL with an error */

static char *
read_line (const char *text, gsize length, GError **error)
{
  g_autoptr (CercleLine) line = cercle_wire_get_line (text, length, error);

  return line != NULL ? cercle_wire_put_line (line) : NULL;
}

static char *
read_batch (const char *text, gsize length, GError **error)
{
  g_autofree char *device = NULL;
  g_autoptr (GPtrArray) batch = cercle_wire_get_batch (text, length, &device, error);

  return batch != NULL ? cercle_wire_put_batch (device, batch) : NULL;
}

static char *
read_outcomes (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) outcomes = cercle_wire_get_outcomes (text, length, error);

  return outcomes != NULL ? cercle_wire_put_outcomes (outcomes) : NULL;
}

static char *
read_grant (const char *text, gsize length, GError **error)
{
  g_autoptr (CercleGrant) grant = cercle_wire_get_grant (text, length, error);

  return grant != NULL ? cercle_wire_put_grant (grant) : NULL;
}

static char *
read_hello (const char *text, gsize length, GError **error)
{
  g_autoptr (CercleHello) hello = cercle_wire_get_hello (text, length, error);

  return hello != NULL ? cercle_wire_put_hello (hello) : NULL;
}

static char *
read_login (const char *text, gsize length, GError **error)
{
  g_autofree char *login = NULL, *password = NULL, *device = NULL;

  if (!cercle_wire_get_login (text, length, &login, &password, &device, error))
    return NULL;
  return cercle_wire_put_login (login, password, device);
}

static char *(*const decoders[]) (const char *, gsize, GError **) = {
  read_line, read_batch, read_outcomes, read_grant, read_hello, read_login,
};

/* Read or refused; and what was read is said in a way that is read again as the same. */
static guint
check (const char *text, gsize length)
{
  g_autofree char *problem = cercle_wire_get_problem (text, length);
  guint n_read = 0;

  g_assert_nonnull (problem);
  for (guint i = 0; i < G_N_ELEMENTS (decoders); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *said = decoders[i](text, length, &error);
      g_autofree char *again = NULL;

      g_assert_true ((said == NULL) == (error != NULL));
      if (said == NULL)
        {
          g_assert_cmpuint (error->domain, ==, CERCLE_WIRE_ERROR);
          continue;
        }
      again = decoders[i](said, strlen (said), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, said);
      n_read++;
    }
  return n_read;
}

/* Ways to spoil a text */

/* At most 40 bytes, within the text. */
static gsize
slice_length (const GString *text, gsize from)
{
  gsize length = (gsize) g_test_rand_int_range (1, 40);

  return MIN (text->len - from, length);
}

static void
flip_bit (GString *text)
{
  text->str[g_test_rand_int_range (0, text->len)] ^= (char) (1 << g_test_rand_int_range (0, 8));
}

static void
cut_end (GString *text)
{
  g_string_truncate (text, g_test_rand_int_range (0, text->len));
}

static void
repeat_slice (GString *text)
{
  gsize from = g_test_rand_int_range (0, text->len);
  gsize length = slice_length (text, from);
  g_autofree char *slice = g_strndup (text->str + from, length);

  g_string_insert_len (text, g_test_rand_int_range (0, text->len), slice, length);
}

static void
drop_slice (GString *text)
{
  gsize from = g_test_rand_int_range (0, text->len);

  g_string_erase (text, from, slice_length (text, from));
}

static void
insert_word (GString *text)
{
  static const char *const words[] = { "null",  "-1",      "9223372036854775808",
                                       "1e999", "\"\"",    "{}",
                                       "[]",    "\\u0000", "\xed\xa0\x80",
                                       ",",     "}",       "\"" };

  g_string_insert (text, g_test_rand_int_range (0, text->len),
                   words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
}

static void (*const spoilers[]) (GString *) = { flip_bit, cut_end, repeat_slice, drop_slice,
                                                insert_word };

static void
test_spoilt (void)
{
  guint n_read = 0;

  for (guint round = 0; round < patience_rounds (ROUNDS); round++)
    {
      g_autoptr (GString) text =
          g_string_new (corpus->pdata[g_test_rand_int_range (0, corpus->len)]);

      for (int n = g_test_rand_int_range (1, 4); n > 0 && text->len > 0; n--)
        spoilers[g_test_rand_int_range (0, G_N_ELEMENTS (spoilers))](text);
      n_read += check (text->str, text->len);
    }
  /* Else the corpus is not what the decoders read, and nothing was tried. */
  g_assert_cmpuint (n_read, >, patience_rounds (ROUNDS) / 200);
}

static void
test_deep (void)
{
  static const char *const opens[] = { "[", "{\"v\":", "{\"t\":\"put\",\"v\":[", "\"[", " " };

  for (guint i = 0; i < G_N_ELEMENTS (opens); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint depth = 0; depth < DEPTH; depth++)
        g_string_append (text, opens[i]);
      g_assert_cmpuint (check (text->str, text->len), ==, 0);
    }
}

static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("{\"t\":\"");

  while (text->len <= CERCLE_WIRE_MAX_ANSWER)
    g_string_append (text, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  g_string_append (text, "\"}");
  g_assert_cmpuint (check (text->str, text->len), ==, 0);
}

static void
test_bytes (void)
{
  for (guint round = 0; round < patience_rounds (2000); round++)
    {
      char bytes[64];

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (char) g_test_rand_int_range (0, 256);
      g_assert_cmpuint (check (bytes, (gsize) g_test_rand_int_range (0, sizeof bytes)), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  load_corpus ();
  g_test_add_func ("/sync/wire-fuzz/spoilt", test_spoilt);
  g_test_add_func ("/sync/wire-fuzz/deep", test_deep);
  g_test_add_func ("/sync/wire-fuzz/long", test_long);
  g_test_add_func ("/sync/wire-fuzz/bytes", test_bytes);
  result = g_test_run ();
  g_ptr_array_unref (corpus);
  return result;
}
