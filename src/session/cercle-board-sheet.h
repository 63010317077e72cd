/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The board of open cases on one A4, across. On the thread of the store. */
#pragma once

#include "cercle-board.h"
#include "cercle-names.h"
#include "cercle-sheet.h"

void cercle_board_sheet_fill (CercleSheet *sheet, const CercleBoard *board, CercleNames *names);
