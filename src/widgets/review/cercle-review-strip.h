/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of the session side by side: where it is, and what was said of each in a word. */
#pragma once

#include <adwaita.h>

#include "cercle-review-row.h"

#define CERCLE_TYPE_REVIEW_STRIP (cercle_review_strip_get_type ())
/* Signal "go" (const char *kase). */
G_DECLARE_FINAL_TYPE (CercleReviewStrip, cercle_review_strip, CERCLE, REVIEW_STRIP, AdwBin)

GtkWidget *cercle_review_strip_new (void);
void cercle_review_strip_show (CercleReviewStrip *self, GListModel *rows, CercleReviewRow *current);
