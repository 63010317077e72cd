/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened, and what must still be done? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-event.h"

#include "cercle-choices.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_event_sorts[] = {
  { "note", N_("Note") },
  { "words", N_("Words of the person") },
  { "call", N_("Call") },
  { "status", N_("Change of state") },
  { "closing", N_("Closing") },
  { "reopening", N_("Reopening") },
  { "baton", N_("Baton") },
  { "told", N_("Change") },
  { "action", N_("Action") },
  { "orientation", N_("Orientation") },
  { "debrief", N_("Debrief with the MDPH") },
  { "transfer", N_("Transfer") },
  { "break_glass", N_("Passed on without consent") },
  { "review", N_("Review with the MDPH") },
  { "opened", N_("Opened by exception") },
  { NULL },
};

static const CercleField event_fields[] = {
  [CERCLE_EVENT_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 1, .targets = "case" },
  [CERCLE_EVENT_SORT] = { "sort", N_("Sort"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 1, .choices = cercle_event_sorts },
  [CERCLE_EVENT_AT] = { "at", N_("When"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 1 },
  [CERCLE_EVENT_BY] = { "by", N_("Who"), CERCLE_REF, 0, .since = 1, .targets = "member" },
  [CERCLE_EVENT_FROM] = { "from_value", N_("Before"), CERCLE_TEXT, 0, .since = 1, .max = 10000 },
  [CERCLE_EVENT_TO] = { "to_value", N_("After"), CERCLE_TEXT, 0, .since = 1, .max = 10000 },
  [CERCLE_EVENT_WHY] = { "why", N_("Why"), CERCLE_TEXT, 0, .since = 1, .max = 500 },
  [CERCLE_EVENT_TEXT] = { "text", N_("Text"), CERCLE_NOTE, CERCLE_SEARCHED, .since = 1 },
  [CERCLE_EVENT_MOTIVE] = { "motive", N_("Closing motive"), CERCLE_CHOICE, 0, .since = 1, .choices = cercle_closing_motives },
  [CERCLE_EVENT_NEXT_STEP] = { "next_step", N_("Next step"), CERCLE_TEXT, 0, .since = 1 },
  [CERCLE_EVENT_PROMISED_BY] = { "promised_by", N_("Promised by"), CERCLE_DAY, 0, .since = 1 },
  [CERCLE_EVENT_OF_KIND] = { "of_kind", N_("Kind of record"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 40 },
  [CERCLE_EVENT_OF_ID] = { "of_id", N_("Record"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 36 },
  [CERCLE_EVENT_FIELD] = { "field", N_("Field"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 40 },
  [CERCLE_EVENT_STALE] = { "stale", N_("Not applied"), CERCLE_FLAG, CERCLE_DERIVED, .since = 1 },
  [CERCLE_EVENT_RULE] = { "rule", N_("Rule"), CERCLE_REF, 0, .since = 2, .targets = "rule" },
  [CERCLE_EVENT_RULE_VERSION] = { "rule_version", N_("Version of the matrix"), CERCLE_INTEGER, 0, .since = 2, .min = 1, .max = 9999 },
  [CERCLE_EVENT_LEAD] = { "lead", N_("Lead"), CERCLE_REF, 0, .since = 2, .targets = "organisation" },
  [CERCLE_EVENT_HELD_SINCE] = { "held_since", N_("Held since"), CERCLE_INSTANT, 0, .since = 8 },
  [CERCLE_EVENT_HELD_BEFORE] = { "held_before", N_("Held before by"), CERCLE_REF, 0, .since = 8, .targets = "member organisation person transfer" },
  [CERCLE_EVENT_TAKEN_UP] = { "taken_up", N_("Taken up"), CERCLE_FLAG, 0, .since = 8 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (event_fields) == CERCLE_EVENT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleEvent, cercle_event, cercle_event_kind)

const CercleKind cercle_event_kind = {
  "event", "events", N_("Event"), "c", CERCLE_SYNCED, "team", "case",
  CERCLE_BY_TEAM, CERCLE_BY_SERVER, CERCLE_BY_SERVER,
  event_fields, G_N_ELEMENTS (event_fields), cercle_event_get_type, NULL,
};

const CercleChoice cercle_action_sorts[] = {
  { "call_back", N_("Call back") },
  { "ask", N_("Ask a partner") },
  { "visit", N_("Visit") },
  { "document", N_("Document") },
  { "follow_up", N_("Follow-up") },
  { "other", N_("Other") },
  { "mdph_answer", N_("Answer of the MDPH") },
  { "rights_refresh", N_("Rights to refresh with the MDPH") },
  { "rights_open", N_("Rights to open with the MDPH") },
  { "gos_pag", N_("GOS or PAG asked for") },
  { NULL },
};

const CercleChoice cercle_action_states[] = {
  { "open", N_("To do") },
  { "done", N_("Done") },
  { "cancelled", N_("Cancelled") },
  { NULL },
};

static const CercleField action_fields[] = {
  [CERCLE_ACTION_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 1, .targets = "case" },
  [CERCLE_ACTION_SORT] = { "sort", N_("Sort"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 1, .choices = cercle_action_sorts },
  [CERCLE_ACTION_WHAT] = { "what", N_("What"), CERCLE_TEXT, CERCLE_SEARCHED, .since = 1, .max = 500 },
  [CERCLE_ACTION_ASSIGNEE] = { "assignee", N_("Who"), CERCLE_REF, CERCLE_TOLD | CERCLE_INDEXED, .since = 1, .targets = "member organisation" },
  [CERCLE_ACTION_DUE_ON] = { "due_on", N_("For"), CERCLE_DAY, CERCLE_TOLD, "due", 1 },
  [CERCLE_ACTION_DUE_AT] = { "due_at_minute", N_("At"), CERCLE_MINUTE, 0, "due", 1 },
  [CERCLE_ACTION_CHANNEL] = { "channel", N_("Channel"), CERCLE_CHOICE, 0, .since = 1, .choices = cercle_call_back_channels },
  [CERCLE_ACTION_STATE] = { "state", N_("State"), CERCLE_CHOICE, CERCLE_REQUIRED | CERCLE_TOLD, "state", 1, .choices = cercle_action_states },
  [CERCLE_ACTION_DONE_AT] = { "done_at", N_("Done at"), CERCLE_INSTANT, 0, "state", 1 },
  [CERCLE_ACTION_DONE_BY] = { "done_by", N_("Done by"), CERCLE_REF, 0, "state", 1, .targets = "member" },
  [CERCLE_ACTION_RESULT] = { "result", N_("Result"), CERCLE_TEXT, 0, "state", 1, .max = 500 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (action_fields) == CERCLE_ACTION_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleAction, cercle_action, cercle_action_kind)

const CercleKind cercle_action_kind = {
  "action", "actions", N_("Action"), "c", CERCLE_SYNCED, "team", "case",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR,
  action_fields, G_N_ELEMENTS (action_fields), cercle_action_get_type, .ruled = TRUE,
};
/* clang-format on */
