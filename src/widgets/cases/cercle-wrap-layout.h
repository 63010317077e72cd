/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Children one after the other, on as many lines as the width asks for. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_TYPE_WRAP_LAYOUT (cercle_wrap_layout_get_type ())
/* Property "spacing" (int): between children and between lines. */
G_DECLARE_FINAL_TYPE (CercleWrapLayout, cercle_wrap_layout, CERCLE, WRAP_LAYOUT, GtkLayoutManager)
GtkLayoutManager *cercle_wrap_layout_new (int spacing);
