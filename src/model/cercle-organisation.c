/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who are the partners of the territory? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-organisation.h"

#include "cercle-choices.h"
#include "cercle-macros.h"

/* clang-format off */
const CercleChoice cercle_partner_statuses[] = {
  { "identified", N_("Identified") },
  { "contacted", N_("Contacted") },
  { "volunteer", N_("Volunteer") },
  { "committed", N_("Committed") },
  { NULL },
};

const CercleChoice cercle_partner_standings[] = {
  { "identified", N_("Identified") },
  { "contacted", N_("Contacted") },
  { "volunteer", N_("Volunteer") },
  { "committed", N_("Committed") },
  { "in_cercle", N_("Takes part in the Cercle") },
  { "closed", N_("Closed for good") },
  { NULL },
};

const CercleChoice cercle_referents[] = {
  { "ars", N_("360 referent of the ARS") },
  { "cd", N_("360 referent of the county council") },
  { "mdph", N_("360 referent of the MDPH") },
  { "national", N_("National referent") },
  { "hotline", N_("Hotline") },
  { NULL },
};

#define CODES(name, label, which) { name, label, CERCLE_SET, 0, .since = 5, .list = which }

#define DIRECTORY "t", CERCLE_SYNCED, "national"
#define TEAM_WRITES CERCLE_BY_TEAM, CERCLE_BY_TEAM, CERCLE_BY_COORDINATOR

