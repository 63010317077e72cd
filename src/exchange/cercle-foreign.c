/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sheets are in somebody else's directory, and which of them are wanted? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-department.h"
#include "cercle-foreign-category.h"
#include "cercle-foreign-gunzip.h"
#include "cercle-foreign-private.h"
#include "cercle-text.h"

/* Of one territory; more is no directory of hers. */
#define MOST_SHEETS 50000

G_DEFINE_QUARK (cercle - foreign - error, cercle_foreign_error)

static const CercleForeignReader readers[CERCLE_FOREIGN_N_SOURCES] = {
  [CERCLE_FOREIGN_FINESS] = cercle_foreign_read_finess,
  [CERCLE_FOREIGN_FINESS_CSV] = cercle_foreign_read_finess_csv,
  [CERCLE_FOREIGN_SERVICE_PUBLIC] = cercle_foreign_read_service_public,
  [CERCLE_FOREIGN_VCARD] = cercle_foreign_read_vcard,
  [CERCLE_FOREIGN_TABLE] = cercle_foreign_read_table,
};

GStrv
cercle_foreign_departments (const char *territory)
{
  const CercleDepartment *all = cercle_departments ();
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_auto (GStrv) departments = NULL;

  for (guint i = 0; i < CERCLE_N_DEPARTMENTS; i++)
    if (cercle_department_has_territory (&all[i], territory))
      g_strv_builder_add (found, all[i].code);
  departments = g_strv_builder_end (found);
  /* Collectivities overseas are no départements, and have territories of their own code. */
  return departments[0] != NULL ? g_steal_pointer (&departments)
                                : g_strsplit (territory != NULL ? territory : "", " ", -1);
}

gboolean
cercle_foreign_fail (GError **error, CercleForeignError code, const char *sentence)
{
  g_set_error_literal (error, CERCLE_FOREIGN_ERROR, (int) code, sentence);
  return FALSE;
}

void
cercle_foreign_options_take_territory (CercleForeignOptions *options, CercleForeignSource source,
                                       const char *const *departments)
{
  gboolean own = source == CERCLE_FOREIGN_VCARD || source == CERCLE_FOREIGN_TABLE;

  options->departments = own ? NULL : departments;
  options->area = departments[0];
}

gboolean
cercle_foreign_keep (GPtrArray *sheets, CercleForeignSheet *sheet, GError **error)
{
  g_ptr_array_add (sheets, sheet);
  return sheets->len <= MOST_SHEETS ||
         cercle_foreign_fail (
             error, CERCLE_FOREIGN_ERROR_LARGE,
             _ ("This file has more sheets than the directory of a territory ever has."));
}

gboolean
cercle_foreign_check_tally (const CercleForeignTally *tally, GError **error)
{
  return tally->seen > tally->refused ||
         cercle_foreign_fail (error, CERCLE_FOREIGN_ERROR_FORM,
                              _ ("There is no partner in this file."));
}

gboolean
cercle_foreign_wants_department (const CercleForeignReading *reading, const char *department)
{
  const char *const *wanted = reading->options->departments;

  return wanted == NULL || (department != NULL && g_strv_contains (wanted, department));
}

gboolean
cercle_foreign_wants_category (const CercleForeignReading *reading, const char *code)
{
  guint n;

  return cercle_foreign_categories (reading->source, &n) == NULL ||
         cercle_foreign_category_is_wanted (reading->source, code, reading->options->categories);
}

void
cercle_foreign_note_day (CercleForeignReading *reading, const char *text)
{
  g_autoptr (CercleForeignSheet) sheet = cercle_foreign_sheet_new (reading->source);

  cercle_foreign_sheet_take_day (sheet, &sheet->source_on, text);
  if (sheet->source_on != NULL)
    g_strlcpy (reading->tally.source_on, sheet->source_on, sizeof reading->tally.source_on);
}

/* (nullable): where it is counted when it is left out. */
static guint *
left_out (CercleForeignReading *reading, const CercleForeignSheet *sheet)
{
  if (sheet->name == NULL)
    return &reading->tally.refused;
  if (!cercle_foreign_wants_department (reading, sheet->department))
    return &reading->tally.elsewhere;
  if (!cercle_foreign_wants_category (reading, sheet->category) ||
      (sheet->closed && reading->options->without_closed))
    return &reading->tally.other;
  return NULL;
}

/* Without a number of its own a sheet is found again by what it is called and where it is. */
static void
keep_key (CercleForeignSheet *sheet)
{
  g_autofree char *whole =
      g_strjoin ("\n", sheet->name, sheet->postcode ?: "", sheet->town ?: "", NULL);
  g_autofree char *folded = cercle_text_fold (whole);

  if (sheet->key != NULL)
    return;
  sheet->key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);
  sheet->key[32] = '\0';
}

/* What people keep by hand has one key twice: the second is another sheet. The directories of the
 * State do not, and are too long to remember all their keys. */
static void
tell_apart (CercleForeignReading *reading, CercleForeignSheet *sheet)
{
  guint n = 0;
  g_autofree char *key = NULL;

  if (reading->keys == NULL)
    return;
  n = GPOINTER_TO_UINT (g_hash_table_lookup (reading->keys, sheet->key)) + 1;
  g_hash_table_replace (reading->keys, g_strdup (sheet->key), GUINT_TO_POINTER (n));
  if (n == 1)
    return;
  key = g_steal_pointer (&sheet->key);
  sheet->key = g_strdup_printf ("%s #%u", key, n);
}

gboolean
cercle_foreign_give (CercleForeignReading *reading, CercleForeignSheet *sheet, GError **error)
{
  guint *count = left_out (reading, sheet);

  reading->tally.seen++;
  if (count != NULL)
    {
      (*count)++;
      cercle_foreign_sheet_free (sheet);
      return TRUE;
    }
  reading->tally.given++;
  reading->tally.closed += sheet->closed;
  keep_key (sheet);
  tell_apart (reading, sheet);
  if (sheet->source_on == NULL && *reading->tally.source_on != '\0')
    sheet->source_on = g_strdup (reading->tally.source_on);
  return reading->func (sheet, reading->data, error);
}

gboolean
cercle_foreign_read (CercleForeignSource source, GInputStream *stream,
                     const CercleForeignOptions *options, CercleForeignFunc func, gpointer data,
                     GCancellable *cancellable, GError **error)
{
  CercleForeignReading reading = { source, options, func, data };
  g_autoptr (GInputStream) plain = cercle_foreign_gunzip_new (stream, options->progress, data);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean read = FALSE;

  if (source == CERCLE_FOREIGN_VCARD || source == CERCLE_FOREIGN_TABLE)
    reading.keys = keys;
  read = readers[source](&reading, plain, cancellable, error);

  if (options->tally != NULL)
    *options->tally = reading.tally;
  return read;
}
