/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The directory outside the program: as a table, and on paper by need. Whoever calls says which
 * sheets, and whether the people of an organisation may leave with it. A place that is hidden has
 * no address. Pure; any thread. */
#pragma once

#include "cercle-foreign-sheet.h"
#include "cercle-sheet.h"

/* The first line of the table, with the mark that a file begins with. */
void cercle_directory_csv_begin (GString *lines, gboolean contacts);
/* A row of an organisation; with its contacts, a row of each of them. What comes in again through
 * CERCLE_FOREIGN_TABLE is the same. */
void cercle_directory_csv_append (GString *lines, const CercleForeignSheet *sheet,
                                  gboolean contacts);

/* What is asked for, and who does it, in the order in which they are shown. */
typedef struct
{
  const char *need;  /* in words */
  GPtrArray *sheets; /* CercleForeignSheet, borrowed */
} CercleDirectoryNeed;
/* A need without anybody says so. */
void cercle_directory_paper_fill (CercleSheet *paper, const CercleDirectoryNeed *needs, guint n,
                                  gboolean contacts);
