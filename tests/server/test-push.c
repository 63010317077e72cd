/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a batch: together or not at all, once, and never silently? */
#include <string.h>

#include "cercle-id.h"
#include "cercle-instant.h"
#include "server-fixture.h"

#define CREATE CERCLE_OP_CREATE
#define PATCH CERCLE_OP_PATCH
#define APPLIED CERCLE_OUTCOME_APPLIED
#define REJECTED CERCLE_OUTCOME_REJECTED

static CercleMutation *
in_tx (CercleMutation *item, const char *tx)
{
  item->tx = g_strdup (tx);
  return item;
}

static const char *
problem_of (GPtrArray *outcomes, guint i)
{
  return ((CercleOutcome *) outcomes->pdata[i])->problem;
}

static void
test_transaction (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");
  g_autofree char *numbered = NULL;
  g_autoptr (GPtrArray) outcomes = fixture_push (
      self, &self->ada, fixture_item (&self->ada, "case", id, PATCH, 1, "{'level':1}"),
      in_tx (fixture_item (&self->ada, "case", NULL, CREATE, 0, "{'opened_on':'2020-06-02'}"),
             "one"),
      in_tx (fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}"), "one"),
      in_tx (fixture_item (&self->ada, "case", id, PATCH, 1, "{'level':9}"), "one"),
      in_tx (fixture_item (&self->ada, "case", id, PATCH, 1, "{'danger':true}"), "one"),
      fixture_item (&self->ada, "case", id, PATCH, 1, "{'existing':'rien'}"), NULL);

  g_assert_null (problem_of (outcomes, 0));
  g_assert_cmpstr (problem_of (outcomes, 1), ==, "depends");
  g_assert_cmpstr (problem_of (outcomes, 2), ==, "depends");
  g_assert_cmpstr (problem_of (outcomes, 3), ==, "bounds");
  g_assert_cmpstr (problem_of (outcomes, 4), ==, "depends");
  g_assert_null (problem_of (outcomes, 5));
  fixture_is (self, "case", id, "need", "un");
  fixture_is (self, "case", id, "level", "1");
  fixture_is (self, "case", id, "existing", "rien");
  fixture_is (self, "case", id, "danger", NULL);
  /* The number of the case that was not kept was given back. */
  numbered = fixture_case (self, &self->ada, NULL);
  fixture_is (self, "case", numbered, "reference", "2020-14-0002");
}

static void
test_pieces (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
  g_autoptr (GPtrArray) many = NULL;
  g_autoptr (GPtrArray) outcomes = fixture_push (
      self, &self->ada,
      in_tx (fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}"), "one"),
      fixture_item (&self->ada, "case", id, PATCH, 1, "{'level':1}"),
      in_tx (fixture_item (&self->ada, "case", id, PATCH, 1, "{'level':2}"), "one"), NULL);

  g_assert_cmpstr (problem_of (outcomes, 0), ==, "form");
  g_assert_null (problem_of (outcomes, 1));
  g_assert_cmpstr (problem_of (outcomes, 2), ==, "form");
  for (guint i = 0; i <= CERCLE_WIRE_MAX_TX; i++)
    g_ptr_array_add (
        items, in_tx (fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'trois'}"), "long"));
  many = fixture_push_all (self, &self->ada, items);
  g_assert_cmpstr (problem_of (many, 0), ==, "form");
  fixture_is (self, "case", id, "need", "un");
}

/* One item that is not what the protocol says does not keep the others out. */
static void
test_malformed (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *good = cercle_id_new (), *bad = cercle_id_new (), *id = cercle_id_new ();
  g_autofree char *body = g_strdup_printf (
      "{\"device\":\"desk\",\"items\":["
      "{\"mid\":\"%s\",\"n\":1,\"kind\":\"nothing\",\"id\":\"%s\",\"scope\":\"%s\",\"op\":"
      "\"create\","
      "\"base_rev\":0,\"set\":{},\"at\":\"2020-06-02T08:00:00.000Z\"},"
      "{\"mid\":\"%s\",\"n\":2,\"kind\":\"case\",\"id\":\"%s\",\"scope\":\"%s\",\"op\":\"create\","
      "\"base_rev\":0,\"set\":{\"opened_on\":\"2020-06-02\"},\"at\":\"2020-06-02T08:00:00.000Z\"}]"
      "}",
      bad, id, self->here, good, id, self->here);
  g_autofree char *answer = fixture_expect (self, &self->ada, "POST", "/v1/mutations", body, 200);
  g_autoptr (GPtrArray) outcomes = cercle_wire_get_outcomes (answer, strlen (answer), NULL);

  g_assert_cmpstr (problem_of (outcomes, 0), ==, "form");
  g_assert_null (problem_of (outcomes, 1));
}

static CercleMutation *
same (const CercleMutation *item, const char *set)
{
  Person person = { .scope = item->scope };
  CercleMutation *copy =
      fixture_item (&person, item->kind->name, item->id, item->op, item->base_rev, set);

  g_free (copy->mid);
  copy->mid = g_strdup (item->mid);
  return copy;
}

static void
test_duplicates (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");
  CercleMutation *item = fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}");
  CercleMutation *again = same (item, "{'need':'deux'}");
  CercleMutation *other = same (item, "{'need':'trois'}");
  g_autoptr (CercleOutcome) first = fixture_send (self, &self->ada, item);
  g_autofree char *before = fixture_dump (self), *after = NULL;
  g_autoptr (CercleOutcome) second = NULL;

  again->base_rev = 7;
  second = fixture_send (self, &self->ada, again);
  g_assert_false (first->duplicate);
  g_assert_true (second->duplicate);
  g_assert_cmpint (second->rev, ==, first->rev);
  g_assert_cmpint (second->seq, ==, first->seq);
  g_assert_cmpint (second->status, ==, first->status);
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
  fixture_sent (self, &self->ada, other, REJECTED, "form");
  fixture_is (self, "case", id, "need", "deux");
}

