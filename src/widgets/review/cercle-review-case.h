/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One case a page: left what is told of it, right the verdict, at the top the session, at the foot the
 * keys. Single letters act as long as no entry has the keyboard. */
#pragma once

#include "cercle-page.h"
#include "cercle-review-row.h"

#define CERCLE_TYPE_REVIEW_CASE (cercle_review_case_get_type ())
/* Signals: "give" (CercleRecord *verdict): validated.
 *          "go" (const char *kase): another case of the session; NULL: back to the list.
 *          "consent" (const char *kase): what she allows is to be recorded.
 *          "seen": identity or words are others now. */
G_DECLARE_FINAL_TYPE (CercleReviewCase, cercle_review_case, CERCLE, REVIEW_CASE, AdwBin)

void cercle_review_case_set_page (CercleReviewCase *self, CerclePage *page);
/* line: of row, valid until the next call. others: where the others are, NULL: nowhere. The same case again
 * keeps what is chosen and where the keyboard is. */
void cercle_review_case_show (CercleReviewCase *self, GListModel *rows, CercleReviewRow *row,
                              const CercleSittingLine *line, const char *others);
/* Puts the keyboard where the keys act. */
void cercle_review_case_start (CercleReviewCase *self);
void cercle_review_case_forget (CercleReviewCase *self, const char *kase);
/* Her identity is to be seen. */
gboolean cercle_review_case_get_shown (CercleReviewCase *self);
/* What would stand in the minutes, "" when nothing does. */
const char *cercle_review_case_get_words (CercleReviewCase *self);