static const CercleField organisation_fields[] = {
  [CERCLE_ORGANISATION_NAME] = { "name", N_("Name"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 1 },
  [CERCLE_ORGANISATION_FAMILY] = { "family", N_("Family"), CERCLE_CHOICE, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 1, .choices = cercle_families },
  [CERCLE_ORGANISATION_FINESS] = { "finess", N_("FINESS"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 1, .max = 9 },
  [CERCLE_ORGANISATION_SIRET] = { "siret", N_("SIRET"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 14 },
  [CERCLE_ORGANISATION_PARENT] = { "parent", N_("Part of"), CERCLE_REF, 0, .since = 1, .targets = "organisation" },
  [CERCLE_ORGANISATION_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_PHONE | CERCLE_SEARCHED, .since = 1, .max = 30 },
  [CERCLE_ORGANISATION_MAIL] = { "mail", N_("E-mail"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1 },
  [CERCLE_ORGANISATION_WEB] = { "web", N_("Web site"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1 },
  [CERCLE_ORGANISATION_STATUS] = { "status", N_("Partner status"), CERCLE_CHOICE, 0, .since = 1, .choices = cercle_partner_statuses },
  [CERCLE_ORGANISATION_IN_CERCLE] = { "in_cercle", N_("Takes part in the Cercle"), CERCLE_FLAG, 0, .since = 1 },
  [CERCLE_ORGANISATION_STRENGTHS] = { "strengths", N_("Strengths"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 1, .max = 500 },
  [CERCLE_ORGANISATION_LONG_NAME] = { "long_name", N_("Full name"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 5, .max = 300 },
  [CERCLE_ORGANISATION_CATEGORY] = { "category", N_("Official category"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_SEARCHED, "category", 5 },
  [CERCLE_ORGANISATION_CATEGORY_CODE] = { "category_code", N_("Code of the category"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_INDEXED, "category", 5, .max = 4 },
  [CERCLE_ORGANISATION_NETWORKS] = CODES ("networks", N_("Networks"), "network"),
  [CERCLE_ORGANISATION_DEAF_ACCESS] = { "deaf_access", N_("Access for deaf people"), CERCLE_SET, 0, .since = 5, .choices = cercle_communication },
  [CERCLE_ORGANISATION_IN_ROUND] = { "in_round", N_("Rung in the morning round"), CERCLE_FLAG, CERCLE_INDEXED, .since = 5 },
  [CERCLE_ORGANISATION_VERIFIED_ON] = { "verified_on", N_("Verified on"), CERCLE_DAY, CERCLE_INDEXED, "verified", 5 },
  [CERCLE_ORGANISATION_VERIFIED_BY] = { "verified_by", N_("Verified by"), CERCLE_REF, 0, "verified", 5, .targets = "member" },
  [CERCLE_ORGANISATION_CHECK_EVERY] = { "check_every", N_("To be checked every (days)"), CERCLE_INTEGER, 0, .since = 5, .min = 1, .max = 1095 },
  [CERCLE_ORGANISATION_CLOSED_ON] = { "closed_on", N_("Closed on"), CERCLE_DAY, CERCLE_INDEXED, .since = 5 },
  [CERCLE_ORGANISATION_KNOWN_REFUSALS] = CODES ("known_refusals", N_("Refusals already looked at"), "refusal"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (organisation_fields) == CERCLE_ORGANISATION_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleOrganisation, cercle_organisation, cercle_organisation_kind)

const CercleKind cercle_organisation_kind = {
  "organisation", "organisations", N_("Organisation"), DIRECTORY, NULL, TEAM_WRITES,
  organisation_fields, G_N_ELEMENTS (organisation_fields), cercle_organisation_get_type, NULL,
};

static const CercleField place_fields[] = {
  [CERCLE_PLACE_ORGANISATION] = { "organisation", N_("Organisation"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 1, .targets = "organisation" },
  [CERCLE_PLACE_NAME] = { "name", N_("Name"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 1 },
  [CERCLE_PLACE_ADDRESS] = { "address", N_("Address"), CERCLE_TEXT, CERCLE_PUBLIC, "address", 1 },
  [CERCLE_PLACE_COMMUNE] = { "commune", N_("Commune"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_INDEXED | CERCLE_COMMUNE | CERCLE_SEARCHED, "address", 1, .max = 5 },
  [CERCLE_PLACE_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_PHONE | CERCLE_SEARCHED, .since = 1, .max = 30 },
  [CERCLE_PLACE_HIDDEN] = { "hidden", N_("Private home: address hidden"), CERCLE_FLAG, 0, .since = 1 },
  [CERCLE_PLACE_POSTCODE] = { "postcode", N_("Postcode"), CERCLE_TEXT, CERCLE_PUBLIC, "address", 5, .max = 5 },
  [CERCLE_PLACE_OPEN_DAYS] = { "open_days", N_("Open days"), CERCLE_SET, 0, .since = 5, .choices = cercle_weekdays },
  [CERCLE_PLACE_OPENS_AT] = { "opens_at", N_("Opens at"), CERCLE_MINUTE, 0, "hours", 5 },
  [CERCLE_PLACE_CLOSES_AT] = { "closes_at", N_("Closes at"), CERCLE_MINUTE, 0, "hours", 5 },
  [CERCLE_PLACE_HOURS] = { "hours", N_("More about the hours"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 5, .max = 300 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (place_fields) == CERCLE_PLACE_N_FIELDS);
CERCLE_DEFINE_RECORD (CerclePlace, cercle_place, cercle_place_kind)

const CercleKind cercle_place_kind = {
  "place", "places", N_("Place"), DIRECTORY, "organisation", TEAM_WRITES,
  place_fields, G_N_ELEMENTS (place_fields), cercle_place_get_type, NULL,
};

static const CercleField service_fields[] = {
  [CERCLE_SERVICE_ORGANISATION] = { "organisation", N_("Organisation"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 1, .targets = "organisation" },
  [CERCLE_SERVICE_PLACE] = { "place", N_("Place"), CERCLE_REF, 0, .since = 1, .targets = "place" },
  [CERCLE_SERVICE_NAME] = { "name", N_("Name"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 1 },
  [CERCLE_SERVICE_MISSIONS] = { "missions", N_("Missions"), CERCLE_SET, 0, .since = 1, .choices = cercle_sub_missions },
  [CERCLE_SERVICE_THEMES] = { "themes", N_("Themes"), CERCLE_SET, 0, .since = 1, .list = "theme" },
  [CERCLE_SERVICE_AGE_FROM] = { "age_from", N_("From age"), CERCLE_INTEGER, 0, "ages", 1, .min = 0, .max = 120 },
  [CERCLE_SERVICE_AGE_TO] = { "age_to", N_("To age"), CERCLE_INTEGER, 0, "ages", 1, .min = 0, .max = 120 },
  [CERCLE_SERVICE_CONDITIONS] = { "conditions", N_("Conditions"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 500 },
  [CERCLE_SERVICE_OFFER] = { "offer", N_("Kind of service"), CERCLE_CODE, CERCLE_INDEXED, .since = 5, .list = "offer" },
  [CERCLE_SERVICE_PUBLICS] = CODES ("publics", N_("For whom"), "public"),
  [CERCLE_SERVICE_HANDICAPS] = CODES ("handicaps", N_("Disabilities"), "handicap"),
  [CERCLE_SERVICE_WHOLE_AREA] = { "whole_area", N_("Covers the whole département"), CERCLE_FLAG, 0, .since = 5 },
  [CERCLE_SERVICE_COMMUNES] = { "communes", N_("Communes covered"), CERCLE_SET, CERCLE_COMMUNE, .since = 5, .max = 600 },
  [CERCLE_SERVICE_SLOTS] = { "slots", N_("When"), CERCLE_SET, 0, .since = 5, .choices = cercle_slots },
  [CERCLE_SERVICE_WAYS] = { "ways", N_("How to ask"), CERCLE_SET, 0, .since = 5, .choices = cercle_channels },
  [CERCLE_SERVICE_DOCUMENTS] = { "documents", N_("Documents wanted"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 5, .max = 500 },
  [CERCLE_SERVICE_ENDED_ON] = { "ended_on", N_("Ended on"), CERCLE_DAY, 0, .since = 5 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (service_fields) == CERCLE_SERVICE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleService, cercle_service, cercle_service_kind)

const CercleKind cercle_service_kind = {
  "service", "services", N_("Service"), DIRECTORY, "organisation", TEAM_WRITES,
  service_fields, G_N_ELEMENTS (service_fields), cercle_service_get_type, NULL,
};

static const CercleField contact_fields[] = {
  [CERCLE_CONTACT_ORGANISATION] = { "organisation", N_("Organisation"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 1, .targets = "organisation" },
  [CERCLE_CONTACT_FIRST_NAME] = { "first_name", N_("First name"), CERCLE_TEXT, CERCLE_SEARCHED, "name", 1, .max = 100 },
  [CERCLE_CONTACT_LAST_NAME] = { "last_name", N_("Last name"), CERCLE_TEXT, CERCLE_SEARCHED, "name", 1, .max = 100 },
  [CERCLE_CONTACT_FUNCTION] = { "function", N_("Function"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 1 },
  [CERCLE_CONTACT_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PHONE | CERCLE_SEARCHED, .since = 1, .max = 30 },
  [CERCLE_CONTACT_MAIL] = { "mail", N_("E-mail"), CERCLE_TEXT, 0, .since = 1 },
  [CERCLE_CONTACT_REFERENT] = { "referent", N_("Referent"), CERCLE_CHOICE, 0, .since = 1, .choices = cercle_referents },
  [CERCLE_CONTACT_MOBILE] = { "mobile", N_("Mobile telephone"), CERCLE_TEXT, CERCLE_PHONE | CERCLE_SEARCHED, .since = 5, .max = 30 },
  [CERCLE_CONTACT_SECURED_MAIL] = { "secured_mail", N_("Secured e-mail (MSSanté)"), CERCLE_TEXT, 0, .since = 5 },
  [CERCLE_CONTACT_FROM_ON] = { "from_on", N_("From"), CERCLE_DAY, 0, "term", 5 },
  [CERCLE_CONTACT_TO_ON] = { "to_on", N_("Until"), CERCLE_DAY, 0, "term", 5 },
  [CERCLE_CONTACT_PLACE] = { "place", N_("Place"), CERCLE_REF, 0, .since = 5, .targets = "place" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (contact_fields) == CERCLE_CONTACT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleContact, cercle_contact, cercle_contact_kind)

const CercleKind cercle_contact_kind = {
  "contact", "contacts", N_("Contact"), DIRECTORY, "organisation", TEAM_WRITES,
  contact_fields, G_N_ELEMENTS (contact_fields), cercle_contact_get_type, NULL,
};
/* clang-format on */
