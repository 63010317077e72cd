/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in somebody else's directory, in words that a test can compare? */
#include "foreign.h"

#include <string.h>

static void
tell (GString *words, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_assert_true (g_utf8_validate (value, -1, NULL));
  g_assert_cmpstr (value, !=, "");
  g_string_append_printf (words, "%s=%s\n", name, value);
}

static void
tell_all (GString *words, const char *name, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    tell (words, name, g_ptr_array_index (values, i));
}

static void
tell_contacts (GString *words, GPtrArray *contacts)
{
  for (guint i = 0; i < contacts->len; i++)
    {
      const CercleForeignContact *contact = g_ptr_array_index (contacts, i);

      g_string_append (words, "contact:\n");
      tell (words, "first_name", contact->first_name);
      tell (words, "last_name", contact->last_name);
      tell (words, "function", contact->function);
      tell (words, "phone", contact->phone);
      tell (words, "mail", contact->mail);
    }
}

static void
tell_place (GString *words, const CercleForeignSheet *sheet)
{
  tell_all (words, "street", sheet->street);
  tell (words, "postcode", sheet->postcode);
  tell (words, "town", sheet->town);
  tell (words, "commune", sheet->commune);
  tell (words, "department", sheet->department);
  tell (words, "hidden", sheet->hidden ? "yes" : NULL);
  if (sheet->positioned)
    g_string_append_printf (words, "at=%.4f %.4f\n", sheet->latitude, sheet->longitude);
  tell_all (words, "phone", sheet->phones);
  tell_all (words, "mail", sheet->mails);
  tell_all (words, "url", sheet->urls);
  tell (words, "hours", sheet->hours);
}

/* Of the name and the town, for want of a better one. */
static gboolean
is_made_key (const char *key)
{
  return strlen (key) == 32 && strspn (key, "0123456789abcdef") == 32;
}

char *
foreign_describe (const CercleForeignSheet *sheet)
{
  GString *words = g_string_new (NULL);

  if (!is_made_key (sheet->key))
    tell (words, "key", sheet->key);
  tell (words, "source_on", sheet->source_on);
  if (sheet->line > 0)
    g_string_append_printf (words, "line=%u\n", sheet->line);
  if (sheet->faults != 0)
    g_string_append_printf (words, "faults=%x\n", sheet->faults);
  tell (words, "name", sheet->name);
  tell (words, "long_name", sheet->long_name);
  tell (words, "family", sheet->family);
  tell (words, "category", sheet->category);
  tell (words, "category_label", sheet->category_label);
  tell (words, "finess", sheet->finess);
  tell (words, "siret", sheet->siret);
  tell (words, "finess_legal", sheet->finess_legal);
  tell (words, "legal_name", sheet->legal_name);
  tell (words, "siren", sheet->siren);
  tell_place (words, sheet);
  tell (words, "closed", sheet->closed ? "yes" : NULL);
  tell (words, "opened_on", sheet->opened_on);
  tell (words, "closed_on", sheet->closed_on);
  tell (words, "updated_on", sheet->updated_on);
  tell_contacts (words, sheet->contacts);
  return g_string_free (words, FALSE);
}

static gboolean
take_sheet (CercleForeignSheet *sheet, gpointer data, GError **error)
{
  g_autofree char *words = foreign_describe (sheet);

  g_string_append_printf (data, "%s\n", words);
  cercle_foreign_sheet_free (sheet);
  return TRUE;
}

static char *
read_stream (CercleForeignSource source, GInputStream *stream, const CercleForeignOptions *options,
             GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (!cercle_foreign_read (source, stream, options, take_sheet, words, NULL, error))
    return NULL;
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
foreign_read_bytes (CercleForeignSource source, gconstpointer bytes, gsize n,
                    const CercleForeignOptions *options, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, (gssize) n, NULL);

  return read_stream (source, stream, options, error);
}

GInputStream *
foreign_open (const char *name)
{
  g_autofree char *path = g_build_filename (CERCLE_FIXTURES, "directory", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileInputStream *stream = g_file_read (file, NULL, NULL);

  g_assert_nonnull (stream);
  return G_INPUT_STREAM (stream);
}

char *
foreign_read_file (CercleForeignSource source, const char *name,
                   const CercleForeignOptions *options, GError **error)
{
  g_autoptr (GInputStream) stream = foreign_open (name);

  return read_stream (source, stream, options, error);
}

GBytes *
foreign_pack (gconstpointer bytes, gsize n)
{
  g_autoptr (GConverter) packer =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packed = g_converter_output_stream_new (memory, packer);

  g_assert_true (g_output_stream_write_all (packed, bytes, n, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (packed, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

char *
foreign_find (const char *sheets, const char *key)
{
  g_autofree char *start = g_strdup_printf ("key=%s\n", key);
  const char *at = strstr (sheets, start), *end = at != NULL ? strstr (at, "\n\n") : NULL;

  return end != NULL ? g_strndup (at, (gsize) (end + 1 - at)) : NULL;
}
