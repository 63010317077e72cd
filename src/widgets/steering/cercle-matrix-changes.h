/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to a matrix, each as one action. (transfer full) results; NULL with a sentence where
 * it cannot be done, or without one where there is nothing to do. */
#pragma once

#include "cercle-matrix-file.h"

/* A draft of the next version with the rules of from, or (from NULL) of the starting set of
 * hosting. id (out, transfer full): the draft's. */
CercleTx *cercle_matrix_new_draft (CercleMatrixFile *file, CercleRecord *from, const char *hosting,
                                   char **id);
/* by: -1 up, 1 down. */
CercleTx *cercle_matrix_move_rule (CercleMatrixFile *file, CercleRecord *draft, const char *rule,
                                   int by);
CercleTx *cercle_matrix_delete_rule (CercleMatrixFile *file, CercleRecord *draft, const char *rule);
/* rule is one of the draft's, or a new one that is put after another (nullable: first). */
CercleTx *cercle_matrix_save_rule (CercleMatrixFile *file, CercleRecord *draft, CercleRecord *rule,
                                   const char *after);
/* draft has its day and its parties; field (out): the one to mend, or -1. The version in force
 * retires. */
CercleTx *cercle_matrix_put_in_force (CercleMatrixFile *file, CercleRecord *draft, int *field,
                                      GError **error);
CercleTx *cercle_matrix_abandon (CercleRecord *draft);
