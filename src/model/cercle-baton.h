/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The baton of a case: who held it, since when, for how long, and what is wrong with it? Pure; any
 * thread. */
#pragma once

#include "cercle-deadline.h"
#include "cercle-record.h"

typedef struct
{
  char *holder; /* "member:…", "organisation:…", "person:…", "transfer:…"; NULL: nobody */
  char *since, *until; /* instants; until NULL: now */
  char *promised_by;   /* the last promise of the segment, or NULL */
  int days;            /* whole days from since to until, or to now */
  gboolean returned;   /* it came back to whom it came from: A → B → A */
  char *begun_by;      /* identity of the event that handed it over, or NULL */
} CercleBatonSegment;

/* A hand-over that is taken back leaves the baton as it was: who, since when, from whom, how often
 * it came back. Is event such a one? */
gboolean cercle_baton_is_back (CercleRecord *event);
/* (transfer full): the event that takes event back. before, after: the case around event. */
CercleRecord *cercle_baton_back (CercleRecord *before, CercleRecord *after, CercleRecord *event);
/* What a baton that is taken back changes of the case besides what every baton does; see
 * cercle_case_apply_event(). */
void cercle_baton_give_back (CercleRecord *kase, CercleRecord *event);

/* (transfer full): CercleBatonSegment, oldest first. events: of one case, any order; stale ones
 * count for nothing. first_holder and opened_at: the case's author (may be NULL) and when. now: an
 * instant, for the days of the segment that goes on; a closed case's ends with its closing. */
GPtrArray *cercle_baton_segments (GPtrArray *events, const char *first_holder,
                                  const char *opened_at, const char *now);
/* How many times it came back to whom it came from. */
guint cercle_baton_returns (GPtrArray *segments);
/* A … Z of each holder in the order of their coming, then a … z; nobody: '-'. segments:
 * CercleBatonSegment; letters are drawn with the colours. */
char cercle_baton_letter (GPtrArray *segments, guint segment);

/* What is wrong with the baton of a case, by what the case itself says. */
typedef enum
{
  CERCLE_BATON_NOBODY = 1 << 0,  /* open, and nobody holds it */
  CERCLE_BATON_NO_STEP = 1 << 1, /* no next step */
  CERCLE_BATON_NO_PROMISE = 1 << 2,
  CERCLE_BATON_SILENT = 1 << 3, /* the promised day has passed, nothing new promised */
  CERCLE_BATON_TO_AND_FRO = 1 << 4,
} CercleBatonWrongs;
/* today: a day as text. */
CercleBatonWrongs cercle_baton_wrongs (CercleRecord *kase, const char *today);
/* (transfer full): one whole sentence for each, NULL-terminated. */
GStrv cercle_baton_sentences (CercleBatonWrongs wrongs);

/* How a transfer stands. Until it is accepted the sender holds the baton; after the delay of the
 * relay (working hours) it is late: computed when read. */
typedef enum
{
  CERCLE_TRANSFER_WAITING,
  CERCLE_TRANSFER_LATE,
  CERCLE_TRANSFER_ACCEPTED,
  CERCLE_TRANSFER_REFUSED,
  CERCLE_TRANSFER_TAKEN_BACK,
} CercleTransferState;
/* The instant after which a transfer is late: the relay's delay of the community (NULL, or not
 * told: four working hours) after it was sent. 0: nobody knows when that was. */
gint64 cercle_transfer_due (CercleRecord *transfer, CercleRecord *community,
                            const CercleWorkingTime *time);
/* due: from cercle_transfer_due(); now: an instant. */
CercleTransferState cercle_transfer_state (CercleRecord *transfer, gint64 due, gint64 now);
