/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What do moves, actions and told changes make of a case, and what becomes of a choice? */
#include <string.h>

#include "cercle-id.h"
#include "cercle-instant.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
#define CONFLICT CERCLE_OUTCOME_CONFLICT
#define REJECTED CERCLE_OUTCOME_REJECTED

#define AT "2020-06-04T08:00:00.000Z"

static CercleMutation *
event_item (const Person *person, const char *kase, const char *rest)
{
  g_autofree char *set = g_strdup_printf ("{'case':'%s','at':'" AT "',%s}", kase, rest);
  return fixture_item (person, "event", NULL, CREATE, 0, set);
}

static CercleMutation *
action_item (const Person *person, const char *kase, const char *rest)
{
  g_autofree char *set = g_strdup_printf ("{'case':'%s','sort':'ask','state':'open'%s%s}", kase,
                                          rest != NULL ? "," : "", rest != NULL ? rest : "");
  return fixture_item (person, "action", NULL, CREATE, 0, set);
}

/* Moves */

static void
test_applied (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  CercleMutation *move = event_item (&self->bob, id,
                                     "'sort':'status','from_value':'received',"
                                     "'to_value':'oriented'");
  g_autofree char *event = g_strdup (move->id);

  fixture_sent (self, &self->bob, move, APPLIED, NULL);
  fixture_is (self, "case", id, "status", "oriented");
  fixture_is (self, "case", id, "status_since", AT);
  fixture_is (self, "case", id, "last_news_on", "2020-06-04");
  fixture_is (self, "event", event, "by", self->bob.member);
  fixture_is (self, "event", event, "stale", NULL);
}

/* In the territory's time zone, not in UTC. */
static void
test_day_of_territory (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *set = g_strdup_printf (
      "{'case':'%s','sort':'note','text':'x','at':'2020-06-04T22:30:00.000Z'}", id);

  fixture_sent (self, &self->ada, fixture_item (&self->ada, "event", NULL, CREATE, 0, set), APPLIED,
                NULL);
  fixture_is (self, "case", id, "last_news_on", "2020-06-05");
}

static void
test_refused (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autoptr (GPtrArray) events = NULL;

  fixture_sent (
      self, &self->ada,
      event_item (&self->ada, id, "'sort':'status','from_value':'received','to_value':'in_place'"),
      REJECTED, "move");
  fixture_sent (
      self, &self->ada,
      event_item (&self->ada, id, "'sort':'closing','from_value':'received','to_value':'closed'"),
      REJECTED, "move");
  fixture_is (self, "case", id, "status", "received");
  events = fixture_find (self, "event", "case", id);
  g_assert_cmpuint (events->len, ==, 0);
}

/* Two people move the case from the same state: the first move stands, the second is kept. */
static char *
cross (Fixture *self, const char *id)
{
  CercleMutation *second = event_item (&self->bob, id,
                                       "'sort':'status','from_value':'received',"
                                       "'to_value':'to_qualify','why':'à compléter'");
  g_autofree char *event = g_strdup (second->id);
  g_autoptr (CercleOutcome) outcome = NULL;

  fixture_sent (
      self, &self->ada,
      event_item (&self->ada, id, "'sort':'status','from_value':'received','to_value':'oriented'"),
      APPLIED, NULL);
  outcome = fixture_send (self, &self->bob, second);
  g_assert_cmpint (outcome->status, ==, CONFLICT);
  g_assert_cmpuint (g_strv_length (outcome->conflicts), ==, 1);
  fixture_is (self, "event", event, "stale", "1");
  return g_strdup (outcome->conflicts[0]);
}

static void
test_stale (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *conflict = cross (self, id);
  g_autofree char *current = fixture_text (self, "conflict", conflict, "current");
  g_autofree char *proposed = fixture_text (self, "conflict", conflict, "proposed");

  fixture_is (self, "case", id, "status", "oriented");
  fixture_is (self, "conflict", conflict, "fields", "move");
  fixture_is (self, "conflict", conflict, "of_kind", "case");
  fixture_is (self, "conflict", conflict, "of_id", id);
  fixture_is (self, "conflict", conflict, "case", id);
  fixture_is (self, "conflict", conflict, "current_by", self->ada.member);
  fixture_is (self, "conflict", conflict, "proposed_by", self->bob.member);
  g_assert_nonnull (strstr (current, "\"status\":\"oriented\""));
  g_assert_nonnull (strstr (proposed, "\"to_value\":\"to_qualify\""));
  g_assert_nonnull (strstr (proposed, "à compléter"));
}

