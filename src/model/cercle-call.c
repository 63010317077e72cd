/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a contact that comes in? Having no telephone is normal. */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-call.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-macros.h"

/* clang-format off */
static const CercleChoice outcomes[] = {
  { "case", N_("A case was opened") },
  { "followed", N_("An open case goes on") },
  { "information", N_("Information given") },
  { "transferred", N_("Transferred") },
  { "lost", N_("Call lost") },
  { NULL },
};

static const CercleField call_fields[] = {
  [CERCLE_CALL_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_INDEXED, .since = 1, .targets = "case" },
  [CERCLE_CALL_PERSON] = { "person", N_("Person"), CERCLE_REF, CERCLE_INDEXED, .since = 1, .targets = "person" },
  [CERCLE_CALL_STARTED_AT] = { "started_at", N_("Received at"), CERCLE_INSTANT, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 1 },
  [CERCLE_CALL_ENDED_AT] = { "ended_at", N_("Ended at"), CERCLE_INSTANT, 0, .since = 1 },
  [CERCLE_CALL_CHANNEL] = { "channel", N_("Channel"), CERCLE_CHOICE, 0, .since = 1, .choices = cercle_channels },
  [CERCLE_CALL_ORIGIN] = { "origin", N_("Origin"), CERCLE_CHOICE, 0, .since = 1, .choices = cercle_origins },
  [CERCLE_CALL_REQUESTER] = { "requester", N_("Who calls"), CERCLE_CHOICE, CERCLE_PERSONAL, .since = 1, .choices = cercle_requesters },
  [CERCLE_CALL_CALLER] = { "caller", N_("Caller"), CERCLE_TEXT, CERCLE_SEARCHED, .since = 1, .max = 100 },
  [CERCLE_CALL_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PHONE | CERCLE_SEARCHED | CERCLE_INDEXED, .since = 1, .max = 30 },
  [CERCLE_CALL_COMMUNICATION] = { "communication", N_("Communication"), CERCLE_SET, CERCLE_PERSONAL, .since = 1, .choices = cercle_communication },
  [CERCLE_CALL_CALL_BACK] = { "call_back", N_("Call back by"), CERCLE_CHOICE, CERCLE_PERSONAL, .since = 1, .choices = cercle_call_back_channels },
  [CERCLE_CALL_COMMUNE] = { "commune", N_("Commune"), CERCLE_TEXT, CERCLE_COMMUNE, .since = 1, .max = 5 },
  [CERCLE_CALL_ANONYMOUS] = { "anonymous", N_("Anonymous contact"), CERCLE_FLAG, 0, .since = 1 },
  [CERCLE_CALL_SUB_MISSION] = { "sub_mission", N_("Motive"), CERCLE_CHOICE, CERCLE_PERSONAL, .since = 1, .choices = cercle_sub_missions },
  [CERCLE_CALL_DANGER] = { "danger", N_("Immediate danger"), CERCLE_FLAG, CERCLE_PERSONAL, .since = 1 },
  [CERCLE_CALL_WORDS] = { "words", N_("In the person's words"), CERCLE_NOTE, CERCLE_SEARCHED, .since = 1 },
  [CERCLE_CALL_OUTCOME] = { "outcome", N_("Outcome"), CERCLE_CHOICE, 0, .since = 1, .choices = outcomes },
  [CERCLE_CALL_TAKEN_BY] = { "taken_by", N_("Taken by"), CERCLE_REF, 0, .since = 1, .targets = "member" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (call_fields) == CERCLE_CALL_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleCall, cercle_call, cercle_call_kind)
/* clang-format on */

static gboolean
call_check (CercleRecord *call, GError **error)
{
  if (cercle_record_get_flag (call, CERCLE_CALL_ANONYMOUS)
      && (cercle_record_is_set (call, CERCLE_CALL_PHONE)
          || cercle_record_is_set (call, CERCLE_CALL_PERSON)))
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _("An anonymous contact keeps neither a telephone number nor a person."));
      return FALSE;
    }
  return TRUE;
}

/* clang-format off */
const CercleKind cercle_call_kind = {
  "call", "calls", N_("Call"), "c", CERCLE_SYNCED, "team", "case",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR,
  call_fields, G_N_ELEMENTS (call_fields), cercle_call_get_type, call_check,
};
/* clang-format on */
