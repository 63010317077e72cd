/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to the national referents, "traitées en facteur commun chaque semaine" (S1), their
 * answers, and who used which version of an answer. Nobody's name stands in a question: the case it
 * comes from is a reference that only its own readers can follow. Pure. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_QUESTION_TEXT,
  CERCLE_QUESTION_THEME,
  CERCLE_QUESTION_CASE,
  CERCLE_QUESTION_MEETING, /* where it was raised */
  CERCLE_QUESTION_ASKED_AT,
  CERCLE_QUESTION_ASKED_BY,
  CERCLE_QUESTION_CHANNEL, /* how it reaches the referents: cercle_question_channels */
  CERCLE_QUESTION_SENT_ON, /* with the batch of which day */
  CERCLE_QUESTION_ANSWER,  /* what was said, where no article says it */
  CERCLE_QUESTION_ARTICLE,
  CERCLE_QUESTION_ANSWERED_ON,
  CERCLE_QUESTION_DROPPED_WHY,
  CERCLE_QUESTION_N_FIELDS
};
extern const CercleKind cercle_question_kind;
extern const CercleChoice cercle_question_channels[]; /* batch mail phone meeting */

typedef enum
{
  CERCLE_QUESTION_TO_SEND, /* it waits for the batch of the week */
  CERCLE_QUESTION_SENT,
  CERCLE_QUESTION_ANSWERED,
  CERCLE_QUESTION_DROPPED,
} CercleQuestionState;
CercleQuestionState cercle_question_state (CercleRecord *question);
/* Fields in which it is told that a question went, and what came back: the coordinator writes them,
 * and a national referent, who writes no others. */
guint64 cercle_question_settlement (void);
/* (transfer full): that it was answered so, in the story of the case that it comes from. */
CercleRecord *cercle_question_answer_event (CercleRecord *question, CercleRecord *kase,
                                            const char *answer);

/* An article of the FAQ: of a community, or the nation's. A new version is a new record. */
enum
{
  CERCLE_ARTICLE_QUESTION,
  CERCLE_ARTICLE_ANSWER,
  CERCLE_ARTICLE_THEMES,
  CERCLE_ARTICLE_VERSION,
  CERCLE_ARTICLE_ISSUED_ON,
  CERCLE_ARTICLE_REPLACES,
  CERCLE_ARTICLE_RETIRED_ON,
  CERCLE_ARTICLE_N_FIELDS
};
extern const CercleKind cercle_article_kind;

/* An answer that helped with a case: when it changes later, the case is told of. */
enum
{
  CERCLE_ANSWER_USE_CASE,
  CERCLE_ANSWER_USE_ARTICLE, /* this very version */
  CERCLE_ANSWER_USE_USED_AT,
  CERCLE_ANSWER_USE_USED_BY,
  CERCLE_ANSWER_USE_N_FIELDS
};
extern const CercleKind cercle_answer_use_kind;

/* (transfer full): that the answer which helped with the case has changed into newer, in its story.
 */
CercleRecord *cercle_article_changed_event (CercleRecord *newer, CercleRecord *kase);
/* Tells event of such a change? It is no news of the case itself. */
gboolean cercle_article_is_change (CercleRecord *event);
/* (transfer full): identity that any number of desks derive alike. */
char *cercle_answer_use_id (const char *scope, const char *kase, const char *article);
/* (transfer none) (nullable): the newest version that replaces article, through any number; NULL
 * when it is the newest. articles: CercleRecord, any order; a circle ends it. */
CercleRecord *cercle_article_newer (const char *article, GPtrArray *articles);
