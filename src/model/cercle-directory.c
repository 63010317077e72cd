/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does time do to the directory, and where did each sheet come from? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-directory.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-choices.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_notice_sorts[] = {
  { "closure", N_("Closed for a time") },
  { "message", N_("Message") },
  { NULL },
};

const CercleChoice cercle_enquiry_outcomes[] = {
  { "todo", N_("To do") },
  { "reached", N_("Reached") },
  { "no_answer", N_("No answer") },
  { "written", N_("Written to") },
  { "refused", N_("Does not wish to answer") },
  { NULL },
};

const CercleChoice cercle_sources[] = {
  { "finess", N_("FINESS") },
  { "finess_csv", N_("FINESS (old files)") },
  { "service_public", N_("Directory of the administration (DILA)") },
  { "vcard", N_("Address book (vCard)") },
  { "table", N_("Table (CSV)") },
  { NULL },
};

const CercleChoice cercle_document_sorts[] = {
  { "reflex", N_("Reflex sheet") },
  { "document", N_("Document") },
  { NULL },
};

#define DIRECTORY(audience) "t", CERCLE_SYNCED, audience
#define TEAM_WRITES CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_TEAM
#define OF_ORGANISATION { "organisation", N_("Organisation"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 5, .targets = "organisation" }
#define COUNT(name, label) { name, label, CERCLE_INTEGER, 0, .since = 5, .min = 0, .max = 10000000 }

