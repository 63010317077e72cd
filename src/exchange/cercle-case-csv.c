/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a list of any length become a table for a spreadsheet? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-case-csv.h"

#include "cercle-csv.h"
#include "cercle-safe-file.h"

struct _CercleCaseCsv
{
  CercleSafeFile *file;
  CercleNames *names;
  GString *lines; /* read, not yet written */
  char *today;
};

void
cercle_case_csv_free (CercleCaseCsv *self)
{
  g_clear_pointer (&self->file, cercle_safe_file_free);
  g_clear_pointer (&self->names, cercle_names_free);
  g_string_free (self->lines, TRUE);
  g_free (self->today);
  g_free (self);
}

/* The two tables of fields have some labels in common: those of the person stand first and apart.
 */
static void
append_headings (GString *lines)
{
  g_autofree const char **cells = g_new0 (const char *, cercle_case_table_n);

  for (guint i = 0; i < cercle_case_table_n; i++)
    cells[i] = cercle_field_label (&cercle_case_table[i].kind->fields[cercle_case_table[i].field]);
  cercle_csv_append (lines, cells, cercle_case_table_n);
}

CercleCaseCsv *
cercle_case_csv_new (const char *path, const char *today, GError **error)
{
  g_autoptr (CercleCaseCsv) self = g_new0 (CercleCaseCsv, 1);

  self->lines = g_string_new (CERCLE_CSV_MARK);
  self->names = cercle_names_new ();
  self->today = g_strdup (today);
  append_headings (self->lines);
  self->file = cercle_safe_file_new (path, error);
  return self->file != NULL ? g_steal_pointer (&self) : NULL;
}

gboolean
cercle_case_csv_read (CercleCaseCsv *self, CercleStore *store, const gint64 *keys, guint n,
                      GError **error)
{
  g_autoptr (GPtrArray) pairs = cercle_case_words_read (store, keys, n, error);
  g_autofree char **cells = g_new0 (char *, cercle_case_table_n);

  if (pairs == NULL)
    return FALSE;
  cercle_names_use (self->names, store);
  for (guint i = 0; i < pairs->len; i += 2)
    {
      const CercleCaseWords words = { self->names, self->today, g_ptr_array_index (pairs, i),
                                      g_ptr_array_index (pairs, i + 1) };

      if (words.kase == NULL)
        continue;
      for (guint j = 0; j < cercle_case_table_n; j++)
        cells[j] = cercle_case_words_cell (&words, &cercle_case_table[j]);
      cercle_csv_append (self->lines, (const char *const *) cells, cercle_case_table_n);
      for (guint j = 0; j < cercle_case_table_n; j++)
        g_clear_pointer (&cells[j], g_free);
    }
  return TRUE;
}

gboolean
cercle_case_csv_write (CercleCaseCsv *self, GError **error)
{
  gboolean written = cercle_safe_file_write (self->file, self->lines->str, self->lines->len, error);

  g_string_truncate (self->lines, 0);
  return written;
}

gboolean
cercle_case_csv_keep (CercleCaseCsv *self, GError **error)
{
  return cercle_case_csv_write (self, error) && cercle_safe_file_keep (self->file, error);
}
