/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened to a case (append-only), and what must still be done. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_EVENT_CASE,
  CERCLE_EVENT_SORT,
  CERCLE_EVENT_AT,
  CERCLE_EVENT_BY,
  CERCLE_EVENT_FROM,        /* status, holder or value before; told: cercle_record_value_text() */
  CERCLE_EVENT_TO,
  CERCLE_EVENT_WHY,         /* typed reason */
  CERCLE_EVENT_TEXT,        /* the note, the words */
  CERCLE_EVENT_MOTIVE,      /* closing */
  CERCLE_EVENT_NEXT_STEP,   /* baton */
  CERCLE_EVENT_PROMISED_BY, /* baton */
  CERCLE_EVENT_OF_KIND,     /* told: the record whose field changed; baton: the event that it takes back */
  CERCLE_EVENT_OF_ID,
  CERCLE_EVENT_FIELD,
  CERCLE_EVENT_STALE,       /* derived: kept, not applied, its "from" was no longer true */
  CERCLE_EVENT_RULE,        /* orientation, since schema 2: the rule that decided; unset: by hand */
  CERCLE_EVENT_RULE_VERSION,
  CERCLE_EVENT_LEAD,
  CERCLE_EVENT_HELD_SINCE,  /* baton taken back, since schema 8: what the case had said of it */
  CERCLE_EVENT_HELD_BEFORE,
  CERCLE_EVENT_TAKEN_UP,
  CERCLE_EVENT_N_FIELDS
};
extern const CercleKind cercle_event_kind;
/* note words call status closing reopening baton told action orientation debrief transfer
 * break_glass review opened */
extern const CercleChoice cercle_event_sorts[];

enum
{
  CERCLE_ACTION_CASE,
  CERCLE_ACTION_SORT,
  CERCLE_ACTION_WHAT,
  CERCLE_ACTION_ASSIGNEE,
  CERCLE_ACTION_DUE_ON,
  CERCLE_ACTION_DUE_AT,     /* minute of the day, or unset */
  CERCLE_ACTION_CHANNEL,
  CERCLE_ACTION_STATE,
  CERCLE_ACTION_DONE_AT,
  CERCLE_ACTION_DONE_BY,
  CERCLE_ACTION_RESULT,
  CERCLE_ACTION_N_FIELDS
};
extern const CercleKind cercle_action_kind;
extern const CercleChoice cercle_action_sorts[];  /* call_back ask visit document follow_up other, and those that a review makes: mdph_answer
 * rights_refresh rights_open gos_pag */
extern const CercleChoice cercle_action_states[]; /* open done cancelled */
