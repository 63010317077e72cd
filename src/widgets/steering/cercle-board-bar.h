/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A number drawn as a bar. Beside it the number is written: screen readers hear that one only. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_TYPE_BOARD_BAR (cercle_board_bar_get_type ())
G_DECLARE_FINAL_TYPE (CercleBoardBar, cercle_board_bar, CERCLE, BOARD_BAR, GtkWidget)

GtkWidget *cercle_board_bar_new (void);
/* number of most: as much of the width. */
void cercle_board_bar_set (CercleBoardBar *self, guint number, guint most);
