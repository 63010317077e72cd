/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a directory known by how it begins, and are the sheets of a list that somebody keeps told
 * apart? */
#include <string.h>

#include "cercle-foreign-source.h"
#include "foreign.h"

static gboolean
guess (GInputStream *stream, CercleForeignSource *source, GError **error)
{
  g_autoptr (GInputStream) held = stream;

  return cercle_foreign_guess_source (held, source, NULL, error);
}

static void
expect (GInputStream *stream, CercleForeignSource expected)
{
  CercleForeignSource source = CERCLE_FOREIGN_N_SOURCES;
  g_autoptr (GError) error = NULL;

  g_assert_true (guess (stream, &source, &error));
  g_assert_no_error (error);
  g_assert_cmpint (source, ==, expected);
}

static GInputStream *
stream_of (const char *text)
{
  return g_memory_input_stream_new_from_data (text, -1, NULL);
}

static void
test_guessed (void)
{
  const char *card = "\xef\xbb\xbf\r\nBEGIN:VCARD\r\nVERSION:3.0\r\n";
  g_autoptr (GBytes) packed = foreign_pack (card, strlen (card));

  expect (foreign_open ("finess.json"), CERCLE_FOREIGN_FINESS);
  expect (foreign_open ("finess.csv"), CERCLE_FOREIGN_FINESS_CSV);
  expect (foreign_open ("service-public.json"), CERCLE_FOREIGN_SERVICE_PUBLIC);
  expect (stream_of ("{ \"service\" : [ ] }"), CERCLE_FOREIGN_SERVICE_PUBLIC);
  expect (stream_of (card), CERCLE_FOREIGN_VCARD);
  expect (g_memory_input_stream_new_from_bytes (packed), CERCLE_FOREIGN_VCARD);
  expect (stream_of ("Nom;Commune\nIME;Caen\n"), CERCLE_FOREIGN_TABLE);
}

static void
test_refused (void)
{
  static const char *const texts[] = { "", "{\"faq\":[]}", "[[[[[[", "[1, 2]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      CercleForeignSource source;
      g_autoptr (GError) error = NULL;

      g_assert_false (guess (stream_of (texts[i]), &source, &error));
      g_assert_error (error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_FORM);
    }
}

/* Whoever brings a workbook is told what to do; what is no text is said to be none. One bad row
 * further down is for the reader of tables. */
static void
test_binary (void)
{
  static const char workbook[] = "PK\x03\x04\x14\0\x06\0\x08\0",
                    picture[] = "\x89PNG\r\n\x1a\n\0\0";
  g_autofree char *table = g_strnfill (1000, 'a');
  CercleForeignSource source;
  g_autoptr (GError) packed = NULL, drawn = NULL;

  g_assert_false (guess (g_memory_input_stream_new_from_data (workbook, sizeof workbook, NULL),
                         &source, &packed));
  g_assert_error (packed, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_FORM);
  g_assert_nonnull (strstr (packed->message, "as CSV"));
  g_assert_false (
      guess (g_memory_input_stream_new_from_data (picture, sizeof picture, NULL), &source, &drawn));
  g_assert_error (drawn, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_FORM);
  g_assert_nonnull (strstr (drawn->message, "no text"));
  table[900] = '\0';
  expect (g_memory_input_stream_new_from_data (table, 1000, NULL), CERCLE_FOREIGN_TABLE);
}

static gboolean
keep_key (CercleForeignSheet *sheet, gpointer keys, GError **error)
{
  g_ptr_array_add (keys, g_strdup (sheet->key));
  cercle_foreign_sheet_free (sheet);
  return TRUE;
}

/* Rows without a number of their own are found again by name and town; two of one name are two. */
static void
test_keys (void)
{
  const CercleForeignOptions options = { .area = "14" };
  g_autoptr (GInputStream) stream = stream_of ("Nom;Ville\nSAVS;Caen\nESAT;Caen\nSAVS;CAEN\n");
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      cercle_foreign_read (CERCLE_FOREIGN_TABLE, stream, &options, keep_key, keys, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 3);
  g_assert_cmpstr (keys->pdata[0], !=, keys->pdata[1]);
  g_assert_true (g_str_has_prefix (keys->pdata[2], keys->pdata[0]));
  g_assert_true (g_str_has_suffix (keys->pdata[2], " #2"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign/source/guessed", test_guessed);
  g_test_add_func ("/foreign/source/refused", test_refused);
  g_test_add_func ("/foreign/source/binary", test_binary);
  g_test_add_func ("/foreign/source/keys", test_keys);
  return g_test_run ();
}
