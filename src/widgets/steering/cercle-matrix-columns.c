/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does one line say of a rule, or of a version of the matrix? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-matrix-columns.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-display.h"
#include "cercle-keyboard.h"
#include "cercle-macros.h"

#define LEAST_LINES 3
#define MOST_LINES 50

/* --- Rules ----------------------------------------------------------------------------------- */

static void
fill_text (CercleCell *cell, CercleRecord *record, guint field)
{
  g_autofree char *words = cercle_record_display (record, field);
  cercle_cell_text (cell, words);
}

static void
fill_position (CercleCell *cell, gpointer item, gpointer data)
{
  fill_text (cell, item, CERCLE_RULE_POSITION);
}

static void
fill_conditions (CercleCell *cell, gpointer item, gpointer data)
{
  g_autofree char *words = cercle_matrix_conditions (item, cercle_matrix_file_label, data);
  cercle_cell_text (cell, words);
}

static void
fill_responsibility (CercleCell *cell, gpointer item, gpointer data)
{
  g_autofree char *words = cercle_record_display (item, CERCLE_RULE_RESPONSIBILITY);
  cercle_cell_strong (cell, words);
}

static void
fill_lead (CercleCell *cell, gpointer item, gpointer data)
{
  g_autofree char *lead = cercle_matrix_file_lead (data, item);

  if (lead != NULL)
    cercle_cell_text (cell, lead);
  else
    fill_text (cell, item, CERCLE_RULE_LEAD_FAMILY);
}

static void
fill_contributors (CercleCell *cell, gpointer item, gpointer data)
{
  fill_text (cell, item, CERCLE_RULE_CONTRIBUTORS);
}

static void
fill_delay (CercleCell *cell, gpointer item, gpointer data)
{
  int days = (int) cercle_record_get_integer (item, CERCLE_RULE_DELAY, -1);
  g_autofree char *words = g_strdup_printf (C_ ("span", "%d d"), days);
  g_autofree char *said = g_strdup_printf (
      ngettext ("%d working day", "%d working days", (gulong) MAX (days, 0)), days);

  if (days < 0)
    return;
  cercle_cell_text (cell, words);
  cercle_cell_spoken (cell, said);
}

static void
fill_debrief (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_text (cell,
                    cercle_record_get_flag (item, CERCLE_RULE_DEBRIEF) ? _ ("Yes") : _ ("No"));
}

/* clang-format off */
static const CercleColumn rule_columns[] = {
  { "position", N_("No."), 32, 28, CERCLE_COLUMN_END, fill_position },
  { "conditions", N_("If"), 0, 0, 0, fill_conditions },
  { "responsibility", N_("Then"), 0, 0, CERCLE_COLUMN_BELOW, fill_responsibility },
  { "lead", N_("Lead"), 150, 0, CERCLE_COLUMN_BELOW, fill_lead },
  { "contributors", N_("Contributors"), 170, 0, CERCLE_COLUMN_WIDE, fill_contributors },
  { "delay", N_("Delay"), 54, 0, CERCLE_COLUMN_END, fill_delay },
  { "debrief", N_("Debrief"), 62, 0, CERCLE_COLUMN_END, fill_debrief },
};
/* clang-format on */

/* --- Versions -------------------------------------------------------------------------------- */

static void
fill_version (CercleCell *cell, gpointer item, gpointer data)
{
  g_autofree char *words = g_strdup_printf (
      _ ("Version %d"), (int) cercle_record_get_integer (item, CERCLE_MATRIX_VERSION, 0));
  cercle_cell_strong (cell, words);
}

static void
fill_state (CercleCell *cell, gpointer item, gpointer data)
{
  cercle_cell_text (cell, cercle_matrix_file_state (data, item));
}

static void
fill_since (CercleCell *cell, gpointer item, gpointer data)
{
  g_autofree char *day =
      cercle_display_day (cercle_record_get_text (item, CERCLE_MATRIX_IN_FORCE_ON));
  cercle_cell_text (cell, day);
}

static void
fill_signed (CercleCell *cell, gpointer item, gpointer data)
{
  fill_text (cell, item, CERCLE_MATRIX_SIGNED_BY);
}

