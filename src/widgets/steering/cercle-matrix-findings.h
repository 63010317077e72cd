/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a matrix does to the cases of the last days: groups of cases, each with its number, and
 * under them the very cases of the chosen group. */
#pragma once

#include "cercle-matrix-file.h"
#include "cercle-page.h"

#define CERCLE_TYPE_MATRIX_FINDINGS (cercle_matrix_findings_get_type ())
G_DECLARE_FINAL_TYPE (CercleMatrixFindings, cercle_matrix_findings, CERCLE, MATRIX_FINDINGS, AdwBin)

/* name: of the groups, for screen readers, translated. */
void cercle_matrix_findings_set_page (CercleMatrixFindings *self, CerclePage *page,
                                      const char *name);
/* Cases that no rule decides, by what the rules see of them. Returns how many cases. */
guint cercle_matrix_findings_show_holes (CercleMatrixFindings *self, CercleMatrixFile *file,
                                         CercleRecord *matrix);
/* Cases that the matrix decides otherwise than the one in force. Returns how many cases. */
guint cercle_matrix_findings_show_moves (CercleMatrixFindings *self, CercleMatrixFile *file,
                                         CercleRecord *matrix);
/* See cercle_case_trail_return(). */
gboolean cercle_matrix_findings_return (CercleMatrixFindings *self);
