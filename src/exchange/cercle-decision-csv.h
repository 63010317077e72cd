/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Decisions of meetings outside the program: in words, and as a table. Pure but for names; on the
 * thread of the store. */
#pragma once

#include "cercle-names.h"

/* (transfer full): is it applied, and since when? "Applied on 2 June 2020", "Dropped: …", "Not
 * applied yet"; an information is "Told". */
char *cercle_decision_words (CercleRecord *decision);

/* The first line of the table, with the mark that a file begins with. */
void cercle_decision_csv_begin (GString *lines);
/* meeting, item (nullable): what it was decided in, and about. */
void cercle_decision_csv_append (GString *lines, CercleNames *names, CercleRecord *decision,
                                 CercleRecord *meeting, CercleRecord *item);
