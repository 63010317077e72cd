/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of a review under way. */
#pragma once

#include "cercle-waiting.h"

/* Is this the key of one of the rows? */
gboolean cercle_waiting_has_row (const CercleWaitingOne *one, const char *key);
/* CercleWaitingOne. Who was decided on does not change her place while the others are: only new
 * rows make a new order. before: NULL at the beginning. */
void cercle_waiting_keep_order (GPtrArray *people, GPtrArray *before);
