/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a verdict of the review do to its case? The same where a desk gives it and where the
 * server takes it from the MDPH, whose desk does not hold the case. Pure, but for new identities
 * and times. */
#pragma once

#include "cercle-matrix.h"
#include "cercle-moves.h"
#include "cercle-review-rules.h"

/* Where the verdict falls. All may be NULL but kase and frame. */
typedef struct
{
  CercleRecord *kase;
  const CercleReviewFrame *frame;
  const char *mdph;   /* identity of the MDPH's organisation */
  const char *lead;   /* of the organisation that the rule names, or "" of its family */
  CercleRecord *rule; /* what the matrix in force decides for the case */
  int version;        /* of that matrix */
} CercleReviewScene;

/* Fills in who holds the case and for when, where the verdict leaves them open: one key decides. By
 * decision: the MDPH, or who holds it now; in working days. */
void cercle_review_complete (CercleRecord *item, const CercleReviewScene *scene);
/* (transfer full): what is saved with the decided item, in this order: what is left to do, the
 * event that tells the review, its orientation by the matrix, its state, the baton. A move that its
 * state does not allow is left out. by: a member; at: an instant. */
GPtrArray *cercle_review_effects (CercleRecord *item, const CercleReviewScene *scene,
                                  const char *by, const char *at);
/* (transfer full): takes back a review that event told of a case, which was before as before it. */
CercleRecord *cercle_move_review_back (CercleRecord *before, CercleRecord *event);
/* (transfer full): the effects as one sentence for who decides: "State: …; baton to …". name: see
 * cercle-moves.h. */
char *cercle_review_effects_sentence (GPtrArray *effects, CercleNameOf name, gpointer data);
