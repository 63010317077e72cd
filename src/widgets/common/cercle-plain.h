/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain things that pages and panes are made of; texts are plain. */
#pragma once

#include <gtk/gtk.h>

/* Words from the left, of as many lines as they need. words, style (a class): may be NULL. */
GtkWidget *cercle_plain_words (const char *words, const char *style);
/* The same, at the end of a box. */
GtkWidget *cercle_plain_add_words (GtkWidget *box, const char *words, const char *style);
/* What is as wide as its place, and may be higher. */
GtkWidget *cercle_plain_scroll (GtkWidget *child);
/* The same with air around it, in the middle of a page that is wide. */
GtkWidget *cercle_plain_column (GtkWidget *child);
