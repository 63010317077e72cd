/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The board of open cases: how many are there of each sort, and which filter is the list behind each
 * number? Pure; any thread. */
#pragma once

#include "cercle-case-filter.h"

/* By what the cases are counted. */
typedef enum
{
  CERCLE_BOARD_STATUS,
  CERCLE_BOARD_MISSION, /* also those without a case */
  CERCLE_BOARD_HOLDER,  /* nobody first, then the most numerous */
  CERCLE_BOARD_AGE,     /* also those without a case */
  CERCLE_BOARD_ENDING,  /* also those without a case; most cases are in none of them */
  CERCLE_BOARD_REASON,  /* of blind spots: the most numerous first */
  CERCLE_BOARD_N_SIDES,
} CercleBoardSide;

typedef struct
{
  char *value; /* token, holder, reason; NULL: unset */
  guint n, most;      /* most > n: a number of another community, which is told as a span */
  int oldest, median; /* days since they were opened; -1: no day is known */
  GArray *ages;       /* int, sorted: of those whose day is known */
} CercleBoardLine;

typedef struct
{
  guint n, most; /* open cases */
  GPtrArray *sides[CERCLE_BOARD_N_SIDES]; /* CercleBoardLine */
  guint *cells, *cells_most; /* statuses × missions, status by status */
  gboolean abridged; /* cercle_board_abridge(): no list stands behind its numbers */
} CercleBoard;

/* cases: records; closed and deleted ones count for nothing. */
CercleBoard *cercle_board_new (GPtrArray *cases, const char *today);
void cercle_board_free (CercleBoard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleBoard, cercle_board_free)
/* Lines by their position on both sides. */
guint cercle_board_cell (const CercleBoard *self, guint status, guint mission);
guint cercle_board_cell_most (const CercleBoard *self, guint status, guint mission);
guint cercle_board_sum (const CercleBoard *self, CercleBoardSide side);
/* Asks for one line of a side, and for what filter asked before. value must outlive filter. */
void cercle_board_ask (CercleBoardSide side, const char *value, CercleCaseFilter *filter);
