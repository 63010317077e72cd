/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a case opened by exception reach one desk, for a day, and no other byte any other? */
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-feed.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-opening.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
#define REJECTED CERCLE_OUTCOME_REJECTED
#define NOON "2020-06-22T22:15:00.000Z"
#define REASON "Sa grand-mère appelle, son assistante familiale est hospitalisée."
#define SECRET "Poulain"

typedef struct
{
  Fixture *self;
  char *person, *relative, *kase, *note, *reference;
  char *other; /* another protected case of hers */
  char *others_note;
} Place;

static char *
add (Place *place, const char *kind, const char *set)
{
  CercleMutation *item = fixture_item (&place->self->col, kind, NULL, CREATE, 0, set);
  char *id = g_strdup (item->id);

  fixture_sent (place->self, &place->self->col, item, APPLIED, NULL);
  return id;
}

static char *
add_of (Place *place, const char *kind, const char *format, const char *id)
{
  g_auto (GStrv) parts = g_strsplit (format, "@", 2);
  g_autofree char *set = g_strconcat (parts[0], id, parts[1], NULL);

  return add (place, kind, set);
}

static void
set_up (Place *place, gconstpointer data)
{
  gint64 now;

  g_assert_true (cercle_instant_parse (NOON, &now));
  cercle_instant_freeze (now);
  place->self = fixture_new ();
  place->person = add (place, "person", "{'last_name':'" SECRET "'}");
  place->relative =
      add_of (place, "relative", "{'person':'@','last_name':'" SECRET "'}", place->person);
  place->kase = add_of (
      place, "case", "{'opened_on':'2020-06-02','person':'@','profile':'ase','need':'" SECRET "'}",
      place->person);
  place->other = add_of (place, "case", "{'opened_on':'2020-06-02','person':'@','profile':'ase'}",
                         place->person);
  place->note =
      add_of (place, "event",
              "{'case':'@','sort':'note','text':'" SECRET "','at':'2020-06-02T08:00:00.000Z'}",
              place->kase);
  place->others_note = add_of (
      place, "event", "{'case':'@','sort':'note','text':'x','at':'2020-06-02T08:00:00.000Z'}",
      place->other);
  place->reference = fixture_text (place->self, "case", place->kase, "reference");
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_free (place->person);
  g_free (place->relative);
  g_free (place->kase);
  g_free (place->other);
  g_free (place->note);
  g_free (place->others_note);
  g_free (place->reference);
  fixture_free (place->self);
}

static void
after_a_day (void)
{
  cercle_instant_freeze (cercle_instant_now () + CERCLE_OPENING_LIFE);
}

/* (transfer full): the answer to asking for this number. */
static char *
ask (Place *place, const Person *person, const char *reference, const char *reason, guint *status)
{
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/openings", person->scope);
  g_autofree char *body =
      g_strdup_printf ("{\"reference\":\"%s\",\"reason\":\"%s\"}", reference, reason);

  return fixture_ask (place->self, person, "POST", path, body, status);
}

static void
opened (Place *place, const Person *person)
{
  guint status = 0;
  g_autofree char *answer = ask (place, person, place->reference, REASON, &status);

  g_assert_cmpuint (status, ==, 200);
  g_assert_nonnull (strstr (answer, place->kase));
  g_assert_nonnull (strstr (answer, "2020-06-23T22:15:00.000Z"));
}

/* (transfer full): every byte that her desk is sent. */
static char *
bytes_of (Place *place, const Person *person, gint64 after)
{
  g_autofree char *epoch = cercle_feed_epoch (place->self->store);
  g_autofree char *cursor = cercle_wire_put_cursor (person->scope, epoch, after);
  g_autofree char *escaped = g_uri_escape_string (cursor, NULL, FALSE);
  g_autofree char *changes =
      g_strdup_printf ("/v1/scopes/%s/changes?cursor=%s", person->scope, escaped);
  g_autofree char *snapshot = g_strdup_printf ("/v1/scopes/%s/snapshot", person->scope);
  g_autofree char *fed = NULL, *whole = NULL;

  fed = fixture_expect (place->self, person, "GET", changes, NULL, 200);
  whole = fixture_expect (place->self, person, "GET", snapshot, NULL, 200);
  return g_strconcat (fed, whole, NULL);
}

