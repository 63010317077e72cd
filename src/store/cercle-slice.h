/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Bulk work is done in slices: a save waits for one of them, so each costs at most 20 ms; each ends a
 * transaction, so it is as large as that lets it be. */
#pragma once

#include <glib.h>

/* Microseconds that the processors have given to this thread: what a slice costs, whatever else the
 * machine does and however long a disk is waited for. */
gint64 cercle_slice_worked (void);
/* How many rows the next slice takes after a whole one of so many that cost worked microseconds. Pure. */
guint cercle_slice_next (guint rows, guint most, gint64 worked);
