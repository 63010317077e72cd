/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a community get its database? */
#define G_LOG_DOMAIN "cercle-server"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cercle-command.h"
#include "cercle-community.h"
#include "cercle-founding.h"
#include "cercle-macros.h"
#include "cercle-query.h"

static gboolean
check_name (CercleStore *store, const char *territory, const char *name, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  gint64 n;

  cercle_query_where (query, CERCLE_COMMUNITY_TERRITORY, CERCLE_IS, territory);
  cercle_query_where (query, CERCLE_COMMUNITY_NAME, CERCLE_IS, name);
  n = cercle_store_count (store, query, error);
  if (n == 0)
    return TRUE;
  if (n > 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                         _ ("There is a community of this name in this territory already."));
  return FALSE;
}

static gboolean
found (CercleStore *store, const char *code, const char *name, char **id, GError **error)
{
  g_autofree char *territory = NULL;

  if (!cercle_store_begin (store, error))
    return FALSE;
  if (cercle_founding_territory (store, code, &territory, error) &&
      cercle_founding_codes (store, error) && check_name (store, territory, name, error) &&
      cercle_founding_community (store, territory, name, id, error))
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return FALSE;
}

static int
run_init (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autofree char *territory = NULL, *community = NULL, *id = NULL;
  const GOptionEntry entries[] = {
    { "territory", 0, 0, G_OPTION_ARG_STRING, &territory,
      N_ ("Code of the territory in the list of the MDPH (14, 69M, 2A …)"), N_ ("CODE") },
    { "community", 0, 0, G_OPTION_ARG_STRING, &community, N_ ("Name of the community"),
      N_ ("NAME") },
    { NULL },
  };
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!cercle_command_read (&cercle_command_init, &line, argc, argv, entries))
    return CERCLE_EXIT_USE;
  if (territory == NULL || community == NULL)
    return cercle_command_misuse (_ ("A community needs --territory and --community."));
  store = cercle_command_open (&line, CERCLE_OPEN_NEW);
  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  if (!found (store, territory, community, &id, &error))
    return cercle_command_fail (error);
  /* For user add --community. */
  g_print ("%s\n", id);
  return CERCLE_EXIT_DONE;
}

const CercleCommand cercle_command_init = {
  "init", NULL, N_ ("Makes a database, or one more community in it, and prints its identity."),
  run_init
};
