/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do to cases, drawn at random: moves, actions, consents, requests, solutions,
 * transfers, merges, the matrix. Some of it is not allowed. The same numbers, the same work. */
#pragma once

#include "cercle-journal.h"

typedef struct
{
  CercleStore *store;
  GRand *rand;
  const char *const *members; /* identities, ends with NULL */
  const char *scope;          /* of what belongs to no case yet */
} RandomWork;

/* (transfer full) (nullable): one action of a user; NULL: there was nothing to do it to, or, with
 * an error, the store could not be read. what (out): its name. */
CercleTx *random_work (const RandomWork *work, const char **what, GError **error);
