/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One sentence over the window for a few seconds. Nothing that must not be missed. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

/* sentence: plain text. undo: with a button for win.undo. No window around from: nothing. */
void cercle_toast (GtkWidget *from, const char *sentence, gboolean undo);
/* The same after something was done: and by when its case is called back, where nothing else is due
 * for it. */
void cercle_toast_done (GtkWidget *from, CercleSession *session, const char *sentence,
                        gboolean undo);
/* The sentence of an error; cancelled ones are not shown. */
void cercle_toast_error (GtkWidget *from, const GError *error);
