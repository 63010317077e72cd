/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a line of the work list of cases says. Items are CercleRow; the columns' data is not used. */
#pragma once

#include "cercle-compact-list.h"
#include "cercle-session.h"

extern const CercleColumn cercle_case_list_columns[];
extern const guint cercle_case_list_n_columns;

/* The columns written by cercle_case_columns_write(); NULL or "": the standard ones. name: translated, of
 * the list. */
void cercle_case_columns_show (CercleCompactList *list, const char *name, const char *written);

/* Translated: what is due, in two or three words, from next_due_why; NULL when nothing is told. */
const char *cercle_case_due_words (const char *why);
/* (transfer full): "9 years · Lisieux", or what is known of it; today: day number. */
char *cercle_case_person_detail (CercleRecord *person, CercleRecord *kase, int today);
