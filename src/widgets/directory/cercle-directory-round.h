/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The morning round: the partners to ring, one after the other. Return notes what one tells and
 * goes on, N notes that nobody answered; the place is kept. */
#pragma once

#include "cercle-directory-turn.h"

#define CERCLE_TYPE_DIRECTORY_ROUND (cercle_directory_round_get_type ())
G_DECLARE_FINAL_TYPE (CercleDirectoryRound, cercle_directory_round, CERCLE, DIRECTORY_ROUND,
                      CercleDirectoryTurn)
