/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a table that another program wrote tells what, by the names of its columns:
 * guessed, or remembered as it was last chosen. Pure; any thread. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *token; /* under which it is remembered */
  const char *label; /* msgid */
  const char *names; /* "nom|nom usager": folded, the more telling first */
} CercleColumnPart;

/* (transfer full): a name for comparing, without what is neither letter nor digit: "N° MDPH" as "n
 * mdph". */
char *cercle_column_fold (const char *name);
/* column (out): of each of the n parts, -1 where there is none; no column is of two parts. columns:
 * char *. remembered: what print() gave, or NULL. lost (out, may be NULL): how many columns that
 * were remembered are no longer there. */
void cercle_column_map_guess (const CercleColumnPart *parts, guint n, int *column,
                              GPtrArray *columns, const char *remembered, guint *lost);
/* (transfer full) */
char *cercle_column_map_print (const CercleColumnPart *parts, guint n, const int *column,
                               GPtrArray *columns);
