/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Things to do, worked where they are listed: done, later, open. Lives inside a CerclePage. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_ACTION_LIST (cercle_action_list_get_type ())
/* Keys while it has the focus: D done, T to the next open day, Return opens the case. */
G_DECLARE_FINAL_TYPE (CercleActionList, cercle_action_list, CERCLE, ACTION_LIST, AdwBin)

/* Before anything else; page is not owned. */
void cercle_action_list_set_page (CercleActionList *self, CerclePage *page);
/* title, empty: translated; what it is called, and what it says when there is nothing. */
void cercle_action_list_set_words (CercleActionList *self, const char *title, const char *empty);
/* indicator: the list behind it; NULL empties. */
void cercle_action_list_set_indicator (CercleActionList *self, const CercleIndicator *indicator);
void cercle_action_list_set_narrow (CercleActionList *self, gboolean narrow);
/* Is as high as its lines, of least to most of them; without it as high as its place. */
void cercle_action_list_set_lines (CercleActionList *self, guint least, guint most);
/* The hours that have passed since are late now. */
void cercle_action_list_refresh (CercleActionList *self);
/* The focus goes to the line it was on, or to the first, now or as soon as there is one. */
void cercle_action_list_begin (CercleActionList *self);
guint cercle_action_list_get_n_items (CercleActionList *self);

/* Both commit through the page, with a toast and its Undo. */
void cercle_action_mark_done (CerclePage *page, CercleRecord *action);
void cercle_action_postpone (CerclePage *page, CercleRecord *action);
/* Minutes since it was due, when its hour is told and it is of today; -1 when it is not late. Of an
 * earlier day: late by days, G_MAXINT. */
int cercle_action_lateness (CerclePage *page, CercleRecord *action);
/* See cercle_case_trail_return(). */
gboolean cercle_action_list_return (CercleActionList *self);
