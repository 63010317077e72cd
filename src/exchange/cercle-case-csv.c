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
  GArray *facts;  /* of CercleCaseFact: the columns */
  GString *lines; /* read, not yet written */
  char *today;
};

void
cercle_case_csv_free (CercleCaseCsv *self)
{
  g_clear_pointer (&self->file, cercle_safe_file_free);
  g_clear_pointer (&self->names, cercle_names_free);
  g_array_unref (self->facts);
  g_string_free (self->lines, TRUE);
  g_free (self->today);
  g_free (self);
}

static const CercleCaseFact *
fact_at (const CercleCaseCsv *self, guint i)
{
  return &g_array_index (self->facts, CercleCaseFact, i);
}

/* The two tables of fields have some labels in common: those of the person stand first and apart.
 */
static void
append_headings (CercleCaseCsv *self)
{
  g_autofree const char **cells = g_new0 (const char *, self->facts->len);

  for (guint i = 0; i < self->facts->len; i++)
    cells[i] = cercle_field_label (&fact_at (self, i)->kind->fields[fact_at (self, i)->field]);
  cercle_csv_append (self->lines, cells, self->facts->len);
}

/* Somebody who chose no columns takes a table to reckon with: everything that may leave. */
static GArray *
all_facts (void)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (CercleCaseFact));
  return g_array_append_vals (facts, cercle_case_table, cercle_case_table_n);
}

CercleCaseCsv *
cercle_case_csv_new (const char *path, const char *today, GPtrArray *columns, GError **error)
{
  g_autoptr (CercleCaseCsv) self = g_new0 (CercleCaseCsv, 1);

  self->facts = columns != NULL ? cercle_case_words_facts (columns) : all_facts ();
  self->lines = g_string_new (CERCLE_CSV_MARK);
  self->names = cercle_names_new ();
  self->today = g_strdup (today);
  append_headings (self);
  self->file = cercle_safe_file_new (path, error);
  return self->file != NULL ? g_steal_pointer (&self) : NULL;
}

static void
append_line (CercleCaseCsv *self, const CercleCaseWords *words)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->facts->len; i++)
    g_ptr_array_add (cells, cercle_case_words_cell (words, fact_at (self, i)));
  cercle_csv_append (self->lines, (const char *const *) cells->pdata, cells->len);
}

gboolean
cercle_case_csv_read (CercleCaseCsv *self, CercleStore *store, const gint64 *keys, guint n,
                      GError **error)
{
  g_autoptr (GPtrArray) pairs = cercle_case_words_read (store, keys, n, error);

  if (pairs == NULL)
    return FALSE;
  cercle_names_use (self->names, store);
  for (guint i = 0; i < pairs->len; i += 2)
    {
      const CercleCaseWords words = { self->names, self->today, g_ptr_array_index (pairs, i),
                                      g_ptr_array_index (pairs, i + 1) };

      if (words.kase != NULL)
        append_line (self, &words);
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
