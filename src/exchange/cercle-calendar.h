/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting, or a series of them, for other programs' calendars (iCalendar, RFC 5545): what, when
 * and where; nobody who comes. There where the program is built with libical
 * (CERCLE_HAS_CALENDAR). Pure; any thread. */
#pragma once

#include "cercle-series.h"

/* A series without an end is told so far ahead, and what is past so far back: days. */
#define CERCLE_CALENDAR_AHEAD 365
#define CERCLE_CALENDAR_BACK 31

typedef struct
{
  const CercleWorkingTime *time; /* its zone: the community's place */
  int today;                     /* days since 1970 */
  gint64 now;                    /* 0: each event says when it was last written */
  /* Translated name of a sort of meetings: then its type, time and place are told alone, neither
   * title nor link. NULL: all. */
  const char *(*type_of) (const char *sort);
} CercleCalendarFrame;

/* (transfer full): one event; one that was cancelled says so. */
char *cercle_calendar_of_meeting (CercleRecord *meeting, const CercleCalendarFrame *frame);
/* (transfer full) (nullable): one event that recurs, without those left out or cancelled, and each
 * that was moved or changed apart. meetings: those of the series that are records. NULL: there is
 * none to tell. */
char *cercle_calendar_of_series (CercleRecord *series, GPtrArray *meetings,
                                 const CercleCalendarFrame *frame);
/* (transfer full): all that a community has planned, from CERCLE_CALENDAR_BACK on; it may be empty.
 * meetings: those of the series, and those of none. */
char *cercle_calendar_of_all (GPtrArray *series, GPtrArray *meetings,
                              const CercleCalendarFrame *frame);
