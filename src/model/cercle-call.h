/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A call, or any other contact that comes in. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_CALL_CASE,
  CERCLE_CALL_PERSON,
  CERCLE_CALL_STARTED_AT,
  CERCLE_CALL_ENDED_AT,
  CERCLE_CALL_CHANNEL,
  CERCLE_CALL_ORIGIN,
  CERCLE_CALL_REQUESTER,
  CERCLE_CALL_CALLER,         /* her name, or her link: "sa mère" */
  CERCLE_CALL_PHONE,          /* never kept for an anonymous contact */
  CERCLE_CALL_COMMUNICATION,
  CERCLE_CALL_CALL_BACK,
  CERCLE_CALL_COMMUNE,
  CERCLE_CALL_ANONYMOUS,
  CERCLE_CALL_SUB_MISSION,
  CERCLE_CALL_DANGER,
  CERCLE_CALL_WORDS,
  CERCLE_CALL_OUTCOME,
  CERCLE_CALL_TAKEN_BY,
  CERCLE_CALL_N_FIELDS
};
extern const CercleKind cercle_call_kind;
