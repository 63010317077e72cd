/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are many plain cases as good as real ones, and the same each time? And the command that makes
 * either? */
#include "sample-census.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cercle-accounts.h"
#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-command.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-person.h"
#include "cercle-vault.h"

#define DAY "2020-06-23"
#define N 2000

static void
fill (Census *census, guint32 seed, guint n)
{
  g_autoptr (GError) error = NULL;

  census_init (census);
  cercle_sample_fill_many (census->store, seed, cercle_day_parse (DAY), n, &error);
  g_assert_no_error (error);
  census_read (census);
}

static void
test_sizes (void)
{
  Census census;
  GPtrArray *cases, *calls, *communities;
  g_autoptr (GPtrArray) accounts = NULL;
  guint open = 0;

  fill (&census, 5, N);
  cases = census_of (&census, &cercle_case_kind);
  calls = census_of (&census, &cercle_call_kind);
  communities = census_of (&census, &cercle_community_kind);
  g_assert_cmpuint (communities->len, ==, 1);
  g_assert_true (cercle_record_get_flag (communities->pdata[0], CERCLE_COMMUNITY_EXAMPLE));
  g_assert_cmpuint (cases->len, ==, N);
  g_assert_cmpuint (calls->len, ==, N);
  g_assert_cmpuint (census_of (&census, &cercle_event_kind)->len, ==, 3 * N);
  /* 1.2 cases a person. */
  g_assert_cmpuint (census_of (&census, &cercle_person_kind)->len, >=, N * 5 / 6);
  g_assert_cmpuint (census_of (&census, &cercle_person_kind)->len, <=, N * 5 / 6 + 1);
  for (guint i = 0; i < cases->len; i++)
    open += cercle_record_get_flag (cases->pdata[i], CERCLE_CASE_OPEN);
  g_assert_cmpuint (open, >, N * 2 / 100);
  g_assert_cmpuint (open, <, N * 4 / 100);
  g_assert_cmpuint (census_of (&census, &cercle_action_kind)->len, ==, open);
  accounts = cercle_accounts_list (census.store, NULL);
  g_assert_cmpuint (accounts->len, ==, 0);
  census_clear (&census);
}

static void
test_rules (void)
{
  Census census;

  fill (&census, 6, N);
  census_check_rules (&census);
  census_check_references (&census);
  census_check_telephones (&census);
  census_check_mails (&census);
  census_check_communes (&census);
  census_check_typography (&census);
  census_clear (&census);
}

/* A case says what its own events and actions say. */
static void
test_derived (void)
{
  Census census;
  GPtrArray *actions, *cases;

  fill (&census, 7, N);
  actions = census_of (&census, &cercle_action_kind);
  cases = census_of (&census, &cercle_case_kind);
  for (guint i = 0; i < actions->len; i++)
    {
      CercleRecord *action = actions->pdata[i];
      CercleRecord *kase = census_find (&census, &cercle_case_kind,
                                        cercle_record_get_text (action, CERCLE_ACTION_CASE));

      g_assert_true (cercle_record_get_flag (kase, CERCLE_CASE_OPEN));
      g_assert_cmpstr (cercle_record_get_text (kase, CERCLE_CASE_NEXT_DUE_ON), ==,
                       cercle_record_get_text (action, CERCLE_ACTION_DUE_ON));
    }
  for (guint i = 0; i < cases->len; i++)
    {
      gboolean open = cercle_record_get_flag (cases->pdata[i], CERCLE_CASE_OPEN);

      g_assert_true (cercle_record_is_set (cases->pdata[i], CERCLE_CASE_REFERENCE));
      g_assert_true (cercle_record_is_set (cases->pdata[i], CERCLE_CASE_HOLDER));
      g_assert_true (open != cercle_record_is_set (cases->pdata[i], CERCLE_CASE_CLOSING_MOTIVE));
      g_assert_true (open != cercle_record_is_set (cases->pdata[i], CERCLE_CASE_CLOSED_ON));
      g_assert_cmpstr (cercle_record_get_text (cases->pdata[i], CERCLE_CASE_LAST_NEWS_ON), <=, DAY);
    }
  census_clear (&census);
}

static void
test_same (void)
{
  Census one, same, other;
  g_autofree char *hash = NULL, *same_hash = NULL, *other_hash = NULL;

  fill (&one, 8, 300);
  fill (&same, 8, 300);
  fill (&other, 9, 300);
  hash = census_hash (&one);
  same_hash = census_hash (&same);
  other_hash = census_hash (&other);
  g_assert_cmpstr (hash, ==, same_hash);
  g_assert_cmpstr (hash, !=, other_hash);
  census_clear (&one);
  census_clear (&same);
  census_clear (&other);
}

