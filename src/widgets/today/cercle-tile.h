/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A number of the day as a card; opens the list behind it (win.show-indicator). */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

GtkWidget *cercle_tile_new (const CercleIndicator *indicator);
/* -1: not known yet. */
void cercle_tile_set_number (GtkWidget *tile, gint64 number);
