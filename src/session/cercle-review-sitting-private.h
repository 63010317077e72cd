/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A sitting on the store thread. For this room only. */
#pragma once

#include "cercle-names.h"
#include "cercle-review-sitting.h"

/* What the store thread needs of the session, copied. */
typedef struct
{
  char *scope, *directory, *today, *zone;
  CercleRecord *community;
  CercleNames *names;
  CercleReviewFrame frame;
} CercleSittingPlace;
void cercle_sitting_place_init (CercleSittingPlace *self, CercleSession *session);
void cercle_sitting_place_clear (CercleSittingPlace *self);

/* (transfer full) */
CercleSitting *cercle_sitting_read (CercleStore *store, const CercleSittingPlace *place,
                                    const char *day, GError **error);
/* (transfer none): a case that was not on the list, as its last line, with what is told of it. */
CercleSittingLine *cercle_sitting_add (CercleSitting *self, CercleStore *store,
                                       const CercleSittingPlace *place, const char *kase,
                                       GError **error);
