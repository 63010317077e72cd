/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What frames the work: territory, community, members, code lists? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-community.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-macros.h"
#include "cercle-review.h"

/* clang-format off */
static const CercleChoice holiday_sets[] = {
  { "metropole", N_("Mainland France") },
  { "alsace_moselle", N_("Alsace-Moselle") },
  { "guadeloupe", N_("Guadeloupe") },
  { "martinique", N_("Martinique") },
  { "guyane", N_("French Guiana") },
  { "reunion", N_("Réunion") },
  { "mayotte", N_("Mayotte") },
  { "saint_barthelemy", N_("Saint-Barthélemy") },
  { "saint_martin", N_("Saint-Martin") },
  { NULL },
};

static const CercleChoice sorts[] = {
  { "crisis", N_("Crisis community (360 Covid)") },
  { "lasting", N_("Lasting community") },
  { NULL },
};

static const CercleChoice coordinations[] = {
  { "mdph", N_("MDPH") },
  { "og", N_("Managing bodies") },
  { "pair", N_("MDPH and managing bodies together") },
  { NULL },
};

static const CercleField territory_fields[] = {
  [CERCLE_TERRITORY_CODE] = { "code", N_("Code"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_INDEXED, .since = 1, .max = 8 },
  [CERCLE_TERRITORY_NAME] = { "name", N_("Name"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 1 },
  [CERCLE_TERRITORY_REGION] = { "region", N_("Region"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1 },
  [CERCLE_TERRITORY_ZONE] = { "zone", N_("Time zone"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 60 },
  [CERCLE_TERRITORY_HOLIDAYS] = { "holidays", N_("Public holidays"), CERCLE_CHOICE, 0, .since = 1, .choices = holiday_sets },
};
G_STATIC_ASSERT (G_N_ELEMENTS (territory_fields) == CERCLE_TERRITORY_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleTerritory, cercle_territory, cercle_territory_kind)

const CercleKind cercle_territory_kind = {
  "territory", "territories", N_("Territory"), "n", CERCLE_SYNCED, "national", NULL,
  CERCLE_BY_SERVER, CERCLE_BY_SERVER, CERCLE_BY_SERVER,
  territory_fields, G_N_ELEMENTS (territory_fields), cercle_territory_get_type, NULL,
};

#define DELAY(name, label, most) { name, label, CERCLE_INTEGER, 0, .since = 1, .min = 0, .max = most }

#define REVIEW(name, label, most) { name, label, CERCLE_INTEGER, 0, .since = 4, .min = 0, .max = most }

static const CercleField community_fields[] = {
  [CERCLE_COMMUNITY_NAME] = { "name", N_("Name"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 1 },
  [CERCLE_COMMUNITY_BASIN] = { "basin", N_("Living area"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1 },
  [CERCLE_COMMUNITY_TERRITORY] = { "territory", N_("Territory"), CERCLE_REF, CERCLE_REQUIRED, .since = 1, .targets = "territory" },
  [CERCLE_COMMUNITY_SORT] = { "sort", N_("Kind of community"), CERCLE_CHOICE, 0, .since = 1, .choices = sorts },
  [CERCLE_COMMUNITY_HOSTING] = { "hosting", N_("Hosting"), CERCLE_CHOICE, 0, .since = 1, .choices = cercle_hostings },
  [CERCLE_COMMUNITY_COORDINATION] = { "coordination", N_("Coordination"), CERCLE_CHOICE, 0, .since = 1, .choices = coordinations },
  [CERCLE_COMMUNITY_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_PHONE, .since = 1, .max = 30 },
  [CERCLE_COMMUNITY_MAIL] = { "mail", N_("E-mail"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1 },
  [CERCLE_COMMUNITY_OPEN_DAYS] = { "open_days", N_("Open days"), CERCLE_SET, 0, .since = 1, .choices = cercle_weekdays },
  [CERCLE_COMMUNITY_OPENS_AT] = { "opens_at", N_("Opens at"), CERCLE_MINUTE, 0, "hours", 1 },
  [CERCLE_COMMUNITY_CLOSES_AT] = { "closes_at", N_("Closes at"), CERCLE_MINUTE, 0, "hours", 1 },
  [CERCLE_COMMUNITY_HOLIDAYS] = { "holidays", N_("Public holidays"), CERCLE_CHOICE, 0, .since = 1, .choices = holiday_sets },
  [CERCLE_COMMUNITY_LEVEL_1] = { "level_1", N_("Label of level I"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 60 },
  [CERCLE_COMMUNITY_LEVEL_2] = { "level_2", N_("Label of level II"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 60 },
  [CERCLE_COMMUNITY_LEVEL_3] = { "level_3", N_("Label of level III"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 60 },
  [CERCLE_COMMUNITY_DELAY_RELAY] = DELAY ("delay_relay", N_("Call back after the national relay (working hours)"), 100),
  [CERCLE_COMMUNITY_DELAY_CRITICAL] = DELAY ("delay_critical", N_("Qualify a critical case (working days)"), 60),
  [CERCLE_COMMUNITY_DELAY_COMPLEX] = DELAY ("delay_complex", N_("Qualify a complex case (working days)"), 60),
  [CERCLE_COMMUNITY_DELAY_COMMON] = DELAY ("delay_common", N_("Qualify any other case (working days)"), 60),
  [CERCLE_COMMUNITY_DELAY_FIRST_LINE] = DELAY ("delay_first_line", N_("Answer of the first line (working days)"), 60),
  [CERCLE_COMMUNITY_DELAY_ORIENTED] = DELAY ("delay_oriented", N_("Acknowledgement by the lead (working days)"), 60),
  [CERCLE_COMMUNITY_DELAY_STAFF] = DELAY ("delay_staff", N_("Staff meeting (working days)"), 60),
  [CERCLE_COMMUNITY_DELAY_CHOICE] = DELAY ("delay_choice", N_("Answer of the person (working days)"), 60),
  [CERCLE_COMMUNITY_DELAY_SILENCE] = DELAY ("delay_silence", N_("Days without news before a case is listed"), 365),
  [CERCLE_COMMUNITY_EXAMPLE] = { "example", N_("Invented data"), CERCLE_FLAG, CERCLE_DERIVED, .since = 1 },
  [CERCLE_COMMUNITY_REVIEW_OFF] = { "review_off", N_("Rules of the review that are switched off"), CERCLE_SET, 0, .since = 4, .choices = cercle_review_reasons },
  [CERCLE_COMMUNITY_REVIEW_BREAK] = REVIEW ("review_break", N_("Days before a break that bring a case to the review"), 60),
  [CERCLE_COMMUNITY_REVIEW_RIGHTS] = REVIEW ("review_rights", N_("Days before the end of rights that bring a case to the review"), 365),
  [CERCLE_COMMUNITY_REVIEW_ANSWER] = REVIEW ("review_answer", N_("Working days before an answer of the MDPH is due that bring a case to the review"), 60),
  [CERCLE_COMMUNITY_REVIEW_SECONDS] = REVIEW ("review_seconds", N_("Seconds for a case of the review"), 3600),
  [CERCLE_COMMUNITY_REVIEW_MINUTES] = REVIEW ("review_minutes", N_("Minutes for the whole review"), 480),
};
G_STATIC_ASSERT (G_N_ELEMENTS (community_fields) == CERCLE_COMMUNITY_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleCommunity, cercle_community, cercle_community_kind)

/* clang-format on */
static gboolean
community_check (CercleRecord *community, GError **error)
{
  gint64 opens = cercle_record_get_integer (community, CERCLE_COMMUNITY_OPENS_AT, -1);

  if (cercle_record_is_set (community, CERCLE_COMMUNITY_CLOSES_AT) &&
      cercle_record_get_integer (community, CERCLE_COMMUNITY_CLOSES_AT, 0) <= opens)
    {
      g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE,
                           _ ("The community closes after it opens."));
      return FALSE;
    }
  return TRUE;
}

/* clang-format off */
const CercleKind cercle_community_kind = {
  "community", "communities", N_("Community"), "c", CERCLE_SYNCED, "national", NULL,
  CERCLE_BY_SERVER, CERCLE_BY_COORDINATOR, CERCLE_BY_SERVER,
  community_fields, G_N_ELEMENTS (community_fields), cercle_community_get_type, community_check,
};

/* clang-format on */

CercleWorkingTime
cercle_community_working_time (CercleRecord *community, const char *territory, const char *zone)
{
  CercleWorkingTime time = { .opens_at = 9 * 60, .closes_at = 18 * 60, .zone = zone };

  if (territory != NULL)
    time.holidays = cercle_holiday_set (territory);
  if (community == NULL)
    return time;
  for (guint i = 0; cercle_weekdays[i].token != NULL; i++)
    if (cercle_record_has_token (community, CERCLE_COMMUNITY_OPEN_DAYS, cercle_weekdays[i].token))
      time.open_days |= 1u << i;
  time.opens_at =
      (int) cercle_record_get_integer (community, CERCLE_COMMUNITY_OPENS_AT, time.opens_at);
  time.closes_at =
      (int) cercle_record_get_integer (community, CERCLE_COMMUNITY_CLOSES_AT, time.closes_at);
  if (cercle_record_is_set (community, CERCLE_COMMUNITY_HOLIDAYS))
    time.holidays = cercle_record_get_text (community, CERCLE_COMMUNITY_HOLIDAYS);
  return time;
}

static const char *const numerals[] = { "I", "II", "III" };

const char *
cercle_level_numeral (gint64 level)
{
  return level >= 1 && level <= (gint64) G_N_ELEMENTS (numerals) ? numerals[level - 1] : NULL;
}

gint64
cercle_level_parse (const char *typed)
{
  g_auto (GStrv) words = g_strsplit_set (typed, " ,:", 2);

  for (guint i = 0; words[0] != NULL && i < G_N_ELEMENTS (numerals); i++)
    {
      const char digit[] = { (char) ('1' + i), '\0' };
      if (g_ascii_strcasecmp (words[0], numerals[i]) == 0 || g_str_equal (words[0], digit))
        return i + 1;
    }
  return 0;
}

char *
cercle_level_words (CercleRecord *community, gint64 level)
{
  const char *numeral = cercle_level_numeral (level);
  const char *label = NULL;

  if (numeral == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, level);
  if (community != NULL)
    label = cercle_record_get_text (community, CERCLE_COMMUNITY_LEVEL_1 + (guint) level - 1);
  return label != NULL ? g_strdup_printf ("%s, %s", numeral, label) : g_strdup (numeral);
}

/* clang-format off */
static const CercleField member_fields[] = {
  [CERCLE_MEMBER_LOGIN] = { "login", N_("Login"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_INDEXED, .since = 1, .max = 64 },
  [CERCLE_MEMBER_FIRST_NAME] = { "first_name", N_("First name"), CERCLE_TEXT, CERCLE_PUBLIC, "name", 1, .max = 100 },
  [CERCLE_MEMBER_LAST_NAME] = { "last_name", N_("Last name"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, "name", 1, .max = 100 },
  [CERCLE_MEMBER_ROLE] = { "role", N_("Role"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 1, .choices = cercle_roles },
  [CERCLE_MEMBER_EMPLOYER] = { "employer", N_("Employer"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1 },
  [CERCLE_MEMBER_PHONE] = { "phone", N_("Telephone"), CERCLE_TEXT, CERCLE_PHONE, .since = 1, .max = 30 },
  [CERCLE_MEMBER_MAIL] = { "mail", N_("E-mail"), CERCLE_TEXT, 0, .since = 1 },
  [CERCLE_MEMBER_INACTIVE] = { "inactive", N_("No longer in the team"), CERCLE_FLAG, 0, .since = 1 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (member_fields) == CERCLE_MEMBER_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleMember, cercle_member, cercle_member_kind)

const CercleKind cercle_member_kind = {
  "member", "members", N_("Member"), "c", CERCLE_SYNCED, "national", NULL,
  CERCLE_BY_SERVER, CERCLE_BY_COORDINATOR, CERCLE_BY_SERVER,
  member_fields, G_N_ELEMENTS (member_fields), cercle_member_get_type, NULL,
};
/* clang-format on */

char *
cercle_member_name (CercleRecord *member)
{
  const char *first = cercle_record_get_text (member, CERCLE_MEMBER_FIRST_NAME);
  const char *last = cercle_record_get_text (member, CERCLE_MEMBER_LAST_NAME);
  return g_strstrip (g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : ""));
}

/* clang-format off */
static const CercleField code_fields[] = {
  [CERCLE_CODE_LIST] = { "list", N_("List"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC | CERCLE_INDEXED, .since = 1, .max = 40 },
  [CERCLE_CODE_TOKEN] = { "token", N_("Token"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 1, .max = 60 },
  [CERCLE_CODE_LABEL_EN] = { "label_en", N_("English label"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1 },
  [CERCLE_CODE_LABEL_FR] = { "label_fr", N_("French label"), CERCLE_TEXT, CERCLE_REQUIRED | CERCLE_PUBLIC, .since = 1 },
  [CERCLE_CODE_ORDER] = { "position", N_("Order"), CERCLE_INTEGER, 0, .since = 1, .min = 0, .max = 100000 },
  [CERCLE_CODE_OFFICIAL] = { "official", N_("Official code"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 1, .max = 60 },
  [CERCLE_CODE_RETIRED_ON] = { "retired_on", N_("No longer offered since"), CERCLE_DAY, 0, .since = 1 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (code_fields) == CERCLE_CODE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleCode, cercle_code, cercle_code_kind)

const CercleKind cercle_code_kind = {
  "code", "codes", N_("Code"), "nc", CERCLE_SYNCED, "national", NULL,
  CERCLE_BY_COORDINATOR, CERCLE_BY_COORDINATOR, CERCLE_BY_SERVER,
  code_fields, G_N_ELEMENTS (code_fields), cercle_code_get_type, NULL,
};
/* clang-format on */
