/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a case handed to another community of the server arrive there, with what was allowed alone,
 * and does the answer come back? */
#include <string.h>

#include "cercle-feed.h"
#include "cercle-handover.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
#define REJECTED CERCLE_OUTCOME_REJECTED
#define NOW "2020-06-10T08:00:00.000Z"

typedef struct
{
  Fixture *self;
  char *person, *kase;
} Place;

static char *
add (Place *place, const char *kind, const char *problem, const char *set)
{
  CercleMutation *item = fixture_item (&place->self->ada, kind, NULL, CREATE, 0, set);
  char *id = g_strdup (item->id);

  fixture_sent (place->self, &place->self->ada, item, problem == NULL ? APPLIED : REJECTED,
                problem);
  return id;
}

static void
set_up (Place *place, gconstpointer of_case)
{
  g_autofree char *set = NULL, *relative = NULL, *consent = NULL, *ids[2] = { NULL };

  place->self = fixture_new ();
  place->person =
      add (place, "person", NULL,
           "{'last_name':'Quesnel','phone':'+33639984217','mdph_number':'14-2016-08831'}");
  relative =
      g_strdup_printf ("{'person':'%s','link':'mother','first_name':'Sandrine'}", place->person);
  consent =
      g_strdup_printf ("{'person':'%s','purpose':'transfer','recipients':'community','given':'yes',"
                       "'given_on':'2020-06-02','data':['contact','identity','needs']}",
                       place->person);
  ids[0] = add (place, "relative", NULL, relative);
  ids[1] = add (place, "consent", NULL, consent);
  g_free (ids[0]);
  g_free (ids[1]);
  ids[0] = ids[1] = NULL;
  set = g_strdup_printf ("'person':'%s','need':'Répit','words':'Je suis fatiguée'%s", place->person,
                         (const char *) of_case);
  place->kase = fixture_case (place->self, &place->self->ada, set);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_free (place->person);
  g_free (place->kase);
  fixture_free (place->self);
}

/* (transfer full): the identity of a transfer to the other community of the server. */
static char *
hand_over (Place *place, const char *to, const char *rest, const char *problem)
{
  g_autofree char *set = g_strdup_printf (
      "{'case':'%s','direction':'out','community':'Là-bas','to_community':'%s','sent_at':'" NOW
      "','why':'Déménagement'%s}",
      place->kase, to, rest);

  return add (place, "transfer", problem, set);
}

static const char *
there (Place *place)
{
  return place->self->there + strlen ("c:");
}

static void
answer (Place *place, const char *transfer, const Person *person, gint64 rev, const char *set)
{
  fixture_sent (place->self, person, fixture_item (person, "transfer", transfer, PATCH, rev, set),
                APPLIED, NULL);
}

