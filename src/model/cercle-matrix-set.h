/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The two sets of rules that a community may start from: hosted by the MDPH, or by managing bodies.
 * Proposals of ours, for a draft. Pure; any thread. */
#pragma once

#include "cercle-rule.h"

/* hosting: token of cercle_hostings. */
guint cercle_matrix_set_size (const char *hosting);
/* Writes the conditions, the outcome and the position (from 1) of one of them into rule; the matrix
 * it belongs to is the caller's. */
void cercle_matrix_set_rule (const char *hosting, guint position, CercleRecord *rule);
