/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Help, without a network: what each page is for, and what becomes of what is written. */
#pragma once

#include <gtk/gtk.h>

/* (transfer none): beside from's window, opened at the topic of the page of that name, or at the
 * first (NULL, or a page without one). Shown before: the same window. */
GtkWindow *cercle_help_window_show (GtkWidget *from, const char *page);