static CercleRecord *
only (Place *place, const char *kind, const char *field, const char *value)
{
  g_autoptr (GPtrArray) found = fixture_find (place->self, kind, field, value);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

/* She there takes the baton of what has arrived. */
static void
take_on (Place *place, const char *kase, const char *from, CercleOutcomeStatus status)
{
  const Person *zoe = &place->self->zoe;
  g_autofree char *set = g_strdup_printf (
      "{'case':'%s','at':'2020-06-02T09:00:00.000Z','sort':'baton','from_value':'%s',"
      "'to_value':'member:%s'}",
      kase, from, zoe->member);

  fixture_sent (place->self, zoe, fixture_item (zoe, "event", NULL, CERCLE_OP_CREATE, 0, set),
                status, status == CERCLE_OUTCOME_REJECTED ? "move" : NULL);
}

static void
test_arrives (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *id =
      hand_over (place, there (place), ",'data':['contact','identity','needs']", NULL);
  g_autofree char *twin = cercle_handover_twin_id (id, self->there);
  g_autofree char *reference = fixture_text (self, "case", place->kase, "reference");
  g_autofree char *kase = NULL, *person = NULL, *number = NULL;
  g_autofree char *holder = g_strconcat ("transfer:", twin, NULL);
  g_autofree char *whence = fixture_text (self, "community", self->here + strlen ("c:"), "name");
  g_autoptr (CercleRecord) relative = NULL, call = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  fixture_is (self, "transfer", id, "twin", twin);
  fixture_is (self, "transfer", twin, "twin", id);
  fixture_is (self, "transfer", twin, "direction", "in");
  fixture_is (self, "transfer", twin, "why", "Déménagement");
  /* Where it came from is said there, where it went is said here. */
  fixture_is (self, "transfer", twin, "community", whence);
  fixture_is (self, "transfer", twin, "reference", reference);
  fixture_is (self, "transfer", id, "community", "Là-bas");
  kase = fixture_text (self, "transfer", twin, "case");
  number = fixture_text (self, "case", kase, "reference");
  g_assert_nonnull (number);
  g_assert_cmpstr (number, !=, reference);
  fixture_is (self, "case", kase, "came_from", reference);
  fixture_is (self, "case", kase, "need", "Répit");
  fixture_is (self, "case", kase, "words", NULL);
  fixture_is (self, "case", kase, "status", "received");
  /* Until it is accepted, who sent it holds it. */
  fixture_is (self, "case", kase, "holder", holder);
  take_on (place, kase, holder, REJECTED);
  person = fixture_text (self, "case", kase, "person");
  fixture_is (self, "person", person, "last_name", "Quesnel");
  fixture_is (self, "person", person, "mdph_number", NULL);
  relative = only (place, "relative", "person", person);
  call = only (place, "call", "case", kase);
  /* Those there read it, and not what it came from; those here do not read theirs. */
  lines = fixture_snapshot (self, &self->zoe, self->there);
  g_assert_cmpint (fixture_told (lines, kase), ==, CERCLE_FEED_PUT);
  g_assert_cmpint (fixture_told (lines, person), ==, CERCLE_FEED_PUT);
  g_assert_cmpint (fixture_told (lines, twin), ==, CERCLE_FEED_PUT);
  g_assert_cmpint (fixture_told (lines, place->kase), ==, -1);
  g_clear_pointer (&lines, g_ptr_array_unref);
  lines = fixture_snapshot (self, &self->ada, self->here);
  g_assert_cmpint (fixture_told (lines, kase), ==, -1);
  /* The case here is as it was. */
  fixture_is (self, "case", place->kase, "status", "received");
}

static void
test_accepted (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *id = hand_over (place, there (place), "", NULL);
  g_autofree char *twin = cercle_handover_twin_id (id, self->there);
  g_autofree char *kase = fixture_text (self, "transfer", twin, "case");
  g_autofree char *number = fixture_text (self, "case", kase, "reference");
  g_autofree char *holder = g_strconcat ("transfer:", twin, NULL);

  answer (place, twin, &self->zoe, 1, "{'accepted_at':'" NOW "'}");
  fixture_is (self, "transfer", id, "accepted_at", NOW);
  take_on (place, kase, holder, APPLIED);
  fixture_is (self, "transfer", id, "reference", number);
  /* It is told on the case here, by nobody of ours. */
  {
    g_autoptr (CercleRecord) told = only (place, "event", "of_id", id);
    g_autofree char *by = fixture_text (self, "event", cercle_record_get_id (told), "by");

    fixture_is (self, "event", cercle_record_get_id (told), "field", "accepted_at");
    fixture_is (self, "event", cercle_record_get_id (told), "case", place->kase);
    g_assert_cmpstr (by, ==, NULL);
  }
  /* Undone there, it waits again here. */
  answer (place, twin, &self->zoe, 2, "{'accepted_at':null}");
  fixture_is (self, "transfer", id, "accepted_at", NULL);
}

static void
test_refused_and_taken_back (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *id = hand_over (place, there (place), "", NULL);
  g_autofree char *twin = cercle_handover_twin_id (id, self->there);
  g_autofree char *second = NULL, *other = NULL;

  answer (place, twin, &self->zoe, 1, "{'refused_at':'" NOW "','refused_why':'Hors zone'}");
  fixture_is (self, "transfer", id, "refused_at", NOW);
  fixture_is (self, "transfer", id, "refused_why", "Hors zone");
  second = hand_over (place, there (place), "", NULL);
  other = cercle_handover_twin_id (second, self->there);
  answer (place, second, &self->ada, 1, "{'taken_back_at':'" NOW "'}");
  fixture_is (self, "transfer", other, "taken_back_at", NOW);
}

/* A consent withdrawn while it waits: it is stopped here and there, and can no longer be accepted
 * there. */
static void
test_withdrawn (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (CercleRecord) consent = only (place, "consent", "person", place->person);
  g_autofree char *rest =
      g_strdup_printf (",'data':['identity'],'consent':'%s'", cercle_record_get_id (consent));
  g_autofree char *id = hand_over (place, there (place), rest, NULL);
  g_autofree char *twin = cercle_handover_twin_id (id, self->there);
  g_autofree char *here = NULL, *over_there = NULL;
  CercleMutation *late = NULL;

  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "consent", cercle_record_get_id (consent), PATCH, 1,
                              "{'withdrawn_on':'2020-06-10'}"),
                APPLIED, NULL);
  here = fixture_text (self, "transfer", id, "taken_back_at");
  over_there = fixture_text (self, "transfer", twin, "taken_back_at");
  g_assert_nonnull (here);
  g_assert_cmpstr (over_there, ==, here);
  late = fixture_item (&self->zoe, "transfer", twin, PATCH, 2,
                       "{'accepted_at':'" NOW "','taken_back_at':null}");
  fixture_sent (self, &self->zoe, late, REJECTED, "consent");
  fixture_is (self, "transfer", id, "accepted_at", NULL);
}

