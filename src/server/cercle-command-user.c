/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who has an account? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-access.h"
#include "cercle-command.h"
#include "cercle-community.h"
#include "cercle-feed.h"
#include "cercle-founding.h"
#include "cercle-macros.h"
#include "cercle-password-source.h"
#include "cercle-query.h"
#include "cercle-vault.h"

/* The others read audiences that nothing is addressed to yet: an account would show an empty desk.
 */
static const CercleRole built[] = { CERCLE_ROLE_ADVISER, CERCLE_ROLE_COORDINATOR, CERCLE_ROLE_MDPH,
                                    CERCLE_ROLE_NATIONAL };

static gboolean
is_built (CercleRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (built); i++)
    if (built[i] == role)
      return TRUE;
  return FALSE;
}

static gboolean
is_login (const char *login)
{
  gsize length = strlen (login);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_islower (login[i]) && !g_ascii_isdigit (login[i]) &&
        strchr ("._-", login[i]) == NULL)
      return FALSE;
  return length >= 2 && length <= 64;
}

/* (transfer full): the one that was named, or the only one. */
static char *
find_community (CercleStore *store, const char *named, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  g_autoptr (GPtrArray) all = NULL;

  if (named != NULL)
    return g_strdup (named);
  all = cercle_store_find (store, query, error);
  if (all == NULL)
    return NULL;
  if (all->len == 1)
    return g_strdup (cercle_record_get_id (all->pdata[0]));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("There are several communities, or none: say which with --community."));
  return NULL;
}

static gboolean
add (CercleStore *store, const CercleNewcomer *newcomer, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleAccount) other = cercle_accounts_find (store, newcomer->login, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (other != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                           _ ("There is an account with this login already."));
      return FALSE;
    }
  if (!cercle_store_begin (store, error))
    return FALSE;
  if (cercle_founding_member (store, newcomer, error))
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return FALSE;
}

typedef struct
{
  char *role, *community, *first_name, *last_name, *audience, *password_file;
} AddOptions;

static void
add_options_clear (AddOptions *options)
{
  g_free (options->role);
  g_free (options->community);
  g_free (options->first_name);
  g_free (options->last_name);
  g_free (options->audience);
  g_free (options->password_file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AddOptions, add_options_clear)

/* NULL: good. */
static const char *
find_misuse (const AddOptions *options, const char *login)
{
  CercleRole role = cercle_role_parse (options->role);

  if (options->role == NULL || options->last_name == NULL)
    return _ ("A user needs --role and --last-name.");
  if (role == CERCLE_N_ROLES)
    return _ ("There is no such role: adviser, coordinator, mdph, national.");
  if (!is_built (role))
    return _ ("There is nothing for this role to read yet: adviser, coordinator, mdph, national.");
  if (options->audience != NULL && !g_str_equal (options->audience, "protected"))
    return _ ("The only audience that can be added is “protected”.");
  if (!is_login (login))
    return _ ("A login has 2 to 64 small letters, digits, dots, hyphens or underscores.");
  return NULL;
}

static int
add_user (const CercleCommandLine *line, const AddOptions *options)
{
  g_autoptr (CercleStore) store = cercle_command_open (line, CERCLE_OPEN_EXISTING);
  g_autoptr (GError) error = NULL;
  g_autofree char *community = store ? find_community (store, options->community, &error) : NULL;
  CercleNewcomer newcomer = {
    .login = line->argument,
    .first_name = options->first_name,
    .last_name = options->last_name,
    .community = community,
    .role = cercle_role_parse (options->role),
    .protected = options->audience != NULL,
  };
  char *password;
  gboolean done;

  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  if (community == NULL ||
      (password = cercle_password_read (options->password_file, &error)) == NULL)
    return cercle_command_fail (error);
  newcomer.password = password;
  done = add (store, &newcomer, &error);
  cercle_password_forget (password);
  return done ? CERCLE_EXIT_DONE : cercle_command_fail (error);
}

static int
run_add (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_auto (AddOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role,
      N_ ("adviser, coordinator, mdph or national"), N_ ("ROLE") },
    { "community", 0, 0, G_OPTION_ARG_STRING, &options.community,
      N_ ("Identity of her community, as init printed it"), N_ ("ID") },
    { "first-name", 0, 0, G_OPTION_ARG_STRING, &options.first_name, N_ ("First name"),
      N_ ("NAME") },
    { "last-name", 0, 0, G_OPTION_ARG_STRING, &options.last_name, N_ ("Last name"), N_ ("NAME") },
    { "audience", 0, 0, G_OPTION_ARG_STRING, &options.audience,
      N_ ("protected: reads the cases of children in care"), N_ ("AUDIENCE") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options.password_file,
      N_ ("Read the password from this file, of mode 0600"), N_ ("FILE") },
    { NULL },
  };
  const char *misuse;

  if (!cercle_command_read (&cercle_command_user_add, &line, argc, argv, entries))
    return CERCLE_EXIT_USE;
  misuse = find_misuse (&options, line.argument);
  return misuse != NULL ? cercle_command_misuse (misuse) : add_user (&line, &options);
}

