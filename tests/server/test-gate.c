/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the server refuse what may not be passed on, and does what belongs to a protected child stay
 * with those who may read it, whatever its kind? */
#include "cercle-feed.h"
#include "cercle-founding-matrix.h"
#include "cercle-founding.h"
#include "cercle-macros.h"
#include "cercle-matrix.h"
#include "cercle-person.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
#define REJECTED CERCLE_OUTCOME_REJECTED

typedef struct
{
  Fixture *self;
  char *partner, *person, *kase;
} Place;

static char *add (Place *place, const Person *person, const char *kind, const char *problem,
                  const char *format, ...) G_GNUC_PRINTF (5, 6);

/* (transfer full): the identity of the new record; the scope of a partner is the territory. */
static char *
add (Place *place, const Person *person, const char *kind, const char *problem, const char *format,
     ...)
{
  g_autofree char *set = NULL;
  CercleMutation *item;
  char *id;
  va_list args;

  va_start (args, format);
  set = g_strdup_vprintf (format, args);
  va_end (args);
  item = fixture_item (person, kind, NULL, CREATE, 0, set);
  if (g_str_equal (kind, "organisation"))
    {
      g_free (item->scope);
      item->scope = g_strdup ("t:14");
    }
  id = g_strdup (item->id);
  fixture_sent (place->self, person, item, problem == NULL ? APPLIED : REJECTED, problem);
  return id;
}

static void
place_init (Place *place, const char *of_case)
{
  g_autofree char *set = NULL;

  place->self = fixture_new ();
  place->partner =
      add (place, &place->self->ada, "organisation", NULL, "{'name':'SAVS','family':'esms'}");
  place->person = add (place, &place->self->ada, "person", NULL, "{'last_name':'Quesnel'}");
  set = g_strdup_printf ("'person':'%s'%s%s", place->person, *of_case != '\0' ? "," : "", of_case);
  place->kase = fixture_case (place->self, &place->self->ada, set);
}

