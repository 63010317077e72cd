/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may sign in, and which sessions are open? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-accounts.h"

#include "cercle-store-private.h"

/* The use of a session is noted at most so often: a poll must not cost a write. */
#define NOTE_EVERY 60000

/* No session lives that long: its row is swept. */
#define FORGOTTEN (G_GINT64_CONSTANT (400) * 24 * 3600 * 1000)

#define COLUMNS                                                                                    \
  "a.id, a.login, a.password, a.role, a.audiences, a.scopes, a.member, a.disabled, a.failures,"    \
  " a.last_failure"

void
cercle_account_free (CercleAccount *account)
{
  g_free (account->id);
  g_free (account->login);
  g_free (account->password);
  g_free (account->audiences);
  g_free (account->scopes);
  g_free (account->member);
  g_free (account);
}

static CercleAccount *
read_account (CercleStatement *row)
{
  CercleAccount *account = g_new0 (CercleAccount, 1);

  account->id = g_strdup (cercle_statement_text (row, 0));
  account->login = g_strdup (cercle_statement_text (row, 1));
  account->password = g_strdup (cercle_statement_text (row, 2));
  account->role = cercle_role_parse (cercle_statement_text (row, 3));
  account->audiences = g_strdup (cercle_statement_text (row, 4));
  account->scopes = g_strdup (cercle_statement_text (row, 5));
  account->member = g_strdup (cercle_statement_text (row, 6));
  account->disabled = cercle_statement_integer (row, 7) != 0;
  account->failures = (guint) cercle_statement_integer (row, 8);
  account->last_failure = cercle_statement_integer (row, 9);
  return account;
}

gboolean
cercle_accounts_put (CercleStore *store, const CercleAccount *account, GError **error)
{
  g_return_val_if_fail (account->role < CERCLE_N_ROLES, FALSE);
  return cercle_sqlite_run (
      store->sqlite, error,
      "INSERT INTO account (id, login, password, role, audiences, scopes, member, disabled,"
      " failures, last_failure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
      " SET login=excluded.login, password=excluded.password, role=excluded.role,"
      " audiences=excluded.audiences, scopes=excluded.scopes, member=excluded.member,"
      " disabled=excluded.disabled, failures=excluded.failures,"
      " last_failure=excluded.last_failure",
      "sssssssixx", account->id, account->login, account->password,
      cercle_roles[account->role].token, account->audiences, account->scopes, account->member,
      account->disabled ? 1 : 0, (gint64) account->failures, account->last_failure);
}

CercleAccount *
cercle_accounts_find (CercleStore *store, const char *login, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite, "SELECT " COLUMNS " FROM account a WHERE a.login=?", error);

  if (row == NULL)
    return NULL;
  cercle_statement_bind (row, "s", login);
  return cercle_statement_step (row, error) == CERCLE_STEP_ROW ? read_account (row) : NULL;
}

GPtrArray *
cercle_accounts_list (CercleStore *store, GError **error)
{
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite, "SELECT " COLUMNS " FROM account a ORDER BY a.login", error);
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_account_free);
  CercleStep step;

  if (row == NULL)
    return NULL;
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    g_ptr_array_add (accounts, read_account (row));
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&accounts) : NULL;
}

gboolean
cercle_accounts_note_failure (CercleStore *store, const char *login, gint64 at, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error,
                            "UPDATE account SET failures=failures+1, last_failure=? WHERE login=?",
                            "xs", at, login);
}

gboolean
cercle_accounts_clear_failures (CercleStore *store, const char *login, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error,
                            "UPDATE account SET failures=0, last_failure=0"
                            " WHERE login=? AND failures<>0",
                            "s", login);
}

gboolean
cercle_accounts_open_session (CercleStore *store, const char *token_hash, const char *login,
                              const char *device, gint64 now, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error, "DELETE FROM session WHERE used_at<?", "x",
                            now - FORGOTTEN) &&
         cercle_sqlite_run (store->sqlite, error,
                            "INSERT INTO session (token_hash, login, device, opened_at, used_at)"
                            " VALUES (?, ?, ?, ?, ?)",
                            "sssxx", token_hash, login, device, now, now);
}

CercleAccount *
cercle_accounts_session (CercleStore *store, const char *token_hash, gint64 now, gint64 idle,
                         gint64 life, GError **error)
{
  g_autoptr (CercleAccount) account = NULL;
  g_autoptr (CercleStatement) row = cercle_sqlite_prepare (
      store->sqlite,
      "SELECT " COLUMNS ", s.used_at FROM session s JOIN account a ON a.login=s.login"
      " WHERE s.token_hash=? AND s.used_at>=? AND s.opened_at>=? AND a.disabled=0",
      error);
  gint64 used_at;

  if (row == NULL)
    return NULL;
  cercle_statement_bind (row, "sxx", token_hash, now - idle, now - life);
  if (cercle_statement_step (row, error) != CERCLE_STEP_ROW)
    return NULL;
  account = read_account (row);
  used_at = cercle_statement_integer (row, 10);
  if (now - used_at >= MIN (NOTE_EVERY, idle / 4) &&
      !cercle_sqlite_run (store->sqlite, error, "UPDATE session SET used_at=? WHERE token_hash=?",
                          "xs", now, token_hash))
    return NULL;
  return g_steal_pointer (&account);
}

gboolean
cercle_accounts_close_session (CercleStore *store, const char *token_hash, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error, "DELETE FROM session WHERE token_hash=?", "s",
                            token_hash);
}

gboolean
cercle_accounts_close_all (CercleStore *store, const char *login, GError **error)
{
  return cercle_sqlite_run (store->sqlite, error, "DELETE FROM session WHERE login=?", "s", login);
}
