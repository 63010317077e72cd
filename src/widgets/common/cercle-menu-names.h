/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* GTK 4.18 names an entry of a menu by a label inside that has no name to give: a screen
 * reader hears nothing. */
#pragma once

#include <gtk/gtk.h>

/* From now on the entries of every menu that gets the keyboard in this window are named by their
 * words: menus of buttons and those that GTK makes for texts alike. */
void cercle_menu_names_follow (GtkWindow *window);
