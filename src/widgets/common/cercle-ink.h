/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of what Cercle draws itself, for light, dark and high contrast. GTK 4.8 can only be asked
 * for a widget's colour by calls that are deprecated later. Redraw on css_changed. */
#pragma once

#include <gtk/gtk.h>

typedef struct
{
  GdkRGBA text;   /* body */
  GdkRGBA dim;    /* secondary: at least 5.4:1, selected rows included */
  GdkRGBA alarm;  /* late, danger, no holder, over time: always with an icon or a word */
  GdkRGBA warning;/* a conflict, something that waits too long */
  GdkRGBA accent;
  GdkRGBA border;
  GdkRGBA on_mark;/* letters on a mark */
} CercleInk;

/* For the style of now; valid for ever. */
const CercleInk *cercle_ink (void);
gboolean cercle_ink_is_dark (void);