static void
fill_hosting (CercleCell *cell, gpointer item, gpointer data)
{
  fill_text (cell, item, CERCLE_MATRIX_HOSTING);
}

static void
fill_source (CercleCell *cell, gpointer item, gpointer data)
{
  fill_text (cell, item, CERCLE_MATRIX_SOURCE);
}

/* clang-format off */
static const CercleColumn version_columns[] = {
  { "version", N_("Version"), 100, 0, 0, fill_version },
  { "state", N_("State"), 110, 0, 0, fill_state },
  { "since", N_("In force since"), 150, 130, 0, fill_since },
  { "hosting", N_("Hosting"), 0, 0, 0, fill_hosting },
  { "signed", N_("Signed by"), 0, 0, CERCLE_COLUMN_BELOW, fill_signed },
  { "source", N_("Decided at"), 150, 0, CERCLE_COLUMN_WIDE, fill_source },
};
/* clang-format on */

/* --- Lists ----------------------------------------------------------------------------------- */

static void
set_columns (CercleCompactList *list, const char *name, const CercleColumn *columns,
             guint n_columns, gpointer data)
{
  g_autoptr (GListStore) store = g_list_store_new (CERCLE_TYPE_RECORD);

  cercle_compact_list_set_columns (list, name, columns, n_columns, data);
  cercle_compact_list_set_lines (list, LEAST_LINES, MOST_LINES);
  cercle_compact_list_set_model (list, G_LIST_MODEL (store));
}

void
cercle_matrix_columns_set_rules (CercleCompactList *list, CercleMatrixFile *file)
{
  set_columns (list, _ ("Rules of the matrix"), rule_columns, G_N_ELEMENTS (rule_columns), file);
}

void
cercle_matrix_columns_set_versions (CercleCompactList *list, CercleMatrixFile *file)
{
  set_columns (list, _ ("Versions of the matrix"), version_columns, G_N_ELEMENTS (version_columns),
               file);
}

static gboolean
same_record (CercleRecord *a, CercleRecord *b)
{
  const CercleKind *kind = cercle_record_get_kind (a);

  if (!g_str_equal (cercle_record_get_id (a), cercle_record_get_id (b)))
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    if (!cercle_record_same (a, b, i))
      return FALSE;
  return TRUE;
}

static gboolean
shows (GListModel *model, GPtrArray *records)
{
  if (g_list_model_get_n_items (model) != records->len)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (CercleRecord) shown = g_list_model_get_item (model, i);
      if (!same_record (shown, records->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static guint
find (GPtrArray *records, const char *id)
{
  for (guint i = 0; id != NULL && i < records->len; i++)
    if (g_str_equal (cercle_record_get_id (records->pdata[i]), id))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

void
cercle_matrix_columns_show (CercleCompactList *list, GPtrArray *records, const char *chosen)
{
  GListModel *model = cercle_compact_list_get_model (list);
  gboolean focused = cercle_keyboard_is_in (GTK_WIDGET (list));
  guint before = cercle_compact_list_get_selected (list), position;
  g_autofree char *kept =
      g_strdup (chosen != NULL ? chosen : cercle_matrix_columns_get_chosen (list));

  if (shows (model, records))
    /* Their words may have others behind them: names, the day. */
    cercle_compact_list_refresh (list);
  else
    {
      g_list_store_remove_all (G_LIST_STORE (model));
      g_list_store_splice (G_LIST_STORE (model), 0, 0, records->pdata, records->len);
    }
  position = find (records, kept);
  if (position == GTK_INVALID_LIST_POSITION && records->len > 0)
    position = before != GTK_INVALID_LIST_POSITION ? MIN (before, records->len - 1) : 0;
  if (position != GTK_INVALID_LIST_POSITION && position != cercle_compact_list_get_selected (list))
    cercle_compact_list_select (list, position, focused);
}

const char *
cercle_matrix_columns_get_chosen (CercleCompactList *list)
{
  g_autoptr (CercleRecord) record = cercle_compact_list_get_selected_item (list);
  /* The model keeps it. */
  return record != NULL ? cercle_record_get_id (record) : NULL;
}
