/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The application behind the windows of a test program. */
#pragma once

#include <gtk/gtk.h>

/* (transfer none): registered, with its actions. One for all tests of a program: a second one could
 * not be told from it on the bus. */
GtkApplication *application (void);
