/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* No open case without a promised day: where nothing else is due, it is called back within the
 * community's delay. Judged alike on desk and server. Pure. */
#pragma once

#include "cercle-deadline.h"
#include "cercle-record.h"

typedef struct
{
  CercleRecord *community; /* or NULL: the delays of the national frame */
  CercleWorkingTime time;
  int today; /* day number of the territory */
} CercleCallBackGround;

/* A day number: by when a case is called back that nobody promised a day: the community's delay to
 * qualify it, in working days; in danger, that of a critical one. */
int cercle_call_back_day (const CercleCallBackGround *ground, gboolean danger);
/* TRUE while this action is what the rule made of it: still to be done, for its own day. What
 * somebody put off, or gave an hour or words, is hers. */
gboolean cercle_call_back_is_by_rule (CercleRecord *action);
/* (transfer full): actions to be written so that kase has its day, mostly none: the call-back it
 * lacks, or those made by this rule that give way to something else which is due. actions: all of
 * the case, done and deleted ones too. kase: as it is with them, its due day derived. */
GPtrArray *cercle_call_back_follow (CercleRecord *kase, GPtrArray *actions,
                                    const CercleCallBackGround *ground);
/* (transfer full): of actions those made by this rule, cancelled: they end with their case. */
GPtrArray *cercle_call_back_end (GPtrArray *actions);
