/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What has just been opened is seen. */
#pragma once

#include <gtk/gtk.h>

/* As soon as widget has its place and stays there, the scrolled window around it shows the whole of it, or
 * its beginning where it is larger. Without one, nothing. */
void cercle_bring_into_view (GtkWidget *widget);
