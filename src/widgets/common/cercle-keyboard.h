/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where is the keyboard? GTK keeps alive for ever what is taken away or hidden with the focus in
 * it: it leaves first. */
#pragma once

#include <gtk/gtk.h>

/* In the widget, or below it. */
gboolean cercle_keyboard_is_in (GtkWidget *widget);
/* TRUE: it was there, and now nothing has it. */
gboolean cercle_keyboard_leave (GtkWidget *widget);
/* The same, and all that stands in the box is gone. */
gboolean cercle_keyboard_clear (GtkBox *box);
