/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a meeting, how far are its minutes, and who must be there? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-meeting.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-community.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"

/* clang-format off */
const CercleChoice cercle_rhythms[] = {
  { "daily", N_("Every working day") },
  { "weekly", N_("Every week") },
  { "fortnightly", N_("Every other week") },
  { "monthly", N_("Every month") },
  { NULL },
};

const CercleChoice cercle_on_holidays[] = {
  { "skip", N_("Left out on a public holiday") },
  { "next_working_day", N_("Held on the next working day") },
  { NULL },
};

const CercleChoice cercle_meeting_sorts[] = {
  { "governance", N_("Governance meeting") },
  { "staff", N_("Territorial staff") },
  { "review", N_("Regular review of the community") },
  { "consultation", N_("Consultation of the département") },
  { "launch", N_("Regional launch") },
  { "readiness", N_("Operational review before launch") },
  { "waiting", N_("Joint waiting-list review") },
  { "workshop", N_("Workshop") },
  { "debugging", N_("Debugging workshop") },
  { "stage", N_("Ministerial review") },
  { "cercle", N_("Meeting of the Cercle") },
  { NULL },
};

const CercleChoice cercle_parties[] = {
  { "national", N_("National referents") },
  { "coordinator", N_("Coordinator") },
  { "ars", N_("ARS") },
  { "cd", N_("Département (CD)") },
  { "mdph", N_("MDPH") },
  { "og", N_("Managing bodies") },
  { "member", N_("Members of the community") },
  { "other", N_("Others") },
  { NULL },
};

const CercleChoice cercle_presences[] = {
  { "invited", N_("Invited") },
  { "present", N_("Present") },
  { "excused", N_("Excused") },
  { "absent", N_("Absent") },
  { NULL },
};

/* S1; where it names nobody, nobody is required. */
static const struct
{
  const char *sort, *parties;
} required[] = {
  { "governance", "national coordinator ars cd mdph" },
  { "consultation", "ars cd mdph" },
  { "launch", "ars cd mdph og" },
  { "readiness", "coordinator ars cd mdph" },
};

#define SORT { "sort", N_("Type"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 6, .choices = cercle_meeting_sorts }
#define NAME { "name", N_("Title"), CERCLE_TEXT, CERCLE_PUBLIC | CERCLE_SEARCHED, .since = 6, .max = 120 }
#define STARTS_AT { "starts_at", N_("Begins at"), CERCLE_MINUTE, CERCLE_REQUIRED, "when", 6 }
#define LENGTH { "length", N_("Minutes"), CERCLE_INTEGER, CERCLE_REQUIRED, .since = 6, .min = 5, .max = 600 }
#define PLACE { "place", N_("Where"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 6, .max = 200 }
#define LINK { "link", N_("Link"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 6, .max = 300 }
#define ORGANISER { "organiser", N_("Prepared by"), CERCLE_REF, 0, .since = 6, .targets = "member" }
#define BY(name, label, group) { name, label, CERCLE_REF, CERCLE_YIELDS, group, 6, .targets = "member" }
#define AT(name, label, group) { name, label, CERCLE_INSTANT, CERCLE_YIELDS, group, 6 }

static const CercleField series_fields[] = {
  [CERCLE_SERIES_SORT] = SORT,
  [CERCLE_SERIES_NAME] = NAME,
  [CERCLE_SERIES_RHYTHM] = { "rhythm", N_("How often"), CERCLE_CHOICE, CERCLE_REQUIRED, "rhythm", 6, .choices = cercle_rhythms },
  [CERCLE_SERIES_BEGINS_ON] = { "begins_on", N_("First on"), CERCLE_DAY, CERCLE_REQUIRED, "rhythm", 6 },
  [CERCLE_SERIES_ENDS_ON] = { "ends_on", N_("Until"), CERCLE_DAY, CERCLE_INDEXED, "rhythm", 6 },
  [CERCLE_SERIES_ON_HOLIDAY] = { "on_holiday", N_("On a public holiday"), CERCLE_CHOICE, 0, "rhythm", 6, .choices = cercle_on_holidays },
  [CERCLE_SERIES_STARTS_AT] = STARTS_AT,
  [CERCLE_SERIES_LENGTH] = LENGTH,
  [CERCLE_SERIES_PLACE] = PLACE,
  [CERCLE_SERIES_LINK] = LINK,
  [CERCLE_SERIES_ORGANISER] = ORGANISER,
};
G_STATIC_ASSERT (G_N_ELEMENTS (series_fields) == CERCLE_SERIES_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleSeries, cercle_series, cercle_series_kind)