static void
place_clear (Place *place)
{
  g_free (place->partner);
  g_free (place->person);
  g_free (place->kase);
  fixture_free (place->self);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static char *
ask (Place *place, const char *problem, const char *rest)
{
  return add (place, &place->self->ada, "request", problem,
              "{'case':'%s','organisation':'%s','asked_on':'2020-06-10','answer':'waiting'%s}",
              place->kase, place->partner, rest);
}

static char *
consent (Place *place, const char *person, const char *rest)
{
  return add (place, &place->self->ada, "consent", NULL,
              "{'person':'%s','purpose':'exchange','recipients':'partners','given':'yes',"
              "'given_on':'2020-06-02','data':['identity','needs']%s}",
              person, rest);
}

static guint
count_glasses (Place *place)
{
  g_autoptr (GPtrArray) events = fixture_find (place->self, "event", "sort", "break_glass");
  return events->len;
}

static void
test_consent (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *first = NULL, *anonymous = NULL, *allowed = NULL, *second = NULL, *late = NULL;
  g_autofree char *given = NULL, *forced = NULL;
  g_autoptr (GPtrArray) events = NULL;

  place_init (&place, "");
  first = ask (&place, "consent", ",'sent':['identity']");
  anonymous = ask (&place, NULL, "");
  given = consent (&place, place.person, "");
  allowed = ask (&place, NULL, ",'sent':['identity','needs']");
  fixture_is (place.self, "request", allowed, "asked_by", place.self->ada.member);
  second = ask (&place, "consent", ",'sent':['identity','words']");
  fixture_sent (place.self, &place.self->ada,
                fixture_item (&place.self->ada, "request", allowed, PATCH, 1,
                              "{'sent':{'add':['words'],'remove':[]}}"),
                REJECTED, "consent");
  fixture_sent (
      place.self, &place.self->ada,
      fixture_item (&place.self->ada, "consent", given, PATCH, 1, "{'withdrawn_on':'2020-06-09'}"),
      APPLIED, NULL);
  late = ask (&place, "consent", ",'sent':['identity']");
  /* The withdrawal is told on the case. */
  events = fixture_find (place.self, "event", "field", "withdrawn_on");
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (count_glasses (&place), ==, 0);
  forced = ask (&place, NULL, ",'sent':['identity'],'without_consent_why':'unconscious'");
  g_assert_cmpuint (count_glasses (&place), ==, 1);
  fixture_sent (place.self, &place.self->ada,
                fixture_item (&place.self->ada, "consent", given, PATCH, 2,
                              "{'data':['identity','needs','words']}"),
                REJECTED, "right");
}

/* Asked by another desk that had not heard of the withdrawal, nor the withdrawing one of it. */
static void
test_withdrawal (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *given = NULL, *rest = NULL, *asked = NULL, *again = NULL, *answered = NULL;
  g_autoptr (GPtrArray) events = NULL;

  place_init (&place, "");
  given = consent (&place, place.person, "");
  rest = g_strdup_printf (",'sent':['identity'],'consent':'%s'", given);
  asked = ask (&place, NULL, rest);
  again = ask (&place, NULL, rest);
  answered = ask (&place, NULL, rest);
  fixture_sent (place.self, &place.self->ada,
                fixture_item (&place.self->ada, "request", answered, PATCH, 1, "{'answer':'yes'}"),
                APPLIED, NULL);
  fixture_sent (
      place.self, &place.self->bob,
      fixture_item (&place.self->bob, "consent", given, PATCH, 1, "{'withdrawn_on':'2020-06-12'}"),
      APPLIED, NULL);
  fixture_is (place.self, "request", asked, "answer", "withdrawn");
  fixture_is (place.self, "request", asked, "answered_on", "2020-06-12");
  fixture_is (place.self, "request", again, "answer", "withdrawn");
  fixture_is (place.self, "request", answered, "answer", "yes");
  events = fixture_find (place.self, "event", "of_id", again);
  g_assert_cmpuint (events->len, ==, 1);
  /* What the withdrawing desk writes itself is the same. */
  fixture_sent (place.self, &place.self->bob,
                fixture_was (fixture_item (&place.self->bob, "request", asked, PATCH, 1,
                                           "{'answer':'withdrawn','answered_on':'2020-06-12'}"),
                             "{'answer':'waiting','answered_on':null}"),
                APPLIED, NULL);
}

static void
test_break_glass (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *forced = NULL, *needless = NULL, *given = NULL, *forged = NULL;
  g_autoptr (GPtrArray) events = NULL;

  place_init (&place, "");
  forced = ask (&place, NULL, ",'sent':['identity'],'without_consent_why':'unconscious'");
  events = fixture_find (place.self, "event", "sort", "break_glass");
  g_assert_cmpuint (events->len, ==, 1);
  fixture_is (place.self, "event", cercle_record_get_id (events->pdata[0]), "why", "unconscious");
  fixture_is (place.self, "event", cercle_record_get_id (events->pdata[0]), "by",
              place.self->ada.member);
  fixture_is (place.self, "event", cercle_record_get_id (events->pdata[0]), "of_id", forced);
  fixture_is (place.self, "event", cercle_record_get_id (events->pdata[0]), "case", place.kase);
  /* With a consent nothing is broken; and nobody writes such an event by hand. */
  given = consent (&place, place.person, "");
  needless = ask (&place, NULL, ",'sent':['identity'],'without_consent_why':'just in case'");
  g_assert_cmpuint (count_glasses (&place), ==, 1);
  forged = add (&place, &place.self->ada, "event", "right",
                "{'case':'%s','sort':'break_glass','at':'2020-06-04T08:00:00.000Z','why':'x'}",
                place.kase);
}

static void
test_debrief (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *first = NULL, *pressed = NULL, *told = NULL, *second = NULL;

  place_init (&place, "'level':3");
  first = ask (&place, "debrief", "");
  pressed = ask (&place, NULL, ",'undebriefed_why':'tonight'");
  told = add (&place, &place.self->ada, "event", NULL,
              "{'case':'%s','sort':'debrief','at':'2020-06-04T08:00:00.000Z','text':'a place'}",
              place.kase);
  fixture_is (place.self, "case", place.kase, "debriefed_on", "2020-06-04");
  fixture_is (place.self, "case", place.kase, "debriefed_by", place.self->ada.member);
  second = ask (&place, NULL, "");
}

/* Without its case or its person nothing of this would be shown anywhere. */
static void
test_references (void)
{
  g_auto (Place) place = { 0 };
  static const struct
  {
    const char *kind, *set;
  } lost[] = {
    { "request", "'organisation':'%1$s','asked_on':'2020-06-10','answer':'waiting','case':'%1$s'" },
    { "solution", "'choice':'proposed','case':'%1$s'" },
    { "transfer",
      "'direction':'out','community':'Orne','sent_at':'2020-06-04T08:00:00.000Z','case':'%1$s'" },
    { "consent", "'purpose':'staff','recipients':'cercle','given':'no','given_on':'2020-06-02',"
                 "'person':'%1$s'" },
    { "right", "'category':'1','person':'%1$s'" },
    { "merge", "'at':'2020-06-04T08:00:00.000Z','loser':'%2$s','survivor':'%1$s'" },
  };

  place_init (&place, "");
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    {
      g_auto (GStrv) halves = g_strsplit (lost[i].set, "%1$s", -1);
      g_autofree char *missing = g_strjoinv ("0190a000-0000-7000-8000-000000000001", halves);
      g_auto (GStrv) rest = g_strsplit (missing, "%2$s", -1);
      g_autofree char *set = g_strjoinv (place.person, rest);
      g_autofree char *id =
          add (&place, &place.self->ada, lost[i].kind, "missing-reference", "{%s}", set);
    }
}

/* Protected */

static void
assert_told (Place *place, const Person *person, const char *id, int expected)
{
  g_autoptr (GPtrArray) lines = fixture_changes (place->self, person, place->self->here, 0);
  g_assert_cmpint (fixture_told (lines, id), ==, expected);
}

static void
set_profile (Place *place, const char *profile)
{
  g_autoptr (CercleRecord) kase = fixture_get (place->self, "case", place->kase);
  g_autofree char *set = g_strdup_printf ("{'profile':'%s'}", profile);

  fixture_sent (place->self, &place->self->col,
                fixture_item (&place->self->col, "case", place->kase, PATCH,
                              cercle_record_envelope (kase)->rev, set),
                APPLIED, NULL);
}

static void
test_protected (void)
{
  g_auto (Place) place = { 0 };
  g_auto (GStrv) ids = g_new0 (char *, 6);

  place_init (&place, "");
  ids[0] = ask (&place, NULL, "");
  ids[1] = add (&place, &place.self->ada, "solution", NULL, "{'choice':'proposed','case':'%s'}",
                place.kase);
  ids[2] = add (&place, &place.self->ada, "transfer", NULL,
                "{'direction':'in','community':'Orne','sent_at':'2020-06-04T08:00:00.000Z',"
                "'case':'%s'}",
                place.kase);
  ids[3] = consent (&place, place.person, "");
  ids[4] =
      add (&place, &place.self->ada, "right", NULL, "{'category':'1','person':'%s'}", place.person);
  for (guint i = 0; i < 5; i++)
    assert_told (&place, &place.self->bob, ids[i], CERCLE_FEED_PUT);
  set_profile (&place, "ase");
  for (guint i = 0; i < 5; i++)
    {
      assert_told (&place, &place.self->bob, ids[i], CERCLE_FEED_HIDE);
      assert_told (&place, &place.self->col, ids[i], CERCLE_FEED_PUT);
    }
  set_profile (&place, "standard");
  for (guint i = 0; i < 5; i++)
    assert_told (&place, &place.self->bob, ids[i], CERCLE_FEED_PUT);
}

/* What protects one of two records of a child protects the other, as long as they are one. */
static void
test_merged (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *survivor = NULL, *merge = NULL, *consented = NULL, *request = NULL;
  g_autofree char *into = NULL;

  place_init (&place, "");
  survivor = add (&place, &place.self->ada, "person", NULL, "{'last_name':'Quesnel'}");
  consented = consent (&place, survivor, "");
  request = ask (&place, "consent", ",'sent':['identity']");
  g_free (request);
  into = g_strdup_printf ("{'merged_into':'%s'}", survivor);
  fixture_sent (place.self, &place.self->ada,
                fixture_item (&place.self->ada, "person", place.person, PATCH, 1, into), APPLIED,
                NULL);
  merge = add (&place, &place.self->ada, "merge", NULL,
               "{'loser':'%s','survivor':'%s','at':'2020-06-04T08:00:00.000Z'}", place.person,
               survivor);
  /* Her consent is her consent. */
  request = ask (&place, NULL, ",'sent':['identity']");
  assert_told (&place, &place.self->bob, survivor, CERCLE_FEED_PUT);
  set_profile (&place, "ase");
  assert_told (&place, &place.self->bob, survivor, CERCLE_FEED_HIDE);
  assert_told (&place, &place.self->bob, merge, CERCLE_FEED_HIDE);
  assert_told (&place, &place.self->bob, consented, CERCLE_FEED_HIDE);
  {
    g_autoptr (CercleRecord) person = fixture_get (place.self, "person", place.person);
    fixture_sent (place.self, &place.self->col,
                  fixture_item (&place.self->col, "person", place.person, PATCH,
                                cercle_record_envelope (person)->rev, "{'merged_into':null}"),
                  APPLIED, NULL);
  }
  assert_told (&place, &place.self->bob, survivor, CERCLE_FEED_PUT);
  assert_told (&place, &place.self->bob, place.person, CERCLE_FEED_HIDE);
}

/* A number seen once is never given again, even when its case was removed. */
static void
test_numbers (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *first = fixture_case (self, &self->ada, NULL);
  g_autofree char *second = fixture_case (self, &self->ada, NULL);
  g_autofree char *third = NULL, *fourth = NULL, *fifth = NULL;

  fixture_is (self, "case", second, "reference", "2020-14-0002");
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "case", second, CERCLE_OP_DELETE, 1, NULL), APPLIED,
                NULL);
  third = fixture_case (self, &self->ada, NULL);
  fixture_is (self, "case", third, "reference", "2020-14-0003");
  fixture_reopen (self);
  fourth = fixture_case (self, &self->ada, NULL);
  fixture_is (self, "case", fourth, "reference", "2020-14-0004");
  g_ptr_array_unref (fixture_changes (self, &self->ada, self->here, 0));
  /* A restored server has forgotten those given since the backup. */
  g_assert_true (cercle_store_begin (self->store, NULL));
  g_assert_true (cercle_feed_new_epoch (self->store, NULL));
  g_assert_true (cercle_store_commit (self->store, NULL));
  fifth = fixture_case (self, &self->ada, NULL);
  fixture_is (self, "case", fifth, "reference", "2020-14-1005");
}

