/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked of a partner, and a case handed to another community. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_REQUEST_CASE,
  CERCLE_REQUEST_ORGANISATION,
  CERCLE_REQUEST_MEANS,
  CERCLE_REQUEST_WHAT,
  CERCLE_REQUEST_SENT,                /* cercle_contents; empty: asked without saying who it is */
  CERCLE_REQUEST_CONSENT,
  CERCLE_REQUEST_ASKED_ON,
  CERCLE_REQUEST_ASKED_BY,
  CERCLE_REQUEST_REMIND_ON,
  CERCLE_REQUEST_ANSWER,
  CERCLE_REQUEST_ANSWERED_ON,
  CERCLE_REQUEST_MOTIVE,              /* of a no */
  CERCLE_REQUEST_COMMENT,
  CERCLE_REQUEST_WITHOUT_CONSENT_WHY, /* break-glass: typed, and told as an event */
  CERCLE_REQUEST_UNDEBRIEFED_WHY,     /* asked before the debrief with the MDPH: why */
  CERCLE_REQUEST_N_FIELDS
};
extern const CercleKind cercle_request_kind;
extern const CercleChoice cercle_answers[]; /* waiting yes no partial withdrawn */

enum
{
  CERCLE_TRANSFER_CASE,
  CERCLE_TRANSFER_DIRECTION,          /* out, in, relay */
  CERCLE_TRANSFER_COMMUNITY,          /* name of the other one */
  CERCLE_TRANSFER_TERRITORY,
  CERCLE_TRANSFER_SENT_AT,
  CERCLE_TRANSFER_SENT_BY,
  CERCLE_TRANSFER_DATA,
  CERCLE_TRANSFER_CONSENT,
  CERCLE_TRANSFER_WITHOUT_CONSENT_WHY,
  CERCLE_TRANSFER_ACCEPTED_AT,
  CERCLE_TRANSFER_REFUSED_AT,
  CERCLE_TRANSFER_REFUSED_WHY,
  CERCLE_TRANSFER_REFERENCE,          /* the case's number over there */
  CERCLE_TRANSFER_WHY,                /* for those who receive it */
  CERCLE_TRANSFER_TO,                 /* identity of a community of the same server; unset: another */
  CERCLE_TRANSFER_TWIN,               /* derived by the server: the record of the other community */
  CERCLE_TRANSFER_TAKEN_BACK_AT,
  CERCLE_TRANSFER_N_FIELDS
};
extern const CercleKind cercle_transfer_kind;
extern const CercleChoice cercle_directions[];
