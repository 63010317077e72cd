/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a call-back that only a rule made keep nobody from closing, and what somebody planned? */
#include "cercle-call-back.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
/* Friday 19 June 2020, 08:00 UTC; two working days later it is Tuesday. */
#define NOW G_GINT64_CONSTANT (1592553600000)
#define DAY "2020-06-23"

typedef struct
{
  Fixture *self;
  char *kase;
  char *one, *other; /* two actions of it */
} Place;

static char *
plan (Place *place, const char *due)
{
  char *id = cercle_id_new ();
  g_autofree char *set = g_strdup_printf (
      "{'case': '%s', 'sort': 'ask', 'state': 'open', 'due_on': '%s'}", place->kase, due);

  fixture_sent (place->self, &place->self->ada,
                fixture_item (&place->self->ada, "action", id, CREATE, 0, set), APPLIED, NULL);
  return id;
}

static void
set_up (Place *place, gconstpointer data)
{
  cercle_instant_freeze (NOW);
  place->self = fixture_new ();
  place->kase = fixture_case (place->self, &place->self->ada, NULL);
  place->one = plan (place, "2020-06-29");
  place->other = plan (place, "2020-06-30");
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_free (place->kase);
  g_free (place->one);
  g_free (place->other);
  fixture_free (place->self);
  cercle_instant_freeze (0);
}

static CercleMutation *
done (const Person *person, const char *action)
{
  return fixture_item (person, "action", action, PATCH, 1, "{'state': 'done'}");
}

/* (transfer full): as a desk writes it, with what it was the last to do. */
static CercleMutation *
call_back_of (Place *place, const Person *person)
{
  g_autoptr (CercleRecord) kase = fixture_get (place->self, "case", place->kase);
  g_autoptr (GPtrArray) none = g_ptr_array_new (), follows = NULL;
  const CercleCallBackGround ground = { .time = { .holidays = "metropole" },
                                        .today = cercle_day_parse ("2020-06-19") };
  CercleMutation *item = NULL;
  CercleRecord *action = NULL;

  cercle_record_unset (kase, cercle_kind_field (cercle_record_get_kind (kase), "next_due_on"));
  follows = cercle_call_back_follow (kase, none, &ground);
  action = follows->pdata[0];
  item = fixture_item (person, "action", cercle_record_get_id (action), CREATE, 0, "{}");
  json_object_unref (item->set);
  item->set = cercle_record_to_json (action, cercle_record_get_changed (action), FALSE);
  return item;
}

static CercleMutation *
moved (Place *place, const char *set)
{
  g_autofree char *id = cercle_id_new ();
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *all = g_strdup_printf ("{'case': '%s', 'at': '%s', %s}", place->kase, now, set);

  return fixture_item (&place->self->bob, "event", id, CREATE, 0, all);
}

/* She who closes could not know of it: it ends with its case, as on a desk. */
static void
test_closed (Place *place, gconstpointer data)
{
  const Person *ada = &place->self->ada;
  CercleMutation *made = call_back_of (place, ada);
  g_autofree char *id = g_strdup (made->id);

  fixture_sent (place->self, ada, done (ada, place->one), APPLIED, NULL);
  fixture_sent (place->self, ada, done (ada, place->other), APPLIED, NULL);
  fixture_sent (place->self, ada, made, APPLIED, NULL);
  fixture_is (place->self, "case", place->kase, "next_due_on", DAY);
  fixture_sent (place->self, &place->self->bob,
                moved (place, "'sort': 'closing', 'from_value': 'received', 'to_value': 'closed', "
                              "'motive': 'information'"),
                APPLIED, NULL);
  fixture_is (place->self, "case", place->kase, "status", "closed");
  fixture_is (place->self, "case", place->kase, "open_actions", NULL);
  fixture_is (place->self, "action", id, "state", "cancelled");
}

/* What somebody planned forbids it still. */
static void
test_kept (Place *place, gconstpointer data)
{
  fixture_sent (place->self, &place->self->bob,
                moved (place, "'sort': 'closing', 'from_value': 'received', 'to_value': 'closed', "
                              "'motive': 'information'"),
                CERCLE_OUTCOME_REJECTED, "open-actions");
  fixture_is (place->self, "case", place->kase, "open_actions", "2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add ("/server/call-back-end/" path, Place, NULL, set_up, test, tear_down)
  ADD ("closed", test_closed);
  ADD ("kept", test_kept);
#undef ADD
  return g_test_run ();
}
