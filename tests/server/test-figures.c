/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does somebody learn of a community that is not hers? */
#include "cercle-figures.h"

#include <string.h>

#include "cercle-accounts.h"
#include "server-fixture.h"

static void
set_scopes (Fixture *self, const char *login, const char *more)
{
  g_autoptr (CercleAccount) account = cercle_accounts_find (self->store, login, NULL);
  char *scopes = g_strconcat (account->scopes, more, NULL);

  g_free (account->scopes);
  account->scopes = scopes;
  g_assert_true (cercle_accounts_put (self->store, account, NULL));
}

/* Numbers of the community she was given, and of no other; a desk hears of no more scopes. */
static void
test_figures (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autofree char *more = g_strconcat (" f:", self->there + 2, NULL);
  g_autofree char *stream = g_strconcat ("/v1/scopes/f:", self->there + 2, "/changes", NULL);
  g_autofree char *adviser = fixture_expect (self, &self->ada, "GET", "/v1/figures", NULL, 403);
  g_autofree char *before = fixture_expect (self, &self->col, "GET", "/v1/figures", NULL, 200);
  g_autofree char *after = NULL, *scopes = NULL, *cases = NULL, *kase = NULL;
  g_autoptr (CercleFigures) figures = NULL;
  g_autoptr (CercleGrant) grant = NULL;
  const CercleCommunityFigures *there = NULL;

  g_assert_null (strstr (before, "Bocage"));
  for (guint i = 0; i < 7; i++)
    g_free (fixture_case (self, &self->zoe, NULL));
  kase = fixture_case (self, &self->zoe, NULL);
  g_free (fixture_case (self, &self->ada, NULL));
  set_scopes (self, "col", more);
  after = fixture_expect (self, &self->col, "GET", "/v1/figures", NULL, 200);
  figures = cercle_figures_get (after, NULL);
  g_assert_nonnull (figures);
  g_assert_cmpuint (figures->communities->len, ==, 1);
  there = g_ptr_array_index (figures->communities, 0);
  g_assert_cmpstr (there->name, ==, "Bocage");
  g_assert_cmpuint (there->board->n, ==, 8);
  g_assert_null (strstr (after, kase));
  g_assert_null (strstr (after, self->zoe.member));
  scopes = fixture_expect (self, &self->col, "GET", "/v1/scopes", NULL, 200);
  grant = cercle_wire_get_grant (scopes, strlen (scopes), NULL);
  g_assert_cmpuint (grant->scopes->len, ==, 3);
  cases = fixture_expect (self, &self->col, "GET", stream, NULL, 403);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/given", test_figures);
  return g_test_run ();
}