static gint64
head (Place *place)
{
  gint64 seq = 0, floor;

  g_assert_true (cercle_feed_get_scope (place->self->store, place->self->here, &seq, &floor));
  return seq;
}

static void
told (Place *place, const Person *person, gint64 after, int expected)
{
  g_autoptr (GPtrArray) lines = fixture_changes (place->self, person, place->self->here, after);
  const char *const ids[] = { place->person, place->relative, place->kase, place->note };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (fixture_told (lines, ids[i]), ==, expected);
}

static CercleRecord *
only_opening (Place *place)
{
  g_autoptr (GPtrArray) found = fixture_find (place->self, "opening", "case", place->kase);

  g_assert_cmpuint (found->len, ==, 1);
  return g_object_ref (found->pdata[0]);
}

/* Before, while it lasts, and after. */
static void
test_a_day (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  gint64 before = head (place), during;
  g_autofree char *none = bytes_of (place, &self->ada, 0), *some = NULL, *after = NULL,
                  *bobs = NULL;
  g_autoptr (CercleRecord) opening = NULL;
  g_autoptr (GPtrArray) snapshot = NULL;

  g_assert_null (strstr (none, SECRET));
  opened (place, &self->ada);
  some = bytes_of (place, &self->ada, before);
  g_assert_nonnull (strstr (some, SECRET));
  told (place, &self->ada, before, CERCLE_FEED_PUT);
  snapshot = fixture_snapshot (self, &self->ada, self->here);
  g_assert_cmpint (fixture_told (snapshot, place->kase), ==, CERCLE_FEED_PUT);
  /* It is that case and no other, and her desk and no other. */
  g_assert_cmpint (fixture_told (snapshot, place->other), ==, -1);
  g_assert_cmpint (fixture_told (snapshot, place->others_note), ==, -1);
  bobs = bytes_of (place, &self->bob, 0);
  g_assert_null (strstr (bobs, SECRET));
  g_assert_null (strstr (bobs, place->kase));
  g_assert_null (strstr (bobs, "grand-m"));
  during = head (place);
  after_a_day ();
  told (place, &self->ada, during, CERCLE_FEED_HIDE);
  told (place, &self->col, during, CERCLE_FEED_PUT);
  after = bytes_of (place, &self->ada, 0);
  g_assert_null (strstr (after, SECRET));
  g_assert_null (strstr (after, "grand-m"));
  opening = only_opening (place);
  g_assert_cmpstr (cercle_record_get_text (opening, CERCLE_OPENING_ENDED_AT), ==,
                   "2020-06-23T22:15:00.000Z");
}

/* Her desk knows by which audience it holds what it will have to let go of. */
static void
test_told_audience (Place *place, gconstpointer data)
{
  g_autoptr (GPtrArray) hers = NULL, theirs = NULL;
  g_autoptr (CercleRecord) opening = NULL;
  g_autofree char *own = NULL;
  guint n = 0;

  opened (place, &place->self->ada);
  opening = only_opening (place);
  own = cercle_opening_audience (cercle_record_get_id (opening));
  hers = fixture_snapshot (place->self, &place->self->ada, place->self->here);
  theirs = fixture_snapshot (place->self, &place->self->col, place->self->here);
  for (guint i = 0; i < hers->len + theirs->len; i++)
    {
      gboolean is_hers = i < hers->len;
      const CercleLine *line = is_hers ? hers->pdata[i] : theirs->pdata[i - hers->len];

      if (line->sort != CERCLE_LINE_ITEM || g_strcmp0 (line->item->id, place->note) != 0)
        continue;
      n++;
      g_assert_cmpstr (cercle_record_envelope (line->item->record)->audience, ==,
                       is_hers ? own : "protected");
    }
  g_assert_cmpuint (n, ==, 2);
}

