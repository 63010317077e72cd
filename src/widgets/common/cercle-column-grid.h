/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a table that another program wrote tells what? A line for each part: what it is,
 * the column that tells it, and what stands there in the first rows. */
#pragma once

#include <adwaita.h>

/* How the table begins. */
typedef struct
{
  const char *encoding; /* as people call it */
  char separator;
  GPtrArray *columns; /* char * */
  GPtrArray *rows;    /* GPtrArray of char *: the first ones */
} CercleColumnTable;

/* Emits "changed" when a person has chosen. */
#define CERCLE_TYPE_COLUMN_GRID (cercle_column_grid_get_type ())
G_DECLARE_FINAL_TYPE (CercleColumnGrid, cercle_column_grid, CERCLE, COLUMN_GRID, AdwBin)
/* What the table holds outlives the grid. label: of a part, translated. */
GtkWidget *cercle_column_grid_new (const CercleColumnTable *table, guint n_parts,
                                   const char *(*label) (guint part));
/* Position of the column of each part, -1: not in this file. Nothing is emitted. */
void cercle_column_grid_set_map (CercleColumnGrid *self, const int *map);
void cercle_column_grid_get_map (CercleColumnGrid *self, int *map);
