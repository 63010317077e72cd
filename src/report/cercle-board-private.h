/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How the lines of a board are kept. For this room only. */
#pragma once

#include "cercle-board.h"

GPtrArray *cercle_board_new_lines (void);
/* position may be NULL. */
CercleBoardLine *cercle_board_find_line (GPtrArray *lines, const char *value, guint *position);
/* That line, new and empty when there is none. */
CercleBoardLine *cercle_board_need_line (GPtrArray *lines, const char *value);
void cercle_board_sort_lines (GPtrArray *lines, CercleBoardSide side);
