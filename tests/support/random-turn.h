/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One piece of random work, among the files that draw it. */
#pragma once

#include "random-work.h"

/* The error of the first reading that failed is kept; afterwards nothing is found. */
typedef struct
{
  const RandomWork *work;
  GError **error;
  gboolean failed;
} Turn;

guint turn_below (Turn *turn, guint n);
gboolean turn_chance (Turn *turn, guint percent);
const char *turn_token (Turn *turn, const CercleChoice *choices);
/* (transfer full): field -1: all of the kind. Never NULL. */
GPtrArray *turn_find (Turn *turn, const CercleKind *kind, int field, const char *value);
/* (transfer full) (nullable): mostly the one that everybody is busy with. */
CercleRecord *turn_pick (Turn *turn, const CercleKind *kind);
CercleRecord *turn_new (const CercleKind *kind, const char *scope);
/* A record of the kind that belongs to this one by field. */
CercleRecord *turn_new_of (const CercleKind *kind, guint field, CercleRecord *of);
CercleTx *turn_only (CercleRecord *record);
/* (transfer full): the day, so many days on. */
char *turn_today (int days);

/* random-dealings.c: with the person and with partners. NULL: there is nobody to deal with. */
CercleTx *turn_consent (Turn *turn, CercleRecord *kase);
CercleTx *turn_withdraw (Turn *turn, CercleRecord *kase);
CercleTx *turn_ask (Turn *turn, CercleRecord *kase);
CercleTx *turn_answer (Turn *turn, CercleRecord *kase);
CercleTx *turn_choose (Turn *turn, CercleRecord *kase);
CercleTx *turn_transfer (Turn *turn, CercleRecord *kase);
