/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A board written into its tables. */
#pragma once

#include "cercle-board-table.h"
#include "cercle-board.h"
#include "cercle-session.h"

/* States × missions, with sums at both ends. */
void cercle_board_view_fill_states (CercleBoardTable *table, const CercleBoard *board);
/* One side, a line each; session: for the names of holders. */
void cercle_board_view_fill_side (CercleBoardTable *table, const CercleBoard *board,
                                  CercleBoardSide side, CercleSession *session);
