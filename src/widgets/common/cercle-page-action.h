/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions that pages and lists have themselves (lines of sort PAGE in the table of actions), found from
 * outside. */
#pragma once

#include <gtk/gtk.h>

/* (transfer none) (nullable): whom the keyboard would reach with this action: focus (nullable) or what is
 * around it, or else the first one in view below root. */
GtkWidget *cercle_page_action_find (GtkWidget *root, GtkWidget *focus, const char *name);
