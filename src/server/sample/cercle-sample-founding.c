/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the sample find on its first day? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-founding.h"

#include <glib/gi18n-lib.h>

#include "cercle-access.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-feed.h"
#include "cercle-founding.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-query.h"
#include "cercle-rule.h"
#include "cercle-vault.h"

#define MATRIX_DAY "2020-06-02"
#define MATRIX_PARTIES "MDPH du Calvados, ARS Normandie, conseil départemental, collectif des OG"

static const char *const demonstrators[] = { "hmaupertuis", "ybesnard" };

gboolean
cercle_sample_check_empty (CercleStore *store, GError **error)
{
  gint64 head, floor;
  g_autoptr (GPtrArray) accounts = cercle_accounts_list (store, error);

  if (accounts == NULL)
    return FALSE;
  if (accounts->len == 0 && !cercle_feed_get_scope (store, "national", &head, &floor))
    return TRUE;
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED,
                       _ ("A sample can only be made in an empty database."));
  return FALSE;
}

/* Nobody can take the mark away: no desk writes a derived field. */
static gboolean
mark (CercleStore *store, const char *id, GError **error)
{
  g_autoptr (CercleRecord) community = cercle_store_get (store, &cercle_community_kind, id, error);

  if (community == NULL)
    return FALSE;
  cercle_record_set_flag (community, CERCLE_COMMUNITY_EXAMPLE, TRUE);
  return cercle_feed_write (store, community, CERCLE_OP_PATCH,
                            CERCLE_MASK (CERCLE_COMMUNITY_EXAMPLE), NULL, error);
}

/* The proposal of the MDPH, as the parties of this territory have signed it. */
static gboolean
sign_matrix (CercleSampleWorld *world, CercleStore *store, const char *community, GError **error)
{
  g_autofree char *scope = g_strconcat ("c:", community, NULL);
  g_autofree char *id = cercle_id_derive (scope, "founding-matrix", "mdph", NULL);
  g_autoptr (CercleRecord) matrix = cercle_store_get (store, &cercle_matrix_kind, id, error);
  g_autofree char *first = cercle_day_to_text (world->days[CERCLE_SAMPLE_DEPTH]);

  if (matrix == NULL)
    return FALSE;
  cercle_record_set_text (matrix, CERCLE_MATRIX_STATE, "in_force");
  /* In force from the first day on: the oldest case is decided by it, too. */
  cercle_record_set_text (matrix, CERCLE_MATRIX_IN_FORCE_ON,
                          strcmp (first, MATRIX_DAY) < 0 ? first : MATRIX_DAY);
  cercle_record_set_text (matrix, CERCLE_MATRIX_SIGNED_BY, MATRIX_PARTIES);
  return cercle_feed_write (store, matrix, CERCLE_OP_PATCH, cercle_record_get_changed (matrix),
                            NULL, error);
}

static gboolean
found_community (CercleSampleWorld *world, CercleStore *store, const char *name, char **id,
                 GError **error)
{
  g_autofree char *territory = NULL;

  return cercle_founding_territory (store, CERCLE_SAMPLE_TERRITORY, &territory, error) &&
         cercle_founding_codes (store, error) &&
         cercle_founding_community (store, territory, name, id, error) &&
         mark (store, *id, error) && sign_matrix (world, store, *id, error);
}

/* Who steers one community may see how many cases the others have. */
static gboolean
add_figures (CercleStore *store, CercleAccount *account, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  g_autoptr (GPtrArray) all = cercle_store_find (store, query, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const char *id = cercle_record_get_id (all->pdata[i]);
      g_autofree char *own = g_strconcat ("c:", id, NULL);
      char *longer = NULL;

      if (cercle_tokens_contain (account->scopes, own))
        continue;
      longer = g_strconcat (account->scopes, " " CERCLE_FIGURES_PREFIX, id, NULL);
      g_free (account->scopes);
      account->scopes = longer;
    }
  return all != NULL && cercle_accounts_put (store, account, error);
}

static gboolean
found_member (CercleStore *store, const CercleSampleMember *member,
              const CercleSamplePasswords *passwords, char **ids, guint community, GError **error)
{
  g_autoptr (CercleAccount) account = NULL;
  const CercleNewcomer newcomer = {
    .login = member->login,
    .password = passwords->for_login (member->login, passwords->data),
    .first_name = member->first,
    .last_name = member->last,
    .community = ids[community],
    .role = cercle_role_parse (member->role),
    .protected = member->audience != NULL,
  };

  if (!cercle_founding_member (store, &newcomer, error))
    return FALSE;
  account = cercle_accounts_find (store, member->login, error);
  if (account == NULL)
    return FALSE;
  ids[member->slot] = g_strdup (account->member);
  return account->role != CERCLE_ROLE_COORDINATOR || add_figures (store, account, error);
}

