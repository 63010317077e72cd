/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When does a series meet? Nothing is written ahead: a slot becomes a record when somebody does
 * something with it (cercle_meeting_id()). Pure. */
#pragma once

#include "cercle-deadline.h"
#include "cercle-meeting.h"

/* Slots that a question answers at most. */
#define CERCLE_SERIES_MOST 400

typedef struct
{
  int slot; /* the day that the rhythm means, and the identity's */
  int day;  /* when it is held: later where the slot is no working day and the series says so */
} CercleSlot;

/* (transfer full): CercleSlot by value, by slot, those held from first to last, both included (days
 * since 1970). A slot on a day that the community does not work on is left out, unless the series
 * goes to the next working day: then two slots may fall on one day, and the later one keeps it. */
GArray *cercle_series_slots (CercleRecord *series, const CercleWorkingTime *time, int first,
                             int last);
/* (transfer full): a new record of the meeting in slot, with what the series says. */
CercleRecord *cercle_series_meeting (CercleRecord *series, const CercleSlot *slot);