static CercleMutation *
choice (const Person *person, const char *conflict, gint64 base_rev, const char *value)
{
  g_autofree char *set =
      g_strdup_printf (value != NULL ? "{'choice':'%s'}" : "{'choice':null}", value);
  return fixture_item (person, "conflict", conflict, PATCH, base_rev, set);
}

static void
test_choose_move (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *conflict = cross (self, id);

  fixture_sent (self, &self->ada, choice (&self->ada, conflict, 1, "proposed"), APPLIED, NULL);
  fixture_is (self, "case", id, "status", "to_qualify");
  fixture_is (self, "conflict", conflict, "resolved_by", self->ada.member);
  /* Undone. */
  fixture_sent (self, &self->ada,
                fixture_was (choice (&self->ada, conflict, 2, NULL), "{'choice':'proposed'}"),
                APPLIED, NULL);
  fixture_is (self, "case", id, "status", "oriented");
  fixture_is (self, "conflict", conflict, "choice", NULL);
  fixture_is (self, "conflict", conflict, "resolved_by", NULL);
  fixture_sent (self, &self->bob, choice (&self->bob, conflict, 3, "current"), APPLIED, NULL);
  fixture_is (self, "case", id, "status", "oriented");
}

/* What was proposed may no longer be possible: it stays open, with the reason. */
static void
test_choose_impossible (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *conflict = cross (self, id);

  fixture_sent (self, &self->ada,
                event_item (&self->ada, id,
                            "'sort':'closing','from_value':'oriented','to_value':'closed',"
                            "'motive':'solution'"),
                APPLIED, NULL);
  fixture_sent (self, &self->bob, choice (&self->bob, conflict, 1, "proposed"), REJECTED, "move");
  fixture_is (self, "conflict", conflict, "choice", NULL);
  fixture_is (self, "case", id, "status", "closed");
}

static void
test_baton (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *rest =
      g_strdup_printf ("'sort':'baton','from_value':'member:%s','to_value':'member:%s',"
                       "'next_step':'rappeler','promised_by':'2020-06-09'",
                       self->ada.member, self->bob.member);
  g_autofree char *stale =
      g_strdup_printf ("'sort':'baton','from_value':'member:%s','to_value':'member:%s'",
                       self->ada.member, self->col.member);
  g_autofree char *holder = g_strconcat ("member:", self->bob.member, NULL);
  g_autofree char *third = g_strconcat ("member:", self->col.member, NULL);
  g_autoptr (CercleOutcome) outcome = NULL;

  fixture_sent (self, &self->ada, event_item (&self->ada, id, rest), APPLIED, NULL);
  fixture_is (self, "case", id, "holder", holder);
  fixture_is (self, "case", id, "next_due_on", "2020-06-09");
  fixture_is (self, "case", id, "next_due_why", "promise");
  outcome = fixture_send (self, &self->ada, event_item (&self->ada, id, stale));
  g_assert_cmpint (outcome->status, ==, CONFLICT);
  fixture_sent (self, &self->ada, choice (&self->ada, outcome->conflicts[0], 1, "proposed"),
                APPLIED, NULL);
  fixture_is (self, "case", id, "holder", third);
  fixture_sent (self, &self->ada, choice (&self->ada, outcome->conflicts[0], 2, NULL), APPLIED,
                NULL);
  fixture_is (self, "case", id, "holder", holder);
  fixture_is (self, "case", id, "next_due_on", "2020-06-09");
}

#define CLOSING                                                                                    \
  "'sort':'closing','from_value':'received','to_value':'closed','motive':'information'"

