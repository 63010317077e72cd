/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* May it be written? Rules that need more than the record itself, judged alike on desk and server:
 * closing, asking a partner, passing data on. Pure: whoever calls brings the records. */
#pragma once

#include "cercle-record.h"

/* Consents */

typedef struct
{
  const char *purpose;      /* of cercle_purposes */
  const char *organisation; /* identity, or NULL … */
  const char *recipients;   /* … a category of cercle_recipients it belongs to, or NULL */
  const char *data;         /* tokens of cercle_contents; none: nothing is passed on */
  const char *day;
} CercleGateQuestion;
/* (transfer none) (nullable): the consent that opens it; NULL with CERCLE_RECORD_ERROR_CONSENT and
 * the reason in words, or without when nothing is passed on (then nothing is needed). One consent
 * must allow all of data; a refusal or a withdrawal that names this organisation and purpose wins
 * over an older yes. consents: of one person. */
CercleRecord *cercle_gate_consent (GPtrArray *consents, const CercleGateQuestion *question,
                                   GError **error);
/* (transfer full): of requests, or of transfers, those that wait and rest on this consent: once it
 * is withdrawn they stop. */
GPtrArray *cercle_gate_dependants (CercleRecord *consent, GPtrArray *records);

/* Closing */

/* (transfer full): what keeps a case from being closed, as whole sentences; empty: nothing does.
 * open_actions: of the case; NULL: counts by the case's own open_actions. */
GStrv cercle_gate_closing (CercleRecord *kase, GPtrArray *open_actions);

/* Writing */

/* What a judge needs besides the record; each may be NULL when there is none. */
typedef struct
{
  CercleRecord *kase;     /* of the record */
  CercleRecord *rule;     /* the one the case, or an orientation, names */
  GPtrArray *consents;    /* of the person, and of those merged into her; NULL: none */
  const char *recipients; /* category of the organisation asked: mdph or partners */
  CercleRecord *matrix;   /* of a rule as it becomes … */
  CercleRecord *left;     /* … and as it was, when that is another */
  GPtrArray *rules;       /* of a matrix that is put in force */
  CercleRecord *transfer; /* that holds the case, of a baton that is taken from it */
  gboolean decided;       /* cases were decided by this version of the matrix */
  gboolean crossing;      /* the server: what one desk could not know is kept, not refused */
} CercleGateView;
/* before: NULL for a new record; after may be deleted. FALSE with CERCLE_RECORD_ERROR_CONSENT,
 * _DEBRIEF, _MOVE, _RULE or _IN_FORCE. */
gboolean cercle_gate_judge (CercleRecord *before, CercleRecord *after, const CercleGateView *view,
                            GError **error);
/* TRUE when a record of this kind needs judging at all. */
gboolean cercle_gate_has (const CercleKind *kind);
/* Passed on without consent, with a typed reason, by this write: it must leave an event. why
 * (transfer none). */
gboolean cercle_gate_breaks_glass (CercleRecord *before, CercleRecord *after,
                                   const CercleGateView *view, const char **why);
