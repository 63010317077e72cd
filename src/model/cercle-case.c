/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a case? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-case.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-day.h"
#include "cercle-macros.h"

/* Characters of an identity: one in a million is taken for another. */
#define NUMBER_END 5

/* clang-format off */
static const CercleChoice profiles[] = {
  { "standard", N_("Standard") },
  { "ase", N_("Child in care (ASE): restricted access") },
  { NULL },
};

static const CercleField case_fields[] = {
  [CERCLE_CASE_REFERENCE] = { "reference", N_("Reference"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_DERIVED | CERCLE_SEARCHED | CERCLE_INDEXED, .since = 1, .max = 24 },
  [CERCLE_CASE_PERSON] = { "person", N_("Person"), CERCLE_REF, CERCLE_INDEXED, .since = 1, .targets = "person" },
  [CERCLE_CASE_OPENED_ON] = { "opened_on", N_("Opened on"), CERCLE_DAY, CERCLE_REQUIRED, .since = 1 },
  [CERCLE_CASE_NEED] = { "need", N_("Need"), CERCLE_TEXT, CERCLE_SEARCHED | CERCLE_TOLD, .since = 1 },
  [CERCLE_CASE_WORDS] = { "words", N_("In the person's words"), CERCLE_NOTE, CERCLE_SEARCHED, .since = 1 },
  [CERCLE_CASE_WORDS_BY] = { "words_by", N_("Said by"), CERCLE_TEXT, 0, .since = 1, .max = 100 },
  [CERCLE_CASE_MISSION] = { "mission", N_("Mission"), CERCLE_CHOICE, CERCLE_INDEXED | CERCLE_TOLD, "mission", 1, .choices = cercle_missions },
  [CERCLE_CASE_SUB_MISSION] = { "sub_mission", N_("Motive"), CERCLE_CHOICE, CERCLE_TOLD, "mission", 1, .choices = cercle_sub_missions },
  [CERCLE_CASE_THEMES] = { "themes", N_("Themes"), CERCLE_SET, CERCLE_TOLD, .since = 1, .list = "theme" },
  [CERCLE_CASE_LEVEL] = { "level", N_("Level"), CERCLE_INTEGER, CERCLE_TOLD, .since = 1, .min = 1, .max = 3 },
  [CERCLE_CASE_COMPLEXITY] = { "complexity", N_("Complexity"), CERCLE_CHOICE, CERCLE_TOLD, "complexity", 1, .choices = cercle_complexities },
  [CERCLE_CASE_BREAKS] = { "breaks", N_("Breaks in the pathway"), CERCLE_FLAG, CERCLE_TOLD, "complexity", 1 },
  [CERCLE_CASE_UNSAFE] = { "unsafe", N_("Integrity or safety at stake"), CERCLE_FLAG, CERCLE_TOLD, "complexity", 1 },
  [CERCLE_CASE_DANGER] = { "danger", N_("Immediate danger"), CERCLE_FLAG, CERCLE_TOLD, .since = 1 },
  [CERCLE_CASE_NO_SOLUTION] = { "no_solution", N_("Without a solution"), CERCLE_FLAG, CERCLE_TOLD, .since = 1 },
  [CERCLE_CASE_NO_CONTACT] = { "no_contact", N_("Without a contact person"), CERCLE_FLAG, CERCLE_TOLD, .since = 1 },
  [CERCLE_CASE_BLIND_SPOT] = { "blind_spot", N_("Blind spot"), CERCLE_FLAG, CERCLE_TOLD, "blind_spot", 1 },
  [CERCLE_CASE_BLIND_SPOT_WHY] = { "blind_spot_why", N_("Why a blind spot"), CERCLE_TEXT, CERCLE_TOLD, "blind_spot", 1 },
  [CERCLE_CASE_NOTIFIED] = { "notified", N_("MDPH notification"), CERCLE_CHOICE, CERCLE_PERSONAL | CERCLE_TOLD, .since = 1, .choices = cercle_known },
  [CERCLE_CASE_BREAK_ON] = { "break_on", N_("Break expected on"), CERCLE_DAY, CERCLE_TOLD, "break", 1 },
  [CERCLE_CASE_BREAK_WHY] = { "break_why", N_("Why a break"), CERCLE_TEXT, CERCLE_TOLD, "break", 1 },
  [CERCLE_CASE_EXISTING] = { "existing", N_("Already in place"), CERCLE_TEXT, CERCLE_TOLD, .since = 1, .max = 500 },
  [CERCLE_CASE_COMMUNE] = { "commune", N_("Commune"), CERCLE_TEXT, CERCLE_INDEXED | CERCLE_COMMUNE, .since = 1, .max = 5 },
  [CERCLE_CASE_PROFILE] = { "profile", N_("Access"), CERCLE_CHOICE, CERCLE_TOLD, .since = 1, .choices = profiles },
  [CERCLE_CASE_OPEN] = { "open", N_("Open case"), CERCLE_FLAG, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_STATUS] = { "status", N_("State"), CERCLE_CHOICE, CERCLE_DERIVED, .since = 1, .choices = cercle_statuses },
  [CERCLE_CASE_STATUS_SINCE] = { "status_since", N_("In this state since"), CERCLE_INSTANT, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_HOLDER] = { "holder", N_("Holder"), CERCLE_REF, CERCLE_DERIVED | CERCLE_INDEXED, .since = 1, .targets = "member organisation person transfer" },
  [CERCLE_CASE_HOLDER_SINCE] = { "holder_since", N_("Held since"), CERCLE_INSTANT, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_NEXT_STEP] = { "next_step", N_("Next step"), CERCLE_TEXT, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_PROMISED_BY] = { "promised_by", N_("Promised by"), CERCLE_DAY, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_NEXT_DUE_ON] = { "next_due_on", N_("Due"), CERCLE_DAY, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_NEXT_DUE_WHY] = { "next_due_why", N_("What is due"), CERCLE_TEXT, CERCLE_DERIVED | CERCLE_PUBLIC, .since = 1, .max = 40 },
  [CERCLE_CASE_LAST_NEWS_ON] = { "last_news_on", N_("Last news"), CERCLE_DAY, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_TAKEN_UP] = { "taken_up", N_("Taken up"), CERCLE_FLAG, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_PRIORITY] = { "priority", N_("Priority"), CERCLE_CHOICE, CERCLE_DERIVED, .since = 1, .choices = cercle_priorities },
  [CERCLE_CASE_CLOSED_ON] = { "closed_on", N_("Closed on"), CERCLE_DAY, CERCLE_DERIVED, .since = 1 },
  [CERCLE_CASE_CLOSING_MOTIVE] = { "closing_motive", N_("Closing motive"), CERCLE_CHOICE, CERCLE_DERIVED, .since = 1, .choices = cercle_closing_motives },
  [CERCLE_CASE_FIRST_LINE_WHO] = { "first_line_who", N_("Who should normally answer"), CERCLE_TEXT, CERCLE_TOLD, "first_line", 2 },
  [CERCLE_CASE_FIRST_LINE_ASKED_ON] = { "first_line_asked_on", N_("Asked on"), CERCLE_DAY, CERCLE_TOLD, "first_line", 2 },
  [CERCLE_CASE_FIRST_LINE_ANSWER] = { "first_line_answer", N_("Answer of the first line"), CERCLE_CHOICE, CERCLE_TOLD, "first_line", 2, .choices = cercle_first_line_answers },
  [CERCLE_CASE_BREAK_REASONS] = { "break_reasons", N_("Reasons of the break"), CERCLE_SET, CERCLE_PERSONAL | CERCLE_TOLD, .since = 2, .list = "break_reason" },
  [CERCLE_CASE_NEEDS] = { "needs", N_("Needs (SERAFIN-PH)"), CERCLE_SET, CERCLE_PERSONAL | CERCLE_TOLD, .since = 2, .list = "serafin" },
  [CERCLE_CASE_DANGER_ANSWER] = { "danger_answer", N_("What was done about the danger"), CERCLE_TEXT, CERCLE_TOLD, .since = 2, .max = 500 },
  [CERCLE_CASE_SLOTS_NEEDED] = { "slots_needed", N_("Parts of the week to cover"), CERCLE_SET, CERCLE_PERSONAL | CERCLE_TOLD, .since = 2, .choices = cercle_slots },
  [CERCLE_CASE_TAGS] = { "tags", N_("Tags"), CERCLE_SET, CERCLE_TOLD, .since = 2, .list = "tag" },
  [CERCLE_CASE_RISK] = { "risk", N_("Risk"), CERCLE_CHOICE, CERCLE_PERSONAL | CERCLE_TOLD, .since = 2, .choices = cercle_risks },
  [CERCLE_CASE_ESCALATION] = { "escalation", N_("Escalated to"), CERCLE_CHOICE, CERCLE_TOLD, .since = 2, .choices = cercle_escalations },
  [CERCLE_CASE_CAME_FROM] = { "came_from", N_("Reference in the community it came from"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 2, .max = 24 },
  [CERCLE_CASE_RESPONSIBILITY] = { "responsibility", N_("Field of responsibility"), CERCLE_CHOICE, CERCLE_DERIVED, .since = 2, .choices = cercle_responsibilities },
  [CERCLE_CASE_RULE] = { "rule", N_("Rule"), CERCLE_REF, CERCLE_DERIVED, .since = 2, .targets = "rule" },
  [CERCLE_CASE_RULE_VERSION] = { "rule_version", N_("Version of the matrix"), CERCLE_INTEGER, CERCLE_DERIVED, .since = 2, .min = 1, .max = 9999 },
  [CERCLE_CASE_LEAD] = { "lead", N_("Lead"), CERCLE_REF, CERCLE_DERIVED, .since = 2, .targets = "organisation" },
  [CERCLE_CASE_DEBRIEFED_ON] = { "debriefed_on", N_("Debriefed with the MDPH on"), CERCLE_DAY, CERCLE_DERIVED, .since = 2 },
  [CERCLE_CASE_DEBRIEFED_BY] = { "debriefed_by", N_("Debriefed by"), CERCLE_REF, CERCLE_DERIVED, .since = 2, .targets = "member" },
  [CERCLE_CASE_OPEN_ACTIONS] = { "open_actions", N_("Open actions"), CERCLE_INTEGER, CERCLE_DERIVED, .since = 2, .min = 0, .max = 100000 },
  [CERCLE_CASE_HELD_BEFORE] = { "held_before", N_("Held before by"), CERCLE_REF, CERCLE_DERIVED, .since = 2, .targets = "member organisation person transfer" },
  [CERCLE_CASE_RETURNS] = { "returns", N_("Times the baton came back"), CERCLE_INTEGER, CERCLE_DERIVED, .since = 2, .min = 0, .max = 100000 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (case_fields) == CERCLE_CASE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleCase, cercle_case, cercle_case_kind)
/* clang-format on */

/* What case_check() reads together. */
static const guint64 rules[] = {
  CERCLE_MASK (CERCLE_CASE_MISSION) | CERCLE_MASK (CERCLE_CASE_SUB_MISSION),
  CERCLE_MASK (CERCLE_CASE_COMPLEXITY) | CERCLE_MASK (CERCLE_CASE_BREAKS) |
      CERCLE_MASK (CERCLE_CASE_UNSAFE),
};

guint64
cercle_case_rule (guint field)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i] & CERCLE_MASK (field))
      return rules[i];
  return 0;
}

