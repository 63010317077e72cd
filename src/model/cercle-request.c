/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was asked, what was sent, and what did they answer? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-request.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_answers[] = {
  { "waiting", N_("Waiting") },
  { "yes", N_("Yes") },
  { "no", N_("No") },
  { "partial", N_("In part") },
  { "withdrawn", N_("Stopped: consent withdrawn") },
  { NULL },
};

const CercleChoice cercle_directions[] = {
  { "out", N_("To another community") },
  { "in", N_("From another community") },
  { "relay", N_("From the national relay") },
  { NULL },
};

static const CercleField request_fields[] = {
  [CERCLE_REQUEST_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "case" },
  [CERCLE_REQUEST_ORGANISATION] = { "organisation", N_("Partner"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "organisation" },
  [CERCLE_REQUEST_MEANS] = { "means", N_("By which means"), CERCLE_CHOICE, 0, .since = 2, .choices = cercle_channels },
  [CERCLE_REQUEST_WHAT] = { "what", N_("What is asked"), CERCLE_TEXT, CERCLE_SEARCHED, .since = 2, .max = 500 },
  [CERCLE_REQUEST_SENT] = { "sent", N_("What is sent"), CERCLE_SET, 0, .since = 2, .choices = cercle_contents },
  [CERCLE_REQUEST_CONSENT] = { "consent", N_("On which consent"), CERCLE_REF, 0, .since = 2, .targets = "consent" },
  [CERCLE_REQUEST_ASKED_ON] = { "asked_on", N_("Asked on"), CERCLE_DAY, CERCLE_REQUIRED, .since = 2 },
  [CERCLE_REQUEST_ASKED_BY] = { "asked_by", N_("Asked by"), CERCLE_REF, 0, .since = 2, .targets = "member" },
  [CERCLE_REQUEST_REMIND_ON] = { "remind_on", N_("Remind on"), CERCLE_DAY, CERCLE_TOLD, .since = 2 },
  [CERCLE_REQUEST_ANSWER] = { "answer", N_("Answer"), CERCLE_CHOICE, CERCLE_REQUIRED | CERCLE_TOLD, "answer", 2, .choices = cercle_answers },
  [CERCLE_REQUEST_ANSWERED_ON] = { "answered_on", N_("Answered on"), CERCLE_DAY, 0, "answer", 2 },
  [CERCLE_REQUEST_MOTIVE] = { "motive", N_("Reason of the refusal"), CERCLE_CODE, CERCLE_TOLD, "answer", 2, .list = "refusal" },
  [CERCLE_REQUEST_COMMENT] = { "comment", N_("Comment"), CERCLE_TEXT, CERCLE_TOLD, "answer", 2, .max = 500 },
  [CERCLE_REQUEST_WITHOUT_CONSENT_WHY] = { "without_consent_why", N_("Without consent, because"), CERCLE_TEXT, 0, .since = 2, .max = 500 },
  [CERCLE_REQUEST_UNDEBRIEFED_WHY] = { "undebriefed_why", N_("Before the debrief, because"), CERCLE_TEXT, 0, .since = 2, .max = 500 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (request_fields) == CERCLE_REQUEST_N_FIELDS);
CERCLE_DEFINE_RECORD (CerclePartnerRequest, cercle_partner_request, cercle_request_kind)
/* clang-format on */

static gboolean
request_check (CercleRecord *request, GError **error)
{
  if (g_strcmp0 (cercle_record_get_text (request, CERCLE_REQUEST_ANSWER), "no") != 0 ||
      cercle_record_is_set (request, CERCLE_REQUEST_MOTIVE))
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("A refusal has a reason of the list."));
  return FALSE;
}

/* clang-format off */
const CercleKind cercle_request_kind = {
  "request", "requests", N_("Request to a partner"), "c", CERCLE_SYNCED, "team", "case",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR,
  request_fields, G_N_ELEMENTS (request_fields), cercle_partner_request_get_type, request_check,
};

static const CercleField transfer_fields[] = {
  [CERCLE_TRANSFER_CASE] = { "case", N_("Case"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "case" },
  [CERCLE_TRANSFER_DIRECTION] = { "direction", N_("Direction"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 2, .choices = cercle_directions },
  [CERCLE_TRANSFER_COMMUNITY] = { "community", N_("Community"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 2 },
  [CERCLE_TRANSFER_TERRITORY] = { "territory", N_("Territory"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 2, .max = 8 },
  [CERCLE_TRANSFER_SENT_AT] = { "sent_at", N_("Sent at"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 2 },
  [CERCLE_TRANSFER_SENT_BY] = { "sent_by", N_("Sent by"), CERCLE_REF, 0, .since = 2, .targets = "member" },
  [CERCLE_TRANSFER_DATA] = { "data", N_("What is sent"), CERCLE_SET, 0, .since = 2, .choices = cercle_contents },
  [CERCLE_TRANSFER_CONSENT] = { "consent", N_("On which consent"), CERCLE_REF, 0, .since = 2, .targets = "consent" },
  [CERCLE_TRANSFER_WITHOUT_CONSENT_WHY] = { "without_consent_why", N_("Without consent, because"), CERCLE_TEXT, 0, .since = 2, .max = 500 },
  [CERCLE_TRANSFER_ACCEPTED_AT] = { "accepted_at", N_("Accepted at"), CERCLE_INSTANT, CERCLE_TOLD, "answer", 2 },
  [CERCLE_TRANSFER_REFUSED_AT] = { "refused_at", N_("Refused at"), CERCLE_INSTANT, CERCLE_TOLD, "answer", 2 },
  [CERCLE_TRANSFER_REFUSED_WHY] = { "refused_why", N_("Refused because"), CERCLE_TEXT, CERCLE_TOLD, "answer", 2, .max = 500 },
  [CERCLE_TRANSFER_REFERENCE] = { "reference", N_("Its reference"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 2, .max = 24 },
  [CERCLE_TRANSFER_WHY] = { "why", N_("What is said with it"), CERCLE_TEXT, 0, .since = 3, .max = 500 },
  [CERCLE_TRANSFER_TO] = { "to_community", N_("Community of this server"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 3, .max = 36 },
  [CERCLE_TRANSFER_TWIN] = { "twin", N_("The same transfer over there"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_DERIVED, .since = 3, .max = 36 },
  [CERCLE_TRANSFER_TAKEN_BACK_AT] = { "taken_back_at", N_("Taken back at"), CERCLE_INSTANT, CERCLE_TOLD, "answer", 3 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (transfer_fields) == CERCLE_TRANSFER_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleTransfer, cercle_transfer, cercle_transfer_kind)
/* clang-format on */

static gboolean
transfer_check (CercleRecord *transfer, GError **error)
{
  static const guint ends[] = { CERCLE_TRANSFER_ACCEPTED_AT, CERCLE_TRANSFER_REFUSED_AT,
                                CERCLE_TRANSFER_TAKEN_BACK_AT };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    n += cercle_record_is_set (transfer, ends[i]);
  if (n <= 1)
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("A transfer is accepted, refused or taken back, and only one of them."));
  return FALSE;
}

/* clang-format off */
const CercleKind cercle_transfer_kind = {
  "transfer", "transfers", N_("Transfer"), "c", CERCLE_SYNCED, "team", "case",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR,
  transfer_fields, G_N_ELEMENTS (transfer_fields), cercle_transfer_get_type, transfer_check,
};
/* clang-format on */
