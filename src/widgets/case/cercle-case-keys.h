/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of the page of a case, each for one of its actions. */
#pragma once

#include <gtk/gtk.h>

/* Once its actions are installed. */
void cercle_case_keys_install (GtkWidgetClass *widget_class);
