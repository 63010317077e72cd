/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The areas with their counts, the lists of the day, and who is signed in. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-session.h"

#define CERCLE_TYPE_SIDEBAR (cercle_sidebar_get_type ())
/* Activates win.show-page and win.show-indicator. */
G_DECLARE_FINAL_TYPE (CercleSidebar, cercle_sidebar, CERCLE, SIDEBAR, GtkWidget)

void cercle_sidebar_set_session (CercleSidebar *self, CercleSession *session);
/* Lights the line of a page; NULL: none. */
void cercle_sidebar_set_page (CercleSidebar *self, const char *name);
