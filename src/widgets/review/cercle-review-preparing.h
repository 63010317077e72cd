/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Today's list before it is gone through: who comes, why, in which order, and who is left out. */
#pragma once

#include "cercle-page.h"
#include "cercle-review-row.h"

#define CERCLE_TYPE_REVIEW_PREPARING (cercle_review_preparing_get_type ())
/* Signals: "begin" (const char *kase): the session is to start at this case.
 *          "consent" (const char *kase): what she allows is to be recorded. */
G_DECLARE_FINAL_TYPE (CercleReviewPreparing, cercle_review_preparing, CERCLE, REVIEW_PREPARING, AdwBin)

GtkWidget *cercle_review_preparing_new (void);
void cercle_review_preparing_set_page (CercleReviewPreparing *self, CerclePage *page);
/* rows: the list; then left_out: taken off it. may_write: this desk makes the list. */
void cercle_review_preparing_show (CercleReviewPreparing *self, GListModel *rows,
                                   GListModel *left_out, const CercleSitting *sitting,
                                   gboolean may_write);
/* The keyboard goes to the list; kase: to this one, NULL: where it was. */
void cercle_review_preparing_start (CercleReviewPreparing *self, const char *kase);