/* Nothing is delivered that was not allowed, nor to nobody, nor to oneself; nor is it bent later.
 */
static void
test_refused (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *ids[5] = { NULL };

  ids[0] = hand_over (place, there (place), ",'data':['identity','rights']", "consent");
  ids[1] = hand_over (place, "0199c0de-0000-7000-8000-00000000dead", "", "missing-reference");
  ids[2] = hand_over (place, self->here + 2, "", "rule");
  ids[3] =
      hand_over (place, there (place), ",'twin':'0199c0de-0000-7000-8000-00000000dead'", "derived");
  {
    g_autoptr (GPtrArray) transfers = fixture_find (self, "transfer", "case", place->kase);
    g_assert_cmpuint (transfers->len, ==, 0);
  }
  ids[4] = hand_over (place, there (place), "", NULL);
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "transfer", ids[4], PATCH, 1,
                              "{'to_community':'0199c0de-0000-7000-8000-00000000dead'}"),
                REJECTED, "right");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_clear_pointer (&ids[i], g_free);
}

/* A child in care stays protected where she arrives. */
static void
test_protected (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *kase = NULL, *id = NULL, *twin = NULL, *set = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) found = NULL;
  CercleMutation *item = NULL;

  set = g_strdup_printf ("{'case':'%s','direction':'out','community':'Là-bas',"
                         "'to_community':'%s','sent_at':'" NOW "'}",
                         place->kase, there (place));
  item = fixture_item (&self->col, "transfer", NULL, CREATE, 0, set);
  id = g_strdup (item->id);
  fixture_sent (self, &self->col, item, APPLIED, NULL);
  twin = cercle_handover_twin_id (id, self->there);
  kase = fixture_text (self, "transfer", twin, "case");
  fixture_is (self, "case", kase, "profile", "ase");
  lines = fixture_snapshot (self, &self->zoe, self->there);
  g_assert_cmpint (fixture_told (lines, kase), ==, -1);
  g_assert_cmpint (fixture_told (lines, twin), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, of_case, test)                                                                   \
  g_test_add ("/delivery/" name, Place, of_case, set_up, test, tear_down)
  ADD ("arrives", "", test_arrives);
  ADD ("accepted", "", test_accepted);
  ADD ("refused-and-taken-back", "", test_refused_and_taken_back);
  ADD ("withdrawn", "", test_withdrawn);
  ADD ("refused", "", test_refused);
  ADD ("protected", ",'profile':'ase'", test_protected);
  return g_test_run ();
}
