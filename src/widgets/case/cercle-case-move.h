/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A move whose reason is worth a word. */
#pragma once

#include "cercle-case-form.h"

#define CERCLE_TYPE_CASE_MOVE (cercle_case_move_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseMove, cercle_case_move, CERCLE, CASE_MOVE, CercleCaseForm)

/* TRUE when moving there asks for a reason (waiting, escalated, transferred); other moves are made at
 * once. */
gboolean cercle_case_move_asks_why (const char *to);
void cercle_case_move_set_target (CercleCaseMove *self, const char *to);
