/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What exchange itself writes down: conflicts, drafts, reads. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_CONFLICT_OF_KIND,
  CERCLE_CONFLICT_OF_ID,
  CERCLE_CONFLICT_CASE,        /* the case it is shown on, if any */
  CERCLE_CONFLICT_FIELDS,      /* names, space separated: a field, or a group's, or "move" */
  CERCLE_CONFLICT_CURRENT,     /* JSON object of these fields as shown */
  CERCLE_CONFLICT_CURRENT_BY,
  CERCLE_CONFLICT_CURRENT_AT,
  CERCLE_CONFLICT_PROPOSED,    /* JSON object of the values that arrived later; a move: its event */
  CERCLE_CONFLICT_PROPOSED_BY,
  CERCLE_CONFLICT_PROPOSED_AT,
  CERCLE_CONFLICT_MUTATION,    /* the mutation whose values were not taken */
  CERCLE_CONFLICT_CHOICE,      /* unset: open. current or proposed: that value was kept */
  CERCLE_CONFLICT_RESOLVED_BY,
  CERCLE_CONFLICT_RESOLVED_AT,
  CERCLE_CONFLICT_N_FIELDS
};
extern const CercleKind cercle_conflict_kind;

enum
{
  CERCLE_DRAFT_SORT,           /* "call", "note", "field" */
  CERCLE_DRAFT_OF_ID,          /* what it is about, if anything */
  CERCLE_DRAFT_CONTENT,        /* JSON object, known to the form that wrote it */
  CERCLE_DRAFT_SAVED_AT,
  CERCLE_DRAFT_N_FIELDS
};
extern const CercleKind cercle_draft_kind;

enum
{
  CERCLE_ACCESS_OF_KIND,
  CERCLE_ACCESS_OF_ID,
  CERCLE_ACCESS_AT,
  CERCLE_ACCESS_BY,
  CERCLE_ACCESS_HOW,   /* since schema 2: read (unset: the same), table, paper, sealed, opened … */
  CERCLE_ACCESS_CASES, /* how many of them left the desk; of_kind is then "community" for a list */
  CERCLE_ACCESS_N_FIELDS
};
extern const CercleKind cercle_access_kind;
