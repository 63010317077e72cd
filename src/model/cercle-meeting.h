/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings of the governance (S1: "Réunion hebdomadaire de gouvernance organisée par le binôme de
 * référents nationaux entre les membres de la Communauté, le coordinateur, l'ARS, le CD et la
 * MDPH", and the others of domain.md 5): series, one meeting, who comes. When a series meets:
 * cercle-series.h; what is spoken of: cercle-agenda.h. Pure. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_SERIES_SORT,
  CERCLE_SERIES_NAME, /* unset: the label of its sort */
  CERCLE_SERIES_RHYTHM,
  CERCLE_SERIES_BEGINS_ON, /* its weekday, or its week of the month, is the series' */
  CERCLE_SERIES_ENDS_ON,
  CERCLE_SERIES_ON_HOLIDAY,
  CERCLE_SERIES_STARTS_AT, /* minutes of the day, at the community's place */
  CERCLE_SERIES_LENGTH,    /* minutes */
  CERCLE_SERIES_PLACE,
  CERCLE_SERIES_LINK,
  CERCLE_SERIES_ORGANISER,
  CERCLE_SERIES_N_FIELDS
};
extern const CercleKind cercle_series_kind;
extern const CercleChoice cercle_rhythms[];     /* daily weekly fortnightly monthly */
extern const CercleChoice cercle_on_holidays[]; /* skip next_working_day */

enum
{
  CERCLE_MEETING_SERIES,
  CERCLE_MEETING_SLOT_ON, /* the day that the series means; held_on differs once it is moved */
  CERCLE_MEETING_SORT,
  CERCLE_MEETING_NAME,
  CERCLE_MEETING_HELD_ON,
  CERCLE_MEETING_STARTS_AT,
  CERCLE_MEETING_LENGTH,
  CERCLE_MEETING_PLACE,
  CERCLE_MEETING_LINK,
  CERCLE_MEETING_ORGANISER,
  CERCLE_MEETING_CANCELLED_WHY,
  CERCLE_MEETING_OPENED_AT,
  CERCLE_MEETING_CLOSED_AT,
  CERCLE_MEETING_VALIDATED_AT, /* the minutes */
  CERCLE_MEETING_VALIDATED_BY,
  CERCLE_MEETING_SHARED_AT,
  CERCLE_MEETING_SHARED_BY,
  CERCLE_MEETING_N_FIELDS
};
extern const CercleKind cercle_meeting_kind;
extern const CercleChoice cercle_meeting_sorts[]; /* the types of domain.md 5 */

typedef enum
{
  CERCLE_MEETING_PREPARED,  /* its agenda may change */
  CERCLE_MEETING_DRAFT,     /* held, or being held: the minutes are a draft */
  CERCLE_MEETING_VALIDATED, /* from now on, corrections with their date */
  CERCLE_MEETING_SHARED,
  CERCLE_MEETING_CANCELLED,
} CercleMeetingState;
CercleMeetingState cercle_meeting_state (CercleRecord *meeting);
/* Translated. (transfer none) */
const char *cercle_meeting_state_label (CercleMeetingState state);
/* (transfer none): its name, or what its sort is called. Of a series, too. */
const char *cercle_meeting_title (CercleRecord *meeting);

/* Who is asked to come: one of who, or a name. */
enum
{
  CERCLE_ATTENDEE_MEETING,
  CERCLE_ATTENDEE_WHO,
  CERCLE_ATTENDEE_NAME,
  CERCLE_ATTENDEE_PARTY,
  CERCLE_ATTENDEE_PRESENCE,
  CERCLE_ATTENDEE_N_FIELDS
};
extern const CercleKind cercle_attendee_kind;
extern const CercleChoice cercle_parties[];   /* national coordinator ars cd mdph og member other */
extern const CercleChoice cercle_presences[]; /* invited present excused absent */

/* Identities that any number of desks derive alike. (transfer full) */
char *cercle_meeting_id (const char *scope, const char *series, const char *slot_on);
char *cercle_attendee_id (const char *scope, const char *meeting, const char *who);

/* (transfer full): parties that a meeting of this sort cannot do without (S1: "en présence de
 * l'ARS, des CD, des MDPH et des OG impliqués" of the regional launch) and of which nobody is
 * asked, as a SET; NULL: none. attendees: CercleRecord of the meeting; who is excused was asked. */
char *cercle_meeting_missing_parties (const char *sort, GPtrArray *attendees);

/* For which of cercle_parties somebody comes: a member, a contact or an organisation.
 * organisation (nullable): of a contact. */
const char *cercle_meeting_party_of (CercleRecord *who, CercleRecord *organisation);
