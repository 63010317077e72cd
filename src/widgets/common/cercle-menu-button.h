/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The menu of a button. One of the same lines as before changes nothing: a new one would close it
 * under the eyes of whoever has it open, as often as something else on the page is told. */
void cercle_menu_button_set (GtkMenuButton *button, GMenuModel *menu);