/* She answers for the night: what she notes is kept, and no more once it has ended. */
static void
test_writes (Place *place, gconstpointer data)
{
  const Person *ada = &place->self->ada;
  g_autofree char *set =
      g_strdup_printf ("{'case':'%s','sort':'note','text':'y','at':'" NOON "'}", place->kase);

  fixture_sent (place->self, ada, fixture_item (ada, "event", NULL, CREATE, 0, set), REJECTED,
                "missing-reference");
  opened (place, ada);
  fixture_sent (place->self, ada, fixture_item (ada, "event", NULL, CREATE, 0, set), APPLIED, NULL);
  after_a_day ();
  fixture_sent (place->self, ada, fixture_item (ada, "event", NULL, CREATE, 0, set), REJECTED,
                "missing-reference");
}

/* A number that nobody has, one of another community, one that she has already, one of hers that is
 * gone: nothing in the answer tells them apart. */
static void
test_alike (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autofree char *hers = fixture_case (self, &self->ada, "'need':'x'");
  g_autofree char *number = fixture_text (self, "case", hers, "reference");
  const char *const numbers[] = { "2020-14-9999", number, "2019-2A-00001" };
  g_autofree char *first = NULL, *zoes = NULL;
  guint status = 0;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *answer = ask (place, &self->ada, numbers[i], REASON, &status);

      g_assert_cmpuint (status, ==, 404);
      if (first == NULL)
        first = g_strdup (answer);
      g_assert_cmpstr (answer, ==, first);
    }
  zoes = ask (place, &self->zoe, place->reference, REASON, &status);
  g_assert_cmpuint (status, ==, 404);
  g_assert_cmpstr (zoes, ==, first);
}

static void
test_rights (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  static const struct
  {
    const char *reference, *reason;
  } wrong[] = { { "2020-14", REASON }, { NULL, "" }, { NULL, "  court    " }, { "%", REASON } };
  guint status = 0;
  g_autofree char *mdph = ask (place, &self->mia, place->reference, REASON, &status);

  g_assert_cmpuint (status, ==, 403);
  g_assert_null (strstr (mdph, place->kase));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *answer = ask (
          place, &self->ada, wrong[i].reference != NULL ? wrong[i].reference : place->reference,
          wrong[i].reason, &status);
      g_assert_cmpuint (status, ==, 422);
    }
  /* No desk writes one, nor that one was made. */
  {
    g_autofree char *set = g_strdup_printf ("{'case':'%s','member':'%s','reason':'" REASON
                                            "','opened_at':'" NOON "','until_at':'" NOON "'}",
                                            place->kase, self->col.member);
    g_autofree char *event =
        g_strdup_printf ("{'case':'%s','sort':'opened','why':'x','at':'" NOON "'}", place->kase);

    fixture_sent (self, &self->col, fixture_item (&self->col, "opening", NULL, CREATE, 0, set),
                  REJECTED, "right");
    fixture_sent (self, &self->col, fixture_item (&self->col, "event", NULL, CREATE, 0, event),
                  REJECTED, "right");
  }
}

/* Numbers follow each other: who tries them waits, even with a right one. */
static void
test_tries (Place *place, gconstpointer data)
{
  guint status = 0;

  for (guint i = 0; i < 9 && status != 429; i++)
    {
      g_autofree char *number = g_strdup_printf ("2020-14-9%03u", i);
      g_autofree char *answer = ask (place, &place->self->ada, number, REASON, &status);
      g_assert_true (status == 404 || status == 429);
    }
  {
    g_autofree char *answer = ask (place, &place->self->ada, place->reference, REASON, &status);
    g_assert_cmpuint (status, ==, 429);
  }
  opened (place, &place->self->bob);
}

/* Told in the story of the case, to the audit, and to a coordinator who does not read the case
 * itself. */