/* The answer to a refused tx was lost: it is given again, also to those behind the refused one. */
static void
test_refused_again (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, "'need':'un'");
  CercleMutation *wrong = fixture_item (&self->ada, "case", id, PATCH, 1, "{'level':9}");
  CercleMutation *right = fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}");
  CercleMutation *wrong_again = same (wrong, "{'level':9}");
  CercleMutation *right_again = same (right, "{'need':'deux'}");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GPtrArray) first =
      fixture_push (self, &self->ada, in_tx (wrong, "one"), in_tx (right, "one"), NULL);
  g_autoptr (GPtrArray) second = NULL;

  before = fixture_dump (self);
  second =
      fixture_push (self, &self->ada, in_tx (wrong_again, "one"), in_tx (right_again, "one"), NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (problem_of (first, i), ==, i == 0 ? "bounds" : "depends");
      g_assert_cmpstr (problem_of (second, i), ==, problem_of (first, i));
      g_assert_true (((CercleOutcome *) second->pdata[i])->duplicate);
    }
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
}

/* What was refused is kept for the coordinator; sent again, it is refused as before and kept once.
 */
static void
test_quarantine (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = cercle_id_new ();
  g_autofree char *set = g_strdup_printf (
      "{'case':'%s','sort':'note','text':'ne pas perdre','at':'2020-06-02T08:00:00.000Z'}", id);
  CercleMutation *item = fixture_item (&self->ada, "event", NULL, CREATE, 0, set);
  CercleMutation *again = same (item, set);
  CercleMutation *renewed = fixture_item (&self->ada, "event", item->id, CREATE, 0, set);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (CercleOutcome) second = NULL;

  fixture_sent (self, &self->ada, item, REJECTED, "missing-reference");
  before = fixture_dump (self);
  g_assert_nonnull (strstr (before, "ne pas perdre"));
  second = fixture_send (self, &self->ada, again);
  g_assert_true (second->duplicate);
  g_assert_cmpstr (second->problem, ==, "missing-reference");
  after = fixture_dump (self);
  g_assert_cmpstr (after, ==, before);
  /* Its author tries again, once the cause is gone. */
  fixture_sent (self, &self->ada,
                fixture_item (&self->ada, "case", id, CREATE, 0, "{'opened_on':'2020-06-02'}"),
                APPLIED, NULL);
  fixture_sent (self, &self->ada, renewed, APPLIED, NULL);
}

static void
test_reads (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autofree char *set =
      g_strdup_printf ("{'of_kind':'case','of_id':'%s','at':'2020-06-02T08:00:00.000Z'}", id);
  g_autoptr (GPtrArray) before = fixture_changes (self, &self->ada, self->here, 0);
  g_autoptr (GPtrArray) after = NULL;
  CercleMutation *item = fixture_item (&self->ada, "access", NULL, CREATE, 0, set);
  g_autofree char *access = g_strdup (item->id);

  fixture_sent (self, &self->ada, item, APPLIED, NULL);
  fixture_is (self, "access", access, "by", self->ada.member);
  /* It never comes down. */
  after = fixture_changes (self, &self->ada, self->here, 0);
  g_assert_cmpuint (after->len, ==, before->len);
}

/* seq: when the feed has come so far, the desk has all that the item did. */
static void
test_seq (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *id = fixture_case (self, &self->ada, NULL);
  g_autoptr (CercleOutcome) outcome = fixture_send (
      self, &self->ada, fixture_item (&self->ada, "case", id, PATCH, 1, "{'need':'deux'}"));
  g_autoptr (GPtrArray) lines = fixture_changes (self, &self->ada, self->here, 0);
  const CercleLine *end = lines->pdata[lines->len - 1];
  g_autofree char *cursor = NULL;
  g_autofree char *epoch = g_strdup (end->epoch);

  cursor = cercle_wire_put_cursor (self->here, epoch, outcome->seq);
  g_assert_cmpstr (end->cursor, ==, cursor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/push/transaction", test_transaction);
  g_test_add_func ("/push/pieces", test_pieces);
  g_test_add_func ("/push/malformed", test_malformed);
  g_test_add_func ("/push/duplicates", test_duplicates);
  g_test_add_func ("/push/refused-again", test_refused_again);
  g_test_add_func ("/push/quarantine", test_quarantine);
  g_test_add_func ("/push/reads", test_reads);
  g_test_add_func ("/push/seq", test_seq);
  return g_test_run ();
}
