/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* From one order of keys to another in the steps that cost a view least. Pure; for this room. */
#pragma once

#include <glib.h>

/* One step: keys is the whole list after it. */
typedef void (*CercleListStep) (GArray *keys, guint position, guint removed, guint added,
                                gpointer data);

/* Nothing when equal; one step for a small difference; two of one row when one row moved; else (or when
 * not related) two steps, through an empty list, because a view asks for every row of a replacement in
 * one step. Arrays of gint64. Returns the number of steps. */
guint cercle_list_change (GArray *before, GArray *after, gboolean related, CercleListStep step,
                          gpointer data);
