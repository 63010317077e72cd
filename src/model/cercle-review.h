/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily review of cases with the MDPH (S1: "un point court quotidien de revue de dossiers"): a
 * session, the cases on its list, and who looks at which. The MDPH reads these kinds and no other
 * of a case: what is said of it there is what its item holds. Which cases come on the list:
 * cercle-review-rules.h; what a verdict does: cercle-review-verdict.h. Pure. */
#pragma once

#include "cercle-record.h"

/* One a day and community: cercle_review_id(). */
enum
{
  CERCLE_REVIEW_HELD_ON,
  CERCLE_REVIEW_GUESTS, /* who takes part without an account, as typed */
  CERCLE_REVIEW_REMARKS,
  CERCLE_REVIEW_TEAM_AGREED_AT, /* the minutes, by each side */
  CERCLE_REVIEW_TEAM_AGREED_BY,
  CERCLE_REVIEW_MDPH_AGREED_AT,
  CERCLE_REVIEW_MDPH_AGREED_BY,
  CERCLE_REVIEW_N_FIELDS
};
extern const CercleKind cercle_review_kind;

/* One a case and session: cercle_review_item_id(). */
enum
{
  CERCLE_REVIEW_ITEM_REVIEW,
  CERCLE_REVIEW_ITEM_CASE,
  CERCLE_REVIEW_ITEM_HELD_ON,  /* the day of the review */
  CERCLE_REVIEW_ITEM_POSITION, /* in the list; the least first */
  CERCLE_REVIEW_ITEM_REASONS,  /* rules that brought it: cercle_review_reasons */
  /* What is said of the case, as of the day the list was closed: see cercle-review-sheet.h. */
  CERCLE_REVIEW_ITEM_REFERENCE,
  CERCLE_REVIEW_ITEM_WHO,
  CERCLE_REVIEW_ITEM_MDPH_NUMBER,
  CERCLE_REVIEW_ITEM_PRIORITY,
  CERCLE_REVIEW_ITEM_BREAK_ON,
  CERCLE_REVIEW_ITEM_WORDS,
  CERCLE_REVIEW_ITEM_NEED,
  CERCLE_REVIEW_ITEM_EXISTING,
  CERCLE_REVIEW_ITEM_RIGHTS_HELD,
  CERCLE_REVIEW_ITEM_HELD_BY,
  CERCLE_REVIEW_ITEM_HELD_SINCE,
  CERCLE_REVIEW_ITEM_TRIED,
  CERCLE_REVIEW_ITEM_EVENTS,
  /* Taken off the list, and why. */
  CERCLE_REVIEW_ITEM_LEFT_OUT_WHY,
  /* The verdict: two checks and a decision (domain's "revue_item"). */
  CERCLE_REVIEW_ITEM_KNOWN,     /* A. already being handled by the MDPH? yes, no, unknown to it */
  CERCLE_REVIEW_ITEM_STEP,      /* … at which step */
  CERCLE_REVIEW_ITEM_ANSWER_ON, /* … and when it will answer */
  CERCLE_REVIEW_ITEM_RIGHTS,    /* B. */
  CERCLE_REVIEW_ITEM_DECISION,
  CERCLE_REVIEW_ITEM_AGAIN_ON, /* look again on */
  CERCLE_REVIEW_ITEM_HOLDER,   /* "member:…", "organisation:…" */
  CERCLE_REVIEW_ITEM_DUE_ON,
  CERCLE_REVIEW_ITEM_NOTE,
  CERCLE_REVIEW_ITEM_DECIDED_AT,
  CERCLE_REVIEW_ITEM_DECIDED_BY,
  CERCLE_REVIEW_ITEM_SECONDS, /* spent on it */
  CERCLE_REVIEW_ITEM_N_FIELDS
};
extern const CercleKind cercle_review_item_kind;
extern const CercleChoice
    cercle_review_reasons[]; /* unanswered carried again answer break debrief rights hand */
extern const CercleChoice cercle_review_rights[]; /* up_to_date refresh open under_way */
extern const CercleChoice
    cercle_review_decisions[]; /* mdph community together gos_pag again removed */
/* Its fields that tell of the case; those of the verdict. */
guint64 cercle_review_item_sheet (void);
guint64 cercle_review_item_verdict (void);

/* Where a member is in a session: a hint, never a lock. cercle_review_place_id(). */
enum
{
  CERCLE_REVIEW_PLACE_REVIEW,
  CERCLE_REVIEW_PLACE_MEMBER,
  CERCLE_REVIEW_PLACE_ITEM,
  CERCLE_REVIEW_PLACE_AT,
  CERCLE_REVIEW_PLACE_N_FIELDS
};
extern const CercleKind cercle_review_place_kind;

/* Identities that any number of desks derive alike. day: text. (transfer full) */
char *cercle_review_id (const char *scope, const char *day);
char *cercle_review_item_id (const char *scope, const char *day, const char *kase);
char *cercle_review_place_id (const char *scope, const char *day, const char *member);
/* (transfer full): new records with these identities and their scope. */
CercleRecord *cercle_review_new (const char *scope, const char *day);
CercleRecord *cercle_review_item_new (const char *scope, const char *day, const char *kase);
CercleRecord *cercle_review_place_new (const char *scope, const char *day, const char *member);

typedef enum
{
  CERCLE_REVIEW_OPEN, /* nothing was decided yet */
  CERCLE_REVIEW_DECIDED,
  CERCLE_REVIEW_LEFT_OUT,
} CercleReviewState;
CercleReviewState cercle_review_item_state (CercleRecord *item);
/* Both sides have agreed to its minutes. */
gboolean cercle_review_is_agreed (CercleRecord *review);
