/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who waits on which lists? Rows of several lists and known persons become people: together where
 * there is no doubt, or where somebody said so; a homonym is asked about, never assumed. Pure; one
 * thread. */
#pragma once

#include "cercle-duplicate.h"

/* The same beyond doubt: the same number and a name that sounds alike, or the same name, born the
 * same day, with the same telephone or commune; and nothing that speaks against it. */
gboolean cercle_waiting_is_certain (CercleAlike alike);

/* May be the same: to be asked. */
typedef struct
{
  CercleRecord *row, *person; /* one of them: a row of another of the people, or a known person */
  CercleAlike alike;
} CercleWaitingDoubt;

typedef struct
{
  GPtrArray *rows;      /* CercleRecord of kind waiting_row, the longest wait first */
  CercleRecord *person; /* (nullable): who it is known to be */
  GPtrArray *cases;     /* char *: her open cases */
  GPtrArray *doubts;    /* CercleWaitingDoubt, the likeliest first */
} CercleWaitingOne;

typedef struct _CercleWaiting CercleWaiting;
/* rows: CercleRecord, of all lists; references are taken. */
CercleWaiting *cercle_waiting_new (GPtrArray *rows);
void cercle_waiting_free (CercleWaiting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleWaiting, cercle_waiting_free)
/* May a known person be one of those who wait? All others need not be added. */
gboolean cercle_waiting_wants (CercleWaiting *self, CercleRecord *person);
/* cases: char *, identities of her open cases. */
void cercle_waiting_add_person (CercleWaiting *self, CercleRecord *person, GPtrArray *cases);
/* (transfer full): CercleWaitingOne: those who have nothing first, then those on several lists,
 * then the longest wait. Once, after all persons. crowded (out, may be NULL): so many rows were
 * alike that not all were compared. */
GPtrArray *cercle_waiting_people (CercleWaiting *self, gboolean *crowded);

/* On how many lists; the earliest day, or NULL; no support, no answer of any body, no open case. */
guint cercle_waiting_one_lists (const CercleWaitingOne *one);
const char *cercle_waiting_one_since (const CercleWaitingOne *one);
gboolean cercle_waiting_one_has_nothing (const CercleWaitingOne *one);
/* Token that all rows have, or NULL: still to be decided. */
const char *cercle_waiting_one_decision (const CercleWaitingOne *one);
