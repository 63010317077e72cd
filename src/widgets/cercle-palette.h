/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Every command of the program in one list, found by typing a part of its name. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-action.h"

/* (transfer none): shown over parent, where the chosen command is activated. */
GtkWidget *cercle_palette_show (GtkWindow *parent, const CercleAction *actions);
/* (transfer full): "Ctrl+N", the first of accels as a person reads it; "" when there is none. */
char *cercle_action_keys (const CercleAction *action);
/* (transfer full): "win.show-page::today". */
char *cercle_action_detailed (const CercleAction *action);
