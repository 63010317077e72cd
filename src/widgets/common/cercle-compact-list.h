/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A work list: headings over a GtkListView whose rows are one widget each. 26 px a line, 32 airy, 44 with
 * the second line of a narrow list. Keeps its selection by identity when the model is a
 * CercleRecordList. */
#pragma once

#include <gtk/gtk.h>

#include "cercle-chosen.h"
#include "cercle-column.h"

#define CERCLE_TYPE_COMPACT_LIST (cercle_compact_list_get_type ())
/* Properties: "airy", "single-keys" (j, k as arrows; default TRUE), "narrow": booleans, to bind to the
 * settings and the page. "selected" (guint, notify; GTK_INVALID_LIST_POSITION: none).
 * Signals: "activate" (guint position): Return or double click.
 *          "sort" (const char *column, gboolean descending): a heading was pressed. */
G_DECLARE_FINAL_TYPE (CercleCompactList, cercle_compact_list, CERCLE, COMPACT_LIST, GtkWidget)

GtkWidget *cercle_compact_list_new (void);
/* columns must live until others are set, or the list is gone. data is passed to the columns' functions: the owner. name:
 * translated name of the list for screen readers. */
void cercle_compact_list_set_columns (CercleCompactList *self, const char *name,
                                      const CercleColumn *columns, guint n_columns, gpointer data);
/* Takes no reference away; NULL empties. */
void cercle_compact_list_set_model (CercleCompactList *self, GListModel *model);
GListModel *cercle_compact_list_get_model (CercleCompactList *self);
/* Shows the arrow on a heading; id NULL: none. Emits nothing. */
void cercle_compact_list_set_sort (CercleCompactList *self, const char *id, gboolean descending);
guint cercle_compact_list_get_selected (CercleCompactList *self);
/* Selects, scrolls to it and, when focus, moves the keyboard there. In a handler of the model's
 * "items-changed" only with G_CONNECT_AFTER: GTK must have taken note of the change first. */
void cercle_compact_list_select (CercleCompactList *self, guint position, gboolean focus);
/* (transfer full) (nullable) */
gpointer cercle_compact_list_get_selected_item (CercleCompactList *self);
/* Draws the rows in view again (a name or today's date changed without a change of the model). */
void cercle_compact_list_refresh (CercleCompactList *self);
/* Is never lower than its lines, of least to most of them: for lists that stand among others. Without it
 * a list is as high as its place. */
void cercle_compact_list_set_lines (CercleCompactList *self, guint least, guint most);
/* Once: lines of a CercleRecordList can be chosen, with the keys of cercle-list-keys.h. */
void cercle_compact_list_set_chosen (CercleCompactList *self, CercleChosen *chosen);
/* (nullable): NULL where nothing can be chosen. */
CercleChosen *cercle_compact_list_get_chosen (CercleCompactList *self);
/* Of a child of the list view; GTK_INVALID_LIST_POSITION when it shows no line. */
guint cercle_compact_list_position_of (GtkWidget *line);
/* Headings can be left away for short lists. */
void cercle_compact_list_set_headings (CercleCompactList *self, gboolean shown);
