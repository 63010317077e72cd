/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person allows, and the rights she holds. What consents open: cercle-gate.h. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_CONSENT_PERSON,
  CERCLE_CONSENT_PURPOSE,      /* exchange, sharing, staff, review, transfer */
  CERCLE_CONSENT_ORGANISATION, /* to this one … */
  CERCLE_CONSENT_RECIPIENTS,   /* … or to all of a category */
  CERCLE_CONSENT_DATA,         /* cercle_contents */
  CERCLE_CONSENT_GIVEN,        /* yes, no: a refusal is kept too */
  CERCLE_CONSENT_MODE,
  CERCLE_CONSENT_GIVEN_BY, /* herself, or who represents her */
  CERCLE_CONSENT_GIVEN_ON,
  CERCLE_CONSENT_RECORDED_BY,
  CERCLE_CONSENT_VERSION, /* of the text she was shown */
  CERCLE_CONSENT_WITHDRAWN_ON,
  CERCLE_CONSENT_N_FIELDS
};
extern const CercleKind cercle_consent_kind;
extern const CercleChoice cercle_purposes[];
extern const CercleChoice cercle_recipients[]; /* mdph partners cercle community governance */
extern const CercleChoice cercle_consent_modes[];
/* NULL, or a whole sentence (transfer none): given for this purpose to these recipients, it would
 * open nothing, for nobody asks for such a one. organisation: it names one. */
const char *cercle_consent_is_idle (const char *purpose, gboolean organisation,
                                    const char *recipients);

/* The versions of the texts that a person is shown (exchange/cercle-consent-sheet): each says its
 * own at its end. Another wording is another version. */
#define CERCLE_CONSENT_TEXT "Cercle 1"
#define CERCLE_CONSENT_TEXT_EASY "Cercle FALC 1"
extern const CercleChoice cercle_consent_texts[];

enum
{
  CERCLE_RIGHT_PERSON,
  CERCLE_RIGHT_CATEGORY,
  CERCLE_RIGHT_STATE,
  CERCLE_RIGHT_DECISION, /* its number, as ViaTrajectoire writes it */
  CERCLE_RIGHT_START_ON,
  CERCLE_RIGHT_END_ON,
  CERCLE_RIGHT_N_FIELDS
};
extern const CercleKind cercle_right_kind;
extern const CercleChoice cercle_right_states[];
