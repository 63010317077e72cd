/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What one column says about one item: parts, ready to be measured and drawn. For rows only; columns fill
 * it through cercle-column.h. */
#pragma once

#include "cercle-column.h"

/* column (nullable): what it is filled for. */
CercleCell *cercle_cell_new (GtkWidget *row, const CercleColumn *column);
void cercle_cell_free (CercleCell *cell);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleCell, cercle_cell_free)
gboolean cercle_cell_is_empty (CercleCell *cell);
/* (transfer full): what a screen reader says. */
char *cercle_cell_get_spoken (CercleCell *cell);
/* digits: all of one width. */
void cercle_cell_set_numeric (CercleCell *cell);
/* Moves the parts of other to the end of cell, after a middle dot. */
void cercle_cell_append (CercleCell *cell, CercleCell *other);
/* Within x and width, texts on this baseline, marks and icons centred on middle. */
void cercle_cell_draw (CercleCell *cell, GtkSnapshot *snapshot, const graphene_rect_t *bounds,
                       float baseline, gboolean at_end);
