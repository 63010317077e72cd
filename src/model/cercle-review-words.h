/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The review in words: what a verdict says, why a case is on the list, and what is told of it to
 * the MDPH. Pure; sentences in the language of the process. */
#pragma once

#include "cercle-matrix.h"
#include "cercle-moves.h"
#include "cercle-review-rules.h"

/* Tokens; "-" or NULL where nothing was said. */
typedef struct
{
  const char *known, *step;
  const char *day; /* when an answer is expected, or when it is looked at again */
  const char *rights, *decision;
} CercleReviewVerdict;
/* (transfer full): "already being handled (instruction, answer on 26 June 2020); rights to refresh;
 * handled together". */
char *cercle_review_verdict_words (const CercleReviewVerdict *verdict);
/* (transfer full): the same of an item; "" when it has none. */
char *cercle_review_item_words (CercleRecord *item);

/* (transfer full): "without answer for 4 days, a break on 27 June 2020". times: see
 * cercle_review_times(); above 1 it is told. */
char *cercle_review_why (CercleRecord *item, guint times);

/* What is told to the MDPH of a case, and nothing else (C3: strictly what is necessary). */
typedef struct
{
  CercleRecord *kase, *person, *community;
  GPtrArray *rights, *requests, *solutions;
  GPtrArray *events;   /* newest first; the first three are told */
  GPtrArray *consents, *relatives; /* of the person and of those merged into her */
  GPtrArray *calls;    /* about the case */
  const char *mdph;    /* identity of the MDPH's organisation, or NULL */
  const char *today;
  CercleNameOf name;     /* of members and organisations */
  CercleCodeLabel label; /* of open lists */
  gpointer data;
} CercleReviewSource;
/* Fills in the lines of item that tell of the case; free text is told on one line. Who she is: her
 * name where a consent to the review allows her identity, else initials and birth year; free text then
 * names neither her nor the people around her. Telephone numbers and mail addresses are told where a
 * consent allows how to reach her. */
void cercle_review_tell (CercleRecord *item, const CercleReviewSource *source);
/* TRUE when a consent of the person lets the MDPH know in the review who she is. */
gboolean cercle_review_may_name (const CercleReviewSource *source);
/* (transfer full): "M. Q., 2011"; "M. Q." when the year is unknown, "?" without a name. */
char *cercle_review_initials (CercleRecord *person);
/* Neither a number of the MDPH nor a consent to tell her name: the MDPH cannot find her. */
gboolean cercle_review_is_nameless (CercleRecord *item, gboolean named);
