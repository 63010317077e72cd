/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which sites are in a table of FINESS that somebody still holds (etalab-cs1100502 and 507, frozen
 * in May 2026)? No names of columns; rows of several kinds, told by their first cell; some rows in
 * another encoding than the others. The rows "geolocalisation" of 507 are in metres, by other plans
 * overseas, and are passed over: the national extract has degrees. */
#define G_LOG_DOMAIN "cercle-exchange"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-foreign-private.h"
#include "cercle-foreign-table.h"
#include "cercle-official-number.h"

enum
{
  KIND,
  SITE,
  LEGAL,
  NAME,
  LONG_NAME,
  NAME_MORE,
  DELIVERY,
  NUMBER,
  WAY,
  WAY_NAME,
  WAY_MORE,
  PLACE,
  COMMUNE,
  DEPARTMENT,
  DEPARTMENT_NAME,
  TOWN,
  PHONE,
  FAX,
  CATEGORY,
  CATEGORY_LABEL,
  GROUP,
  GROUP_LABEL,
  SIRET,
  APE,
  TARIFF,
  TARIFF_LABEL,
  PUBLIC,
  PUBLIC_LABEL,
  OPENED,
  ALLOWED,
  UPDATED,
  N_CELLS
};

static const char *
cell (GPtrArray *cells, guint i)
{
  return i < cells->len ? g_ptr_array_index (cells, i) : "";
}

/* (transfer full) (nullable): the INSEE code; a spreadsheet may have eaten the zeros before
 * numbers. */
static char *
insee_of (GPtrArray *cells)
{
  const char *commune = cell (cells, COMMUNE), *department = cell (cells, DEPARTMENT);
  g_autofree char *three =
      g_strdup_printf ("%.*s%s", 3 - (int) MIN (strlen (commune), 3), "000", commune);
  g_autofree char *two = g_strconcat (strlen (department) == 1 ? "0" : "", department, NULL);

  return cercle_official_commune (two, three);
}

static void
take_place (CercleForeignSheet *sheet, GPtrArray *cells, const char *insee)
{
  g_autofree char *way =
      g_strjoin (" ", cell (cells, NUMBER), cell (cells, WAY), cell (cells, WAY_NAME), NULL);
  const char *town = cell (cells, TOWN);

  cercle_foreign_sheet_take_line (sheet, cell (cells, DELIVERY));
  cercle_foreign_sheet_take_line (sheet, way);
  cercle_foreign_sheet_take_line (sheet, cell (cells, WAY_MORE));
  cercle_foreign_sheet_take_line (sheet, cell (cells, PLACE));
  if (strspn (town, "0123456789") == 5 && town[5] == ' ')
    {
      g_autofree char *postcode = g_strndup (town, 5);

      cercle_foreign_sheet_take_text (sheet, &sheet->postcode, postcode);
      town += 6;
    }
  cercle_foreign_sheet_take_text (sheet, &sheet->town, town);
  cercle_foreign_sheet_take_commune (sheet, insee);
}

static void
take_names (CercleForeignSheet *sheet, GPtrArray *cells)
{
  g_autofree char *whole = g_strjoin (" ", cell (cells, LONG_NAME), cell (cells, NAME_MORE), NULL);

  cercle_foreign_sheet_take_text (sheet, &sheet->name, cell (cells, NAME));
  cercle_foreign_sheet_take_text (sheet, &sheet->long_name, whole);
  if (sheet->name == NULL)
    sheet->name = g_steal_pointer (&sheet->long_name);
  else if (g_strcmp0 (sheet->name, sheet->long_name) == 0)
    g_clear_pointer (&sheet->long_name, g_free);
}

