/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Seven days by three parts of the day: what is needed, and what of it nothing covers. Each cell
 * has a sign and says itself in words. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_TYPE_WEEK_GRID (cercle_week_grid_get_type ())
G_DECLARE_FINAL_TYPE (CercleWeekGrid, cercle_week_grid, CERCLE, WEEK_GRID, GtkWidget)

GtkWidget *cercle_week_grid_new (void);
/* Tokens of cercle_slots; NULL: none. */
void cercle_week_grid_set (CercleWeekGrid *self, const char *needed, const char *uncovered);
