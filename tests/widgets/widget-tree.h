/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking into a tree of widgets as a person or a screen reader would. */
#pragma once

#include <gtk/gtk.h>

/* TRUE when visit said so of a widget below (or of) root: the walk stops there. */
typedef gboolean (*TreeVisit) (GtkWidget *widget, gpointer data);
gboolean tree_walk (GtkWidget *root, TreeVisit visit, gpointer data);
/* A visible label, entry or text of exactly these words. */
gboolean tree_shows (GtkWidget *root, const char *words);
/* (transfer full): all visible labels, for messages. */
char *tree_words (GtkWidget *root);
/* First widget below root of this type and, when name is not NULL, whose button label, row title or
 * label is name. */
GtkWidget *tree_find (GtkWidget *root, GType type, const char *name);
/* (transfer full): types of the focusable widgets that a screen reader could not name; NULL: none. */
char *tree_unnamed (GtkWidget *root);
/* Runs the main loop until TRUE, at most 5 s; FALSE when time ran out. */
gboolean tree_wait (gboolean (*until) (gpointer data), gpointer data);
/* Runs the main loop until a frame of the widget was drawn. */
void tree_draw (GtkWidget *widget);
/* (transfer full): the render nodes of a widget as text. */
char *tree_picture (GtkWidget *widget);
