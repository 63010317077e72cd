/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does whoever has an address of a calendar read there, until when, and who may give one out?
 */
#include <libical/ical.h>
#include <string.h>

#include "cercle-calendar-address.h"
#include "cercle-calendar-route.h"
#include "cercle-choices.h"
#include "cercle-instant.h"
#include "cercle-meeting.h"
#include "cercle-vault.h"
#include "server-fixture.h"

#define NOON G_GINT64_CONSTANT (1592906400000) /* 23 June 2020 */
#define TOKEN "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define PATH CERCLE_CALENDAR_PATH TOKEN CERCLE_CALENDAR_ENDING

/* (transfer full): a mutation that makes an address of this token. */
static CercleMutation *
address_item (const Person *person, const char *token)
{
  g_autofree char *hash = cercle_vault_hash_token (token);
  g_autofree char *set = g_strdup_printf ("{'name':'CD 14','hash':'%s'}", hash);

  return fixture_item (person, "calendar_address", NULL, CERCLE_OP_CREATE, 0, set);
}

/* (transfer full): the identity of the address. */
static char *
give (Fixture *self, const Person *person, const char *token)
{
  CercleMutation *item = address_item (person, token);
  char *id = g_strdup (item->id);

  fixture_sent (self, person, item, CERCLE_OUTCOME_APPLIED, NULL);
  return id;
}

/* (transfer full): the identity of what was planned. */
static char *
plan (Fixture *self, const Person *person, const char *kind, const char *set)
{
  CercleMutation *item = fixture_item (person, kind, NULL, CERCLE_OP_CREATE, 0, set);
  char *id = g_strdup (item->id);

  fixture_sent (self, person, item, CERCLE_OUTCOME_APPLIED, NULL);
  return id;
}

/* A series of every week, of which one is moved and one cancelled; a staff whose title names
 * somebody; and what the other community plans. */
static void
plan_all (Fixture *self)
{
  g_autofree char *series =
      plan (self, &self->ada, "series",
            "{'sort':'governance','name':'Bilan secret','rhythm':'weekly','begins_on':'2020-06-23',"
            "'ends_on':'2020-07-21','starts_at':840,'length':60,'place':'Salle 2; "
            "ATTENDEE:mailto:x@y.fr',"
            "'link':'https://visio.example.org/secret'}");
  g_autofree char *moved = g_strdup_printf (
      "{'series':'%s','slot_on':'2020-06-30','sort':'governance','name':'Bilan secret',"
      "'held_on':'2020-07-02','starts_at':600,'length':60,'place':'Salle 3'}",
      series);
  g_autofree char *cancelled = g_strdup_printf (
      "{'series':'%s','slot_on':'2020-07-07','sort':'governance','name':'Bilan secret',"
      "'held_on':'2020-07-07','starts_at':840,'length':60,'cancelled_why':'Mme Niel absente'}",
      series);

  g_free (plan (self, &self->ada, "meeting", moved));
  g_free (plan (self, &self->ada, "meeting", cancelled));
  g_free (plan (self, &self->ada, "meeting",
                "{'sort':'staff','name':'Situation de Mathis Quesnel','held_on':'2020-06-25',"
                "'starts_at':540,'length':30,'link':'https://visio.example.org/staff'}"));
  g_free (plan (self, &self->zoe, "meeting",
                "{'sort':'workshop','held_on':'2020-06-26','starts_at':540,'length':30}"));
}

static Fixture *
begin (void)
{
  cercle_instant_freeze (NOON);
  return fixture_new ();
}

/* --- What is read ----------------------------------------------------------------------------- */

