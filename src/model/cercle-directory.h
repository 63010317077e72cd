/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What time does to the directory: how many places are free and since when that is known, closures
 * and messages, who is to be asked whether a sheet still holds, and where each sheet came from.
 * Pure. */
#pragma once

#include "cercle-record.h"

/* A closure or a message about a partner, for some days. */
enum
{
  CERCLE_NOTICE_ORGANISATION,
  CERCLE_NOTICE_PLACE, /* unset: the whole organisation */
  CERCLE_NOTICE_SORT,  /* closure, message */
  CERCLE_NOTICE_TEXT,
  CERCLE_NOTICE_FROM_ON,
  CERCLE_NOTICE_TO_ON, /* the last day; unset: until further notice */
  CERCLE_NOTICE_N_FIELDS
};
extern const CercleKind cercle_notice_kind;
extern const CercleChoice cercle_notice_sorts[];

/* What a partner said it has free. Never edited: what is told later is a new record. */
enum
{
  CERCLE_CAPACITY_ORGANISATION,
  CERCLE_CAPACITY_SERVICE,
  CERCLE_CAPACITY_UNIT, /* CODE of list "capacity": temporary care, respite, emergency place … */
  CERCLE_CAPACITY_FREE,
  CERCLE_CAPACITY_FROM_ON,
  CERCLE_CAPACITY_UNTIL_ON,
  CERCLE_CAPACITY_TOLD_BY, /* who said it, as typed */
  CERCLE_CAPACITY_TOLD_AT,
  CERCLE_CAPACITY_TAKEN_BY,
  CERCLE_CAPACITY_COMMENT,
  CERCLE_CAPACITY_N_FIELDS
};
extern const CercleKind cercle_capacity_kind;

/* C6: "shown grey after 24 h, hidden after 72 h, never silently current". */
typedef enum
{
  CERCLE_CAPACITY_UNKNOWN, /* never told, or over: until_on is past */
  CERCLE_CAPACITY_CURRENT,
  CERCLE_CAPACITY_OLD,
  CERCLE_CAPACITY_HIDDEN,
} CercleCapacityAge;
#define CERCLE_CAPACITY_OLD_HOURS 24
#define CERCLE_CAPACITY_HIDDEN_HOURS 72
/* capacity may be NULL. now: instant in ms; today: the territory's day. */
CercleCapacityAge cercle_capacity_age (CercleRecord *capacity, gint64 now, const char *today);

/* Sheets to be asked about, opened on a day: one enquiry for each. */
enum
{
  CERCLE_CAMPAIGN_NAME,
  CERCLE_CAMPAIGN_OPENED_ON,
  CERCLE_CAMPAIGN_ENDS_ON,
  CERCLE_CAMPAIGN_CLOSED_ON,
  CERCLE_CAMPAIGN_N_FIELDS
};
extern const CercleKind cercle_campaign_kind;

/* Whether a partner was reached: in a campaign, or on a morning's round. */
enum
{
  CERCLE_ENQUIRY_ORGANISATION,
  CERCLE_ENQUIRY_CAMPAIGN, /* unset: of the round */
  CERCLE_ENQUIRY_HELD_ON,  /* the day of the round; of the campaign's opening */
  CERCLE_ENQUIRY_OUTCOME,
  CERCLE_ENQUIRY_DONE_AT,
  CERCLE_ENQUIRY_DONE_BY,
  CERCLE_ENQUIRY_AGAIN_ON,
  CERCLE_ENQUIRY_COMMENT,
  CERCLE_ENQUIRY_N_FIELDS
};
extern const CercleKind cercle_enquiry_kind;
extern const CercleChoice cercle_enquiry_outcomes[]; /* todo reached no_answer written refused */
/* (transfer full): one a partner and campaign; one a partner and morning (campaign NULL). */
char *cercle_enquiry_id (const char *scope, const char *organisation, const char *campaign,
                         const char *day);

/* One reading of a foreign document, and what it wrote. */
enum
{
  CERCLE_IMPORT_SOURCE,
  CERCLE_IMPORT_FILE,      /* its name, without folders */
  CERCLE_IMPORT_STATED_ON, /* the document's own date */
  CERCLE_IMPORT_DONE_AT,
  CERCLE_IMPORT_DONE_BY,
  CERCLE_IMPORT_MADE, /* sheets */
  CERCLE_IMPORT_CHANGED,
  CERCLE_IMPORT_SAME,
  CERCLE_IMPORT_CLOSED,
  CERCLE_IMPORT_UNDONE_AT,
  CERCLE_IMPORT_N_FIELDS
};
extern const CercleKind cercle_import_kind;
extern const CercleChoice cercle_sources[];

/* That a document speaks of a record, and what it said of it last: one a document's own key, so
 * that the next reading finds the same sheet. SAID holds no value: "field:sum" for each field, so
 * that a field which somebody edited since (its sum differs) is asked about and not overwritten. */
enum
{
  CERCLE_SOURCE_ABOUT, /* "organisation:…", "place:…", "service:…", "contact:…" */
  CERCLE_SOURCE_NAME,  /* of cercle_sources */
  CERCLE_SOURCE_KEY,
  CERCLE_SOURCE_STATED_ON,
  CERCLE_SOURCE_SAID,
  CERCLE_SOURCE_IMPORT,
  CERCLE_SOURCE_N_FIELDS
};
extern const CercleKind cercle_source_kind;
/* (transfer full). part: "organisation", "place", "contact": of one key several records. */
char *cercle_source_id (const char *scope, const char *source, const char *key, const char *part);

/* The kit: reflex sheets (F95) tied to themes, and documents; a new version replaces an old one. */
enum
{
  CERCLE_DOCUMENT_TITLE,
  CERCLE_DOCUMENT_SORT, /* reflex, document */
  CERCLE_DOCUMENT_THEMES,
  CERCLE_DOCUMENT_MISSIONS, /* sub-missions: beside which calls it is shown */
  CERCLE_DOCUMENT_VERSION,
  CERCLE_DOCUMENT_ISSUED_ON,
  CERCLE_DOCUMENT_RETIRED_ON,
  CERCLE_DOCUMENT_REPLACES,
  CERCLE_DOCUMENT_TEXT,
  CERCLE_DOCUMENT_WEB,
  CERCLE_DOCUMENT_N_FIELDS
};
extern const CercleKind cercle_document_kind;
extern const CercleChoice cercle_document_sorts[];