static CercleForeignSheet *
make_sheet (const CercleForeignRow *row, const char *insee)
{
  CercleForeignSheet *sheet = cercle_foreign_sheet_new (CERCLE_FOREIGN_FINESS_CSV);
  GPtrArray *cells = row->cells;

  sheet->line = row->line;
  cercle_foreign_sheet_take_finess (sheet, &sheet->finess, cell (cells, SITE));
  cercle_foreign_sheet_take_text (sheet, &sheet->key, sheet->finess);
  cercle_foreign_sheet_take_finess (sheet, &sheet->finess_legal, cell (cells, LEGAL));
  take_names (sheet, cells);
  cercle_foreign_sheet_take_siret (sheet, cell (cells, SIRET));
  cercle_foreign_sheet_take_category (sheet, cell (cells, CATEGORY), NULL);
  if (sheet->category_label == NULL)
    cercle_foreign_sheet_take_text (sheet, &sheet->category_label, cell (cells, CATEGORY_LABEL));
  take_place (sheet, cells, insee);
  cercle_foreign_sheet_take_phones (sheet, cell (cells, PHONE));
  cercle_foreign_sheet_take_day (sheet, &sheet->opened_on, cell (cells, OPENED));
  cercle_foreign_sheet_take_day (sheet, &sheet->updated_on, cell (cells, UPDATED));
  return sheet;
}

static gboolean
read_site (CercleForeignReading *reading, const CercleForeignRow *row, GError **error)
{
  g_autofree char *insee = insee_of (row->cells);
  char department[CERCLE_DEPARTMENT_SIZE];

  if (cercle_official_department (insee, department) &&
      !cercle_foreign_wants_department (reading, department))
    {
      reading->tally.seen++;
      reading->tally.elsewhere++;
      return TRUE;
    }
  return cercle_foreign_give (reading, make_sheet (row, insee), error);
}

/* What was met so far. */
typedef struct
{
  gboolean some;      /* a row of FINESS */
  gboolean equipment; /* what a site does, whose name and place another table has */
} Met;

static gboolean
read_row (CercleForeignReading *reading, const CercleForeignRow *row, Met *met, GError **error)
{
  const char *kind = cell (row->cells, KIND);

  if (strcmp (kind, "finess") == 0)
    {
      met->some = TRUE;
      cercle_foreign_note_day (reading, cell (row->cells, 3));
    }
  met->equipment = met->equipment || g_str_has_prefix (kind, "equipement");
  if (strcmp (kind, "structureet") != 0)
    return TRUE;
  met->some = TRUE;
  if (!cercle_foreign_row_is_refused (row->fault) && row->cells->len > CATEGORY)
    return read_site (reading, row, error);
  reading->tally.seen++;
  reading->tally.refused++;
  return TRUE;
}

gboolean
cercle_foreign_fail_table (GError *cause, GError **error)
{
  static const int codes[] = {
    [CERCLE_FOREIGN_TABLE_ERROR_FILE] = CERCLE_FOREIGN_ERROR_READ,
    [CERCLE_FOREIGN_TABLE_ERROR_WORKBOOK] = CERCLE_FOREIGN_ERROR_FORM,
    [CERCLE_FOREIGN_TABLE_ERROR_EMPTY] = CERCLE_FOREIGN_ERROR_FORM,
    [CERCLE_FOREIGN_TABLE_ERROR_LARGE] = CERCLE_FOREIGN_ERROR_LARGE,
    [CERCLE_FOREIGN_TABLE_ERROR_QUOTES] = CERCLE_FOREIGN_ERROR_FORM,
  };
  gboolean of_table = cause->domain == CERCLE_FOREIGN_TABLE_ERROR;

  if (of_table)
    g_set_error_literal (error, CERCLE_FOREIGN_ERROR, codes[cause->code], cause->message);
  else
    g_propagate_error (error, cause);
  if (of_table)
    g_error_free (cause);
  return FALSE;
}

gboolean
cercle_foreign_read_finess_csv (CercleForeignReading *reading, GInputStream *stream,
                                GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  g_autoptr (CercleForeignTable) table =
      cercle_foreign_table_new (stream, TRUE, cancellable, &cause);
  const CercleForeignRow *row;
  Met met = { FALSE, FALSE };

  while (table != NULL && (row = cercle_foreign_table_next (table, &cause)) != NULL)
    if (!read_row (reading, row, &met, error))
      return FALSE;
  if (cause != NULL)
    return cercle_foreign_fail_table (cause, error);
  if (met.equipment && reading->tally.given == 0)
    return cercle_foreign_fail (
        error, CERCLE_FOREIGN_ERROR_FORM,
        _ ("This table of FINESS tells the equipment of sites, without their names (cs1100505 and "
           "the like). Import the table of the sites: cs1100502 or cs1100507."));
  return met.some ||
         cercle_foreign_fail (error, CERCLE_FOREIGN_ERROR_FORM,
                              _ ("This is not the table of FINESS: no row tells a site."));
}
