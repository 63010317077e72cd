/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case opened by exception: one account reads, for a day, what its audiences do not give it. The
 * server alone writes it, and says so in the story of the case; desks may only end it. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_OPENING_CASE,
  CERCLE_OPENING_REFERENCE, /* number of the case: for who is told of it and does not hold the case */
  CERCLE_OPENING_MEMBER,    /* who reads it */
  CERCLE_OPENING_REASON,
  CERCLE_OPENING_OPENED_AT,
  CERCLE_OPENING_UNTIL_AT,
  CERCLE_OPENING_ENDED_AT,  /* unset: until then */
  CERCLE_OPENING_N_FIELDS
};
extern const CercleKind cercle_opening_kind;

/* A call in the night and the working day after it: by then somebody who has the right is back. */
#define CERCLE_OPENING_LIFE (G_GINT64_CONSTANT (24) * 3600 * 1000)
/* Characters of a reason: less says nothing. */
#define CERCLE_OPENING_REASON_LEAST 10

/* (transfer full): the audience that this opening is, one token; of its identity. */
char *cercle_opening_audience (const char *id);
gboolean cercle_opening_is_live (CercleRecord *opening, gint64 now);
/* (transfer full) (nullable): "2020-14-0042" when typed is the number of a case and nothing else. */
char *cercle_opening_reference (const char *typed);
