/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a body's table tells what? Guessed by the names of the columns, remembered as the
 * body last had it, and used to make a row of a waiting list. Pure. */
#pragma once

#include "cercle-record.h"

typedef enum
{
  CERCLE_WAITING_LAST_NAME,
  CERCLE_WAITING_FIRST_NAME,
  CERCLE_WAITING_FULL_NAME, /* last name first, as lists write it */
  CERCLE_WAITING_BIRTH,     /* a day or a year */
  CERCLE_WAITING_PLACE,
  CERCLE_WAITING_PHONE,
  CERCLE_WAITING_MDPH_NUMBER,
  CERCLE_WAITING_SINCE,
  CERCLE_WAITING_NEED,
  CERCLE_WAITING_ANSWER,
  CERCLE_WAITING_SERVICE,
  CERCLE_WAITING_N_PARTS
} CercleWaitingPart;
/* Translated. (transfer none) */
const char *cercle_waiting_part_label (CercleWaitingPart part);

typedef struct
{
  int column[CERCLE_WAITING_N_PARTS]; /* -1: none */
} CercleWaitingMap;

/* columns: char *. remembered: what print() gave, or NULL. lost (out, may be NULL): how many
 * columns that were remembered are no longer there. */
void cercle_waiting_map_guess (CercleWaitingMap *self, GPtrArray *columns, const char *remembered,
                               guint *lost);
/* (transfer full): by the names of the columns. */
char *cercle_waiting_map_print (const CercleWaitingMap *self, GPtrArray *columns);
/* NULL when a list can be read so, else one translated sentence. */
const char *cercle_waiting_map_problem (const CercleWaitingMap *self);

/* What is not as it should be in a row that is made all the same, but the first. */
typedef enum
{
  CERCLE_WAITING_NOBODY = 1 << 0, /* neither a name nor a number: no row is made */
  CERCLE_WAITING_NO_BIRTH = 1 << 1,
  CERCLE_WAITING_NO_SINCE = 1 << 2,
  CERCLE_WAITING_NO_PHONE = 1 << 3,
  CERCLE_WAITING_CUT = 1 << 4, /* a text was longer than what is kept */
} CercleWaitingFault;
/* (transfer full): translated sentences, NULL-terminated. */
GStrv cercle_waiting_fault_sentences (guint faults);

typedef struct
{
  const char *territory; /* for telephone numbers and communes, or NULL */
  int today;
  GHashTable *communes; /* see cercle_waiting_communes() */
} CercleWaitingGround;
/* (transfer full): folded name → INSEE code, of the names that only one commune of the territory
 * has. */
GHashTable *cercle_waiting_communes (const char *territory);
/* (transfer full) (nullable): a row without list, batch, key and instant. */
CercleRecord *cercle_waiting_map_row (const CercleWaitingMap *self, GPtrArray *cells,
                                      const CercleWaitingGround *ground, guint *faults);
/* (transfer full): what tells a row of a list from the others, from one file to the next. seen:
 * text → how often it was met, kept by the caller from row to row of one file. */
char *cercle_waiting_row_key (CercleRecord *row, const char *list, GHashTable *seen);
