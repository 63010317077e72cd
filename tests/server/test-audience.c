/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the case of a child in care, and all that belongs to it, stay with those who may read it? */
#include <string.h>

#include "cercle-feed.h"
#include "cercle-id.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
#define REJECTED CERCLE_OUTCOME_REJECTED

/* A case with one of each kind that belongs to it. */
typedef struct
{
  char *person, *relative, *kase, *call, *loose_call, *note, *action, *conflict;
} Family;

static void
family_free (Family *family)
{
  g_free (family->person);
  g_free (family->relative);
  g_free (family->kase);
  g_free (family->call);
  g_free (family->loose_call);
  g_free (family->note);
  g_free (family->action);
  g_free (family->conflict);
  g_free (family);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Family, family_free)

static char *add (Fixture *self, const Person *person, const char *kind, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static char *
add (Fixture *self, const Person *person, const char *kind, const char *format, ...)
{
  g_autofree char *set = NULL;
  CercleMutation *item;
  char *id;
  va_list args;

  va_start (args, format);
  set = g_strdup_vprintf (format, args);
  va_end (args);
  item = fixture_item (person, kind, NULL, CREATE, 0, set);
  id = g_strdup (item->id);
  fixture_sent (self, person, item, APPLIED, NULL);
  return id;
}

static char *
add_conflict (Fixture *self, const char *kase)
{
  g_autoptr (CercleOutcome) outcome = NULL;

  fixture_sent (self, &self->col, fixture_item (&self->col, "case", kase, PATCH, 1, "{'level':1}"),
                APPLIED, NULL);
  outcome =
      fixture_send (self, &self->col,
                    fixture_was (fixture_item (&self->col, "case", kase, PATCH, 1, "{'level':3}"),
                                 "{'level':2}"));
  g_assert_cmpint (outcome->status, ==, CERCLE_OUTCOME_CONFLICT);
  return g_strdup (outcome->conflicts[0]);
}

/* By a member who reads what is protected. */
static Family *
add_family (Fixture *self, const char *profile)
{
  Family *family = g_new0 (Family, 1);
  const Person *col = &self->col;

  family->person = add (self, col, "person", "{'last_name':'Quesnel'}");
  family->relative =
      add (self, col, "relative", "{'person':'%s','last_name':'Quesnel'}", family->person);
  family->loose_call = add (
      self, col, "call", "{'person':'%s','started_at':'2020-06-02T08:00:00.000Z'}", family->person);
  family->kase = add (self, col, "case", "{'opened_on':'2020-06-02','person':'%s','profile':'%s'}",
                      family->person, profile);
  family->call = add (self, col, "call", "{'case':'%s','started_at':'2020-06-02T08:00:00.000Z'}",
                      family->kase);
  family->note =
      add (self, col, "event",
           "{'case':'%s','sort':'note','text':'x','at':'2020-06-02T08:00:00.000Z'}", family->kase);
  family->action =
      add (self, col, "action", "{'case':'%s','sort':'ask','state':'open'}", family->kase);
  family->conflict = add_conflict (self, family->kase);
  return family;
}

/* What a stream says of each of them. */
static void
check_family (GPtrArray *lines, const Family *family, int expected)
{
  const char *const ids[] = {
    family->person,     family->relative, family->kase,   family->call,
    family->loose_call, family->note,     family->action, family->conflict
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (fixture_told (lines, ids[i]) != expected)
      g_error ("record %u of the family: told %d, expected %d", i, fixture_told (lines, ids[i]),
               expected);
}

static gint64
head_of (Fixture *self)
{
  g_autoptr (GPtrArray) lines = fixture_changes (self, &self->col, self->here, 0);
  const CercleLine *end = lines->pdata[lines->len - 1];
  gint64 seq;

  g_assert_true (cercle_wire_get_cursor (end->cursor, NULL, NULL, &seq));
  return seq;
}

static void
test_never_read (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Family) family = add_family (self, "ase");
  g_autoptr (GPtrArray) hers = fixture_snapshot (self, &self->ada, self->here);
  g_autoptr (GPtrArray) theirs = fixture_snapshot (self, &self->col, self->here);
  g_autoptr (GPtrArray) changes = fixture_changes (self, &self->ada, self->here, 0);
  g_autoptr (GPtrArray) all = fixture_changes (self, &self->col, self->here, 0);

  check_family (hers, family, -1);
  check_family (theirs, family, CERCLE_FEED_PUT);
  check_family (all, family, CERCLE_FEED_PUT);
  /* What was readable before the case came is taken back, by identity alone. */
  g_assert_cmpint (fixture_told (changes, family->kase), ==, -1);
  g_assert_cmpint (fixture_told (changes, family->note), ==, -1);
  g_assert_cmpint (fixture_told (changes, family->person), ==, CERCLE_FEED_HIDE);
}

static void
test_becomes_protected (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Family) family = add_family (self, "standard");
  gint64 head = head_of (self);
  g_autoptr (GPtrArray) before = fixture_snapshot (self, &self->ada, self->here);
  g_autoptr (GPtrArray) hers = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (CercleRecord) kase = NULL;

  check_family (before, family, CERCLE_FEED_PUT);
  /* She does it herself, and loses sight of it. */
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", family->kase, PATCH, 9, "{'profile':'ase'}"),
                APPLIED, NULL);
  hers = fixture_changes (self, &self->ada, self->here, head);
  theirs = fixture_changes (self, &self->col, self->here, head);
  check_family (hers, family, CERCLE_FEED_HIDE);
  check_family (theirs, family, CERCLE_FEED_PUT);
  /* And back. */
  head = head_of (self);
  kase = fixture_get (self, "case", family->kase);
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "case", family->kase, PATCH,
                              cercle_record_envelope (kase)->rev, "{'profile':'standard'}"),
                APPLIED, NULL);
  back = fixture_changes (self, &self->ada, self->here, head);
  check_family (back, family, CERCLE_FEED_PUT);
}

