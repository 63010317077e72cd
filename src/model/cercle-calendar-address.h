/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* An address at which other programs read when and where a community meets, and of what type its
 * meetings are: nothing else. Whoever has it needs no account, so it is long, it is kept as a hash,
 * and it can be revoked. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_CALENDAR_ADDRESS_NAME, /* for whom it was made */
  CERCLE_CALENDAR_ADDRESS_HASH, /* cercle_vault_hash_token(); the token is nowhere */
  CERCLE_CALENDAR_ADDRESS_REVOKED_AT,
  CERCLE_CALENDAR_ADDRESS_N_FIELDS
};
extern const CercleKind cercle_calendar_address_kind;

/* On the server: the token follows, then this ending. */
#define CERCLE_CALENDAR_PATH "/v1/calendar/"
#define CERCLE_CALENDAR_ENDING ".ics"