/* What a community begins with: two drafts, whose last rule leaves no hole, and official lists. */
static void
test_founding (void)
{
  static const struct
  {
    const char *list;
    guint n;
  } lists[] = { { "refusal", 24 },  { "serafin", 25 },      { "right", 14 },
                { "solution", 18 }, { "break_reason", 15 }, { "theme", 17 } };
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GPtrArray) matrices = fixture_find (self, "matrix", "state", "draft");
  g_autoptr (CercleRecord) kase = cercle_record_new (cercle_kind_find ("case"));
  const CercleMatrixInput input = { kase, -1, NULL };

  /* Of two communities. */
  g_assert_cmpuint (matrices->len, ==, 4);
  for (guint i = 0; i < matrices->len; i++)
    {
      g_autoptr (GPtrArray) rules =
          fixture_find (self, "rule", "matrix", cercle_record_get_id (matrices->pdata[i]));
      CercleRecord *last = cercle_matrix_decide (rules, &input);

      g_assert_cmpuint (rules->len, ==, CERCLE_FOUNDING_MATRIX_RECORDS / 2 - 1);
      g_assert_nonnull (last);
      g_assert_cmpint (cercle_record_get_integer (last, CERCLE_RULE_POSITION, 0), ==, rules->len);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) codes = NULL;

      g_assert_true (cercle_store_begin (self->store, NULL));
      g_assert_true (cercle_founding_codes (self->store, NULL));
      g_assert_true (cercle_store_commit (self->store, NULL));
      codes = fixture_find (self, "code", "list", lists[i].list);
      g_assert_cmpuint (codes->len, ==, lists[i].n);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gate/consent", test_consent);
  g_test_add_func ("/gate/break_glass", test_break_glass);
  g_test_add_func ("/gate/withdrawal", test_withdrawal);
  g_test_add_func ("/gate/debrief", test_debrief);
  g_test_add_func ("/gate/references", test_references);
  g_test_add_func ("/gate/protected", test_protected);
  g_test_add_func ("/gate/merged", test_merged);
  g_test_add_func ("/gate/numbers", test_numbers);
  g_test_add_func ("/gate/founding", test_founding);
  return g_test_run ();
}
