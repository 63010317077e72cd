/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The minutes of a review in words, the same in both rooms, on the screen and on paper: only what
 * was written down on its day, so that they do not change with the cases. Any thread. */
#pragma once

#include "cercle-review-sitting.h"

typedef struct
{
  const char *kase;            /* its identity */
  char *who;                   /* cercle_minutes_who() */
  char *why;                   /* on the list */
  char *words;                 /* the verdict with its note, or why it was taken off; NULL: none */
  char *holder, *due, *author; /* "" where there is none */
} CercleMinutesLine;

typedef struct
{
  char *day;                            /* in words */
  char *present;                        /* who looked at a case or decided, then the guests; "" */
  char *remarks;                        /* "" */
  GPtrArray *seen, *carried, *left_out; /* CercleMinutesLine */
  char *team_agreed, *mdph_agreed;      /* who and when; NULL: not yet */
} CercleMinutes;

/* (transfer full): NULL when no review was written on this day. name: of members and organisations.
 * It is valid as long as sitting. */
CercleMinutes *cercle_minutes_new (const CercleSitting *sitting, CercleNameOf name, gpointer data);
void cercle_minutes_free (CercleMinutes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleMinutes, cercle_minutes_free)
/* (transfer full): the reviews that were held until this day, newest first. */
CercleQuery *cercle_minutes_days (const char *until);
/* (transfer full): "M. Q., 2011", then the MDPH's number and our reference, a line each, as an item
 * tells. */
char *cercle_minutes_who (CercleRecord *item);
