/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Every key of the program, from the table of actions. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-action.h"

/* (transfer none): shown over from's window. */
GtkWidget *cercle_shortcuts_window_show (GtkWidget *from, const CercleAction *actions);