static const CercleField notice_fields[] = {
  [CERCLE_NOTICE_ORGANISATION] = OF_ORGANISATION,
  [CERCLE_NOTICE_PLACE] = { "place", N_("Place"), CERCLE_REF, 0, .since = 5, .targets = "place" },
  [CERCLE_NOTICE_SORT] = { "sort", N_("Sort"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 5, .choices = cercle_notice_sorts },
  [CERCLE_NOTICE_TEXT] = { "text", N_("Message"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 5, .max = 500 },
  [CERCLE_NOTICE_FROM_ON] = { "from_on", N_("From"), CERCLE_DAY, CERCLE_REQUIRED, "days", 5 },
  [CERCLE_NOTICE_TO_ON] = { "to_on", N_("Until"), CERCLE_DAY, CERCLE_INDEXED, "days", 5 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (notice_fields) == CERCLE_NOTICE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleNotice, cercle_notice, cercle_notice_kind)

static const CercleField capacity_fields[] = {
  [CERCLE_CAPACITY_ORGANISATION] = OF_ORGANISATION,
  [CERCLE_CAPACITY_SERVICE] = { "service", N_("Service"), CERCLE_REF, 0, .since = 5, .targets = "service" },
  [CERCLE_CAPACITY_UNIT] = { "unit", N_("Of what"), CERCLE_CODE, 0, .since = 5, .list = "capacity" },
  [CERCLE_CAPACITY_FREE] = { "free", N_("Free places"), CERCLE_INTEGER, CERCLE_REQUIRED, .since = 5, .min = 0, .max = 999 },
  [CERCLE_CAPACITY_FROM_ON] = { "from_on", N_("Free from"), CERCLE_DAY, 0, "days", 5 },
  [CERCLE_CAPACITY_UNTIL_ON] = { "until_on", N_("Free until"), CERCLE_DAY, 0, "days", 5 },
  [CERCLE_CAPACITY_TOLD_BY] = { "told_by", N_("Told by"), CERCLE_TEXT, 0, .since = 5, .max = 100 },
  [CERCLE_CAPACITY_TOLD_AT] = { "told_at", N_("Told at"), CERCLE_INSTANT, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 5 },
  [CERCLE_CAPACITY_TAKEN_BY] = { "taken_by", N_("Taken down by"), CERCLE_REF, 0, .since = 5, .targets = "member" },
  [CERCLE_CAPACITY_COMMENT] = { "comment", N_("Comment"), CERCLE_TEXT, 0, .since = 5, .max = 300 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (capacity_fields) == CERCLE_CAPACITY_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleCapacity, cercle_capacity, cercle_capacity_kind)

static const CercleField campaign_fields[] = {
  [CERCLE_CAMPAIGN_NAME] = { "name", N_("Name"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 5, .max = 100 },
  [CERCLE_CAMPAIGN_OPENED_ON] = { "opened_on", N_("Opened on"), CERCLE_DAY, CERCLE_REQUIRED, .since = 5 },
  [CERCLE_CAMPAIGN_ENDS_ON] = { "ends_on", N_("To be done by"), CERCLE_DAY, 0, .since = 5 },
  [CERCLE_CAMPAIGN_CLOSED_ON] = { "closed_on", N_("Closed on"), CERCLE_DAY, CERCLE_INDEXED, .since = 5 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (campaign_fields) == CERCLE_CAMPAIGN_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleCampaign, cercle_campaign, cercle_campaign_kind)

static const CercleField enquiry_fields[] = {
  [CERCLE_ENQUIRY_ORGANISATION] = OF_ORGANISATION,
  [CERCLE_ENQUIRY_CAMPAIGN] = { "campaign", N_("Campaign"), CERCLE_REF, CERCLE_INDEXED, .since = 5, .targets = "campaign" },
  [CERCLE_ENQUIRY_HELD_ON] = { "held_on", N_("On"), CERCLE_DAY, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 5 },
  [CERCLE_ENQUIRY_OUTCOME] = { "outcome", N_("Outcome"), CERCLE_CHOICE, CERCLE_REQUIRED, "outcome", 5, .choices = cercle_enquiry_outcomes },
  [CERCLE_ENQUIRY_DONE_AT] = { "done_at", N_("Done at"), CERCLE_INSTANT, 0, "outcome", 5 },
  [CERCLE_ENQUIRY_DONE_BY] = { "done_by", N_("Done by"), CERCLE_REF, 0, "outcome", 5, .targets = "member" },
  [CERCLE_ENQUIRY_AGAIN_ON] = { "again_on", N_("Try again on"), CERCLE_DAY, 0, "outcome", 5 },
  [CERCLE_ENQUIRY_COMMENT] = { "comment", N_("Comment"), CERCLE_TEXT, 0, "outcome", 5, .max = 300 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (enquiry_fields) == CERCLE_ENQUIRY_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleEnquiry, cercle_enquiry, cercle_enquiry_kind)

static const CercleField import_fields[] = {
  [CERCLE_IMPORT_SOURCE] = { "source", N_("Source"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 5, .choices = cercle_sources },
  [CERCLE_IMPORT_FILE] = { "file", N_("File"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 5 },
  [CERCLE_IMPORT_STATED_ON] = { "stated_on", N_("Date of the source"), CERCLE_DAY, 0, .since = 5 },
  [CERCLE_IMPORT_DONE_AT] = { "done_at", N_("Imported at"), CERCLE_INSTANT, CERCLE_REQUIRED, .since = 5 },
  [CERCLE_IMPORT_DONE_BY] = { "done_by", N_("Imported by"), CERCLE_REF, 0, .since = 5, .targets = "member" },
  [CERCLE_IMPORT_MADE] = COUNT ("made", N_("New sheets")),
  [CERCLE_IMPORT_CHANGED] = COUNT ("changed", N_("Changed sheets")),
  [CERCLE_IMPORT_SAME] = COUNT ("same", N_("Unchanged sheets")),
  [CERCLE_IMPORT_CLOSED] = COUNT ("closed", N_("Closed in the source")),
  [CERCLE_IMPORT_UNDONE_AT] = { "undone_at", N_("Undone at"), CERCLE_INSTANT, 0, .since = 5 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (import_fields) == CERCLE_IMPORT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleImport, cercle_import, cercle_import_kind)

static const CercleField source_fields[] = {
  [CERCLE_SOURCE_ABOUT] = { "about", N_("Sheet"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 5, .targets = "organisation place service contact" },
  [CERCLE_SOURCE_NAME] = { "name", N_("Source"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 5, .choices = cercle_sources },
  [CERCLE_SOURCE_KEY] = { "source_key", N_("Key in the source"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_INDEXED, .since = 5 },
  [CERCLE_SOURCE_STATED_ON] = { "stated_on", N_("Date of the source"), CERCLE_DAY, 0, .since = 5 },
  [CERCLE_SOURCE_SAID] = { "said", N_("What it said"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 5, .max = 2000 },
  [CERCLE_SOURCE_IMPORT] = { "import", N_("Import"), CERCLE_REF, CERCLE_INDEXED, .since = 5, .targets = "import" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (source_fields) == CERCLE_SOURCE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleSource, cercle_source, cercle_source_kind)

static const CercleField document_fields[] = {
  [CERCLE_DOCUMENT_TITLE] = { "title", N_("Title"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 5 },
  [CERCLE_DOCUMENT_SORT] = { "sort", N_("Sort"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 5, .choices = cercle_document_sorts },
  [CERCLE_DOCUMENT_THEMES] = { "themes", N_("Themes"), CERCLE_SET, 0, .since = 5, .list = "theme" },
  [CERCLE_DOCUMENT_MISSIONS] = { "missions", N_("Missions"), CERCLE_SET, 0, .since = 5, .choices = cercle_sub_missions },
  [CERCLE_DOCUMENT_VERSION] = { "version", N_("Version"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 5, .max = 20 },
  [CERCLE_DOCUMENT_ISSUED_ON] = { "issued_on", N_("Issued on"), CERCLE_DAY, CERCLE_REQUIRED, .since = 5 },
  [CERCLE_DOCUMENT_RETIRED_ON] = { "retired_on", N_("Retired on"), CERCLE_DAY, CERCLE_INDEXED, .since = 5 },
  [CERCLE_DOCUMENT_REPLACES] = { "replaces", N_("Replaces"), CERCLE_REF, 0, .since = 5, .targets = "document" },
  [CERCLE_DOCUMENT_TEXT] = { "text", N_("Text"), CERCLE_NOTE, CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 5 },
  [CERCLE_DOCUMENT_WEB] = { "web", N_("On the web"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 5, .max = 300 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (document_fields) == CERCLE_DOCUMENT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleDocument, cercle_document, cercle_document_kind)
/* clang-format on */

/* ISO days compare as text. */
static gboolean
are_in_order (CercleRecord *record, guint from, guint to, GError **error)
{
  if (!cercle_record_is_set (record, from) || !cercle_record_is_set (record, to) ||
      g_strcmp0 (cercle_record_get_text (record, from), cercle_record_get_text (record, to)) <= 0)
    return TRUE;
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                       _ ("The last day comes after the first."));
  return FALSE;
}

static gboolean
notice_check (CercleRecord *notice, GError **error)
{
  if (g_strcmp0 (cercle_record_get_text (notice, CERCLE_NOTICE_SORT), "message") == 0 &&
      !cercle_record_is_set (notice, CERCLE_NOTICE_TEXT))
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("A message says something."));
      return FALSE;
    }
  return are_in_order (notice, CERCLE_NOTICE_FROM_ON, CERCLE_NOTICE_TO_ON, error);
}

static gboolean
capacity_check (CercleRecord *capacity, GError **error)
{
  return are_in_order (capacity, CERCLE_CAPACITY_FROM_ON, CERCLE_CAPACITY_UNTIL_ON, error);
}

static gboolean
campaign_check (CercleRecord *campaign, GError **error)
{
  return are_in_order (campaign, CERCLE_CAMPAIGN_OPENED_ON, CERCLE_CAMPAIGN_ENDS_ON, error);
}

/* clang-format off */
const CercleKind cercle_notice_kind = {
  "notice", "notices", N_("Closure or message"), DIRECTORY ("national"), "organisation", TEAM_WRITES,
  notice_fields, G_N_ELEMENTS (notice_fields), cercle_notice_get_type, notice_check,
};

const CercleKind cercle_capacity_kind = {
  "capacity", "capacities", N_("Capacity"), DIRECTORY ("national"), "organisation", TEAM_WRITES,
  capacity_fields, G_N_ELEMENTS (capacity_fields), cercle_capacity_get_type, capacity_check,
};

const CercleKind cercle_campaign_kind = {
  "campaign", "campaigns", N_("Campaign"), DIRECTORY ("team"), NULL, TEAM_WRITES,
  campaign_fields, G_N_ELEMENTS (campaign_fields), cercle_campaign_get_type, campaign_check,
};

const CercleKind cercle_enquiry_kind = {
  "enquiry", "enquiries", N_("Enquiry"), DIRECTORY ("team"), "organisation", TEAM_WRITES,
  enquiry_fields, G_N_ELEMENTS (enquiry_fields), cercle_enquiry_get_type, .ruled = TRUE,
};

const CercleKind cercle_import_kind = {
  "import", "imports", N_("Import"), DIRECTORY ("team"), NULL, TEAM_WRITES,
  import_fields, G_N_ELEMENTS (import_fields), cercle_import_get_type, NULL,
};

const CercleKind cercle_source_kind = {
  "source", "sources", N_("Source"), DIRECTORY ("national"), NULL, TEAM_WRITES,
  source_fields, G_N_ELEMENTS (source_fields), cercle_source_get_type, .ruled = TRUE,
};

const CercleKind cercle_document_kind = {
  "document", "documents", N_("Document of the kit"), "tn", CERCLE_SYNCED, "national", NULL,
  CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR,
  document_fields, G_N_ELEMENTS (document_fields), cercle_document_get_type, NULL,
};
/* clang-format on */

CercleCapacityAge
cercle_capacity_age (CercleRecord *capacity, gint64 now, const char *today)
{
  const gint64 hour = G_GINT64_CONSTANT (3600) * 1000;
  const char *until;
  gint64 told;

  if (capacity == NULL ||
      !cercle_instant_parse (cercle_record_get_text (capacity, CERCLE_CAPACITY_TOLD_AT), &told))
    return CERCLE_CAPACITY_UNKNOWN;
  until = cercle_record_get_text (capacity, CERCLE_CAPACITY_UNTIL_ON);
  if (until != NULL && strcmp (until, today) < 0)
    return CERCLE_CAPACITY_UNKNOWN;
  if (now - told >= CERCLE_CAPACITY_HIDDEN_HOURS * hour)
    return CERCLE_CAPACITY_HIDDEN;
  return now - told >= CERCLE_CAPACITY_OLD_HOURS * hour ? CERCLE_CAPACITY_OLD
                                                        : CERCLE_CAPACITY_CURRENT;
}

char *
cercle_enquiry_id (const char *scope, const char *organisation, const char *campaign,
                   const char *day)
{
  return campaign != NULL ? cercle_id_derive (scope, "campaign", organisation, campaign)
                          : cercle_id_derive (scope, "round", organisation, day);
}

char *
cercle_source_id (const char *scope, const char *source, const char *key, const char *part)
{
  g_autofree char *rule = g_strconcat ("source-", source, "-", part, NULL);
  return cercle_id_derive (scope, rule, key, NULL);
}
