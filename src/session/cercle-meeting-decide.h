/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a meeting decides, and what becomes of it (issue of the meetings: a decision is a rule, a
 * means, a partner, a question, an action or an information). Main thread. */
#pragma once

#include "cercle-agenda.h"
#include "cercle-query.h"
#include "cercle-session.h"

/* (transfer full): about an item of the meeting, or (NULL) about none; not yet saved. */
CercleRecord *cercle_session_new_decision (CercleSession *self, const char *meeting,
                                           const char *item, const char *sort);

/* Saves the decision and what it makes, as one action and one undo: an action on the case that the
 * item is about; a question to the nation, without the names the desk knows; a draft of the matrix
 * (the coordinator's desk; decisions of one meeting share it); a directory sheet called partner
 * (family: of cercle_families), unless led_to names one already. A decision about a case is told in
 * its story. Names of the person and of those around her do not stay in the decision, which more
 * people read than the case. A decision without a case makes no action: Today asks for the
 * decisions that wait. */
void cercle_session_decide_async (CercleSession *self, CercleRecord *decision, const char *partner,
                                  const char *family, GAsyncReadyCallback callback, gpointer data);
/* Ends with cercle_session_commit_finish(). (transfer none) (nullable): what came of it, as a
 * reference; of the result. */
const char *cercle_session_decided_led_to (GAsyncResult *result);

/* Applied today by who is signed in or, with a reason, dropped. One undo. Ends with
 * cercle_session_commit_finish(). */
void cercle_session_settle_decision_async (CercleSession *self, const char *decision,
                                           const char *dropped_why, GAsyncReadyCallback callback,
                                           gpointer data);
/* Puts into tx that the decisions which led to this record are applied: the action is done, the
 * draft is in force, the question is answered. */
void cercle_session_apply_decisions (CercleSession *self, CercleTx *tx, CercleRecord *record);

/* Decisions that wait, by day. (transfer full) */
CercleQuery *cercle_decisions_query (void);
