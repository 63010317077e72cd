/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is spoken of in a meeting, and what comes of it. Everybody whom the meeting is for reads
 * items and decisions: they hold no name. What only the team may know stands in the case, or in a
 * meeting_note. Pure. */
#pragma once

#include "cercle-meeting.h"

/* The sections an agenda of this sort of meeting begins with, in order; a community changes them.
 */
enum
{
  CERCLE_TEMPLATE_LINE_SORT, /* of the meeting */
  CERCLE_TEMPLATE_LINE_POSITION,
  CERCLE_TEMPLATE_LINE_RULE,
  CERCLE_TEMPLATE_LINE_TITLE, /* unset: the label of its rule */
  CERCLE_TEMPLATE_LINE_MINUTES,
  CERCLE_TEMPLATE_LINE_OWNER,
  CERCLE_TEMPLATE_LINE_N_FIELDS
};
extern const CercleKind cercle_template_line_kind;
/* What composes an item: figures critical blind_spots thrice delays closures questions decisions
 * unfinished, by rules of report/cercle-agenda-compose.h; case and free by a person. */
extern const CercleChoice cercle_agenda_rules[];

/* A line of the starting set of a new community (domain.md 5). */
typedef struct
{
  const char *sort, *rule;
  const char *title; /* msgid; NULL: the label of its rule */
  int minutes;
} CercleTemplateLine;
/* Ends with a NULL sort; in order within a sort. */
extern const CercleTemplateLine cercle_template_lines[];

enum
{
  CERCLE_AGENDA_ITEM_MEETING,
  CERCLE_AGENDA_ITEM_POSITION,
  CERCLE_AGENDA_ITEM_RULE,
  CERCLE_AGENDA_ITEM_TITLE,
  CERCLE_AGENDA_ITEM_ABOUT, /* what it speaks of */
  CERCLE_AGENDA_ITEM_MINUTES,
  CERCLE_AGENDA_ITEM_OWNER,
  CERCLE_AGENDA_ITEM_TEXT, /* as composed: lines without a name */
  CERCLE_AGENDA_ITEM_STATE,
  CERCLE_AGENDA_ITEM_MOVED_TO,  /* the meeting that it goes to */
  CERCLE_AGENDA_ITEM_CAME_FROM, /* the item that it goes on with */
  CERCLE_AGENDA_ITEM_TIMES,     /* 3: for the third time; unset: the first */
  CERCLE_AGENDA_ITEM_NOTES,     /* minutes of it */
  CERCLE_AGENDA_ITEM_SECONDS,   /* spent on it */
  CERCLE_AGENDA_ITEM_N_FIELDS
};
extern const CercleKind cercle_agenda_item_kind;
extern const CercleChoice cercle_agenda_states[]; /* open done moved dropped */

enum
{
  CERCLE_DECISION_MEETING,
  CERCLE_DECISION_ITEM,
  CERCLE_DECISION_SORT,
  CERCLE_DECISION_TEXT,
  CERCLE_DECISION_HOLDER,
  CERCLE_DECISION_DUE_ON,
  CERCLE_DECISION_LED_TO, /* the rule, action, question … that it made */
  CERCLE_DECISION_APPLIED_ON,
  CERCLE_DECISION_APPLIED_BY,
  CERCLE_DECISION_DROPPED_WHY,
  CERCLE_DECISION_N_FIELDS
};
extern const CercleKind cercle_decision_kind;
extern const CercleChoice
    cercle_decision_sorts[]; /* rule means partner question action information */
/* Neither applied nor dropped; an information is applied by being told. */
gboolean cercle_decision_is_pending (CercleRecord *decision);

/* What is added to the minutes after they were validated: dated, never a change of them. */
enum
{
  CERCLE_CORRECTION_MEETING,
  CERCLE_CORRECTION_ITEM,
  CERCLE_CORRECTION_TEXT,
  CERCLE_CORRECTION_MADE_AT,
  CERCLE_CORRECTION_MADE_BY,
  CERCLE_CORRECTION_N_FIELDS
};
extern const CercleKind cercle_correction_kind;

/* For the chair's print alone: the team reads it. */
enum
{
  CERCLE_MEETING_NOTE_MEETING,
  CERCLE_MEETING_NOTE_ITEM,
  CERCLE_MEETING_NOTE_TEXT,
  CERCLE_MEETING_NOTE_N_FIELDS
};
extern const CercleKind cercle_meeting_note_kind;

/* (transfer full): new records with the identities that any number of desks derive alike: an item
 * that a rule makes of subject (NULL: of the whole section) for meeting. */
CercleRecord *cercle_agenda_item_new (CercleRecord *meeting, const char *rule, const char *subject);
CercleRecord *cercle_template_line_new (const char *scope, const CercleTemplateLine *line,
                                        guint position);

/* When each item ends, and which fall past the end of the meeting. Neither moved nor dropped ones
 * take time. items: in order. */
typedef struct
{
  int minutes;      /* of all that takes time */
  int over;         /* minutes past the meeting's length, 0 when it fits */
  GArray *ends;     /* int by item: minute of the day at which it ends, -1: it takes none */
  guint first_past; /* position of the first item that ends past the end; items->len: none */
} CercleAgendaTiming;
CercleAgendaTiming *cercle_agenda_timing (CercleRecord *meeting, GPtrArray *items);
void cercle_agenda_timing_free (CercleAgendaTiming *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleAgendaTiming, cercle_agenda_timing_free)

/* (transfer full): the item goes on in next: item says so, and the new one counts the times. */
CercleRecord *cercle_agenda_item_move (CercleRecord *item, CercleRecord *next);
