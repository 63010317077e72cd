/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does a long answer end with the right to it, and is a desk that is too old told so? */
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-feed.h"
#include "cercle-routes.h"
#include "cercle-vault.h"
#include "server-fixture.h"

/* More than one piece of a stream. */
#define MANY 700

static void
add_cases (Fixture *self)
{
  for (guint left = MANY; left > 0;)
    {
      g_autoptr (GPtrArray) items =
          g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_mutation_free);
      g_autoptr (GPtrArray) outcomes = NULL;

      for (guint i = 0; i < 350; i++, left--)
        g_ptr_array_add (items, fixture_item (&self->ada, "case", NULL, CERCLE_OP_CREATE, 0,
                                              "{'opened_on':'2020-06-02'}"));
      outcomes = fixture_push_all (self, &self->ada, items);
    }
}

static CercleAccount *
account_of_ada (Fixture *self)
{
  CercleAccount *account = cercle_accounts_find (self->store, "ada", NULL);

  g_assert_nonnull (account);
  return account;
}

static void
disable (Fixture *self)
{
  g_autoptr (CercleAccount) account = account_of_ada (self);

  account->disabled = TRUE;
  g_assert_true (cercle_accounts_put (self->store, account, NULL));
}

static void
narrow (Fixture *self)
{
  g_autoptr (CercleAccount) account = account_of_ada (self);

  g_free (account->audiences);
  account->audiences = g_strdup ("national");
  g_assert_true (cercle_accounts_put (self->store, account, NULL));
}

static void
take_scope (Fixture *self)
{
  g_autoptr (CercleAccount) account = account_of_ada (self);

  g_free (account->scopes);
  account->scopes = g_strdup ("national");
  g_assert_true (cercle_accounts_put (self->store, account, NULL));
}

static void
sign_out (Fixture *self)
{
  g_autofree char *hash = cercle_vault_hash_token (self->ada.token);

  g_assert_true (cercle_accounts_close_session (self->store, hash, NULL));
}

static void
nothing (Fixture *self)
{
}

static const struct
{
  const char *name;
  void (*happens) (Fixture *self);
  gboolean ends;
} meanwhile[] = {
  { "disabled", disable, TRUE },  { "audiences", narrow, TRUE }, { "scopes", take_scope, TRUE },
  { "signed-out", sign_out, TRUE }, { "nothing", nothing, FALSE },
};

/* One piece came; what of the second? */
static void
check_stream (Fixture *self, const char *path, const char *query, guint i)
{
  CercleIncoming incoming = {
    .method = "GET", .path = path, .query = query, .token = self->ada.token, .peer = "local"
  };
  CercleAnswer answer;
  g_autofree char *first = NULL, *second = NULL;
  gboolean failed = FALSE;

  cercle_service_answer (self->service, &incoming, &answer);
  g_assert_cmpuint (answer.status, ==, 200);
  first = answer.next (self->service, answer.next_data, &failed);
  g_assert_nonnull (first);
  g_assert_false (failed);
  g_assert_null (strstr (first, "{\"t\":\"end\""));
  meanwhile[i].happens (self);
  second = answer.next (self->service, answer.next_data, &failed);
  g_assert_cmpint (failed, ==, meanwhile[i].ends);
  g_assert_cmpint (second == NULL, ==, meanwhile[i].ends);
  cercle_answer_clear (&answer);
}

static void
test_snapshot_ends (gconstpointer data)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/snapshot", self->here);

  add_cases (self);
  check_stream (self, path, NULL, GPOINTER_TO_UINT (data));
}

static void
test_changes_end (gconstpointer data)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *path = g_strdup_printf ("/v1/scopes/%s/changes", self->here);
  g_autofree char *epoch = cercle_feed_epoch (self->store);
  g_autofree char *cursor = cercle_wire_put_cursor (self->here, epoch, 0);
  g_autofree char *query = g_strconcat ("cursor=", cursor, NULL);

  add_cases (self);
  check_stream (self, path, query, GPOINTER_TO_UINT (data));
}

/* On every route, and before anything else is looked at. */
static void
test_too_old (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  guint ours = cercle_store_schema ();

  cercle_service_set_oldest (self->service, ours + 1);
  for (const CercleRoute *route = cercle_routes; route->method != NULL; route++)
    {
      g_auto (GStrv) parts = g_strsplit (route->pattern, "{scope}", -1);
      g_autofree char *path = g_strjoinv (self->here, parts);
      CercleIncoming incoming = {
        .method = route->method, .path = path, .token = self->ada.token, .peer = "local"
      };
      CercleAnswer answer;
      g_autofree char *problem = NULL;

      incoming.schema = ours;
      cercle_service_answer (self->service, &incoming, &answer);
      g_assert_cmpuint (answer.status, ==, 426);
      g_assert_cmpstr (answer.type, ==, "application/problem+json");
      problem = cercle_wire_get_problem (answer.body, strlen (answer.body));
      g_assert_cmpstr (problem, ==, "too-old");
      cercle_answer_clear (&answer);
      incoming.schema = ours + 1;
      cercle_service_answer (self->service, &incoming, &answer);
      g_assert_cmpuint (answer.status, !=, 426);
      cercle_answer_clear (&answer);
    }
}

/* Without a word of the administrator desks of today are never too old, nor is who says nothing. */
static void
test_young_enough (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  const guint schemas[] = { 0, cercle_store_schema (), cercle_store_schema () + 7 };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      CercleIncoming incoming = {
        .method = "GET", .path = "/v1/hello", .peer = "local", .schema = schemas[i]
      };
      CercleAnswer answer;

      cercle_service_answer (self->service, &incoming, &answer);
      g_assert_cmpuint (answer.status, ==, 200);
      cercle_answer_clear (&answer);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (meanwhile); i++)
    {
      g_autofree char *snapshot = g_strconcat ("/limits/snapshot/", meanwhile[i].name, NULL);
      g_autofree char *changes = g_strconcat ("/limits/changes/", meanwhile[i].name, NULL);

      g_test_add_data_func (snapshot, GUINT_TO_POINTER (i), test_snapshot_ends);
      g_test_add_data_func (changes, GUINT_TO_POINTER (i), test_changes_end);
    }
  g_test_add_func ("/limits/too-old", test_too_old);
  g_test_add_func ("/limits/young-enough", test_young_enough);
  return g_test_run ();
}