/* The person stays protected as long as one of her cases is. */
static void
test_two_cases (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Family) family = add_family (self, "ase");
  g_autofree char *second =
      add (self, &self->col, "case", "{'opened_on':'2020-06-03','person':'%s','profile':'ase'}",
           family->person);
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) end = NULL;

  fixture_sent (self, &self->col,
                fixture_item (&self->col, "case", family->kase, PATCH, 9, "{'profile':'standard'}"),
                APPLIED, NULL);
  lines = fixture_snapshot (self, &self->ada, self->here);
  g_assert_cmpint (fixture_told (lines, family->kase), ==, CERCLE_FEED_PUT);
  g_assert_cmpint (fixture_told (lines, family->note), ==, CERCLE_FEED_PUT);
  g_assert_cmpint (fixture_told (lines, family->person), ==, -1);
  g_assert_cmpint (fixture_told (lines, family->relative), ==, -1);
  g_assert_cmpint (fixture_told (lines, family->loose_call), ==, -1);
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "case", second, CERCLE_OP_DELETE, 9, NULL), APPLIED,
                NULL);
  end = fixture_snapshot (self, &self->ada, self->here);
  check_family (end, family, CERCLE_FEED_PUT);
}

/* A person who was deleted does not come back when a case of hers becomes protected. */
static void
test_deleted_person (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Family) family = add_family (self, "standard");
  g_autoptr (CercleRecord) person = NULL;

  fixture_sent (self, &self->col,
                fixture_item (&self->col, "person", family->person, CERCLE_OP_DELETE, 9, NULL),
                APPLIED, NULL);
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "case", family->kase, PATCH, 9, "{'profile':'ase'}"),
                APPLIED, NULL);
  person = fixture_get (self, "person", family->person);
  g_assert_true (cercle_record_envelope (person)->deleted);
}

/* A desk that makes what its member may not read is told to let go of it. */
static void
test_author_lets_go (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id =
      add (self, &self->ada, "case", "{'opened_on':'2020-06-02','profile':'ase','need':'x'}");
  g_autoptr (GPtrArray) hers = fixture_changes (self, &self->ada, self->here, 0);
  g_autoptr (GPtrArray) theirs = fixture_changes (self, &self->col, self->here, 0);

  g_assert_cmpint (fixture_told (hers, id), ==, CERCLE_FEED_HIDE);
  g_assert_cmpint (fixture_told (theirs, id), ==, CERCLE_FEED_PUT);
}

static void
test_out_of_reach (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Family) family = add_family (self, "ase");
  g_autofree char *note = g_strdup_printf (
      "{'case':'%s','sort':'note','text':'x','at':'2020-06-02T08:00:00.000Z'}", family->kase);

  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", family->kase, PATCH, 9, "{'profile':'standard'}"),
                REJECTED, "gone");
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "person", family->person, PATCH, 9, "{'mail':'x'}"),
                REJECTED, "gone");
  fixture_sent (self, &self->ada, fixture_item (&self->ada, "event", NULL, CREATE, 0, note),
                REJECTED, "missing-reference");
  fixture_sent (
      self, &self->ada,
      fixture_item (&self->ada, "conflict", family->conflict, PATCH, 1, "{'choice':'proposed'}"),
      REJECTED, "gone");
}