/* The command */

typedef struct
{
  char *folder, *database, *passwords;
} Shell;

static void
shell_init (Shell *shell)
{
  shell->folder = g_dir_make_tmp ("cercle-sample-XXXXXX", NULL);
  shell->database = g_build_filename (shell->folder, "server.db", NULL);
  shell->passwords = g_build_filename (shell->folder, "passwords", NULL);
}

static void
shell_clear (Shell *shell)
{
  g_autoptr (GDir) dir = g_dir_open (shell->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (shell->folder, name, NULL);
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (shell->folder), ==, 0);
  g_free (shell->folder);
  g_free (shell->database);
  g_free (shell->passwords);
}

static int
run (const Shell *shell, const char *day, const char *cases)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) "sample");
  g_ptr_array_add (argv, (gpointer) "--database");
  g_ptr_array_add (argv, shell->database);
  g_ptr_array_add (argv, (gpointer) "--seed=4");
  g_ptr_array_add (argv, (gpointer) "--date");
  g_ptr_array_add (argv, (gpointer) day);
  g_ptr_array_add (argv, (gpointer) "--password-file");
  g_ptr_array_add (argv, shell->passwords);
  if (cases != NULL)
    {
      g_ptr_array_add (argv, (gpointer) "--cases");
      g_ptr_array_add (argv, (gpointer) cases);
    }
  g_ptr_array_add (argv, NULL);
  return cercle_command_sample.run ((int) argv->len - 1, (char **) argv->pdata);
}

/* Every line opens its account. */
static guint
check_passwords (const Shell *shell)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleStore) store =
      cercle_store_open (shell->database, CERCLE_STORE_SERVER, NULL, &error);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf status;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (shell->passwords, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (shell->passwords, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (; lines[n][0] != '\0'; n++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[n], ":", 2);
      g_autoptr (CercleAccount) account = cercle_accounts_find (store, parts[0], NULL);

      g_assert_nonnull (account);
      g_assert_cmpuint (strlen (parts[1]), >=, 16);
      g_assert_true (cercle_vault_check_password (account->password, parts[1]));
      g_assert_nonnull (account->member);
      g_assert_true (cercle_tokens_contain (account->scopes, "t:14"));
    }
  return n;
}

static void
test_command (void)
{
  Shell shell;
  g_autofree char *before = NULL, *after = NULL;

  shell_init (&shell);
  g_assert_cmpint (run (&shell, "no day", NULL), ==, CERCLE_EXIT_USE);
  g_assert_false (g_file_test (shell.passwords, G_FILE_TEST_EXISTS));
  g_assert_cmpint (run (&shell, DAY, NULL), ==, CERCLE_EXIT_DONE);
  g_assert_cmpuint (check_passwords (&shell), ==, 14);
  /* The file exists: it is not written over. */
  g_assert_true (g_file_get_contents (shell.passwords, &before, NULL, NULL));
  g_assert_cmpint (run (&shell, DAY, NULL), ==, CERCLE_EXIT_FAILED);
  g_assert_true (g_file_get_contents (shell.passwords, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
  /* The database is not empty: no passwords are left behind for nothing. */
  g_unlink (shell.passwords);
  g_assert_cmpint (run (&shell, DAY, NULL), ==, CERCLE_EXIT_FAILED);
  g_assert_false (g_file_test (shell.passwords, G_FILE_TEST_EXISTS));
  shell_clear (&shell);
}

/* Two people can sign in, and the cases are theirs too. Passwords are not of the seed. */
static void
test_command_many (void)
{
  Shell shell;
  g_autofree char *one = NULL, *two = NULL;

  shell_init (&shell);
  g_assert_cmpint (run (&shell, DAY, "200"), ==, CERCLE_EXIT_DONE);
  g_assert_cmpuint (check_passwords (&shell), ==, 2);
  g_assert_true (g_file_get_contents (shell.passwords, &one, NULL, NULL));
  g_unlink (shell.passwords);
  g_unlink (shell.database);
  g_assert_cmpint (run (&shell, DAY, "200"), ==, CERCLE_EXIT_DONE);
  g_assert_true (g_file_get_contents (shell.passwords, &two, NULL, NULL));
  g_assert_cmpstr (one, !=, two);
  shell_clear (&shell);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-many/sizes", test_sizes);
  g_test_add_func ("/sample-many/rules", test_rules);
  g_test_add_func ("/sample-many/derived", test_derived);
  g_test_add_func ("/sample-many/same", test_same);
  g_test_add_func ("/sample-many/command", test_command);
  g_test_add_func ("/sample-many/command-many", test_command_many);
  return g_test_run ();
}
