/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One case of the sample while it is told: who, about what, with which partners, and where it stands. */
#pragma once

#include "cercle-sample-people.h"

#define CERCLE_SAMPLE_ORGS 3
#define CERCLE_SAMPLE_DEALINGS 4 /* consents, requests, solutions, transfers */

typedef struct
{
  CercleSampleWorld *world;
  guint community;
  const CercleSampleBlock *story;
  const CercleSampleBlock *own;   /* of a named case, or NULL: says before story does */
  const CercleSampleBlock *track; /* whose beats are told: own for a named case */
  GHashTable *told;               /* key → how many of its values were told */
  guint start;                    /* value of each key that is told first */

  CercleSamplePerson person, caller;
  const CercleSampleTie *tie;
  char *communication, *call_back, *when; /* tokens; token; words */
  const char *channel, *origin;
  gboolean critical, danger;
  guint person_slot, case_slot;

  guint taker, author;            /* members: who keeps the case, who acts in this beat */
  int orgs[CERCLE_SAMPLE_ORGS];   /* positions; -1: none */
  int org;                        /* the one spoken of, or -1 */

  const char *status;
  char *need;                     /* as last set */
  gboolean closed;
  int day, minute;                /* of this beat */
  int opened;                     /* day of the first one */
  GArray *actions;                /* guint slots of the open ones */
  guint made[CERCLE_SAMPLE_DEALINGS]; /* slot of the last one of each; 0: none */
  GArray *asked;                  /* of cercle-sample-asked.c: which partners, and what they said */
  gboolean heavy;                 /* of level III since */
  CercleSampleStep *step;         /* NULL until something is done in this beat */
} CercleSampleCase;

/* Draws whoever and whatever own does not say. */
CercleSampleCase *cercle_sample_case_new (CercleSampleWorld *world, guint community,
                                          const CercleSampleBlock *story,
                                          const CercleSampleBlock *own);
void cercle_sample_case_free (CercleSampleCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSampleCase, cercle_sample_case_free)
gint64 cercle_sample_case_now (const CercleSampleCase *self);
/* The step of this beat. */
CercleSampleStep *cercle_sample_case_step (CercleSampleCase *self);
/* What own says, or the story. (transfer none) (nullable) */
const char *cercle_sample_case_get (const CercleSampleCase *self, const char *key);

/* cercle-sample-opening.c: the first contact: person, relatives, case, call, event. */
void cercle_sample_case_open (CercleSampleCase *self);
/* An event that tells and moves nothing. */
void cercle_sample_case_tell (CercleSampleCase *self, const char *sort, const char *text);
/* A contact that comes in again. */
void cercle_sample_case_ring (CercleSampleCase *self, const char *text);

/* cercle-sample-asked.c: what a beat of a drawn case, just told, means for the requests to partners. words:
 * of its verb; template: its text before it was filled; said: after. */
GArray *cercle_sample_asked_new (void);
void cercle_sample_case_asked (CercleSampleCase *self, char **words, const char *template,
                               const char *said);

/* cercle-sample-words.c: text with its placeholders filled (transfer full). NULL with error names the
 * placeholder that nobody knows. */
char *cercle_sample_case_say (CercleSampleCase *self, const char *text, GError **error);
/* The next value of a key, filled; NULL without error when nobody has it. */
char *cercle_sample_case_say_key (CercleSampleCase *self, const char *key, GError **error);

/* cercle-sample-beat.c: tells the track's beats. last: working days before the sample's day of the last
 * one (ignored where beats have their own days). */
gboolean cercle_sample_case_tell_track (CercleSampleCase *self, guint last, GError **error);
