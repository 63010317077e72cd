/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Children one after the other at their natural width, on as many lines as the width asks for; those of a
 * line have its height. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_TYPE_WRAP_LAYOUT (cercle_wrap_layout_get_type ())
/* Properties: "spacing" (int, between children), "line-spacing" (int). */
G_DECLARE_FINAL_TYPE (CercleWrapLayout, cercle_wrap_layout, CERCLE, WRAP_LAYOUT, GtkLayoutManager)
GtkLayoutManager *cercle_wrap_layout_new (int spacing, int line_spacing);
