/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The two checks and the decision of a case, by one key each, with what they change. What was chosen and
 * not yet given stays with its case until it is. */
#pragma once

#include <adwaita.h>

#include "cercle-review-row.h"

#define CERCLE_TYPE_REVIEW_CHOOSING (cercle_review_choosing_get_type ())
/* Signals: "give": Return in one of its entries.
 *          "words" (const char *words): what would stand in the minutes now, "" when nothing. */
G_DECLARE_FINAL_TYPE (CercleReviewChoosing, cercle_review_choosing, CERCLE, REVIEW_CHOOSING, AdwBin)

GtkWidget *cercle_review_choosing_new (void);
void cercle_review_choosing_set_session (CercleReviewChoosing *self, CercleSession *session);
/* line: of row, for what a verdict would change; used at once. The same case again keeps what is chosen. */
void cercle_review_choosing_show (CercleReviewChoosing *self, CercleReviewRow *row,
                                  const CercleSittingLine *line);
/* A key while no entry has the focus; code: of the hardware. TRUE: it chose something. */
gboolean cercle_review_choosing_key (CercleReviewChoosing *self, guint key, guint code);
/* (transfer full): the item with the verdict chosen. NULL: sentence (transfer full) says what is missing. */
CercleRecord *cercle_review_choosing_get_verdict (CercleReviewChoosing *self, char **sentence);
/* The verdict of this case was given: nothing of it is kept here. */
void cercle_review_choosing_forget (CercleReviewChoosing *self, const char *kase);