/* Every property of every event is one of these: nothing else can leave. */
static void
expect_only (icalcomponent *event)
{
  for (icalproperty *property = icalcomponent_get_first_property (event, ICAL_ANY_PROPERTY);
       property != NULL; property = icalcomponent_get_next_property (event, ICAL_ANY_PROPERTY))
    {
      static const icalproperty_kind told[] = {
        ICAL_UID_PROPERTY,      ICAL_DTSTAMP_PROPERTY, ICAL_DTSTART_PROPERTY,
        ICAL_DURATION_PROPERTY, ICAL_SUMMARY_PROPERTY, ICAL_LOCATION_PROPERTY,
        ICAL_RRULE_PROPERTY,    ICAL_EXDATE_PROPERTY,  ICAL_RECURRENCEID_PROPERTY,
        ICAL_STATUS_PROPERTY,
      };
      gboolean known = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (told); i++)
        known = known || icalproperty_isa (property) == told[i];
      g_assert_true (known);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): "20200625T0900 Staff territorial", a line an event; in order. */
static char *
events_of (const char *text)
{
  icalcomponent *calendar = icalparser_parse_string (text);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_isa (calendar), ==, ICAL_VCALENDAR_COMPONENT);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      struct icaltimetype start = icalcomponent_get_dtstart (event);

      expect_only (event);
      g_ptr_array_add (lines, g_strdup_printf ("%04d%02d%02dT%02d%02d %s;%s", start.year,
                                               start.month, start.day, start.hour, start.minute,
                                               icalcomponent_get_summary (event),
                                               icalcomponent_get_location (event) != NULL
                                                   ? icalcomponent_get_location (event)
                                                   : ""));
    }
  icalcomponent_free (calendar);
  g_ptr_array_sort (lines, compare);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
test_read (void)
{
  g_autoptr (Fixture) self = begin ();
  g_autofree char *text = NULL, *events = NULL;
  static const char *const secrets[] = { "Quesnel", "secret",  "visio",
                                         "Niel",    "Atelier", "\r\nATTENDEE" };

  plan_all (self);
  g_free (give (self, &self->col, TOKEN));
  text = fixture_expect (self, NULL, "GET", PATH, NULL, 200);
  events = events_of (text);
  g_assert_cmpstr (events, ==,
                   "20200623T1400 Réunion de gouvernance;Salle 2; ATTENDEE:mailto:x@y.fr\n"
                   "20200625T0900 Staff territorial;\n"
                   "20200702T1000 Réunion de gouvernance;Salle 3");
  g_assert_nonnull (strstr (text, "\r\nEXDATE;TZID=Europe/Paris:20200707T140000\r\n"));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
  cercle_instant_freeze (0);
}

/* Nothing planned is an empty calendar, no error. */
static void
test_empty (void)
{
  g_autoptr (Fixture) self = begin ();
  g_autofree char *text = NULL, *events = NULL;

  g_free (give (self, &self->col, TOKEN));
  text = fixture_expect (self, NULL, "GET", PATH, NULL, 200);
  events = events_of (text);
  g_assert_cmpstr (events, ==, "");
  cercle_instant_freeze (0);
}

/* --- Who gives it out, and until when ----------------------------------------------------------
 */

static void
test_rights (void)
{
  g_autoptr (Fixture) self = begin ();
  g_autofree char *id = NULL;
  static const char *const patches[] = { "{'name':'Un autre'}", "{'hash':null}" };

  fixture_sent (self, &self->ada, address_item (&self->ada, TOKEN), CERCLE_OUTCOME_REJECTED,
                "right");
  fixture_sent (self, &self->mia, address_item (&self->mia, TOKEN), CERCLE_OUTCOME_REJECTED,
                "right");
  g_free (fixture_expect (self, NULL, "GET", PATH, NULL, 404));
  id = give (self, &self->col, TOKEN);
  /* The team sees that it was given, and the MDPH does not. */
  {
    g_autoptr (GPtrArray) team = fixture_snapshot (self, &self->ada, self->here);
    g_autoptr (GPtrArray) mdph = fixture_snapshot (self, &self->mia, self->here);

    g_assert_cmpint (fixture_told (team, id), ==, CERCLE_FEED_PUT);
    g_assert_cmpint (fixture_told (mdph, id), ==, -1);
  }
  for (guint i = 0; i < G_N_ELEMENTS (patches); i++)
    fixture_sent (self, &self->col,
                  fixture_item (&self->col, "calendar_address", id, CERCLE_OP_PATCH, 1, patches[i]),
                  CERCLE_OUTCOME_REJECTED, "right");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "calendar_address", id, CERCLE_OP_PATCH, 1,
                              "{'revoked_at':'2020-06-23T10:00:00.000Z'}"),
                CERCLE_OUTCOME_REJECTED, "right");
  g_free (fixture_expect (self, NULL, "GET", PATH, NULL, 200));
  cercle_instant_freeze (0);
}

