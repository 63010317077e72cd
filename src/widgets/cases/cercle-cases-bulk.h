/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar of what can be done with the chosen cases: seen only while some are. */
#pragma once

#include "cercle-bulk.h"
#include "cercle-compact-list.h"
#include "cercle-page.h"

#define CERCLE_TYPE_CASES_BULK (cercle_cases_bulk_get_type ())
/* Signal "left": done or given up; the focus belongs in the list again. */
G_DECLARE_FINAL_TYPE (CercleCasesBulk, cercle_cases_bulk, CERCLE, CASES_BULK, GtkWidget)

/* Once. page: around the bar; it commits and says so there. list: whose lines can be chosen; h, p and t
 * begin there, with the line that has the keyboard when none is chosen. */
void cercle_cases_bulk_set_page (CercleCasesBulk *self, CerclePage *page, CercleCompactList *list);
/* Asks for what this change needs, with the focus there; nothing when nothing is chosen or this person may
 * not. */
void cercle_cases_bulk_begin (CercleCasesBulk *self, CercleBulkSort sort);
/* Actions of the page around it ("chosen.hand-over" …): activate calls cercle_cases_bulk_take(). */
void cercle_cases_bulk_install (GtkWidgetClass *klass, GtkWidgetActionActivateFunc activate);
void cercle_cases_bulk_take (CercleCasesBulk *self, const char *action);
