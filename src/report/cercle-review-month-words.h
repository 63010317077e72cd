/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of the reviews of a month in words, the same on the screen and on paper. Any thread.
 */
#pragma once

#include "cercle-review-figures.h"

typedef struct
{
  CercleReviewFigureId id;
  const char *name;
  char *value;         /* "35%", "—" when there is none */
  char *basis, *cases; /* "7 of 20 verdicts", "6 cases"; "" for none */
} CercleReviewMonthWords;
/* Lines there are, in the order they are read. */
extern const guint cercle_review_month_n_lines;
void cercle_review_month_words_init (CercleReviewMonthWords *self,
                                     const CercleReviewFigures *figures, guint line);
void cercle_review_month_words_clear (CercleReviewMonthWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CercleReviewMonthWords, cercle_review_month_words_clear)
/* (transfer full): "The 30 days until 23 June 2020". */
char *cercle_review_month_title (const CercleReviewFigures *figures);
