/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who are the partners of the territory? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-organisation.h"

#include "cercle-choices.h"
#include "cercle-macros.h"

/* clang-format off */
static const CercleChoice partner_statuses[] = {
  { "identified", N_("Identified") },
  { "contacted", N_("Contacted") },
  { "volunteer", N_("Volunteer") },
  { "committed", N_("Committed") },
  { NULL },
};

static const CercleChoice referents[] = {
  { "ars", N_("360 referent of the ARS") },
  { "cd", N_("360 referent of the county council") },
  { "mdph", N_("360 referent of the MDPH") },
  { "national", N_("National referent") },
  { NULL },
};

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
  [CERCLE_ORGANISATION_STATUS] = { "status", N_("Partner status"), CERCLE_CHOICE, 0, .since = 1, .choices = partner_statuses },
  [CERCLE_ORGANISATION_IN_CERCLE] = { "in_cercle", N_("Takes part in the Cercle"), CERCLE_FLAG, 0, .since = 1 },
  [CERCLE_ORGANISATION_STRENGTHS] = { "strengths", N_("Strengths"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 1, .max = 500 },
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
  [CERCLE_PLACE_COMMUNE] = { "commune", N_("Commune"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_INDEXED | CERCLE_COMMUNE, "address", 1, .max = 5 },
  [CERCLE_PLACE_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_PHONE, .since = 1, .max = 30 },
  [CERCLE_PLACE_HIDDEN] = { "hidden", N_("Private home: address hidden"), CERCLE_FLAG, 0, .since = 1 },
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
  [CERCLE_CONTACT_REFERENT] = { "referent", N_("Referent"), CERCLE_CHOICE, 0, .since = 1, .choices = referents },
};
G_STATIC_ASSERT (G_N_ELEMENTS (contact_fields) == CERCLE_CONTACT_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleContact, cercle_contact, cercle_contact_kind)

const CercleKind cercle_contact_kind = {
  "contact", "contacts", N_("Contact"), DIRECTORY, "organisation", TEAM_WRITES,
  contact_fields, G_N_ELEMENTS (contact_fields), cercle_contact_get_type, NULL,
};
/* clang-format on */
