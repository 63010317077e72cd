/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases come on the list of the review, and why? Computed when read. Pure. */
#pragma once

#include "cercle-deadline.h"
#include "cercle-review.h"

typedef struct
{
  const char *today;
  CercleRecord *community; /* its rules and limits; NULL: those of a new community */
  CercleWorkingTime time;
} CercleReviewFrame;

/* A case and what the rules look at. */
typedef struct
{
  CercleRecord *kase;
  GPtrArray *rights; /* of the person; NULL: none */
  GPtrArray *items;  /* review_item of this case, any order; NULL: none */
} CercleReviewSubject;

/* (transfer full) (nullable): tokens of cercle_review_reasons as a SET; NULL: it does not come. A
 * case that is closed, or left out of today's list, never does. */
char *cercle_review_reasons_of (const CercleReviewSubject *subject, const CercleReviewFrame *frame);
/* How often it has come on the list without a verdict, today included: 3 is "for the 3rd time".
 * items: of one case. */
guint cercle_review_times (GPtrArray *items, const char *today);
/* (transfer none) (nullable): the last item of the case that was decided before day. */
CercleRecord *cercle_review_last_verdict (GPtrArray *items, const char *day);
/* Order of a new list: priority, then the break, then the oldest. */
int cercle_review_compare (CercleRecord *kase, CercleRecord *other);
/* A limit of the community, CERCLE_COMMUNITY_REVIEW_…; its default where none is told: 7 days
 * before a break, 60 before the end of rights, 1 working day before an answer, 90 seconds, 20
 * minutes. */
int cercle_review_limit (CercleRecord *community, guint field);