static void
test_closing (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'danger':true");
  CercleMutation *item = action_item (&self->ada, id, "'due_on':'2020-06-10'");
  g_autofree char *action = g_strdup (item->id);

  fixture_sent (self, &self->ada, item, APPLIED, NULL);
  fixture_is (self, "case", id, "next_due_on", "2020-06-10");
  fixture_is (self, "case", id, "open_actions", "1");
  fixture_sent (self, &self->ada, event_item (&self->ada, id, CLOSING), REJECTED, "danger");
  fixture_sent (
      self, &self->ada,
      fixture_item (&self->ada, "case", id, CERCLE_OP_PATCH, 2, "{'danger_answer':'the 15 came'}"),
      APPLIED, NULL);
  fixture_sent (self, &self->ada, event_item (&self->ada, id, CLOSING), REJECTED, "open-actions");
  fixture_is (self, "case", id, "open", "1");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "action", action, CERCLE_OP_PATCH, 1, "{'state':'done'}"),
                APPLIED, NULL);
  fixture_is (self, "case", id, "open_actions", NULL);
  fixture_sent (self, &self->ada, event_item (&self->ada, id, CLOSING), APPLIED, NULL);
  fixture_is (self, "case", id, "open", "0");
  fixture_is (self, "case", id, "closed_on", "2020-06-04");
  fixture_is (self, "case", id, "next_due_on", NULL);
  /* What a desk wrote before it heard of the closing is kept, and seen. */
  fixture_sent (self, &self->bob, action_item (&self->bob, id, "'due_on':'2020-06-10'"), APPLIED,
                NULL);
  fixture_is (self, "case", id, "open_actions", "1");
  fixture_sent (self, &self->ada,
                event_item (&self->ada, id,
                            "'sort':'reopening','from_value':'closed','to_value':'to_qualify'"),
                APPLIED, NULL);
  fixture_is (self, "case", id, "open", "1");
  fixture_is (self, "case", id, "next_due_on", "2020-06-10");
}

/* An open case always has a holder. */
static void
test_nobody (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *holder = g_strconcat ("member:", self->ada.member, NULL);
  g_autofree char *rest = g_strdup_printf ("'sort':'baton','from_value':'%s'", holder);

  fixture_sent (self, &self->ada, event_item (&self->ada, id, rest), REJECTED, "holder");
  fixture_is (self, "case", id, "holder", holder);
}

static void
test_orientation (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  CercleMutation *matrix =
      fixture_item (&self->col, "matrix", NULL, CREATE, 0, "{'version':1,'state':'draft'}");
  g_autofree char *set = g_strdup_printf (
      "{'matrix':'%s','position':1,'responsibility':'mdph','debrief':true}", matrix->id);
  CercleMutation *item = fixture_item (&self->col, "rule", NULL, CREATE, 0, set);
  g_autofree char *against = g_strdup_printf (
      "'sort':'orientation','to_value':'og_og','rule':'%s','rule_version':1", item->id);
  g_autofree char *why = g_strconcat (against, ",'why':'closed today'", NULL);
  g_autofree char *rule = g_strdup (item->id);
  g_autoptr (CercleOutcome) late = NULL;

  fixture_sent (
      self, &self->ada,
      fixture_item (&self->ada, "matrix", NULL, CREATE, 0, "{'version':1,'state':'draft'}"),
      REJECTED, "right");
  fixture_sent (self, &self->col, matrix, APPLIED, NULL);
  fixture_sent (self, &self->col, item, APPLIED, NULL);
  fixture_sent (self, &self->ada, event_item (&self->ada, id, against), REJECTED, "move");
  fixture_sent (self, &self->ada, event_item (&self->ada, id, why), APPLIED, NULL);
  fixture_is (self, "case", id, "responsibility", "og_og");
  fixture_is (self, "case", id, "rule", rule);
  fixture_is (self, "case", id, "rule_version", "1");
  /* Two desks that oriented it: kept, and either can be chosen. */
  item = event_item (&self->bob, id, "'sort':'orientation','to_value':'dc','why':'I know them'");
  late = fixture_send (self, &self->bob, item);
  g_assert_cmpint (late->status, ==, CONFLICT);
  fixture_is (self, "case", id, "responsibility", "og_og");
  fixture_sent (self, &self->bob, choice (&self->bob, late->conflicts[0], 1, "proposed"), APPLIED,
                NULL);
  fixture_is (self, "case", id, "responsibility", "dc");
  fixture_is (self, "case", id, "rule", NULL);
  item = event_item (&self->ada, id, "'sort':'orientation','from_value':'dc','why':'mistaken'");
  fixture_sent (self, &self->ada, item, APPLIED, NULL);
  fixture_is (self, "case", id, "responsibility", NULL);
}

