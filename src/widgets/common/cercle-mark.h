/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The mark of who holds the next step: letter, shape and colour, 20 px; the name stands beside it. */
#pragma once

#include <gtk/gtk.h>

#define CERCLE_MARK_SIZE 20
#define CERCLE_TYPE_MARK (cercle_mark_get_type ())
G_DECLARE_FINAL_TYPE (CercleMark, cercle_mark, CERCLE, MARK, GtkWidget)

GtkWidget *cercle_mark_new (void);
/* letter: as cercle_session_holder_letter() tells. spoken (nullable): what a screen reader says, such
 * as the holder's name; NULL: the family. */
void cercle_mark_set (CercleMark *self, char letter, const char *spoken);
char cercle_mark_get_letter (CercleMark *self);
/* Translated: "Le Cercle", "MDPH", "The person and those around" …; an unknown letter is nobody. */
const char *cercle_mark_family (char letter);
/* Draws one at x, y; for widgets that draw many. */
void cercle_mark_draw (GtkSnapshot *snapshot, PangoContext *context, char letter, float x, float y,
                       float size);
void cercle_mark_colour (char letter, GdkRGBA *colour);
/* Every family letter in the order they are listed, ending with '?'. */
extern const char cercle_mark_letters[];