static const CercleField meeting_fields[] = {
  [CERCLE_MEETING_SERIES] = { "series", N_("Series"), CERCLE_REF, CERCLE_INDEXED, .since = 6, .targets = "series" },
  [CERCLE_MEETING_SLOT_ON] = { "slot_on", N_("Day in the series"), CERCLE_DAY, 0, .since = 6 },
  [CERCLE_MEETING_SORT] = SORT,
  [CERCLE_MEETING_NAME] = NAME,
  [CERCLE_MEETING_HELD_ON] = { "held_on", N_("Day"), CERCLE_DAY, CERCLE_REQUIRED | CERCLE_INDEXED, "when", 6 },
  [CERCLE_MEETING_STARTS_AT] = STARTS_AT,
  [CERCLE_MEETING_LENGTH] = LENGTH,
  [CERCLE_MEETING_PLACE] = PLACE,
  [CERCLE_MEETING_LINK] = LINK,
  [CERCLE_MEETING_ORGANISER] = ORGANISER,
  [CERCLE_MEETING_CANCELLED_WHY] = { "cancelled_why", N_("Cancelled because"), CERCLE_TEXT, CERCLE_PUBLIC, .since = 6, .max = 300 },
  [CERCLE_MEETING_OPENED_AT] = AT ("opened_at", N_("Opened at"), NULL),
  [CERCLE_MEETING_CLOSED_AT] = AT ("closed_at", N_("Closed at"), NULL),
  [CERCLE_MEETING_VALIDATED_AT] = AT ("validated_at", N_("Minutes validated at"), "validated"),
  [CERCLE_MEETING_VALIDATED_BY] = BY ("validated_by", N_("Minutes validated by"), "validated"),
  [CERCLE_MEETING_SHARED_AT] = AT ("shared_at", N_("Minutes shared at"), "shared"),
  [CERCLE_MEETING_SHARED_BY] = BY ("shared_by", N_("Minutes shared by"), "shared"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (meeting_fields) == CERCLE_MEETING_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleMeeting, cercle_meeting, cercle_meeting_kind)

static const CercleField attendee_fields[] = {
  [CERCLE_ATTENDEE_MEETING] = { "meeting", N_("Meeting"), CERCLE_REF, CERCLE_REQUIRED | CERCLE_INDEXED, .since = 6, .targets = "meeting" },
  [CERCLE_ATTENDEE_WHO] = { "who", N_("Who"), CERCLE_REF, 0, .since = 6, .targets = "member contact organisation" },
  [CERCLE_ATTENDEE_NAME] = { "name", N_("Name"), CERCLE_TEXT, 0, .since = 6, .max = 120 },
  [CERCLE_ATTENDEE_PARTY] = { "party", N_("For"), CERCLE_CHOICE, 0, .since = 6, .choices = cercle_parties },
  [CERCLE_ATTENDEE_PRESENCE] = { "presence", N_("Presence"), CERCLE_CHOICE, CERCLE_REQUIRED, .since = 6, .choices = cercle_presences },
};
G_STATIC_ASSERT (G_N_ELEMENTS (attendee_fields) == CERCLE_ATTENDEE_N_FIELDS);
CERCLE_DEFINE_RECORD (CercleAttendee, cercle_attendee, cercle_attendee_kind)
/* clang-format on */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, CERCLE_RECORD_ERROR, CERCLE_RECORD_ERROR_RULE, sentence);
  return FALSE;
}

static gboolean
series_check (CercleRecord *series, GError **error)
{
  const char *begins = cercle_record_get_text (series, CERCLE_SERIES_BEGINS_ON);
  const char *ends = cercle_record_get_text (series, CERCLE_SERIES_ENDS_ON);

  if (ends != NULL && g_strcmp0 (ends, begins) < 0)
    return refuse (error, _ ("The last day comes after the first."));
  return TRUE;
}

/* Each step of the minutes stands on the one before. */
static gboolean
meeting_check (CercleRecord *meeting, GError **error)
{
  if (cercle_record_is_set (meeting, CERCLE_MEETING_CANCELLED_WHY) &&
      cercle_record_is_set (meeting, CERCLE_MEETING_OPENED_AT))
    return refuse (error, _ ("A meeting that was held cannot be cancelled."));
  if (cercle_record_is_set (meeting, CERCLE_MEETING_VALIDATED_AT) &&
      !cercle_record_is_set (meeting, CERCLE_MEETING_CLOSED_AT))
    return refuse (error, _ ("Minutes are validated once the meeting is over."));
  if (cercle_record_is_set (meeting, CERCLE_MEETING_SHARED_AT) &&
      !cercle_record_is_set (meeting, CERCLE_MEETING_VALIDATED_AT))
    return refuse (error, _ ("Minutes are shared once they are validated."));
  return TRUE;
}

static gboolean
attendee_check (CercleRecord *attendee, GError **error)
{
  if (!cercle_record_is_set (attendee, CERCLE_ATTENDEE_WHO) &&
      !cercle_record_is_set (attendee, CERCLE_ATTENDEE_NAME))
    return refuse (error, _ ("Say who comes to the meeting."));
  return TRUE;
}

/* clang-format off */
#define GOVERNANCE "c", CERCLE_SYNCED, "governance"
#define TEAM_WRITES CERCLE_BY_TEAM, CERCLE_BY_TEAM

