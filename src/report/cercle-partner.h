/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The partner directory as a question: who can do this, here, then, and how do we know? Order is by
 * the evidence of our own cases, not by what a sheet says of itself (C5). Thread of the store. */
#pragma once

#include "cercle-directory.h"
#include "cercle-store.h"

typedef struct
{
  const char *text;    /* words typed, or NULL: names, towns, persons, telephone numbers */
  const char *themes;  /* codes of list "theme", one of them suffices; or NULL */
  const char *mission; /* of cercle_sub_missions, or NULL */
  const char *commune; /* INSEE, or NULL */
  int age;             /* -1: not said */
  const char *slots;   /* tokens of cercle_slots, one of them suffices; or NULL */
  /* Codes of the lists of these names, one of each suffices; or NULL. */
  const char *offers, *handicaps, *publics, *networks;
  const char *standing; /* of cercle_partner_standings, or NULL */
  gboolean also_closed; /* words alone also find who has closed for good, last; a need never does */
  gint64 now;           /* instant, ms */
  const char *today;    /* the territory's day */
  const char *day;      /* for which one asks: who is closed then; NULL: today */
} CerclePartnerQuestion;
/* (transfer full): owns its texts. */
CerclePartnerQuestion *cercle_partner_question_copy (const CerclePartnerQuestion *self);
void cercle_partner_question_free (CerclePartnerQuestion *self);

/* From the requests of the community to one partner; a request stopped because consent was
 * withdrawn does not count. */
typedef struct
{
  guint asked, answered, yes;     /* "in part" is a yes */
  char *last_yes_on, *last_no_on; /* days of the answer; NULL: never */
  char *last_motive;              /* code of list "refusal" of the last no; NULL */
  int median_days;                /* from asking to the answer; -1: never answered */
} CerclePartnerEvidence;

typedef struct
{
  CercleRecord *organisation;
  CercleRecord *service; /* the first that answers the question; NULL: none, or nothing was asked */
  CercleRecord *place;   /* of the service, or the first; NULL */
  CercleRecord *capacity; /* the last told; NULL */
  CercleCapacityAge age;  /* of capacity */
  CercleRecord *closure;  /* in force on the day that was asked for; NULL */
  CerclePartnerEvidence evidence;
} CerclePartnerLine;
void cercle_partner_line_free (CerclePartnerLine *line);

/* Candidates whose evidence is read for one question; beyond it, those whom we have asked come
 * first, then the others by name. */
#define CERCLE_PARTNER_MOST 300
/* Of those that nobody has asked, no more are looked for: the question is too wide. */
#define CERCLE_PARTNER_LOOKED 2000

/* (transfer full): at most CERCLE_PARTNER_MOST CerclePartnerLine: whoever said yes last, the latest
 * first (then by share of answers, by how fast); then who was never asked or has not answered; then
 * whoever said no last. Within each, an open one before a closed one. total: how many there are;
 * from CERCLE_PARTNER_LOOKED on, there may be more. NULL with error. */
GPtrArray *cercle_partner_find (CercleStore *store, const CerclePartnerQuestion *question,
                                guint *total, GError **error);
/* (transfer full): identities of all who answer, however many, by name: for what leaves the desk,
 * not for a screen. NULL with error. */
GPtrArray *cercle_partner_name (CercleStore *store, const CerclePartnerQuestion *question,
                                GError **error);

/* What a sheet lacks: one line of the table and one small function each. */
typedef struct
{
  const char *id;
  const char *label; /* msgid: what to mend */
  guint weight;
  const CercleKind
      *where; /* the kind of record that says it, and its field; NULL: said otherwise */
  guint field;
} CerclePartnerCriterion;

/* How often one reason was given for a no. */
typedef struct
{
  char *motive; /* code of list "refusal" */
  guint n;
} CerclePartnerRefusal;

typedef struct
{
  CerclePartnerLine *line;
  CercleRecord *parent; /* NULL */
  GPtrArray *places, *services;
  GPtrArray *contacts, *former; /* former: whose time there is over */
  GPtrArray *notices;           /* in force or to come, the first to end first */
  GPtrArray *capacities;        /* the newest first, the last ten */
  GPtrArray *requests;          /* of this community, the newest first */
  GArray *refusals;             /* CerclePartnerRefusal of all requests, the most frequent first */
  GPtrArray *sources;
  GHashTable *origins;  /* identity of a service → CercleRecord of kind source: where it was
                           concluded from the category of the partner */
  GPtrArray *proposals; /* char *: codes of list "refusal", see cercle_partner_condition() */
  GPtrArray *missing;   /* const CerclePartnerCriterion *, the weightiest first */
  guint complete;       /* percent */
} CerclePartnerSheet;
void cercle_partner_sheet_free (CerclePartnerSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CerclePartnerSheet, cercle_partner_sheet_free)

/* (transfer full): NULL without error when there is no such partner. */
CerclePartnerSheet *cercle_partner_read (CercleStore *store, const char *id, gint64 now,
                                         const char *today, GError **error);

/* A refusal met CERCLE_PARTNER_REPEATED times in CERCLE_PARTNER_LOOK_BACK days, and not yet looked
 * at (organisation.known_refusals), is proposed as a condition of the sheet in these words; NULL: a
 * reason that says nothing of the partner. Translated, (transfer none). */
#define CERCLE_PARTNER_REPEATED 2
#define CERCLE_PARTNER_LOOK_BACK 180
const char *cercle_partner_condition (const char *motive);

/* (transfer full): whom to ring this morning, at most n: those of the round who were not reached or
 * told today, whose capacity was told longest ago first. */
GPtrArray *cercle_partner_round (CercleStore *store, gint64 now, const char *today, guint n,
                                 GError **error);
/* (transfer full): sheets that are not (or no longer) verified, the oldest first; at most n. */
GPtrArray *cercle_partner_stale (CercleStore *store, gint64 now, const char *today, guint n,
                                 GError **error);
/* The first day on which the sheet is to be checked again; NULL: it never was verified, or nobody
 * asks for it. (transfer full) */
char *cercle_partner_check_on (CercleRecord *organisation);
