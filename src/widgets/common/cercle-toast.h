/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One sentence over the window for a few seconds. Nothing that must not be missed. */
#pragma once

#include <gtk/gtk.h>

/* sentence: plain text. undo: with a button for win.undo. No window around from: nothing. */
void cercle_toast (GtkWidget *from, const char *sentence, gboolean undo);
/* The sentence of an error; cancelled ones are not shown. */
void cercle_toast_error (GtkWidget *from, const GError *error);
