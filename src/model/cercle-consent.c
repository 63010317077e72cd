/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a person allow, and what has she a right to? (Code de la santé publique, L1110-4 and
 * L1110-12; Code de l'action sociale, L311-4) */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-consent.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_purposes[] = {
  { "exchange", N_("Ask a partner") },
  { "sharing", N_("Share within the Cercle") },
  { "staff", N_("Staff meeting") },
  { "review", N_("Review with the MDPH") },
  { "transfer", N_("Transfer to another community") },
  { NULL },
};

const CercleChoice cercle_recipients[] = {
  { "mdph", N_("The MDPH") },
  { "partners", N_("All partners") },
  { "cercle", N_("The Cercle") },
  { "community", N_("Another community") },
  { "governance", N_("Governance") },
  { NULL },
};

const CercleChoice cercle_consent_modes[] = {
  { "oral", N_("Said, and noted") },
  { "written", N_("Written") },
  { "falc", N_("Easy to read (FALC)") },
  { "lsf", N_("Sign language (LSF)") },
  { "representative", N_("By the legal representative") },
  { NULL },
};

const CercleChoice cercle_consent_texts[] = {
  { CERCLE_CONSENT_TEXT, N_("Information sheet") },
  { CERCLE_CONSENT_TEXT_EASY, N_("Information sheet, easy to read") },
  { NULL },
};

const CercleChoice cercle_right_states[] = {
  { "asked", N_("Asked for") },
  { "valid", N_("Valid") },
  { "to_renew", N_("To renew") },
  { "expired", N_("Expired") },
  { "refused", N_("Refused") },
  { NULL },
};

static const CercleField consent_fields[] = {
  [CERCLE_CONSENT_PERSON] = { "person", N_("Person"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "person" },
  [CERCLE_CONSENT_PURPOSE] = { "purpose", N_("Purpose"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 2, .choices = cercle_purposes },
  [CERCLE_CONSENT_ORGANISATION] = { "organisation", N_("Organisation"), CERCLE_REF, 0, "recipient", 2, .targets = "organisation" },
  [CERCLE_CONSENT_RECIPIENTS] = { "recipients", N_("Recipients"), CERCLE_CHOICE, 0, "recipient", 2, .choices = cercle_recipients },
  [CERCLE_CONSENT_DATA] = { "data", N_("What may be passed on"), CERCLE_SET, 0, .since = 2, .choices = cercle_contents },
  [CERCLE_CONSENT_GIVEN] = { "given", N_("Consent"), CERCLE_CHOICE, CERCLE_REQUIRED | CERCLE_TOLD, "given", 2, .choices = cercle_yes_no },
  [CERCLE_CONSENT_MODE] = { "mode", N_("Given how"), CERCLE_CHOICE, 0, "given", 2, .choices = cercle_consent_modes },
  [CERCLE_CONSENT_GIVEN_BY] = { "given_by", N_("Given by"), CERCLE_TEXT, 0, "given", 2, .max = 100 },
  [CERCLE_CONSENT_GIVEN_ON] = { "given_on", N_("Given on"), CERCLE_DAY, CERCLE_REQUIRED, "given", 2 },
  [CERCLE_CONSENT_RECORDED_BY] = { "recorded_by", N_("Recorded by"), CERCLE_REF, 0, .since = 2, .targets = "member" },
  [CERCLE_CONSENT_VERSION] = { "version", N_("Version of the text"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 2, .max = 40 },
  [CERCLE_CONSENT_WITHDRAWN_ON] = { "withdrawn_on", N_("Withdrawn on"), CERCLE_DAY, CERCLE_TOLD, .since = 2 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (consent_fields) == CERCLE_CONSENT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleConsent, cercle_consent, cercle_consent_kind)
/* clang-format on */

static gboolean
consent_check (CercleRecord *consent, GError **error)
{
  const char *withdrawn = cercle_record_get_text (consent, CERCLE_CONSENT_WITHDRAWN_ON);

  if (!cercle_record_is_set (consent, CERCLE_CONSENT_ORGANISATION) &&
      !cercle_record_is_set (consent, CERCLE_CONSENT_RECIPIENTS))
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("A consent says to whom: an organisation or a category."));
      return FALSE;
    }
  if (withdrawn != NULL &&
      g_strcmp0 (withdrawn, cercle_record_get_text (consent, CERCLE_CONSENT_GIVEN_ON)) < 0)
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("A consent cannot be withdrawn before it was given."));
      return FALSE;
    }
  return TRUE;
}

/* Whom each gate asks about (cercle-gate.h, and the staff's). What is shared within the Cercle is
 * asked by nobody yet. */
static const struct
{
  const char *purpose;
  gboolean organisation;
  const char *recipients; /* a SET */
  const char *sentence;   /* msgid */
} asked[] = {
  { "exchange", TRUE, "mdph partners",
    N_ ("To ask a partner, a consent names an organisation, the MDPH or all partners.") },
  { "staff", TRUE, "cercle governance mdph partners",
    N_ ("For a staff meeting, a consent names those who come: an organisation, the MDPH, all "
        "partners, the Cercle or the governance.") },
  { "review", TRUE, "mdph", N_ ("For the review, a consent names the MDPH.") },
  { "transfer", FALSE, "community",
    N_ ("For a transfer, a consent names another community as its recipient.") },
};

const char *
cercle_consent_is_idle (const char *purpose, gboolean organisation, const char *recipients)
{
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (g_strcmp0 (asked[i].purpose, purpose) == 0)
      return (organisation && asked[i].organisation) ||
                     (recipients != NULL && cercle_tokens_contain (asked[i].recipients, recipients))
                 ? NULL
                 : _ (asked[i].sentence);
  return NULL;
}

/* clang-format off */
const CercleKind cercle_consent_kind = {
  "consent", "consents", N_("Consent"), "c", CERCLE_SYNCED, "team", "person",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_SERVER,
  consent_fields, G_N_ELEMENTS (consent_fields), cercle_consent_get_type, consent_check,
};

static const CercleField right_fields[] = {
  [CERCLE_RIGHT_PERSON] = { "person", N_("Person"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 2, .targets = "person" },
  [CERCLE_RIGHT_CATEGORY] = { "category", N_("Right"), CERCLE_CODE, CERCLE_REQUIRED | CERCLE_PERSONAL, .since = 2, .list = "right" },
  [CERCLE_RIGHT_STATE] = { "state", N_("State"), CERCLE_CHOICE, CERCLE_PERSONAL | CERCLE_TOLD, "state", 2, .choices = cercle_right_states },
  [CERCLE_RIGHT_DECISION] = { "decision", N_("Decision number"), CERCLE_TEXT, 0, "state", 2, .max = 60 },
  [CERCLE_RIGHT_START_ON] = { "start_on", N_("From"), CERCLE_DAY, CERCLE_PERSONAL, "dates", 2 },
  [CERCLE_RIGHT_END_ON] = { "end_on", N_("Until"), CERCLE_DAY, CERCLE_PERSONAL, "dates", 2 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (right_fields) == CERCLE_RIGHT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleRight, cercle_right, cercle_right_kind)

const CercleKind cercle_right_kind = {
  "right", "rights", N_("Right"), "c", CERCLE_SYNCED, "team", "person",
  CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR,
  right_fields, G_N_ELEMENTS (right_fields), cercle_right_get_type, NULL,
};
/* clang-format on */