/* (transfer full): NULL with a sentence. */
static CercleAccount *
find_account (CercleStore *store, const char *login, GError **error)
{
  g_autoptr (GError) local = NULL;
  CercleAccount *account = cercle_accounts_find (store, login, &local);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (account == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("There is no account with this login."));
  return account;
}

/* Whoever had signed in must sign in again. */
static gboolean
put_account (CercleStore *store, const CercleAccount *account, GError **error)
{
  return cercle_accounts_put (store, account, error) &&
         cercle_accounts_close_all (store, account->login, error);
}

static int
run_password (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autofree char *file = NULL;
  const GOptionEntry entries[] = {
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &file,
      N_ ("Read the password from this file, of mode 0600"), N_ ("FILE") },
    { NULL },
  };
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (CercleAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  if (!cercle_command_read (&cercle_command_user_password, &line, argc, argv, entries))
    return CERCLE_EXIT_USE;
  store = cercle_command_open (&line, CERCLE_OPEN_EXISTING);
  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  account = find_account (store, line.argument, &error);
  if (account == NULL || (password = cercle_password_read (file, &error)) == NULL)
    return cercle_command_fail (error);
  g_free (account->password);
  account->password = cercle_vault_hash_password (password, &error);
  cercle_password_forget (password);
  account->failures = 0;
  if (account->password == NULL || !put_account (store, account, &error))
    return cercle_command_fail (error);
  return CERCLE_EXIT_DONE;
}

/* Her member record stays, for what she did is told in her name. */
static gboolean
retire_member (CercleStore *store, const CercleAccount *account, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) member =
      account->member != NULL
          ? cercle_store_get (store, &cercle_member_kind, account->member, &local)
          : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (member == NULL || cercle_record_get_flag (member, CERCLE_MEMBER_INACTIVE))
    return TRUE;
  cercle_record_set_flag (member, CERCLE_MEMBER_INACTIVE, TRUE);
  return cercle_feed_write (store, member, CERCLE_OP_PATCH, CERCLE_MASK (CERCLE_MEMBER_INACTIVE),
                            NULL, error);
}

static gboolean
disable (CercleStore *store, CercleAccount *account, GError **error)
{
  if (!cercle_store_begin (store, error))
    return FALSE;
  account->disabled = TRUE;
  if (put_account (store, account, error) && retire_member (store, account, error))
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return FALSE;
}

