/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does one table go on paper, or into a file for spreadsheets? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-csv.h"
#include "cercle-paper-private.h"

#define MOST_CELLS 8

void
cercle_paper_begin_table (CerclePaperWork *work, const CercleSheetColumn *columns, guint n)
{
  CercleSheetColumn translated[MOST_CELLS];
  const char *labels[MOST_CELLS];

  g_return_if_fail (n <= MOST_CELLS);
  for (guint i = 0; i < n; i++)
    {
      labels[i] = _ (columns[i].label);
      translated[i] = (CercleSheetColumn){ labels[i], columns[i].share };
    }
  if (work->content != NULL)
    cercle_csv_append (work->content, labels, n);
  else
    cercle_sheet_table (work->sheet, translated, n);
}

void
cercle_paper_put_row (CerclePaperWork *work, const char *const *cells, guint n)
{
  if (work->content != NULL)
    cercle_csv_append (work->content, cells, n);
  else
    cercle_sheet_row (work->sheet, cells);
}

gboolean
cercle_paper_write_table (CerclePaperWork *work, GError **error)
{
  return cercle_paper_write_whole (work->path, g_steal_pointer (&work->content), error);
}