static void
test_told (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (GPtrArray) events = NULL, accesses = NULL, lines = NULL;
  g_autoptr (CercleAccount) account = NULL;
  g_autoptr (CercleRecord) opening = NULL;
  g_autofree char *news = fixture_text (self, "case", place->kase, "last_news_on");
  g_autofree char *hers = NULL;
  guint n_told = 0;

  opened (place, &self->ada);
  opened (place, &self->ada);
  opening = only_opening (place);
  events = fixture_find (self, "event", "case", place->kase);
  for (guint i = 0; i < events->len; i++)
    {
      g_autofree char *sort =
          fixture_text (self, "event", cercle_record_get_id (events->pdata[i]), "sort");
      const char *id = cercle_record_get_id (events->pdata[i]);

      if (g_strcmp0 (sort, "opened") != 0)
        continue;
      n_told++;
      fixture_is (self, "event", id, "why", REASON);
      fixture_is (self, "event", id, "by", self->ada.member);
      fixture_is (self, "event", id, "to_value", "2020-06-23T22:15:00.000Z");
    }
  g_assert_cmpuint (n_told, ==, 1);
  fixture_is (self, "case", place->kase, "last_news_on", news);
  accesses = fixture_find (self, "access", "of_id", place->kase);
  g_assert_cmpuint (accesses->len, ==, 2);
  account = cercle_accounts_find (self->store, "col", NULL);
  g_free (account->audiences);
  account->audiences = g_strdup (cercle_role_audiences (CERCLE_ROLE_COORDINATOR));
  g_assert_true (cercle_accounts_put (self->store, account, NULL));
  lines = fixture_snapshot (self, &self->col, self->here);
  g_assert_cmpint (fixture_told (lines, cercle_record_get_id (opening)), ==, CERCLE_FEED_PUT);
  g_assert_cmpint (fixture_told (lines, place->kase), ==, -1);
  hers = bytes_of (place, &self->col, 0);
  g_assert_null (strstr (hers, SECRET));
  g_assert_nonnull (strstr (hers, "grand-m"));
}

/* Her own desk, or the coordinator, ends it before its time; once. */
static void
test_ended (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  g_autoptr (CercleRecord) opening = NULL;
  const char *id;
  gint64 during;

  opened (place, &self->ada);
  opening = only_opening (place);
  id = cercle_record_get_id (opening);
  during = head (place);
  fixture_sent (self, &self->bob,
                fixture_item (&self->bob, "opening", id, PATCH, 9, "{'ended_at':'" NOON "'}"),
                REJECTED, "gone");
  fixture_sent (
      self, &self->ada,
      fixture_item (&self->ada, "opening", id, PATCH, 9, "{'until_at':'2030-01-01T00:00:00.000Z'}"),
      REJECTED, "right");
  told (place, &self->ada, during, -1);
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "opening", id, PATCH, 9, "{'ended_at':'" NOON "'}"),
                APPLIED, NULL);
  told (place, &self->ada, during, CERCLE_FEED_HIDE);
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "opening", id, PATCH, 99,
                              "{'ended_at':'2020-06-23T01:00:00.000Z'}"),
                REJECTED, "right");
}

/* Two desks at a time: what ends for one goes on for the other. */
static void
test_two (Place *place, gconstpointer data)
{
  Fixture *self = place->self;
  gint64 between;

  opened (place, &self->ada);
  cercle_instant_freeze (cercle_instant_now () + CERCLE_OPENING_LIFE / 2);
  {
    guint status = 0;
    g_autofree char *answer = ask (place, &self->bob, place->reference, REASON, &status);
    g_assert_cmpuint (status, ==, 200);
  }
  told (place, &self->ada, 0, CERCLE_FEED_PUT);
  between = head (place);
  cercle_instant_freeze (cercle_instant_now () + CERCLE_OPENING_LIFE / 2);
  told (place, &self->ada, between, CERCLE_FEED_HIDE);
  told (place, &self->bob, 0, CERCLE_FEED_PUT);
  cercle_instant_freeze (cercle_instant_now () + CERCLE_OPENING_LIFE / 2);
  told (place, &self->bob, between, CERCLE_FEED_HIDE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/exception/" name, Place, NULL, set_up, test, tear_down)
  ADD ("a_day", test_a_day);
  ADD ("told_audience", test_told_audience);
  ADD ("writes", test_writes);
  ADD ("alike", test_alike);
  ADD ("rights", test_rights);
  ADD ("tries", test_tries);
  ADD ("told", test_told);
  ADD ("ended", test_ended);
  ADD ("two", test_two);
  return g_test_run ();
}
