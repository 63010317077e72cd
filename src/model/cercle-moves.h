/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves: status, closing and reopening, the baton. Each is one append-only event; the case's
 * derived fields come from the events by cercle_case_apply_event(), the same on desk and server. */
#pragma once

#include "cercle-record.h"

typedef enum
{
  CERCLE_MOVE_APPLIED, /* the case was changed (or the event tells and moves nothing) */
  CERCLE_MOVE_STALE,   /* its "from" is no longer true: kept, not applied, a conflict */
  CERCLE_MOVE_REFUSED, /* not allowed from a true state: CERCLE_RECORD_ERROR_MOVE says why */
} CercleMove;

/* Changes the derived fields of kase as event says. Also keeps last_news_on, taken_up, open. zone:
 * the territory's time zone, for days. Unless APPLIED, nothing is changed. Closing keeps the holder
 * and empties what was due; afterwards cercle_case_derive_due() is for the caller, who knows the
 * actions. A closing is refused with an open action (CERCLE_RECORD_ERROR_ACTIONS) or a danger that
 * nobody answered (_DANGER), a baton to nobody where somebody holds it (_HOLDER). */
CercleMove cercle_case_apply_event (CercleRecord *kase, CercleRecord *event, const char *zone,
                                    GError **error);
/* (transfer full): the statuses that status may move to, NULL-terminated; an open case. */
GStrv cercle_case_next_statuses (const char *status);
/* The rule of cercle_case_apply_event() for one pair. */
gboolean cercle_case_may_move (const char *from, const char *to);
gboolean cercle_case_status_is_open (const char *status);
/* May a case close from this state with this motive? What was only received was not worked on: it
 * closes as information, say, but not with a solution in place. */
gboolean cercle_case_may_close (const char *status, const char *motive);

/* Sets next_due_on, next_due_why and open_actions from the promise of the baton and the case's open
 * actions. */
void cercle_case_derive_due (CercleRecord *kase, GPtrArray *open_actions);
/* A new case's derived fields before its first event: received, open, held by its author. */
void cercle_case_derive_new (CercleRecord *kase, const char *member, const char *at);
/* (transfer full): the event that moves kase, with "from" taken from it; not yet saved. */
CercleRecord *cercle_move_status (CercleRecord *kase, const char *to, const char *why);
CercleRecord *cercle_move_close (CercleRecord *kase, const char *motive, const char *why);
CercleRecord *cercle_move_reopen (CercleRecord *kase, const char *why);
CercleRecord *cercle_move_baton (CercleRecord *kase, const char *holder, const char *next_step,
                                 const char *promised_by);
/* What a review that was taken back says where the verdict stood: cercle_move_review_back(). */
#define CERCLE_REVIEW_TAKEN_BACK "taken_back"
/* rule: the one that decided, of this version of the matrix; NULL: by hand, then why says so. why
 * is also needed where responsibility is not what the rule says. lead: an organisation's identity.
 */
CercleRecord *cercle_move_orient (CercleRecord *kase, const char *responsibility,
                                  CercleRecord *rule, int version, const char *lead,
                                  const char *why);
/* (transfer full): an event that tells and moves nothing: "note", "words", "call", "transfer";
 * "debrief": text says what the MDPH has already put in place. */
CercleRecord *cercle_event_new (CercleRecord *kase, const char *sort, const char *text);
/* (transfer full): the event as a French or English sentence, without who and when; name tells the
 * name of a reference ("member:…", "organisation:…"), and the label of a code ("code:LIST:TOKEN"). */
typedef char *(*CercleNameOf) (const char *reference, gpointer data);
char *cercle_event_sentence (CercleRecord *event, CercleNameOf name, gpointer data);
