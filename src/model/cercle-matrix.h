/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The responsibility matrix at work: which rule decides for a case, why, and what would another
 * matrix change? Pure; any thread. */
#pragma once

#include "cercle-rule.h"

/* What rules look at, taken from the records once. Texts belong to the records. */
typedef struct
{
  CercleRecord *kase;
  int age;             /* years; -1: unknown */
  const char *hosting; /* of the community; NULL: unknown */
} CercleMatrixInput;
/* person, community may be NULL; today: to count the age. A merged person: the one she now is. */
CercleMatrixInput cercle_matrix_input (CercleRecord *kase, CercleRecord *person,
                                       CercleRecord *community, int today);

/* rules: of one matrix, any order, deleted ones left out by the caller. (transfer none) (nullable):
 * the first by position (then identity) all of whose conditions hold. A condition about something
 * unknown does not hold. */
CercleRecord *cercle_matrix_decide (GPtrArray *rules, const CercleMatrixInput *input);
/* TRUE when rule fits. */
gboolean cercle_matrix_fits (CercleRecord *rule, const CercleMatrixInput *input);
/* (transfer full): "Rule 12 of version 3 (agreement of 2 June 2020): respite, no MDPH notification,
 * up to 20 years old". label tells a code's label (theme); may be NULL. */
typedef char *(*CercleCodeLabel) (const char *list, const char *token, gpointer data);
char *cercle_matrix_why (CercleRecord *rule, CercleRecord *matrix, CercleCodeLabel label,
                         gpointer data);
/* (transfer full): its conditions alone: "Respite, up to the age of 20"; "every other case" when it
 * has none. */
char *cercle_matrix_conditions (CercleRecord *rule, CercleCodeLabel label, gpointer data);
/* (transfer none) (nullable): of these matrices the one in force on that day: the youngest
 * in_force_on that is not after it, then the highest version. Drafts never are. */
CercleRecord *cercle_matrix_in_force (GPtrArray *matrices, const char *day);

/* Cases that no rule fits: indices into inputs (CercleMatrixInput). (transfer full) */
GArray *cercle_matrix_holes (GPtrArray *rules, GArray *inputs);
/* One line for each case that the two sets of rules decide differently; from, to: NULL when no rule
 * fits. */
typedef struct
{
  guint input;
  const char *from, *to; /* tokens of cercle_responsibilities, owned by the rules */
} CercleMatrixMove;
GArray *cercle_matrix_simulate (GPtrArray *rules, GPtrArray *changed, GArray *inputs);
