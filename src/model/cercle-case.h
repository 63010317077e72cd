/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case ("situation"): one request of one person, from the call to the closing. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_CASE_REFERENCE,      /* YYYY-TERRITORY-NNNN, given by the server; empty until then */
  CERCLE_CASE_PERSON,
  CERCLE_CASE_OPENED_ON,
  CERCLE_CASE_NEED,           /* in a few words */
  CERCLE_CASE_WORDS,          /* in the person's own words, at the first call */
  CERCLE_CASE_WORDS_BY,       /* who said them: "sa mère" */
  CERCLE_CASE_MISSION,
  CERCLE_CASE_SUB_MISSION,
  CERCLE_CASE_THEMES,
  CERCLE_CASE_LEVEL,
  CERCLE_CASE_COMPLEXITY,
  CERCLE_CASE_BREAKS,         /* critical needs both (circulaire of 22 November 2013): breaks … */
  CERCLE_CASE_UNSAFE,         /* … and integrity or safety at stake */
  CERCLE_CASE_DANGER,
  CERCLE_CASE_NO_SOLUTION,
  CERCLE_CASE_NO_CONTACT,
  CERCLE_CASE_BLIND_SPOT,
  CERCLE_CASE_BLIND_SPOT_WHY,
  CERCLE_CASE_NOTIFIED,
  CERCLE_CASE_BREAK_ON,
  CERCLE_CASE_BREAK_WHY,
  CERCLE_CASE_EXISTING,
  CERCLE_CASE_COMMUNE,        /* INSEE code, of the domicile when it was opened */
  CERCLE_CASE_PROFILE,        /* standard, or ase: then its audience is "protected" */
  /* Derived: see cercle-moves.h */
  CERCLE_CASE_OPEN,
  CERCLE_CASE_STATUS,
  CERCLE_CASE_STATUS_SINCE,
  CERCLE_CASE_HOLDER,         /* "member:…", "organisation:…", "person:…"; "transfer:…": who sent it,
                               * until it is accepted; empty: nobody */
  CERCLE_CASE_HOLDER_SINCE,
  CERCLE_CASE_NEXT_STEP,
  CERCLE_CASE_PROMISED_BY,
  CERCLE_CASE_NEXT_DUE_ON,
  CERCLE_CASE_NEXT_DUE_WHY,   /* "promise", or the sort of the action */
  CERCLE_CASE_LAST_NEWS_ON,
  CERCLE_CASE_TAKEN_UP,       /* the holder has done something since it was handed to her */
  CERCLE_CASE_PRIORITY,
  CERCLE_CASE_CLOSED_ON,
  CERCLE_CASE_CLOSING_MOTIVE,
  /* Since schema 2 */
  CERCLE_CASE_FIRST_LINE_WHO, /* who should normally answer (subsidiarity) … */
  CERCLE_CASE_FIRST_LINE_ASKED_ON,
  CERCLE_CASE_FIRST_LINE_ANSWER,
  CERCLE_CASE_BREAK_REASONS,
  CERCLE_CASE_NEEDS,          /* SERAFIN-PH leaves */
  CERCLE_CASE_DANGER_ANSWER,  /* what was done about the danger; a case does not close without */
  CERCLE_CASE_SLOTS_NEEDED,
  CERCLE_CASE_TAGS,
  CERCLE_CASE_RISK,
  CERCLE_CASE_ESCALATION,
  CERCLE_CASE_CAME_FROM,      /* its reference in the community that handed it over */
  /* Derived: the orientation, the debrief, what is left to do. */
  CERCLE_CASE_RESPONSIBILITY,
  CERCLE_CASE_RULE,           /* of the matrix; unset when somebody decided without one */
  CERCLE_CASE_RULE_VERSION,
  CERCLE_CASE_LEAD,
  CERCLE_CASE_DEBRIEFED_ON,
  CERCLE_CASE_DEBRIEFED_BY,
  CERCLE_CASE_OPEN_ACTIONS,   /* how many; unset: none */
  CERCLE_CASE_HELD_BEFORE,    /* who handed the baton to the holder */
  CERCLE_CASE_RETURNS,        /* how often it went back to whom it came from; unset: never */
  CERCLE_CASE_N_FIELDS
};
extern const CercleKind cercle_case_kind;
/* Bits of the fields that a rule ties to this one, itself included; 0: none. */
guint64 cercle_case_rule (guint field);
/* (transfer full): what the case is called among colleagues: its reference, or, until the server has
 * given one, the end of its identity: "P-4F0A2". */
char *cercle_case_number (CercleRecord *kase);
/* (transfer full) (nullable): how the identity of a case ends that was typed so, "4f0a2". It is found
 * by that for ever. */
char *cercle_case_number_end (const char *typed);
/* "p0" danger, "p1" critical, "p2" complex or break expected within 14 days, "p3" else. */
const char *cercle_case_priority (CercleRecord *kase, int today);
/* Keeps the derived priority as of a day; questions for a later one (cercle_query_set_day) and
 * cercle_case_priority() compute it again. */
void cercle_case_derive_priority (CercleRecord *kase, int today);
