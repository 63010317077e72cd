/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What might somebody be sent instead of a directory? */
#include "hostile.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define MEBIBYTE (1024 * 1024)

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* --- No directory, or half of one ------------------------------------------------------------- */

static GBytes *
make_empty (void)
{
  return g_bytes_new_static ("", 0);
}

/* One member of a gzip file: members after one another are one file. */
static void
add_packed (GByteArray *file, const char *text, gsize n)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autofree guint8 *packed = g_malloc (n + 1024);
  gsize read = 0, written = 0;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (compressor), text, n, packed, n + 1024,
                                        G_CONVERTER_INPUT_AT_END, &read, &written, NULL),
                   ==, G_CONVERTER_FINISHED);
  g_assert_cmpuint (read, ==, n);
  g_byte_array_append (file, packed, (guint) written);
}

/* A packed directory of which the end did not come. */
static GBytes *
make_cut (void)
{
  GByteArray *file = g_byte_array_new ();
  GString *text = g_string_new ("{\"generatedAt\":\"2026-09-05T04:12:37Z\",\"pmej\":[");

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "{\"informationsGeneralesPMEJ\":{\"numFinessPm\":\"%u\"}},",
                            g_str_hash ("a") * (i + 1));
  add_packed (file, text->str, text->len);
  g_string_free (text, TRUE);
  g_byte_array_set_size (file, file->len / 2);
  return g_byte_array_free_to_bytes (file);
}

static GBytes *
make_head_of_packed (void)
{
  static const char cut[] = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c";

  return g_bytes_new_static (cut, sizeof cut - 1);
}

static GBytes *
make_picture (void)
{
  static const char picture[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0";

  return g_bytes_new_static (picture, sizeof picture - 1);
}

static GBytes *
make_nested (void)
{
  return g_bytes_new_take (g_strnfill (200000, '['), 200000);
}

static GBytes *
make_deep (void)
{
  g_autofree char *nested = g_strnfill (200000, '[');
  g_autofree char *deep = g_strconcat ("{\"pmej\":", nested, NULL);

  return bytes_of (deep);
}

static GBytes *
make_line (void)
{
  return g_bytes_new_take (g_strnfill (MEBIBYTE, 'a'), MEBIBYTE);
}

static GBytes *
make_half (void)
{
  return bytes_of ("{\"pmej\":[{\"ege\":");
}

static GBytes *
make_other (void)
{
  return bytes_of ("{\"faq\":[]}");
}

const HostileFile hostile_files[] = {
  { "nothing", make_empty },
  { "a packed file without its end", make_cut },
  { "the head of a packed file", make_head_of_packed },
  { "a picture", make_picture },
  { "nested", make_nested },
  { "nested deep in a directory", make_deep },
  { "one line", make_line },
  { "half a directory", make_half },
  { "another document", make_other },
  { NULL, NULL },
};

/* --- Bombs -------------------------------------------------------------------------------------
 */

static GBytes *
make_bomb (const char *begin)
{
  g_autofree char *much = g_strnfill (MEBIBYTE, 'a');
  g_autoptr (GByteArray) member = g_byte_array_new ();
  GByteArray *file = g_byte_array_new ();

  add_packed (member, much, MEBIBYTE);
  add_packed (file, begin, strlen (begin));
  for (guint i = 0; i < 1024; i++)
    g_byte_array_append (file, member->data, member->len);
  g_assert_cmpuint (file->len, <, 4 * MEBIBYTE);
  return g_byte_array_free_to_bytes (file);
}

static GBytes *
make_table_bomb (void)
{
  return make_bomb ("Nom;Ville\n");
}

static GBytes *
make_finess_bomb (void)
{
  return make_bomb ("{\"pmej\":[{\"informationsGeneralesPMEJ\":{\"numFinessPm\":\"");
}

static GBytes *
make_service_public_bomb (void)
{
  return make_bomb ("[{\"id\":\"x\",\"nom\":\"");
}

static GBytes *
make_card_bomb (void)
{
  return make_bomb ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:");
}

const HostileFile hostile_bombs[] = {
  { "a bomb that is a table", make_table_bomb },
  { "a bomb that is FINESS", make_finess_bomb },
  { "a bomb that is the administration's directory", make_service_public_bomb },
  { "a bomb that is a card", make_card_bomb },
  { NULL, NULL },
};

/* --- Memory ------------------------------------------------------------------------------------
 */

/* KiB. The sanitizer keeps what was freed for a while. */
#if defined(__SANITIZE_ADDRESS__)
const guint hostile_most_memory = 384 * 1024;
#else
const guint hostile_most_memory = 64 * 1024;
#endif

guint
hostile_memory (void)
{
  g_autofree char *status = NULL;
  const char *line = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  return line != NULL ? (guint) g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

/* Linux forgets the most that was held when it is asked so; where it may not be asked, what was
 * held before counts. */
guint
hostile_memory_begin (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file != NULL)
    {
      fputs ("5", file);
      fclose (file);
    }
  return hostile_memory ();
}
