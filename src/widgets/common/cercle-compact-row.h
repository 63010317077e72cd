/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a work list as one widget: draws its cells, carries one composed sentence. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-chosen.h"
#include "cercle-column.h"

typedef struct
{
  const CercleColumn *columns;
  guint n_columns;
  gpointer data;
  gboolean airy, narrow;
  CercleChosen *chosen; /* identities of lines drawn as chosen; NULL: none can be */
} CercleRowStyle;

#define CERCLE_TYPE_COMPACT_ROW (cercle_compact_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleCompactRow, cercle_compact_row, CERCLE, COMPACT_ROW, GtkWidget)

/* style is shared by all rows of a list and must outlive them. */
GtkWidget *cercle_compact_row_new (const CercleRowStyle *style);
/* NULL item: an empty line. */
void cercle_compact_row_set_item (CercleCompactRow *self, gpointer item);
/* The style or what the item says has changed. */
void cercle_compact_row_refresh (CercleCompactRow *self);
/* "Due: 3 days late; Person: Mathis Quesnel, 9 years …" (transfer none) */
const char *cercle_compact_row_get_sentence (CercleCompactRow *self);
/* Pixels of one line in this style; widget: any one, for its font. */
int cercle_compact_row_height (GtkWidget *widget, const CercleRowStyle *style);
/* Where column i stands in a line of this width (margins of 12 px, gaps of 12 px); width 0: not shown. */
void cercle_columns_place (const CercleRowStyle *style, int width, guint column, int *x, int *w);
