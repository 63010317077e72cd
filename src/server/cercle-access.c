/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this request within the scopes and audiences of its session? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-access.h"

#include "cercle-exception.h"
#include "cercle-instant.h"
#include "cercle-vault.h"

void
cercle_access_clear (CercleAccess *access)
{
  g_clear_pointer (&access->account, cercle_account_free);
  g_clear_pointer (&access->opened, g_free);
}

static gboolean
reads (const CercleAccess *access, const char *audience)
{
  g_autofree char *usual = cercle_tokens_shared (audience, access->account->audiences);
  g_autofree char *opened = cercle_tokens_shared (audience, access->opened);

  return usual != NULL || opened != NULL;
}

char *
cercle_access_audiences (const CercleAccess *access)
{
  const char *usual = access->account->audiences != NULL ? access->account->audiences : "";

  return access->opened != NULL ? g_strjoin (" ", usual, access->opened, NULL) : g_strdup (usual);
}

gboolean
cercle_access_reaches (const CercleAccess *access, const char *scope, const char *audience)
{
  return access->account != NULL && scope != NULL &&
         !g_str_has_prefix (scope, CERCLE_FIGURES_PREFIX) &&
         cercle_tokens_contain (access->account->scopes, scope) &&
         (audience == NULL || reads (access, audience));
}

CercleConfined
cercle_access_confine (CercleStore *store, guint roles, const char *token, const char *scope,
                       CercleAccess *access, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *hash = token != NULL ? cercle_vault_hash_token (token) : NULL;

  if (hash == NULL)
    return CERCLE_CONFINED_NOBODY;
  access->account = cercle_accounts_session (store, hash, cercle_instant_now (),
                                             CERCLE_SESSION_IDLE, CERCLE_SESSION_LIFE, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return CERCLE_CONFINED_FAILED;
    }
  if (access->account == NULL)
    return CERCLE_CONFINED_NOBODY;
  if (!(roles & CERCLE_BY (access->account->role)) ||
      (scope != NULL && !cercle_access_reaches (access, scope, NULL)))
    return CERCLE_CONFINED_OUTSIDE;
  if (!cercle_exception_settle (store, access->account, &access->opened, error))
    return CERCLE_CONFINED_FAILED;
  return CERCLE_CONFINED;
}
