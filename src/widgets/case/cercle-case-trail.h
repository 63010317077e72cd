/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The list a case was opened from, so that the case has a previous, a next and a place in it. One a
 * session. A list calls begin just before it activates win.open-case. */
#pragma once

#include "cercle-compact-list.h"
#include "cercle-record-list.h"

/* list: of cases, or of records that belong to one (actions). */
void cercle_case_trail_begin (CercleSession *session, CercleRecordList *list, guint position);
/* Any list of lines that belong to cases. read gives (transfer full) the case of an item and the identity of
 * its line; no case: neither. */
typedef void (*CercleTrailRead) (gpointer item, char **kase, char **line);
void cercle_case_trail_begin_lines (CercleSession *session, GListModel *list, guint position,
                                    CercleTrailRead read);
/* FALSE when this case was not opened from a list. *position counts from 0; a case that has left the
 * list meanwhile keeps the place it had. */
gboolean cercle_case_trail_tell (CercleSession *session, const char *kase, guint *position, guint *n);
/* (transfer full) (nullable): the case before (-1) or after (1) this one, which becomes the current
 * one of the trail. */
char *cercle_case_trail_step (CercleSession *session, const char *kase, int by);
/* TRUE once, when one comes back to the list that the case was opened from: the line of the case last
 * seen, or the one that took its place, has the keyboard. */
gboolean cercle_case_trail_return (CercleSession *session, CercleCompactList *list);
/* (transfer full) (nullable): the case that a row shows or belongs to. */
char *cercle_case_trail_case_of (CercleRow *row);
