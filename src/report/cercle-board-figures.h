/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A board that leaves its community: figures, no identity, no text, no small number. Pure; any
 * thread. */
#pragma once

#include <json-glib/json-glib.h>

#include "cercle-board.h"

/* What holders become: who holds is nobody else's business. */
#define CERCLE_HELD_BY_TEAM "member"
#define CERCLE_HELD_BY_PARTNER "organisation"
extern const CercleChoice cercle_board_holders[];
/* Fewer than this may point to a person. */
#define CERCLE_BOARD_FEW 5

/* Holders become two sorts, reasons (which people wrote) one line, ages of single cases go. */
void cercle_board_abridge (CercleBoard *self);
/* Of an abridged board: 1 to 4 become a span, and so does what would give them away with the sums.
 */
void cercle_board_hide_few (CercleBoard *self);
/* self and other: abridged. */
void cercle_board_add (CercleBoard *self, const CercleBoard *other);
/* (transfer full): of an abridged board; and back, NULL with an error that names no value. */
JsonObject *cercle_board_put (const CercleBoard *self);
CercleBoard *cercle_board_get (JsonObject *object, GError **error);
/* (transfer full): "12", "<5", "13–16", "≥ 18". */
char *cercle_board_number (guint n, guint most);
/* (transfer full): "12 open cases" */
char *cercle_board_open_words (const CercleBoard *self);