/* A community cannot hide the records of another by naming its people. */
static void
test_other_community (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Family) family = add_family (self, "standard");
  g_autofree char *theirs =
      add (self, &self->zoe, "case", "{'opened_on':'2020-06-02','person':'%s','profile':'ase'}",
           family->person);
  g_autoptr (GPtrArray) lines = fixture_snapshot (self, &self->ada, self->here);
  g_autofree char *ours = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_assert_cmpstr (theirs, !=, family->kase);
  check_family (lines, family, CERCLE_FEED_PUT);
  /* Nor when our own protected case of that person comes and goes. */
  ours = add (self, &self->col, "case", "{'opened_on':'2020-06-02','person':'%s','profile':'ase'}",
              family->person);
  fixture_sent (self, &self->col,
                fixture_item (&self->col, "case", ours, CERCLE_OP_DELETE, 1, NULL), APPLIED, NULL);
  after = fixture_snapshot (self, &self->ada, self->here);
  check_family (after, family, CERCLE_FEED_PUT);
}

/* Nor can it learn, from what becomes of its own records, whom another protects. */
static void
test_other_protected (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Family) family = add_family (self, "ase");
  g_autofree char *call =
      add (self, &self->zoe, "call", "{'person':'%s','started_at':'2020-06-02T08:00:00.000Z'}",
           family->person);
  g_autoptr (GPtrArray) lines = fixture_snapshot (self, &self->zoe, self->there);

  g_assert_cmpint (fixture_told (lines, call), ==, CERCLE_FEED_PUT);
}

/* Nor put right what is not hers. */
static void
test_other_person (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = add (self, &self->col, "person", "{'last_name':'Quesnel'}");
  g_autoptr (CercleRecord) person = fixture_get (self, "person", id);
  g_autoptr (CercleRecord) after = NULL;
  g_autofree char *theirs = NULL;

  cercle_envelope_set (&cercle_record_envelope (person)->audience, "governance");
  g_assert_true (cercle_store_begin (self->store, NULL));
  g_assert_true (cercle_feed_write (self->store, person, PATCH, 0, NULL, NULL));
  g_assert_true (cercle_store_commit (self->store, NULL));
  theirs = add (self, &self->zoe, "case",
                "{'opened_on':'2020-06-02','person':'%s','profile':'ase'}", id);
  after = fixture_get (self, "person", id);
  g_assert_nonnull (theirs);
  g_assert_cmpint (cercle_record_envelope (after)->rev, ==, cercle_record_envelope (person)->rev);
}

/* A relative or an action that moves to a protected case follows it. */
static void
test_moves_in (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Family) family = add_family (self, "ase");
  g_autofree char *open = add (self, &self->col, "case", "{'opened_on':'2020-06-02'}");
  g_autofree char *action =
      add (self, &self->col, "action", "{'case':'%s','sort':'ask','state':'open'}", open);
  g_autofree char *set = g_strdup_printf ("{'case':'%s'}", family->kase);
  g_autoptr (GPtrArray) before = fixture_snapshot (self, &self->ada, self->here);
  g_autoptr (GPtrArray) after = NULL;

  g_assert_cmpint (fixture_told (before, action), ==, CERCLE_FEED_PUT);
  fixture_sent (self, &self->col, fixture_item (&self->col, "action", action, PATCH, 1, set),
                APPLIED, NULL);
  after = fixture_snapshot (self, &self->ada, self->here);
  g_assert_cmpint (fixture_told (after, action), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audience/never-read", test_never_read);
  g_test_add_func ("/audience/becomes-protected", test_becomes_protected);
  g_test_add_func ("/audience/two-cases", test_two_cases);
  g_test_add_func ("/audience/deleted-person", test_deleted_person);
  g_test_add_func ("/audience/author-lets-go", test_author_lets_go);
  g_test_add_func ("/audience/out-of-reach", test_out_of_reach);
  g_test_add_func ("/audience/other-community", test_other_community);
  g_test_add_func ("/audience/other-protected", test_other_protected);
  g_test_add_func ("/audience/other-person", test_other_person);
  g_test_add_func ("/audience/moves-in", test_moves_in);
  return g_test_run ();
}
