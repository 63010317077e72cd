/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What was proposed, what did the person choose, and what follows from it? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-solution.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_natures[] = {
  { "arranged", N_("Arranged from what exists") },
  { "created", N_("Created") },
  { NULL },
};

const CercleChoice cercle_lastings[] = {
  { "temporary", N_("Temporary") },
  { "lasting", N_("Lasting") },
  { NULL },
};

const CercleChoice cercle_solution_choices[] = {
  { "proposed", N_("Proposed") },
  { "chosen", N_("Chosen by the person") },
  { "refused", N_("Refused by the person") },
  { "withdrawn", N_("No longer proposed") },
  { NULL },
};

static const CercleField solution_fields[] = {
  [CERCLE_SOLUTION_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "case" },
  [CERCLE_SOLUTION_REQUEST] = { "request", N_("Request"), CERCLE_REF, 0, .since = 2, .targets = "request" },
  [CERCLE_SOLUTION_SORT] = { "sort", N_("Sort of solution"), CERCLE_CODE, 0, .since = 2, .list = "solution" },
  [CERCLE_SOLUTION_NATURE] = { "nature", N_("Arranged or created"), CERCLE_CHOICE, 0, .since = 2, .choices = cercle_natures },
  [CERCLE_SOLUTION_WHAT] = { "what", N_("Solution"), CERCLE_TEXT, CERCLE_SEARCHED, .since = 2, .max = 500 },
  [CERCLE_SOLUTION_PROVIDER] = { "provider", N_("Provider"), CERCLE_REF, CERCLE_INDEXED, .since = 2, .targets = "organisation" },
  [CERCLE_SOLUTION_LASTING] = { "lasting", N_("Temporary or lasting"), CERCLE_CHOICE, 0, .since = 2, .choices = cercle_lastings },
  [CERCLE_SOLUTION_START_ON] = { "start_on", N_("From"), CERCLE_DAY, CERCLE_TOLD, "dates", 2 },
  [CERCLE_SOLUTION_END_ON] = { "end_on", N_("Until"), CERCLE_DAY, CERCLE_TOLD | CERCLE_INDEXED, "dates", 2 },
  [CERCLE_SOLUTION_SLOTS] = { "slots", N_("Parts of the week"), CERCLE_SET, CERCLE_PERSONAL, .since = 2, .choices = cercle_slots },
  [CERCLE_SOLUTION_CHOICE] = { "choice", N_("Choice of the person"), CERCLE_CHOICE, CERCLE_REQUIRED | CERCLE_TOLD, "choice", 2, .choices = cercle_solution_choices },
  [CERCLE_SOLUTION_CHOICE_WHY] = { "choice_why", N_("Her reason"), CERCLE_TEXT, CERCLE_TOLD, "choice", 2, .max = 500 },
  [CERCLE_SOLUTION_CHOICE_ON] = { "choice_on", N_("Chosen on"), CERCLE_DAY, 0, "choice", 2 },
  [CERCLE_SOLUTION_SATISFACTION] = { "satisfaction", N_("What the person says of it"), CERCLE_TEXT, CERCLE_TOLD, .since = 2, .max = 500 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (solution_fields) == CERCLE_SOLUTION_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleSolution, cercle_solution, cercle_solution_kind)
/* clang-format on */

static gboolean
solution_check (CercleRecord *solution, GError **error)
{
  const char *start = cercle_record_get_text (solution, CERCLE_SOLUTION_START_ON);
  const char *end = cercle_record_get_text (solution, CERCLE_SOLUTION_END_ON);

  if (start == NULL || end == NULL || strcmp (start, end) <= 0)
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("A solution cannot end before it starts."));
  return FALSE;
}

/* clang-format off */
const CercleKind cercle_solution_kind = {
  "solution", "solutions", N_("Solution"), "c", CERCLE_SYNCED, "team", "case",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR,
  solution_fields, G_N_ELEMENTS (solution_fields), cercle_solution_get_type, solution_check,
};
/* clang-format on */

/* What follows */

static gboolean
is_chosen (CercleRecord *solution)
{
  return g_strcmp0 (cercle_record_get_text (solution, CERCLE_SOLUTION_CHOICE), "chosen") == 0;
}

/* Its identity is of the day that the rule names, whichever day the community works next. */
static CercleRecord *
new_follow_up (CercleRecord *solution, const char *rule, int day, const CercleWorkingTime *time)
{
  const char *scope = cercle_record_envelope (solution)->scope;
  g_autofree char *named = cercle_day_to_text (day);
  g_autofree char *due = cercle_day_to_text (cercle_working_days_after (time, day, 0));
  g_autofree char *id = cercle_id_derive (scope, rule, cercle_record_get_id (solution), named);
  CercleRecord *action = cercle_record_new_with_id (&cercle_action_kind, id);

  cercle_envelope_set (&cercle_record_envelope (action)->scope, scope);
  cercle_record_set_text (action, CERCLE_ACTION_CASE,
                          cercle_record_get_text (solution, CERCLE_SOLUTION_CASE));
  cercle_record_set_text (action, CERCLE_ACTION_SORT, "follow_up");
  cercle_record_set_text (action, CERCLE_ACTION_DUE_ON, due);
  cercle_record_set_text (action, CERCLE_ACTION_STATE, "open");
  return action;
}

GPtrArray *
cercle_solution_follow_ups (CercleRecord *solution, const CercleWorkingTime *time)
{
  static const struct
  {
    const char *rule;
    int days;
  } rounds[] = { { "follow-up-7", 7 }, { "follow-up-30", 30 }, { "follow-up-90", 90 } };
  GPtrArray *actions = g_ptr_array_new_with_free_func (g_object_unref);
  int start = cercle_day_parse (cercle_record_get_text (solution, CERCLE_SOLUTION_START_ON));
  int end = cercle_day_parse (cercle_record_get_text (solution, CERCLE_SOLUTION_END_ON));
  int chosen = cercle_day_parse (cercle_record_get_text (solution, CERCLE_SOLUTION_CHOICE_ON));

  for (guint i = 0; is_chosen (solution) && start != CERCLE_DAY_NONE && i < G_N_ELEMENTS (rounds);
       i++)
    if ((end == CERCLE_DAY_NONE || start + rounds[i].days <= end) &&
        (chosen == CERCLE_DAY_NONE || start + rounds[i].days >= chosen))
      g_ptr_array_add (actions,
                       new_follow_up (solution, rounds[i].rule, start + rounds[i].days, time));
  return actions;
}

static gboolean
is_covered (const char *slot, GPtrArray *solutions, const char *day)
{
  for (guint i = 0; i < solutions->len; i++)
    {
      CercleRecord *solution = solutions->pdata[i];
      const char *start = cercle_record_get_text (solution, CERCLE_SOLUTION_START_ON);
      const char *end = cercle_record_get_text (solution, CERCLE_SOLUTION_END_ON);

      if (is_chosen (solution) && start != NULL && strcmp (start, day) <= 0 &&
          (end == NULL || strcmp (day, end) <= 0) &&
          cercle_record_has_token (solution, CERCLE_SOLUTION_SLOTS, slot))
        return TRUE;
    }
  return FALSE;
}

char *
cercle_solution_uncovered (const char *needed, GPtrArray *solutions, const char *day)
{
  g_auto (GStrv) slots = g_strsplit (needed != NULL ? needed : "", " ", -1);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; slots[i] != NULL; i++)
    if (*slots[i] != '\0' && !is_covered (slots[i], solutions, day))
      g_ptr_array_add (open, slots[i]);
  return open->len > 0 ? cercle_tokens_join (open) : NULL;
}
