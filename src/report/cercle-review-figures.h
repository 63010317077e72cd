/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reviews with the MDPH of a month come to, each number with the cases behind it. Thread
 * of the store. */
#pragma once

#include "cercle-store.h"

#define CERCLE_REVIEW_FIGURES_DAYS 30

typedef enum
{
  CERCLE_REVIEW_SESSIONS, /* n reviews; cases: that stood on their lists */
  CERCLE_REVIEW_SEEN,     /* n verdicts */
  CERCLE_REVIEW_PACE,     /* n verdicts whose time is known; value: minutes for one of them */
  CERCLE_REVIEW_DELAY, /* n cases with their first verdict ever; value: median of the days they had
                          been open */
  CERCLE_REVIEW_KNOWN, /* n verdicts: already being handled */
  CERCLE_REVIEW_RIGHTS_ACTION, /* n verdicts: rights to refresh or to open */
  CERCLE_REVIEW_THIRD_TIME, /* n times that a case came for the third time or more without a verdict
                             */
  CERCLE_REVIEW_N_FIGURES
} CercleReviewFigureId;

typedef struct
{
  guint n;
  double value;     /* meaningless when n is 0 */
  GPtrArray *cases; /* identities, each once: those that this desk holds (none on the MDPH's) */
} CercleReviewFigure;

typedef struct
{
  char *until;
  CercleReviewFigure figures[CERCLE_REVIEW_N_FIGURES];
} CercleReviewFigures;
void cercle_review_figures_free (CercleReviewFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleReviewFigures, cercle_review_figures_free)

/* (transfer full): of the days that end with until, itself included. NULL with error. */
CercleReviewFigures *cercle_review_figures_read (CercleStore *store, const char *until,
                                                 GError **error);
/* Of the verdicts, in percent; 0 without any. */
guint cercle_review_figures_share (const CercleReviewFigures *self, CercleReviewFigureId id);
