/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of the table of launches, its columns, and their order. */
#pragma once

#include "cercle-column.h"
#include "cercle-launch-table.h"

#define CERCLE_TYPE_LAUNCH_ROW (cercle_launch_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleLaunchRow, cercle_launch_row, CERCLE, LAUNCH_ROW, GObject)

struct _CercleLaunchRow
{
  GObject parent_instance;
  const CercleLaunchLine *line; /* of a table that outlives the row */
};

CercleLaunchRow *cercle_launch_row_new (const CercleLaunchLine *line);

extern const CercleColumn cercle_launch_columns[];
extern const guint cercle_launch_n_columns;
/* (transfer full): by a column's id; NULL or unknown: as the table has them, by region. */
GtkSorter *cercle_launch_sorter (const char *column, gboolean descending);
