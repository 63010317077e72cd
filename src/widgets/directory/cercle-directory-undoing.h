/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How far is an import taken back? A window with a bar, for who waits; closed, the work goes on. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

/* Nothing where no import is being taken back. The window comes when that takes longer than a
 * moment, and goes by itself. */
void cercle_directory_undoing_watch (GtkWidget *from, CercleSession *session);