/* Due dates */

static void
test_due (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *other = fixture_case (self, &self->ada, NULL);
  g_autofree char *elsewhere = g_strdup_printf ("{'case':'%s'}", other);
  CercleMutation *late = action_item (&self->ada, id, "'due_on':'2020-06-20'");
  CercleMutation *soon = action_item (&self->ada, id, "'due_on':'2020-06-10'");
  g_autofree char *late_id = g_strdup (late->id), *soon_id = g_strdup (soon->id);

  fixture_sent (self, &self->ada, late, APPLIED, NULL);
  fixture_is (self, "case", id, "next_due_on", "2020-06-20");
  fixture_is (self, "case", id, "next_due_why", "ask");
  fixture_sent (self, &self->ada, soon, APPLIED, NULL);
  fixture_is (self, "case", id, "next_due_on", "2020-06-10");
  fixture_sent (self, &self->bob,
                fixture_item (&self->bob, "action", soon_id, PATCH, 1, "{'state':'done'}"), APPLIED,
                NULL);
  fixture_is (self, "case", id, "next_due_on", "2020-06-20");
  fixture_sent (self, &self->bob, fixture_item (&self->bob, "action", late_id, PATCH, 1, elsewhere),
                APPLIED, NULL);
  fixture_is (self, "case", id, "next_due_on", NULL);
  fixture_is (self, "case", other, "next_due_on", "2020-06-20");
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "action", late_id, CERCLE_OP_DELETE, 2, NULL), APPLIED,
                NULL);
  fixture_is (self, "case", other, "next_due_on", NULL);
}

static void
test_priority (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);

  fixture_is (self, "case", id, "priority", "p3");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", id, PATCH, 1, "{'complexity':'complex'}"),
                APPLIED, NULL);
  fixture_is (self, "case", id, "priority", "p2");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", id, PATCH, 2, "{'danger':true}"), APPLIED, NULL);
  fixture_is (self, "case", id, "priority", "p0");
}

/* Told */

static CercleRecord *
only_told (Fixture *self, const char *kase)
{
  g_autoptr (GPtrArray) events = fixture_find (self, "event", "case", kase);

  g_assert_cmpuint (events->len, ==, 1);
  return g_object_ref (events->pdata[0]);
}

static void
check_told (CercleRecord *event, const char *field, const char *from, const char *to)
{
  g_assert_cmpstr (cercle_record_get_text (
                       event, (guint) cercle_kind_field (cercle_kind_find ("event"), "sort")),
                   ==, "told");
  g_assert_cmpstr (cercle_record_get_text (
                       event, (guint) cercle_kind_field (cercle_kind_find ("event"), "field")),
                   ==, field);
  g_assert_cmpstr (cercle_record_get_text (
                       event, (guint) cercle_kind_field (cercle_kind_find ("event"), "from_value")),
                   ==, from);
  g_assert_cmpstr (cercle_record_get_text (
                       event, (guint) cercle_kind_field (cercle_kind_find ("event"), "to_value")),
                   ==, to);
}

static void
test_told (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'level':1");
  CercleMutation *item =
      fixture_item (&self->bob, "case", id, PATCH, 1, "{'level':3,'commune':'14118'}");
  g_autoptr (CercleRecord) event = NULL;

  g_free (item->at);
  item->at = g_strdup ("2020-06-05T08:00:00.000Z");
  fixture_sent (self, &self->bob, item, APPLIED, NULL);
  /* The commune is not told. */
  event = only_told (self, id);
  check_told (event, "level", "1", "3");
  fixture_is (self, "case", id, "last_news_on", "2020-06-05");
  fixture_is (self, "event", cercle_record_get_id (event), "by", self->bob.member);
  fixture_is (self, "event", cercle_record_get_id (event), "at", "2020-06-05T08:00:00.000Z");
  fixture_is (self, "event", cercle_record_get_id (event), "of_id", id);
}