gboolean
cercle_sample_found (CercleSampleWorld *world, CercleStore *store,
                     const CercleSamplePasswords *passwords, char **ids, GError **error)
{
  for (guint i = 0; i < world->communities->len; i++)
    {
      const CercleSampleCommunity *community = cercle_sample_community (world, i);

      if (!found_community (world, store, cercle_sample_block_get (community->block, "name"),
                            &ids[community->slot], error))
        return FALSE;
    }
  for (guint i = 0; i < world->members->len; i++)
    {
      const CercleSampleMember *member = cercle_sample_member (world, i);
      guint slot = cercle_sample_community (world, member->community)->slot;

      if (!found_member (store, member, passwords, ids, slot, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_member (CercleStore *store, const CercleSampleMember *of, const char *community, char **id,
              GError **error)
{
  g_autoptr (CercleRecord) member = cercle_record_new (&cercle_member_kind);
  guint64 set = CERCLE_MASK (CERCLE_MEMBER_LOGIN) | CERCLE_MASK (CERCLE_MEMBER_FIRST_NAME) |
                CERCLE_MASK (CERCLE_MEMBER_LAST_NAME) | CERCLE_MASK (CERCLE_MEMBER_ROLE);
  g_autofree char *scope = g_strconcat ("c:", community, NULL);

  cercle_envelope_set (&cercle_record_envelope (member)->scope, scope);
  cercle_record_set_text (member, CERCLE_MEMBER_LOGIN, of->login);
  cercle_record_set_text (member, CERCLE_MEMBER_FIRST_NAME, of->first);
  cercle_record_set_text (member, CERCLE_MEMBER_LAST_NAME, of->last);
  cercle_record_set_text (member, CERCLE_MEMBER_ROLE, of->role);
  *id = g_strdup (cercle_record_get_id (member));
  return cercle_feed_write (store, member, CERCLE_OP_CREATE, set, NULL, error);
}

gboolean
cercle_sample_found_frame (CercleSampleWorld *world, CercleStore *store, char **community,
                           char **members, GError **error)
{
  const CercleSampleBlock *block = cercle_sample_community (world, 0)->block;

  if (!found_community (world, store, cercle_sample_block_get (block, "name"), community, error))
    return FALSE;
  for (guint i = 0; i < world->members->len; i++)
    if (cercle_sample_member (world, i)->community == 0 &&
        !write_member (store, cercle_sample_member (world, i), *community, &members[i], error))
      return FALSE;
  return TRUE;
}

/* (transfer full): NULL with error. */
static CercleRecord *
find_member (CercleStore *store, const char *login, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_member_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_MEMBER_LOGIN, CERCLE_IS, login);
  found = cercle_store_find (store, query, error);
  if (found != NULL && found->len > 0)
    return g_object_ref (found->pdata[0]);
  if (found != NULL)
    g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FAILED, "no such member");
  return NULL;
}

static gboolean
add_account (CercleStore *store, const char *login, const CercleSamplePasswords *passwords,
             GError **error)
{
  g_autoptr (CercleRecord) member = find_member (store, login, error);
  g_autoptr (CercleAccount) account = g_new0 (CercleAccount, 1);

  if (member == NULL)
    return FALSE;
  account->password =
      cercle_vault_hash_password (passwords->for_login (login, passwords->data), error);
  if (account->password == NULL)
    return FALSE;
  account->id = cercle_id_new ();
  account->login = g_strdup (login);
  account->role = cercle_role_parse (cercle_record_get_text (member, CERCLE_MEMBER_ROLE));
  account->audiences = g_strdup (cercle_role_audiences (account->role));
  account->scopes = g_strconcat (cercle_record_envelope (member)->scope,
                                 " t:" CERCLE_SAMPLE_TERRITORY " national", NULL);
  account->member = g_strdup (cercle_record_get_id (member));
  return cercle_accounts_put (store, account, error);
}

gboolean
cercle_sample_add_accounts (CercleStore *store, const CercleSamplePasswords *passwords,
                            GError **error)
{
  if (!cercle_store_begin (store, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (demonstrators); i++)
    if (!add_account (store, demonstrators[i], passwords, error))
      {
        cercle_store_rollback (store);
        return FALSE;
      }
  return cercle_store_commit (store, error);
}

void
cercle_sample_begin_time (CercleSampleWorld *world)
{
  /* 0 would let chance in. */
  cercle_id_seed (world->seed != 0 ? world->seed : G_MAXUINT32);
  cercle_instant_freeze (
      cercle_instant_from_local (world->days[CERCLE_SAMPLE_DEPTH], 8 * 60, CERCLE_SAMPLE_ZONE));
}

void
cercle_sample_end_time (void)
{
  cercle_id_seed (0);
  cercle_instant_freeze (0);
}
