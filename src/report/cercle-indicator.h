/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of indicators: each is a stored query; the tile's number and the list behind it are that
 * one query. */
#pragma once

#include "cercle-query.h"

typedef struct
{
  const char *today;  /* the territory's day, text */
  const char *member; /* identity of the member signed in; NULL: not known yet */
  int silence;        /* days without news before a case is listed */
} CercleIndicatorContext;

/* What the tile shows of its query. */
typedef enum
{
  CERCLE_SHOW_COUNT,       /* how many records */
  CERCLE_SHOW_OLDEST_DAYS, /* days since the first record's opened_on: cercle_indicator_oldest() */
} CercleIndicatorShow;

typedef struct
{
  const char *id;     /* "call-backs", "overdue", "new-to-me", "unassigned", "silent", "oldest-common", "mine" */
  const char *label;  /* msgid */
  const char *hint;   /* msgid: what the number means, for the tooltip and screen readers */
  const char *icon;   /* symbolic icon name */
  gboolean alarming;  /* red with its icon when above zero */
  CercleQuery *(*query) (const CercleIndicatorContext *context); /* (transfer full) */
  CercleIndicatorShow show;
} CercleIndicator;

/* Each ends with a NULL id. The first are the tiles of the day; the others watch what the team owes
 * and is owed, for Steering: "to-and-fro", "promise-passed", "no-promise", "requests-unanswered",
 * "reminders-due", "solutions-ending", "follow-ups-due", "transfers-waiting", "to-review" and
 * "closed-with-actions". */
extern const CercleIndicator cercle_indicators[];
extern const CercleIndicator cercle_steering_indicators[];
/* Of those, what stands beside the lists of the day wherever one is: ids, NULL-terminated. */
extern const char *const cercle_watched_indicators[];
/* Of both. */
const CercleIndicator *cercle_indicator_find (const char *id);
/* (transfer full) (nullable): the cases behind it: its own question, or the cases of the records that it counts;
 * NULL when these belong to no case. */
CercleQuery *cercle_indicator_cases (const CercleIndicator *indicator,
                                     const CercleIndicatorContext *context);
/* Days from the day a case was opened to today; -1 when either is unknown or kase is NULL. kase: the
 * first record of a CERCLE_SHOW_OLDEST_DAYS query (ask for it with a limit of 1). */
int cercle_indicator_oldest (CercleRecord *kase, const char *today);