/* A person's change is told on each of her open cases, and on those alone. */
static void
test_told_person (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  CercleMutation *person =
      fixture_item (&self->ada, "person", NULL, CREATE, 0, "{'last_name':'Quesnel'}");
  g_autofree char *id = g_strdup (person->id);
  g_autofree char *set = g_strdup_printf ("'person':'%s'", id);
  g_autofree char *first = NULL, *second = NULL, *closed = NULL;
  g_autoptr (CercleRecord) one = NULL;
  g_autoptr (CercleRecord) two = NULL;
  g_autoptr (GPtrArray) events = NULL;

  fixture_sent (self, &self->ada, person, APPLIED, NULL);
  first = fixture_case (self, &self->ada, set);
  second = fixture_case (self, &self->ada, set);
  closed = fixture_case (self, &self->ada, set);
  fixture_sent (self, &self->ada,
                event_item (&self->ada, closed,
                            "'sort':'closing','from_value':'received','to_value':'closed',"
                            "'motive':'information'"),
                APPLIED, NULL);
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "person", id, PATCH, 1, "{'phone':'+33639980000'}"),
                APPLIED, NULL);
  one = only_told (self, first);
  two = only_told (self, second);
  check_told (one, "phone", NULL, "+33639980000");
  check_told (two, "phone", NULL, "+33639980000");
  events = fixture_find (self, "event", "case", closed);
  g_assert_cmpuint (events->len, ==, 1);
}

static void
test_told_action (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  CercleMutation *action = action_item (&self->ada, id, NULL);
  g_autofree char *action_id = g_strdup (action->id);
  g_autoptr (CercleRecord) event = NULL;

  fixture_sent (self, &self->ada, action, APPLIED, NULL);
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "action", action_id, PATCH, 1, "{'state':'done'}"),
                APPLIED, NULL);
  event = only_told (self, id);
  check_told (event, "state", "open", "done");
}

/* What was not taken is not told. */
static void
test_told_taken_only (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'level':1");
  g_autoptr (CercleOutcome) outcome = NULL;
  g_autoptr (CercleRecord) event = NULL;

  fixture_sent (self, &self->ada, fixture_item (&self->ada, "case", id, PATCH, 1, "{'level':2}"),
                APPLIED, NULL);
  outcome = fixture_send (
      self, &self->bob,
      fixture_was (fixture_item (&self->bob, "case", id, PATCH, 1, "{'level':3}"), "{'level':1}"));
  g_assert_cmpint (outcome->status, ==, CONFLICT);
  event = only_told (self, id);
  check_told (event, "level", "1", "2");
}

/* Choices between values */

static char *
dispute (Fixture *self, char **id)
{
  g_autoptr (CercleOutcome) outcome = NULL;

  *id = fixture_case (self, &self->ada, "'need':'un'");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", *id, PATCH, 1, "{'need':'deux'}"), APPLIED, NULL);
  outcome = fixture_send (
      self, &self->bob,
      fixture_was (fixture_item (&self->bob, "case", *id, PATCH, 1, "{'need':'trois'}"),
                   "{'need':'un'}"));
  g_assert_cmpint (outcome->status, ==, CONFLICT);
  return g_strdup (outcome->conflicts[0]);
}

static void
test_choose (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = NULL, *conflict = dispute (self, &id);

  fixture_sent (self, &self->ada, choice (&self->ada, conflict, 1, "proposed"), APPLIED, NULL);
  fixture_is (self, "case", id, "need", "trois");
  fixture_is (self, "conflict", conflict, "choice", "proposed");
  fixture_is (self, "conflict", conflict, "resolved_by", self->ada.member);
  fixture_sent (self, &self->ada, choice (&self->ada, conflict, 2, NULL), APPLIED, NULL);
  fixture_is (self, "case", id, "need", "deux");
  fixture_sent (self, &self->ada, choice (&self->ada, conflict, 3, "current"), APPLIED, NULL);
  fixture_is (self, "case", id, "need", "deux");
  fixture_is (self, "conflict", conflict, "choice", "current");
}

