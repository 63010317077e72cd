/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a matrix decides, and what it looks at, in words. Pure; any thread. */
#pragma once

#include "cercle-matrix.h"

/* (transfer full): "MDPH and managing bodies, lead MDPH, with ESMS, within 2 working days, after a
 * debrief with the MDPH". lead (nullable): name of the organisation that leads, when there is one.
 */
char *cercle_matrix_outcome (CercleRecord *rule, const char *lead);
/* (transfer full): "If Respite, up to the age of 20: managing bodies …". label as in
 * cercle_matrix_why(). */
char *cercle_matrix_sentence (CercleRecord *rule, const char *lead, CercleCodeLabel label,
                              gpointer data);
/* (transfer full): what these rules see of a case: one part for each condition that one of them
 * makes, told or not: "Respite, no theme, level II, 8 years old". Cases alike have the same words.
 */
char *cercle_matrix_combination (GPtrArray *rules, const CercleMatrixInput *input,
                                 CercleCodeLabel label, gpointer data);
