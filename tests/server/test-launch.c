/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who reads and who writes the launch of a community? */
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-founding.h"
#include "cercle-id.h"
#include "cercle-kind.h"
#include "cercle-launch.h"
#include "server-fixture.h"

#define APPLIED CERCLE_OUTCOME_APPLIED
#define REJECTED CERCLE_OUTCOME_REJECTED
#define SECRET "Quesnel"

static CercleMutation *
launch_item (const Person *person, CercleOp op, const char *set)
{
  g_autofree char *id = cercle_launch_id (person->scope, person->scope + 2);
  g_autofree char *whole = op == CERCLE_OP_CREATE
                               ? g_strdup_printf ("'community':'%s',%s", person->scope + 2, set)
                               : g_strdup (set);
  g_autofree char *braced = g_strdup_printf ("{%s}", whole);

  return fixture_item (person, "launch", id, op, op == CERCLE_OP_CREATE ? 0 : 1, braced);
}

static CercleMutation *
check_item (const Person *person, const char *point, const char *by)
{
  g_autofree char *launch = cercle_launch_id (person->scope, person->scope + 2);
  g_autofree char *id = cercle_launch_check_id (person->scope, launch, point);
  g_autofree char *set = g_strdup_printf (
      "{'launch':'%s','sort':'%s','done_on':'2020-05-28','done_by':'%s'}", launch, point, by);

  return fixture_item (person, "launch_check", id, CERCLE_OP_CREATE, 0, set);
}

/* A case with its person, a launch and its signature, in one community. */
static void
fill (Fixture *self, const Person *person)
{
  g_autofree char *kase = fixture_case (self, person, "'need':'" SECRET "'");

  g_assert_nonnull (kase);
  fixture_sent (self, person, launch_item (person, CERCLE_OP_CREATE, "'planned_on':'2020-06-02'"),
                APPLIED, NULL);
  fixture_sent (self, person, check_item (person, CERCLE_LAUNCH_REVIEW, person->member), APPLIED,
                NULL);
}

/* What comes over the wire is for everybody, has both launches, and no byte of a case. */
static guint
count_told (GPtrArray *lines)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const CercleLine *line = lines->pdata[i];
      g_autofree char *text = cercle_wire_put_line (line);

      g_assert_null (strstr (text, SECRET));
      if (line->sort != CERCLE_LINE_ITEM)
        continue;
      g_assert_cmpstr (line->item->kind->audience, ==, "national");
      n += line->item->kind == &cercle_launch_kind || line->item->kind == &cercle_launch_check_kind;
    }
  return n;
}

static void
test_read (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Person) nat = fixture_referent (self);
  const char *scopes[] = { self->here, self->there };
  g_autofree char *not_hers = NULL;
  g_autofree char *path = g_strconcat ("/v1/scopes/", self->there, "/snapshot", NULL);

  fill (self, &self->ada);
  fill (self, &self->zoe);
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      g_autoptr (GPtrArray) snapshot = fixture_snapshot (self, nat, scopes[i]);
      g_autoptr (GPtrArray) changes = fixture_changes (self, nat, scopes[i], 0);

      g_assert_cmpuint (count_told (snapshot), ==, 2);
      g_assert_cmpuint (count_told (changes), ==, 2);
    }
  /* A community reads its own, and nobody else's. */
  not_hers = fixture_expect (self, &self->ada, "GET", path, NULL, 403);
}

/* A community that is founded after her. */
static void
test_later (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Person) nat = fixture_referent (self);
  g_autoptr (CercleAccount) account = NULL, adviser = NULL;
  g_autofree char *territory = NULL, *id = NULL, *scope = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cercle_store_begin (self->store, &error) &&
                 cercle_founding_territory (self->store, "50", &territory, &error) &&
                 cercle_founding_community (self->store, territory, "Cotentin", &id, &error) &&
                 cercle_store_commit (self->store, &error));
  scope = g_strconcat ("c:", id, NULL);
  account = cercle_accounts_find (self->store, "nat", NULL);
  adviser = cercle_accounts_find (self->store, "ada", NULL);
  g_assert_true (cercle_tokens_contain (account->scopes, scope));
  g_assert_true (g_str_has_prefix (account->scopes, self->here));
  g_assert_false (cercle_tokens_contain (adviser->scopes, scope));
}

/* Nobody signs for another; the national referents and the MDPH read only. */
static void
test_write (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (Person) nat = fixture_referent (self);

  fill (self, &self->ada);
  fixture_sent (self, &self->ada, check_item (&self->ada, "hours", self->bob.member), REJECTED,
                "right");
  fixture_sent (self, &self->ada,
                launch_item (&self->ada, CERCLE_OP_PATCH, "'actual_on':'2020-06-02'"), APPLIED,
                NULL);
  fixture_sent (self, nat, launch_item (nat, CERCLE_OP_PATCH, "'actual_on':'2020-06-02'"), REJECTED,
                "right");
  fixture_sent (self, &self->mia, check_item (&self->mia, "hours", self->mia.member), REJECTED,
                "right");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/launch/read", test_read);
  g_test_add_func ("/launch/later", test_later);
  g_test_add_func ("/launch/write", test_write);
  return g_test_run ();
}
