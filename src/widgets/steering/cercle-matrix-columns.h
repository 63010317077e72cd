/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of rules and of versions of the matrix. Items are CercleRecord, the columns' data is the
 * CercleMatrixFile. */
#pragma once

#include "cercle-compact-list.h"
#include "cercle-matrix-file.h"

void cercle_matrix_columns_set_rules (CercleCompactList *list, CercleMatrixFile *file);
void cercle_matrix_columns_set_versions (CercleCompactList *list, CercleMatrixFile *file);
/* Puts records into the list, when they are not there already, and selects chosen (nullable; else
 * the line that was selected). Focus stays in the list when it was there. */
void cercle_matrix_columns_show (CercleCompactList *list, GPtrArray *records, const char *chosen);
/* (transfer none) (nullable): identity of the selected record. */
const char *cercle_matrix_columns_get_chosen (CercleCompactList *list);
