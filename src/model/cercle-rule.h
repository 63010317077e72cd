/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The responsibility matrix as data: a version, and its ordered rules. What they decide:
 * cercle-matrix.h. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_MATRIX_VERSION,
  CERCLE_MATRIX_STATE,       /* draft, in_force, retired */
  CERCLE_MATRIX_IN_FORCE_ON,
  CERCLE_MATRIX_SIGNED_BY,   /* the parties: "MDPH 14, ARS, OG …" */
  CERCLE_MATRIX_HOSTING,     /* the starting set it comes from */
  CERCLE_MATRIX_SOURCE,      /* why it changed, at which meeting */
  CERCLE_MATRIX_NOTE,
  CERCLE_MATRIX_N_FIELDS
};
extern const CercleKind cercle_matrix_kind;
extern const CercleChoice cercle_matrix_states[];

/* Conditions: unset is "any". The first rule by position that fits decides. */
enum
{
  CERCLE_RULE_MATRIX,
  CERCLE_RULE_POSITION,
  CERCLE_RULE_MISSION,
  CERCLE_RULE_SUB_MISSION,
  CERCLE_RULE_THEME,
  CERCLE_RULE_LEVEL,
  CERCLE_RULE_NOTIFIED,
  CERCLE_RULE_AGE_FROM,      /* both ages included */
  CERCLE_RULE_AGE_TO,
  CERCLE_RULE_ASE,           /* yes, no */
  CERCLE_RULE_AREA,          /* beginnings of INSEE codes, separated by spaces: "14 50129" */
  CERCLE_RULE_HOSTING,
  /* What it decides. */
  CERCLE_RULE_RESPONSIBILITY,
  CERCLE_RULE_LEAD_FAMILY,
  CERCLE_RULE_LEAD,
  CERCLE_RULE_CONTRIBUTORS,  /* families */
  CERCLE_RULE_DELAY,         /* working days */
  CERCLE_RULE_DEBRIEF,       /* with the MDPH before a partner is asked */
  CERCLE_RULE_NOTE,
  CERCLE_RULE_N_FIELDS
};
extern const CercleKind cercle_rule_kind;
