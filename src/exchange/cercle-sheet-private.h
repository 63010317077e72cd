/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of a sheet and its pages share. For this room only. */
#pragma once

#include "cercle-sheet.h"

/* Points: what everybody can read. */
#define CERCLE_SHEET_LEAST 10

typedef enum
{
  CERCLE_SHEET_HEADING,
  CERCLE_SHEET_TEXT,
  CERCLE_SHEET_ITEM,
  CERCLE_SHEET_FACT,
  CERCLE_SHEET_LABELS, /* of a table */
  CERCLE_SHEET_ROW,
  CERCLE_SHEET_BESIDE,
} CercleSheetSort;

typedef struct
{
  CercleSheetSort sort;
  GArray *table; /* of CercleSheetColumn: its cells' widths */
  char **cells;
  gboolean lined; /* between its cells, too */
  double bar;     /* under its first cell, of that cell's width; 0: none */
} CercleSheetBlock;

struct _CercleSheet
{
  char *title, *subtitle, *community, *day;
  gboolean example, landscape;
  int size;
  char *(*left) (guint n); /* NULL: as many pages as it takes */
  GPtrArray *blocks;       /* CercleSheetBlock */
  GArray *whole, *fact;    /* of one column; of two */
  GArray *table;           /* the one begun last; or NULL */
  gboolean lined;          /* that one */
};