/* A revoked one, one that was deleted and one that never was are the same to whoever asks. */
static void
test_revoked (void)
{
  g_autoptr (Fixture) self = begin ();
  g_autofree char *id = give (self, &self->col, TOKEN);
  g_autofree char *other = give (self, &self->col, OTHER);
  g_autofree char *revoked = NULL, *deleted = NULL, *never = NULL;

  fixture_sent (self, &self->col,
                fixture_item (&self->col, "calendar_address", id, CERCLE_OP_PATCH, 1,
                              "{'revoked_at':'2020-06-23T10:00:00.000Z'}"),
                CERCLE_OUTCOME_APPLIED, NULL);
  revoked = fixture_expect (self, NULL, "GET", PATH, NULL, 404);
  g_free (fixture_expect (self, NULL, "GET", CERCLE_CALENDAR_PATH OTHER, NULL, 200));
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "calendar_address", other, CERCLE_OP_DELETE, 1, NULL),
                CERCLE_OUTCOME_APPLIED, NULL);
  deleted = fixture_expect (self, NULL, "GET", CERCLE_CALENDAR_PATH OTHER, NULL, 404);
  never = fixture_expect (self, NULL, "GET", CERCLE_CALENDAR_PATH "nothing", NULL, 404);
  g_assert_cmpstr (revoked, ==, never);
  g_assert_cmpstr (deleted, ==, never);
  cercle_instant_freeze (0);
}

/* Whoever tries addresses waits; whoever has one, from the same place, does not. */
static void
test_guessed (void)
{
  g_autoptr (Fixture) self = begin ();
  guint status = 404, tries;

  g_free (give (self, &self->col, TOKEN));
  for (tries = 0; status == 404 && tries < 100; tries++)
    g_free (fixture_ask (self, NULL, "GET", CERCLE_CALENDAR_PATH OTHER, NULL, &status));
  g_assert_cmpuint (status, ==, 429);
  g_assert_cmpuint (tries, >, 10);
  g_free (fixture_expect (self, NULL, "GET", PATH, NULL, 200));
  cercle_instant_freeze (0);
}

/* The token stands nowhere in the database. */
static void
test_hashed (void)
{
  g_autoptr (Fixture) self = begin ();
  g_autofree char *hash = cercle_vault_hash_token (TOKEN);
  g_autofree char *all = NULL;

  g_free (give (self, &self->col, TOKEN));
  g_free (fixture_expect (self, NULL, "GET", PATH, NULL, 200));
  all = fixture_dump (self);
  g_assert_nonnull (strstr (all, hash));
  g_assert_null (strstr (all, TOKEN));
  cercle_instant_freeze (0);
}

/* Each type of meetings has its French name, the one that the desk shows in French. */
static void
test_types (void)
{
  for (const CercleChoice *sort = cercle_meeting_sorts; sort->token != NULL; sort++)
    g_assert_cmpstr (cercle_calendar_type (sort->token), !=, cercle_calendar_type ("unknown"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/read", test_read);
  g_test_add_func ("/calendar/empty", test_empty);
  g_test_add_func ("/calendar/rights", test_rights);
  g_test_add_func ("/calendar/revoked", test_revoked);
  g_test_add_func ("/calendar/guessed", test_guessed);
  g_test_add_func ("/calendar/hashed", test_hashed);
  g_test_add_func ("/calendar/types", test_types);
  return g_test_run ();
}
