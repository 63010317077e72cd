/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A column of a dense list is a line of a static table; its function fills a cell with parts that the
 * row draws and a screen reader hears in the same order. */
#pragma once

#include <gtk/gtk.h>

typedef struct _CercleCell CercleCell;

typedef enum
{
  CERCLE_COLUMN_END = 1 << 0,   /* stands at the right end of its width, digits of one width */
  CERCLE_COLUMN_SORTS = 1 << 1, /* its heading is a button; see CercleCompactList::sort */
  CERCLE_COLUMN_BELOW = 1 << 2, /* narrow: goes to a second line, under the column that takes the rest */
  CERCLE_COLUMN_WIDE = 1 << 3,  /* narrow: not shown (still spoken) */
} CercleColumnFlags;

typedef struct
{
  const char *id;    /* for sorting, tests and styles */
  const char *title; /* msgid; also said before the cell's text by screen readers */
  int width;         /* px; 0: takes the rest of the line (one column at least) */
  int narrow_width;  /* px in a narrow list; 0: as width */
  guint flags;
  /* item: of the list's model. data: of cercle_compact_list_set_columns(). */
  void (*fill) (CercleCell *cell, gpointer item, gpointer data);
  gconstpointer about; /* for fill, which finds it by cercle_cell_column() */
} CercleColumn;

const CercleColumn *cercle_cell_column (CercleCell *cell);
/* Parts, from left to right; NULL and "" add nothing. Texts are plain and copied. The last text part
 * is shortened with an ellipsis when there is no room. */
void cercle_cell_text (CercleCell *cell, const char *text);
void cercle_cell_strong (CercleCell *cell, const char *text);
void cercle_cell_dim (CercleCell *cell, const char *text);   /* smaller, secondary */
void cercle_cell_alarm (CercleCell *cell, const char *text); /* strong and red: add an icon or a word */
void cercle_cell_badge (CercleCell *cell, const char *text); /* a word in a red frame */
/* A symbolic icon of 16 px, red when alarm; spoken (nullable) is what it says. */
void cercle_cell_icon (CercleCell *cell, const char *icon, gboolean alarm, const char *spoken);
void cercle_cell_mark (CercleCell *cell, char letter);
/* The next part begins at this distance from the cell's left edge, or later. */
void cercle_cell_tab (CercleCell *cell, int x);
/* Said instead of the parts' texts: "3 days late" for "J+3". */
void cercle_cell_spoken (CercleCell *cell, const char *sentence);
