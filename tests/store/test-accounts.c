/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may sign in, and for how long? */
#include "cercle-accounts.h"

#include "cercle-store-fixture.h"

#define HOUR G_GINT64_CONSTANT (3600000)

static void
put_account (CercleStore *store, const char *id, const char *login, gboolean disabled)
{
  g_autoptr (GError) error = NULL;
  const CercleAccount account = {
    .id = (char *) id,
    .login = (char *) login,
    .password = (char *) "$argon2id$…",
    .role = CERCLE_ROLE_COORDINATOR,
    .audiences = (char *) "team national",
    .scopes = (char *) SCOPE " t:14 national",
    .member = (char *) MEMBER,
    .disabled = disabled,
  };

  cercle_accounts_put (store, &account, &error);
  g_assert_no_error (error);
}

static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleAccount) found = NULL, none = NULL, changed = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  put_account (store, "a1", "helene", FALSE);
  put_account (store, "a2", "bruno", FALSE);
  found = cercle_accounts_find (store, "helene", &error);
  g_assert_cmpstr (found->id, ==, "a1");
  g_assert_cmpstr (found->password, ==, "$argon2id$…");
  g_assert_cmpint (found->role, ==, CERCLE_ROLE_COORDINATOR);
  g_assert_cmpstr (found->audiences, ==, "team national");
  g_assert_cmpstr (found->scopes, ==, SCOPE " t:14 national");
  g_assert_cmpstr (found->member, ==, MEMBER);
  g_assert_false (found->disabled);
  none = cercle_accounts_find (store, "nobody", &error);
  g_assert_null (none);
  g_assert_no_error (error);
  put_account (store, "a1", "helene", TRUE);
  changed = cercle_accounts_find (store, "helene", &error);
  g_assert_true (changed->disabled);
  all = cercle_accounts_list (store, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((CercleAccount *) all->pdata[0])->login, ==, "bruno");
}

static void
test_one_login (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const CercleAccount same = { .id = (char *) "a2", .login = (char *) "helene" };

  put_account (fixture->store, "a1", "helene", FALSE);
  g_assert_false (cercle_accounts_put (fixture->store, &same, &error));
  g_assert_error (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED);
  /* Names of columns may be told, values never. */
  g_assert_null (strstr (error->message, "helene"));
}

static void
test_failures (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;
  g_autoptr (CercleAccount) after = NULL, cleared = NULL;

  put_account (store, "a1", "helene", FALSE);
  g_assert_true (cercle_accounts_note_failure (store, "helene", 1000, NULL));
  g_assert_true (cercle_accounts_note_failure (store, "helene", 2000, NULL));
  g_assert_true (cercle_accounts_note_failure (store, "nobody", 3000, NULL));
  after = cercle_accounts_find (store, "helene", NULL);
  g_assert_cmpuint (after->failures, ==, 2);
  g_assert_cmpint (after->last_failure, ==, 2000);
  g_assert_true (cercle_accounts_clear_failures (store, "helene", NULL));
  cleared = cercle_accounts_find (store, "helene", NULL);
  g_assert_cmpuint (cleared->failures, ==, 0);
}

static gboolean
is_open (CercleStore *store, const char *hash, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleAccount) account =
      cercle_accounts_session (store, hash, now, 2 * HOUR, 10 * HOUR, &error);

  g_assert_no_error (error);
  return account != NULL;
}

static void
test_sessions (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;

  put_account (store, "a1", "helene", FALSE);
  g_assert_true (cercle_accounts_open_session (store, "h1", "helene", "d1", HOUR, NULL));
  g_assert_true (cercle_accounts_open_session (store, "h2", "helene", "d2", HOUR, NULL));
  g_assert_false (is_open (store, "h3", HOUR));
  /* Used every hour and a half it lives for ten hours; unused for two hours it ends. */
  for (gint64 now = HOUR; now < 11 * HOUR; now += HOUR * 3 / 2)
    g_assert_true (is_open (store, "h1", now));
  g_assert_false (is_open (store, "h1", 11 * HOUR + 1));
  g_assert_true (is_open (store, "h2", 2 * HOUR));
  g_assert_false (is_open (store, "h2", 5 * HOUR));
}

static void
test_closing (Fixture *fixture, gconstpointer data)
{
  CercleStore *store = fixture->store;

  put_account (store, "a1", "helene", FALSE);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *hash = g_strdup_printf ("h%d", i);
      g_assert_true (cercle_accounts_open_session (store, hash, "helene", "d", HOUR, NULL));
    }
  g_assert_true (cercle_accounts_close_session (store, "h0", NULL));
  g_assert_false (is_open (store, "h0", HOUR));
  g_assert_true (is_open (store, "h1", HOUR));
  put_account (store, "a1", "helene", TRUE);
  g_assert_false (is_open (store, "h1", HOUR));
  put_account (store, "a1", "helene", FALSE);
  g_assert_true (cercle_accounts_close_all (store, "helene", NULL));
  g_assert_false (is_open (store, "h1", HOUR));
  g_assert_false (is_open (store, "h2", HOUR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/accounts/accounts", CERCLE_STORE_SERVER, test_accounts);
  fixture_add ("/accounts/one_login", CERCLE_STORE_SERVER, test_one_login);
  fixture_add ("/accounts/failures", CERCLE_STORE_SERVER, test_failures);
  fixture_add ("/accounts/sessions", CERCLE_STORE_SERVER, test_sessions);
  fixture_add ("/accounts/closing", CERCLE_STORE_SERVER, test_closing);
  return g_test_run ();
}
