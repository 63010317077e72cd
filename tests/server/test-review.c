/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Do the community and the MDPH hold one review, and does the MDPH read nothing but it? */
#include <string.h>

#include "cercle-feed.h"
#include "cercle-review.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
#define MERGED CERCLE_OUTCOME_MERGED
#define CONFLICT CERCLE_OUTCOME_CONFLICT
#define REJECTED CERCLE_OUTCOME_REJECTED
#define TODAY "2020-06-10"
#define NOW TODAY "T08:00:00.000Z"

typedef struct
{
  Fixture *self;
  char *person, *kase, *item;
} Place;

static CercleMutation *
item_of (Place *place, const Person *by, CercleOp op, gint64 rev, const char *rest)
{
  g_autofree char *review = cercle_review_id (place->self->here, TODAY);
  g_autofree char *frame = g_strdup_printf (
      "'review':'%s','case':'%s','held_on':'" TODAY "','who':'M. Q., 2011',", review, place->kase);
  g_autofree char *set = g_strdup_printf ("{%s%s}", op == CREATE ? frame : "", rest);

  return fixture_item (by, "review_item", place->item, op, rev, set);
}

static void
set_up (Place *place, gconstpointer profile)
{
  g_autofree char *review = NULL, *set = NULL;

  place->self = fixture_new ();
  {
    CercleMutation *person = fixture_item (&place->self->col, "person", NULL, CREATE, 0,
                                           "{'last_name':'Quesnel','phone':'+33639984217'}");
    place->person = g_strdup (person->id);
    fixture_sent (place->self, &place->self->col, person, APPLIED, NULL);
  }
  set = g_strdup_printf ("'person':'%s','need':'Répit','profile':'%s'", place->person,
                         profile != NULL ? (const char *) profile : "standard");
  place->kase = fixture_case (place->self, &place->self->col, set);
  place->item = cercle_review_item_id (place->self->here, TODAY, place->kase);
  review = cercle_review_id (place->self->here, TODAY);
  fixture_sent (
      place->self, &place->self->col,
      fixture_item (&place->self->col, "review", review, CREATE, 0, "{'held_on':'" TODAY "'}"),
      APPLIED, NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_free (place->person);
  g_free (place->kase);
  g_free (place->item);
  fixture_free (place->self);
}

/* Two desks close the list without a network between them. */
static void
test_made_twice (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *review = cercle_review_id (self->here, TODAY);
  g_autoptr (GPtrArray) conflicts = NULL;

  fixture_sent (self, &self->ada, item_of (place, &self->ada, CREATE, 0, "'position':16"), APPLIED,
                NULL);
  fixture_sent (self, &self->bob,
                item_of (place, &self->bob, CREATE, 0, "'position':32,'reasons':['break']"), MERGED,
                NULL);
  fixture_sent (self, &self->bob,
                fixture_item (&self->bob, "review", review, CREATE, 0, "{'held_on':'" TODAY "'}"),
                MERGED, NULL);
  fixture_is (self, "review_item", place->item, "position", "16");
  fixture_is (self, "review_item", place->item, "reasons", "break");
  conflicts = fixture_find (self, "conflict", "of_id", place->item);
  g_assert_cmpuint (conflicts->len, ==, 0);
}

#define TOGETHER "'known':'no','decision':'together','decided_at':'" NOW "'"
#define OURS "'known':'yes','decision':'community','decided_at':'" NOW "'"

static void
test_two_verdicts (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (GPtrArray) conflicts = NULL;

  fixture_sent (self, &self->ada, item_of (place, &self->ada, CREATE, 0, TOGETHER), APPLIED, NULL);
  fixture_sent (self, &self->bob, item_of (place, &self->bob, CREATE, 0, OURS), CONFLICT, NULL);
  fixture_is (self, "review_item", place->item, "decision", "together");
  conflicts = fixture_find (self, "conflict", "of_id", place->item);
  g_assert_cmpuint (conflicts->len, >=, 1);
}

static gboolean
is_of_review (const char *kind)
{
  return g_str_has_prefix (kind, "review");
}

/* Of this community the MDPH's desk gets the review, its frame, and no byte of a case. */
static void
test_reads (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (GPtrArray) lines = NULL, changes = NULL;
  guint n = 0;

  fixture_sent (self, &self->ada, item_of (place, &self->ada, CREATE, 0, "'position':16"), APPLIED,
                NULL);
  lines = fixture_snapshot (self, &self->mia, self->here);
  changes = fixture_changes (self, &self->mia, self->here, 0);
  g_assert_cmpint (fixture_told (lines, place->item), ==, CERCLE_FEED_PUT);
  g_assert_cmpint (fixture_told (changes, place->item), ==, CERCLE_FEED_PUT);
  g_assert_cmpint (fixture_told (lines, place->kase), ==, -1);
  g_assert_cmpint (fixture_told (changes, place->person), ==, -1);
  for (guint i = 0; i < lines->len; i++)
    {
      const CercleLine *line = lines->pdata[i];
      g_autofree char *text = cercle_wire_put_line (line);

      g_assert_null (strstr (text, "Quesnel"));
      g_assert_null (strstr (text, "39984217"));
      if (line->sort != CERCLE_LINE_ITEM)
        continue;
      n += is_of_review (line->item->kind->name);
      g_assert_true (is_of_review (line->item->kind->name) ||
                     g_str_equal (line->item->kind->audience, "national"));
    }
  g_assert_cmpuint (n, ==, 2);
}

static void
test_writes (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *review = cercle_review_id (self->here, TODAY);

  fixture_sent (self, &self->ada, item_of (place, &self->ada, CREATE, 0, "'position':16"), APPLIED,
                NULL);
  /* Neither what is told of a case, nor the order, nor another's signature; no case at all. */
  fixture_sent (self, &self->mia, item_of (place, &self->mia, PATCH, 1, "'who':'X'"), REJECTED,
                "right");
  fixture_sent (self, &self->mia, item_of (place, &self->mia, PATCH, 1, "'position':1"), REJECTED,
                "right");
  fixture_sent (self, &self->mia, item_of (place, &self->mia, PATCH, 1, "'left_out_why':'Non'"),
                REJECTED, "right");
  fixture_sent (
      self, &self->mia,
      fixture_item (&self->mia, "review", review, PATCH, 1, "{'team_agreed_at':'" NOW "'}"),
      REJECTED, "right");
  fixture_sent (self, &self->mia,
                fixture_item (&self->mia, "case", NULL, CREATE, 0, "{'opened_on':'" TODAY "'}"),
                REJECTED, "right");
  fixture_sent (
      self, &self->mia,
      fixture_item (&self->mia, "review", review, PATCH, 1, "{'mdph_agreed_at':'" NOW "'}"),
      APPLIED, NULL);
}

static guint
count_events (Place *place, const char *sort)
{
  g_autoptr (GPtrArray) events = fixture_find (place->self, "event", "case", place->kase);
  int field = cercle_kind_field (cercle_kind_find ("event"), "sort");
  guint n = 0;

  for (guint i = 0; i < events->len; i++)
    n += g_strcmp0 (cercle_record_get_text (events->pdata[i], (guint) field), sort) == 0;
  return n;
}

/* The MDPH decides on its own desk, and the case moves. */
static void
test_verdict_of_mdph (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (GPtrArray) actions = NULL;
  g_autofree char *debriefed = NULL;

  fixture_sent (self, &self->ada, item_of (place, &self->ada, CREATE, 0, "'position':16"), APPLIED,
                NULL);
  fixture_sent (self, &self->mia,
                item_of (place, &self->mia, PATCH, 1,
                         "'rights':'refresh','decision':'mdph','due_on':'2020-06-15',"
                         "'decided_at':'" NOW "'"),
                APPLIED, NULL);
  fixture_is (self, "case", place->kase, "status", "waiting_mdph");
  fixture_is (self, "case", place->kase, "promised_by", "2020-06-15");
  debriefed = fixture_text (self, "case", place->kase, "debriefed_on");
  g_assert_nonnull (debriefed);
  fixture_is (self, "case", place->kase, "open_actions", "2");
  g_assert_cmpuint (count_events (place, "review"), ==, 1);
  actions = fixture_find (self, "action", "case", place->kase);
  g_assert_cmpuint (actions->len, ==, 2);
  /* A note put right decides nothing anew. */
  fixture_sent (self, &self->mia, item_of (place, &self->mia, PATCH, 3, "'note':'Vu'"), APPLIED,
                NULL);
  g_assert_cmpuint (count_events (place, "review"), ==, 1);
}

/* What her desk cannot know is told by the server. */
static void
test_verdict_completed (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *organisation = NULL, *due = NULL;
  CercleMutation *mdph = fixture_item (&self->col, "organisation", NULL, CREATE, 0,
                                       "{'name':'MDPH 14','family':'mdph'}");

  g_free (mdph->scope);
  mdph->scope = g_strdup ("t:14");
  organisation = g_strconcat ("organisation:", mdph->id, NULL);
  fixture_sent (self, &self->col, mdph, APPLIED, NULL);
  fixture_sent (self, &self->ada, item_of (place, &self->ada, CREATE, 0, "'position':16"), APPLIED,
                NULL);
  fixture_sent (self, &self->mia,
                item_of (place, &self->mia, PATCH, 1, "'decision':'mdph','decided_at':'" NOW "'"),
                APPLIED, NULL);
  fixture_is (self, "case", place->kase, "holder", organisation);
  fixture_is (self, "review_item", place->item, "holder", organisation);
  due = fixture_text (self, "review_item", place->item, "due_on");
  g_assert_nonnull (due);
  fixture_is (self, "case", place->kase, "promised_by", due);
}

/* The team's desk brings what follows itself: nothing comes twice. */
static void
test_verdict_of_team (Place *place, gconstpointer data)
{
  Fixture *self = place->self;

  fixture_sent (self, &self->ada, item_of (place, &self->ada, CREATE, 0, TOGETHER), APPLIED, NULL);
  g_assert_cmpuint (count_events (place, "review"), ==, 0);
}

/* A child in care stands on the list of those who may read her case, and on no other. */
static void
test_protected (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (GPtrArray) hers = NULL, cols = NULL;

  fixture_sent (self, &self->col, item_of (place, &self->col, CREATE, 0, "'position':16"), APPLIED,
                NULL);
  hers = fixture_snapshot (self, &self->mia, self->here);
  cols = fixture_snapshot (self, &self->col, self->here);
  g_assert_cmpint (fixture_told (hers, place->item), ==, -1);
  g_assert_cmpint (fixture_told (cols, place->item), ==, CERCLE_FEED_PUT);
}

/* A case that comes into care is taken back from the MDPH's desk. */
static void
test_comes_into_care (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (GPtrArray) changes = NULL;

  fixture_sent (self, &self->col, item_of (place, &self->col, CREATE, 0, "'position':16"), APPLIED,
                NULL);
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "case", place->kase, PATCH, 1, "{'profile':'ase'}"),
                APPLIED, NULL);
  changes = fixture_changes (self, &self->mia, self->here, 0);
  g_assert_cmpint (fixture_told (changes, place->item), ==, CERCLE_FEED_HIDE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, profile, test)                                                                   \
  g_test_add ("/review/" name, Place, profile, set_up, test, tear_down)
  ADD ("made_twice", NULL, test_made_twice);
  ADD ("two_verdicts", NULL, test_two_verdicts);
  ADD ("reads", NULL, test_reads);
  ADD ("writes", NULL, test_writes);
  ADD ("verdict_of_mdph", NULL, test_verdict_of_mdph);
  ADD ("verdict_completed", NULL, test_verdict_completed);
  ADD ("verdict_of_team", NULL, test_verdict_of_team);
  ADD ("protected", "ase", test_protected);
  ADD ("comes_into_care", NULL, test_comes_into_care);
  return g_test_run ();
}
