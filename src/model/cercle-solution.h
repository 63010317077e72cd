/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is proposed to a person, and what she chose. */
#pragma once

#include "cercle-deadline.h"
#include "cercle-record.h"

enum
{
  CERCLE_SOLUTION_CASE,
  CERCLE_SOLUTION_REQUEST,      /* the yes it came from */
  CERCLE_SOLUTION_SORT,
  CERCLE_SOLUTION_NATURE,       /* arranged from what exists, or created (S1) */
  CERCLE_SOLUTION_WHAT,
  CERCLE_SOLUTION_PROVIDER,
  CERCLE_SOLUTION_LASTING,      /* temporary, lasting */
  CERCLE_SOLUTION_START_ON,
  CERCLE_SOLUTION_END_ON,
  CERCLE_SOLUTION_SLOTS,        /* cercle_slots */
  CERCLE_SOLUTION_CHOICE,       /* proposed, chosen, refused by the person */
  CERCLE_SOLUTION_CHOICE_WHY,
  CERCLE_SOLUTION_CHOICE_ON,
  CERCLE_SOLUTION_SATISFACTION, /* in her words */
  CERCLE_SOLUTION_N_FIELDS
};
extern const CercleKind cercle_solution_kind;
extern const CercleChoice cercle_natures[], cercle_lastings[], cercle_solution_choices[];

/* (transfer full): the actions at 7, 30 and 90 days of the start of a solution that was chosen, or
 * on the next day that the community works; their identities derive from it, so that any number of
 * desks make each once. Empty when it was not chosen or has no start. One that would come after the
 * end of the solution, or would have come before the day of the choice, is left out. */
GPtrArray *cercle_solution_follow_ups (CercleRecord *solution, const CercleWorkingTime *time);
/* (transfer full): the tokens of needed that no chosen solution covers on that day, joined as a SET;
 * NULL when all are covered. solutions: of one case. */
char *cercle_solution_uncovered (const char *needed, GPtrArray *solutions, const char *day);
