/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Every command, every list and, by their words, the cases: found by typing a part of the name. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-action.h"
#include "cercle-session.h"

/* (transfer none): shown over parent, where the chosen command is activated. session: its lists and cases
 * are found while it is open; NULL: commands alone. */
GtkWidget *cercle_palette_show (GtkWindow *parent, CercleSession *session,
                                const CercleAction *actions);
/* (transfer full): "Ctrl+N", the first of accels as a person reads it; "" when there is none. */
char *cercle_action_keys (const CercleAction *action);
/* (transfer full): "win.show-page::today". */
char *cercle_action_detailed (const CercleAction *action);
