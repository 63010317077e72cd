/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of the rules of one matrix, and what a draft begins with. Pure; any thread. */
#pragma once

#include "cercle-matrix.h"

/* Sorts rules as they are asked: by position, then identity. */
void cercle_matrix_sort (GPtrArray *rules);
/* Gives the rules of this array their positions, 1 first. (transfer container): those that changed.
 */
GPtrArray *cercle_matrix_number (GPtrArray *rules);
/* (transfer full): new rules of draft, copies of these, in this order. */
GPtrArray *cercle_matrix_copy_rules (CercleRecord *draft, GPtrArray *rules);
/* (transfer full) (nullable): why the draft cannot be in force from that day on: no rule, nobody
 * signed, a day that is none, or not after former's (nullable). field (out): the one to mend, -1:
 * its rules. */
char *cercle_matrix_refusal (CercleRecord *draft, GPtrArray *rules, CercleRecord *former,
                             int *field);
