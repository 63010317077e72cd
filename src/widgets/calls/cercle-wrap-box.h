/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Children side by side at their natural width, going on below when the line is full. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_TYPE_WRAP_BOX (cercle_wrap_box_get_type ())
/* Properties: "spacing" (int, between children), "line-spacing" (int). */
G_DECLARE_FINAL_TYPE (CercleWrapBox, cercle_wrap_box, CERCLE, WRAP_BOX, GtkWidget)

GtkWidget *cercle_wrap_box_new (int spacing, int line_spacing);
void cercle_wrap_box_append (CercleWrapBox *self, GtkWidget *child);
void cercle_wrap_box_clear (CercleWrapBox *self);