static gboolean
case_check (CercleRecord *kase, GError **error)
{
  const char *sub_mission = cercle_record_get_text (kase, CERCLE_CASE_SUB_MISSION);
  const char *mission = cercle_record_get_text (kase, CERCLE_CASE_MISSION);

  if (sub_mission != NULL && g_strcmp0 (cercle_mission_of (sub_mission), mission) != 0)
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _("The motive does not belong to the mission."));
      return FALSE;
    }
  if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_COMPLEXITY), "critical") == 0
      && !(cercle_record_get_flag (kase, CERCLE_CASE_BREAKS)
           && cercle_record_get_flag (kase, CERCLE_CASE_UNSAFE)))
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _("A case is critical only when its pathway breaks and integrity or "
                             "safety is at stake."));
      return FALSE;
    }
  return TRUE;
}

static const CercleAging aging = { CERCLE_CASE_PRIORITY, CERCLE_CASE_BREAK_ON, "p3", "p2", 14 };

/* clang-format off */
const CercleKind cercle_case_kind = {
  "case", "cases", N_("Case"), "c", CERCLE_SYNCED, "team", NULL,
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR,
  case_fields, G_N_ELEMENTS (case_fields), cercle_case_get_type, case_check, &aging,
};
/* clang-format on */

const char *
cercle_case_priority (CercleRecord *kase, int today)
{
  const char *complexity = cercle_record_get_text (kase, CERCLE_CASE_COMPLEXITY);
  int breaks_on = cercle_day_parse (cercle_record_get_text (kase, CERCLE_CASE_BREAK_ON));

  if (cercle_record_get_flag (kase, CERCLE_CASE_DANGER))
    return "p0";
  if (g_strcmp0 (complexity, "critical") == 0)
    return "p1";
  if (g_strcmp0 (complexity, "complex") == 0
      || (breaks_on != CERCLE_DAY_NONE && breaks_on - today <= aging.days))
    return aging.later;
  return aging.value;
}

void
cercle_case_derive_priority (CercleRecord *kase, int today)
{
  cercle_record_set_text (kase, CERCLE_CASE_PRIORITY, cercle_case_priority (kase, today));
}

char *
cercle_case_number (CercleRecord *kase)
{
  const char *reference = cercle_record_get_text (kase, CERCLE_CASE_REFERENCE);
  const char *id = cercle_record_get_id (kase);
  g_autofree char *end = NULL;

  if (reference != NULL)
    return g_strdup (reference);
  end = g_ascii_strup (id + strlen (id) - NUMBER_END, -1);
  return g_strconcat ("P-", end, NULL);
}

char *
cercle_case_number_end (const char *typed)
{
  g_autofree char *clean = g_strstrip (g_ascii_strdown (typed, -1));

  return g_regex_match_simple ("^p-[0-9a-f]{5}$", clean, 0, 0) ? g_strdup (clean + strlen ("p-"))
                                                               : NULL;
}
