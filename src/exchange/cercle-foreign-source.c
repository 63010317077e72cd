/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which directory is this, by how it begins? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-foreign-gunzip.h"
#include "cercle-foreign-private.h"

/* The list of an extract stands near its beginning. */
#define BEGINNING (64 * 1024)

/* A document is the first one of which a mark stands in its beginning. */
static const struct
{
  CercleForeignSource source;
  const char *begins; /* after spaces */
  const char *mark;   /* somewhere in the beginning; NULL: none needed */
} marks[] = {
  { CERCLE_FOREIGN_VCARD, "begin:vcard", NULL },
  { CERCLE_FOREIGN_FINESS_CSV, "finess;etalab", NULL },
  { CERCLE_FOREIGN_FINESS_CSV, "structureet;", NULL },
  { CERCLE_FOREIGN_FINESS, "{", "\"pmej\"" },
  { CERCLE_FOREIGN_FINESS, "{", "\"generatedat\"" },
  { CERCLE_FOREIGN_SERVICE_PUBLIC, "{", "\"service\"" },
  { CERCLE_FOREIGN_SERVICE_PUBLIC, "{", "\"results\"" },
  { CERCLE_FOREIGN_SERVICE_PUBLIC, "[", "adresse" },
};

static gboolean
guess (const char *beginning, CercleForeignSource *source)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (beginning, marks[i].begins) &&
        (marks[i].mark == NULL || strstr (beginning, marks[i].mark) != NULL))
      {
        *source = marks[i].source;
        return TRUE;
      }
  *source = CERCLE_FOREIGN_TABLE;
  return *beginning != '{' && *beginning != '[';
}

/* What every spreadsheet saves by itself is a packed folder: whoever brings it is told how to bring
 * a table. */
#define WORKBOOK "pk\x03\x04"

/* What a picture, a letter or a workbook begins with is no text; one bad row of a table is no
 * reason to refuse the others. */
#define HEAD 512

static gboolean
is_text (const char *bytes, gsize n, GError **error)
{
  if (memchr (bytes, '\0', MIN (n, HEAD)) == NULL)
    return TRUE;
  return cercle_foreign_fail (
      error, CERCLE_FOREIGN_ERROR_FORM,
      g_str_has_prefix (bytes, WORKBOOK)
          ? _ ("This is a workbook. Save its sheet as CSV in your spreadsheet, then import that.")
          : _ ("This is no directory: it is no text."));
}

gboolean
cercle_foreign_guess_source (GInputStream *stream, CercleForeignSource *source,
                             GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) plain = cercle_foreign_gunzip_new (stream, NULL, NULL);
  g_autofree char *bytes = g_malloc0 (BEGINNING + 1);
  const char *begins = bytes;
  gsize n = 0;

  if (!g_input_stream_read_all (plain, bytes, BEGINNING, &n, cancellable, error))
    return FALSE;
  if (n == 0)
    return cercle_foreign_fail (error, CERCLE_FOREIGN_ERROR_FORM, _ ("This file is empty."));
  for (gsize i = 0; i < n; i++)
    bytes[i] = g_ascii_tolower (bytes[i]);
  if (!is_text (bytes, n, error))
    return FALSE;
  if (g_str_has_prefix (begins, "\xef\xbb\xbf"))
    begins += 3;
  while (g_ascii_isspace (*begins))
    begins++;
  return guess (begins, source) ||
         cercle_foreign_fail (
             error, CERCLE_FOREIGN_ERROR_FORM,
             _ ("This is none of the directories that Cercle reads: FINESS, the directory of "
                "the administration, an address book (vCard) or a table (CSV)."));
}

CercleForeignTable *
cercle_foreign_open_table (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) plain = cercle_foreign_gunzip_new (stream, NULL, NULL);
  GError *cause = NULL;
  CercleForeignTable *table = cercle_foreign_table_new (plain, FALSE, cancellable, &cause);

  if (cause != NULL)
    cercle_foreign_fail_table (cause, error);
  return table;
}
