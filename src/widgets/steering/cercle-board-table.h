/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of numbers, each of which opens the list behind it, with a bar for each line. One stop for
 * Tab; arrows go from number to number. Filled anew it keeps its focus. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-case-filter.h"

#define CERCLE_TYPE_BOARD_TABLE (cercle_board_table_get_type ())
G_DECLARE_FINAL_TYPE (CercleBoardTable, cercle_board_table, CERCLE, BOARD_TABLE, GtkWidget)

GtkWidget *cercle_board_table_new (void);
/* name: translated, of the whole table. */
void cercle_board_table_set_name (CercleBoardTable *self, const char *name);
/* Between begin and end every place that is wanted is put; the others go. */
void cercle_board_table_begin (CercleBoardTable *self);
void cercle_board_table_end (CercleBoardTable *self);
/* The row to fill, from 0; each put goes one column on. */
void cercle_board_table_row (CercleBoardTable *self);
void cercle_board_table_heading (CercleBoardTable *self, const char *words);
void cercle_board_table_name (CercleBoardTable *self, const char *words, gboolean alarming);
void cercle_board_table_words (CercleBoardTable *self, const char *words);
/* of: what is counted, within a sentence for screen readers: "Received, Respite". */
void cercle_board_table_number (CercleBoardTable *self, guint number, const char *of,
                                const CercleCaseFilter *filter);
/* A figure that has no list here: a span when most > number. */
void cercle_board_table_figure (CercleBoardTable *self, guint number, guint most, const char *of);
void cercle_board_table_bar (CercleBoardTable *self, guint number, guint most);
