/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told of a case in the review, on one page: who, why today, her words, and the lines that
 * suffice. The same for both rooms, and for the window that goes to a projector. */
#pragma once

#include <adwaita.h>

#include "cercle-review-row.h"

#define CERCLE_TYPE_REVIEW_TOLD (cercle_review_told_get_type ())
/* Signal "consent": what she allows is to be recorded. */
G_DECLARE_FINAL_TYPE (CercleReviewTold, cercle_review_told, CERCLE, REVIEW_TOLD, AdwBin)

GtkWidget *cercle_review_told_new (void);
/* n: cases on the list. shown: her name is to be seen. day: today. */
void cercle_review_told_show (CercleReviewTold *self, CercleReviewRow *row, guint n, gboolean shown,
                              int day);
/* A button offers to record what she allows where the MDPH cannot find her. */
void cercle_review_told_set_may_consent (CercleReviewTold *self, gboolean may_consent);
/* For a wall: only what the MDPH is told; her name where she agreed. */
void cercle_review_told_set_projected (CercleReviewTold *self);
