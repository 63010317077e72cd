/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Three months of governance meetings of the first community, as its minutes tell them, and what
 * came of one of them. */
#pragma once

#include "cercle-sample-batch.h"
#include "cercle-series.h"

/* Weeks that the series goes back. The meeting of week 0 is the next one. */
#define CERCLE_SAMPLE_WEEKS 13

/* Adds all that is written of them. */
void cercle_sample_meetings (CercleSampleWorld *world, GArray *sittings);

/* Between the files of the meetings: */
typedef struct
{
  CercleSampleBatch *batch;
  CercleRecord *series, *meeting;
  int day;                        /* on which the meeting is held */
  guint week;                     /* before the next meeting */
  const CercleSampleBlock *block; /* of the week */
} CercleSampleMeeting;
/* cercle-sample-week.c: the meeting of the week is held; next follows it. FALSE with error. */
gboolean cercle_sample_week_hold (CercleSampleMeeting *self, CercleRecord *next, GError **error);
/* (transfer full): identity of a decision of a week, counted from 0. */
char *cercle_sample_decision_id (CercleSampleBatch *batch, guint week, guint n);
/* cercle-sample-agreement.c: the rule that the decision wants stands in a draft or, then, is in
 * force and moves a case. */
gboolean cercle_sample_agreement (CercleSampleMeeting *self, gboolean in_force, GError **error);
/* (transfer full) (nullable): "member:…" or "organisation:…" of a login or a partner's name in the
 * texts. */
char *cercle_sample_reference (CercleSampleBatch *batch, const char *name);
