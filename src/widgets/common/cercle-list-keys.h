/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys and clicks of a work list besides those GTK knows: j and k as arrows; and where lines can be chosen,
 * Ctrl+Space, Ctrl and Shift with a click, Shift with the arrows, Ctrl+A, Escape. */
#pragma once

#include "cercle-compact-list.h"

/* view: the GtkListView of list, which it outlives. */
void cercle_list_keys_attach (CercleCompactList *list, GtkWidget *view);
/* The same as actions of the list, for who does not know the keys. */
void cercle_list_keys_install (GtkWidgetClass *klass);
/* A click on a line. FALSE when it is not of ours. */
gboolean cercle_list_keys_click (CercleCompactList *list, guint position, GdkModifierType state);