/* The second of two who choose differently looks again; who chooses the same agrees. */
static void
test_choose_once (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = NULL, *conflict = dispute (self, &id);

  fixture_sent (self, &self->ada, choice (&self->ada, conflict, 1, "proposed"), APPLIED, NULL);
  fixture_sent (self, &self->bob, choice (&self->bob, conflict, 1, "current"), REJECTED, "rule");
  fixture_sent (self, &self->bob, choice (&self->bob, conflict, 1, "proposed"), APPLIED, NULL);
  fixture_is (self, "case", id, "need", "trois");
}

/* Undoing a choice does not undo what somebody wrote after it. */
static void
test_choose_later_edit (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = NULL, *conflict = dispute (self, &id);
  g_autoptr (CercleRecord) record = NULL;
  gint64 rev;

  fixture_sent (self, &self->ada, choice (&self->ada, conflict, 1, "proposed"), APPLIED, NULL);
  record = fixture_get (self, "case", id);
  rev = cercle_record_envelope (record)->rev;
  fixture_sent (self, &self->bob,
                fixture_item (&self->bob, "case", id, PATCH, rev, "{'need':'quatre'}"), APPLIED,
                NULL);
  fixture_sent (self, &self->ada, choice (&self->ada, conflict, 2, NULL), APPLIED, NULL);
  fixture_is (self, "case", id, "need", "quatre");
}

static void
test_choose_only (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = NULL, *conflict = dispute (self, &id);

  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "conflict", conflict, PATCH, 1,
                              "{'choice':'proposed','proposed':'{}'}"),
                REJECTED, "right");
  fixture_is (self, "case", id, "need", "deux");
}

/* A change on a deleted record: choosing it brings the record back. */
static void
test_choose_deleted (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");
  g_autoptr (CercleOutcome) late = NULL;
  g_autoptr (CercleRecord) back = NULL;
  g_autoptr (CercleRecord) gone = NULL;

  fixture_sent (self, &self->col, fixture_item (&self->col, "case", id, CERCLE_OP_DELETE, 1, NULL),
                APPLIED, NULL);
  late = fixture_send (self, &self->ada,
                       fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}"));
  g_assert_cmpint (late->status, ==, CONFLICT);
  fixture_sent (self, &self->col, choice (&self->col, late->conflicts[0], 1, "proposed"), APPLIED,
                NULL);
  back = fixture_get (self, "case", id);
  g_assert_false (cercle_record_envelope (back)->deleted);
  fixture_is (self, "case", id, "need", "deux");
  fixture_sent (self, &self->col, choice (&self->col, late->conflicts[0], 2, NULL), APPLIED, NULL);
  gone = fixture_get (self, "case", id);
  g_assert_true (cercle_record_envelope (gone)->deleted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moves/applied", test_applied);
  g_test_add_func ("/moves/day-of-territory", test_day_of_territory);
  g_test_add_func ("/moves/refused", test_refused);
  g_test_add_func ("/moves/stale", test_stale);
  g_test_add_func ("/moves/choose", test_choose_move);
  g_test_add_func ("/moves/choose-impossible", test_choose_impossible);
  g_test_add_func ("/moves/baton", test_baton);
  g_test_add_func ("/moves/closing", test_closing);
  g_test_add_func ("/moves/nobody", test_nobody);
  g_test_add_func ("/moves/orientation", test_orientation);
  g_test_add_func ("/moves/due", test_due);
  g_test_add_func ("/moves/priority", test_priority);
  g_test_add_func ("/told/case", test_told);
  g_test_add_func ("/told/person", test_told_person);
  g_test_add_func ("/told/action", test_told_action);
  g_test_add_func ("/told/taken-only", test_told_taken_only);
  g_test_add_func ("/choice/value", test_choose);
  g_test_add_func ("/choice/once", test_choose_once);
  g_test_add_func ("/choice/later-edit", test_choose_later_edit);
  g_test_add_func ("/choice/only", test_choose_only);
  g_test_add_func ("/choice/deleted", test_choose_deleted);
  return g_test_run ();
}