static int
run_disable (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (CercleAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (!cercle_command_read (&cercle_command_user_disable, &line, argc, argv, NULL))
    return CERCLE_EXIT_USE;
  store = cercle_command_open (&line, CERCLE_OPEN_EXISTING);
  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  account = find_account (store, line.argument, &error);
  if (account == NULL || !disable (store, account, &error))
    return cercle_command_fail (error);
  return CERCLE_EXIT_DONE;
}

/* "f:" of this community among her scopes, or all of them gone. */
static gboolean
change_figures (CercleStore *store, CercleAccount *account, const char *community, GError **error)
{
  g_auto (GStrv) scopes = g_strsplit (account->scopes != NULL ? account->scopes : "", " ", -1);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autofree char *figures =
      community != NULL ? g_strconcat (CERCLE_FIGURES_PREFIX, community, NULL) : NULL;
  g_autofree char *own = community != NULL ? g_strconcat ("c:", community, NULL) : NULL;
  g_autoptr (CercleRecord) record =
      community != NULL ? cercle_store_get (store, &cercle_community_kind, community, error) : NULL;

  if (community != NULL && (record == NULL || cercle_tokens_contain (account->scopes, own)))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             record == NULL ? _ ("There is no such community.")
                                            : _ ("This is her own community: she has its cases."));
      return FALSE;
    }
  for (guint i = 0; scopes[i] != NULL; i++)
    if (*scopes[i] != '\0' && g_strcmp0 (scopes[i], figures) != 0 &&
        (figures != NULL || !g_str_has_prefix (scopes[i], CERCLE_FIGURES_PREFIX)))
      g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", scopes[i]);
  if (figures != NULL)
    g_string_append_printf (kept, " %s", figures);
  g_free (account->scopes);
  account->scopes = g_strdup (kept->str);
  return cercle_accounts_put (store, account, error);
}

static int
run_figures (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autofree char *community = NULL;
  gboolean none = FALSE;
  const GOptionEntry entries[] = {
    { "community", 0, 0, G_OPTION_ARG_STRING, &community,
      N_ ("Identity of the community whose figures she may see"), N_ ("ID") },
    { "none", 0, 0, G_OPTION_ARG_NONE, &none, N_ ("No other community’s any more"), NULL },
    { NULL },
  };
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (CercleAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  if (!cercle_command_read (&cercle_command_user_figures, &line, argc, argv, entries))
    return CERCLE_EXIT_USE;
  if ((community != NULL) == none)
    return cercle_command_misuse (_ ("Say --community or --none."));
  store = cercle_command_open (&line, CERCLE_OPEN_EXISTING);
  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  account = find_account (store, line.argument, &error);
  if (account != NULL && account->role != CERCLE_ROLE_COORDINATOR)
    return cercle_command_misuse (_ ("Figures of other communities are for coordinators."));
  if (account == NULL || !change_figures (store, account, community, &error))
    return cercle_command_fail (error);
  return CERCLE_EXIT_DONE;
}

static int
run_list (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;

  if (!cercle_command_read (&cercle_command_user_list, &line, argc, argv, NULL))
    return CERCLE_EXIT_USE;
  store = cercle_command_open (&line, CERCLE_OPEN_READER);
  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  accounts = cercle_accounts_list (store, &error);
  if (accounts == NULL)
    return cercle_command_fail (error);
  for (guint i = 0; i < accounts->len; i++)
    {
      const CercleAccount *account = accounts->pdata[i];

      g_print ("%s\t%s\t%s\t%s\t%s\n", account->login, cercle_roles[account->role].token,
               account->disabled ? "disabled" : "enabled",
               cercle_tokens_contain (account->audiences, "protected") ? "protected" : "-",
               account->scopes != NULL ? account->scopes : "");
    }
  return CERCLE_EXIT_DONE;
}

const CercleCommand cercle_command_user_add = {
  "user add", "LOGIN", N_ ("Makes an account and its member; the password is asked for."), run_add
};
const CercleCommand cercle_command_user_password = {
  "user password", "LOGIN", N_ ("Sets a new password and ends the open sessions."), run_password
};
const CercleCommand cercle_command_user_disable = {
  "user disable", "LOGIN", N_ ("Closes an account and its sessions; what she did stays."),
  run_disable
};
const CercleCommand cercle_command_user_list = { "user list", NULL, N_ ("Lists the accounts."),
                                                 run_list };
const CercleCommand cercle_command_user_figures = {
  "user figures", "LOGIN",
  N_ ("Lets a coordinator see how many cases other communities have; never the cases."), run_figures
};
