/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A GListModel over a query: holds keys in order and loads pages of 128 records when they are looked
 * at. Contents are replaced in two emissions, (0, old, 0) then (0, 0, new), because GTK otherwise asks
 * for every row while one is selected; selection is kept by identity. Main thread. */
#pragma once

#include "cercle-session.h"

#define CERCLE_TYPE_RECORD_LIST (cercle_record_list_get_type ())
/* Items: CercleRow. Properties: "loading" boolean, "n-items" uint, "query". */
G_DECLARE_FINAL_TYPE (CercleRecordList, cercle_record_list, CERCLE, RECORD_LIST, GObject)

CercleRecordList *cercle_record_list_new (CercleSession *session);
/* Asks on the store thread; an older answer that arrives late is dropped. Refreshes by itself when
 * records of the query's kind change. NULL empties. */
void cercle_record_list_set_query (CercleRecordList *self, CercleQuery *query);
CercleQuery *cercle_record_list_get_query (CercleRecordList *self);
/* Position of a record, or GTK_INVALID_LIST_POSITION (G_MAXUINT). */
guint cercle_record_list_find (CercleRecordList *self, const char *id);
/* Identity at a position, read if needed. (transfer none) (nullable) */
const char *cercle_record_list_get_id (CercleRecordList *self, guint position);

/* One row: a record, and the one it refers to (a case's person, an action's case and person). */
#define CERCLE_TYPE_ROW (cercle_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleRow, cercle_row, CERCLE, ROW, GObject)
CercleRecord *cercle_row_get_record (CercleRow *self);  /* NULL while not readable: draw a placeholder */
CercleRecord *cercle_row_get_person (CercleRow *self);  /* nullable */
CercleRecord *cercle_row_get_case (CercleRow *self);    /* an action's case; nullable */
int cercle_row_get_mark (CercleRow *self);              /* 0 synced, 1 waiting, 2 refused */
gboolean cercle_row_has_conflict (CercleRow *self);
CercleSession *cercle_row_get_session (CercleRow *self);