const CercleKind cercle_series_kind = {
  "series", "series", N_("Series of meetings"), GOVERNANCE, NULL, TEAM_WRITES, CERCLE_BY_COORDINATOR,
  series_fields, G_N_ELEMENTS (series_fields), cercle_series_get_type, series_check,
};

const CercleKind cercle_meeting_kind = {
  "meeting", "meetings", N_("Meeting"), GOVERNANCE, NULL, TEAM_WRITES, CERCLE_BY_SERVER,
  meeting_fields, G_N_ELEMENTS (meeting_fields), cercle_meeting_get_type, meeting_check, .ruled = TRUE,
};

const CercleKind cercle_attendee_kind = {
  "attendee", "attendees", N_("Participant"), GOVERNANCE, "meeting", TEAM_WRITES, CERCLE_BY_TEAM,
  attendee_fields, G_N_ELEMENTS (attendee_fields), cercle_attendee_get_type, attendee_check, .ruled = TRUE,
};
/* clang-format on */

CercleMeetingState
cercle_meeting_state (CercleRecord *meeting)
{
  if (cercle_record_is_set (meeting, CERCLE_MEETING_CANCELLED_WHY))
    return CERCLE_MEETING_CANCELLED;
  if (cercle_record_is_set (meeting, CERCLE_MEETING_SHARED_AT))
    return CERCLE_MEETING_SHARED;
  if (cercle_record_is_set (meeting, CERCLE_MEETING_VALIDATED_AT))
    return CERCLE_MEETING_VALIDATED;
  return cercle_record_is_set (meeting, CERCLE_MEETING_OPENED_AT) ? CERCLE_MEETING_DRAFT
                                                                  : CERCLE_MEETING_PREPARED;
}

const char *
cercle_meeting_state_label (CercleMeetingState state)
{
  static const char *const labels[] = {
    [CERCLE_MEETING_PREPARED] = N_ ("In preparation"),
    [CERCLE_MEETING_DRAFT] = N_ ("Minutes are a draft"),
    [CERCLE_MEETING_VALIDATED] = N_ ("Minutes validated"),
    [CERCLE_MEETING_SHARED] = N_ ("Minutes shared"),
    [CERCLE_MEETING_CANCELLED] = N_ ("Cancelled"),
  };
  return _ (labels[state]);
}

const char *
cercle_meeting_title (CercleRecord *meeting)
{
  gboolean single = cercle_record_get_kind (meeting) == &cercle_meeting_kind;
  const char *name =
      cercle_record_get_text (meeting, single ? CERCLE_MEETING_NAME : CERCLE_SERIES_NAME);
  const char *sort =
      cercle_record_get_text (meeting, single ? CERCLE_MEETING_SORT : CERCLE_SERIES_SORT);

  return name != NULL ? name : cercle_choice_label (cercle_meeting_sorts, sort);
}

char *
cercle_meeting_id (const char *scope, const char *series, const char *slot_on)
{
  return cercle_id_derive (scope, "meeting", series, slot_on);
}

char *
cercle_attendee_id (const char *scope, const char *meeting, const char *who)
{
  return cercle_id_derive (scope, "attendee", who, meeting);
}

static gboolean
is_asked (GPtrArray *attendees, const char *party)
{
  for (guint i = 0; attendees != NULL && i < attendees->len; i++)
    if (g_strcmp0 (cercle_record_get_text (attendees->pdata[i], CERCLE_ATTENDEE_PARTY), party) == 0)
      return TRUE;
  return FALSE;
}

char *
cercle_meeting_missing_parties (const char *sort, GPtrArray *attendees)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    if (g_strcmp0 (required[i].sort, sort) == 0)
      {
        g_auto (GStrv) parties = g_strsplit (required[i].parties, " ", -1);
        for (guint j = 0; parties[j] != NULL; j++)
          if (!is_asked (attendees, parties[j]))
            g_string_append_printf (missing, "%s%s", missing->len > 0 ? " " : "", parties[j]);
      }
  return missing->len > 0 ? g_string_free (g_steal_pointer (&missing), FALSE) : NULL;
}

/* Roles of members, places of referents and families of organisations share tokens with parties. */
static const char *
party_of_token (const char *token, const char *otherwise)
{
  const CercleChoice *party = cercle_choice_find (cercle_parties, token);
  return party != NULL ? party->token : otherwise;
}

const char *
cercle_meeting_party_of (CercleRecord *who, CercleRecord *organisation)
{
  const CercleKind *kind = cercle_record_get_kind (who);
  const char *referent = NULL;

  if (kind == &cercle_member_kind)
    return party_of_token (cercle_record_get_text (who, CERCLE_MEMBER_ROLE), "member");
  if (kind == &cercle_contact_kind)
    {
      referent = cercle_record_get_text (who, CERCLE_CONTACT_REFERENT);
      if (party_of_token (referent, NULL) != NULL)
        return party_of_token (referent, NULL);
      if (organisation == NULL)
        return "other";
    }
  else
    organisation = who;
  return party_of_token (cercle_record_get_text (organisation, CERCLE_ORGANISATION_FAMILY),
                         "other");
}
