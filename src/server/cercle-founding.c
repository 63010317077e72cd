/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a community find on its first day? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-founding.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-community.h"
#include "cercle-deadline.h"
#include "cercle-department.h"
#include "cercle-feed.h"
#include "cercle-founding-codes.h"
#include "cercle-founding-matrix.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-query.h"
#include "cercle-rule.h"
#include "cercle-server-resources.h"
#include "cercle-vault.h"

#define NATIONAL "national"
#define RESOURCES "/org/cercle360/server/"

/* clang-format off */
/* Defaults of ours, which the community changes: nothing official says them. */
static const struct
{
  guint field;
  gint64 value;
} numbers[] = {
  { CERCLE_COMMUNITY_OPENS_AT, 9 * 60 }, { CERCLE_COMMUNITY_CLOSES_AT, 18 * 60 },
  { CERCLE_COMMUNITY_DELAY_RELAY, 4 }, { CERCLE_COMMUNITY_DELAY_CRITICAL, 0 },
  { CERCLE_COMMUNITY_DELAY_COMPLEX, 1 }, { CERCLE_COMMUNITY_DELAY_COMMON, 2 },
  { CERCLE_COMMUNITY_DELAY_FIRST_LINE, 2 }, { CERCLE_COMMUNITY_DELAY_ORIENTED, 2 },
  { CERCLE_COMMUNITY_DELAY_STAFF, 7 }, { CERCLE_COMMUNITY_DELAY_CHOICE, 5 },
  { CERCLE_COMMUNITY_DELAY_SILENCE, 7 },
};
static const struct
{
  guint field;
  const char *value;
} texts[] = {
  { CERCLE_COMMUNITY_OPEN_DAYS, "fri mon thu tue wed" },
  { CERCLE_COMMUNITY_LEVEL_1, "Information et orientation" },
  { CERCLE_COMMUNITY_LEVEL_2, "Coordination entre partenaires" },
  { CERCLE_COMMUNITY_LEVEL_3, "Staff territorial" },
};
/* clang-format on */

static gboolean
write_record (CercleStore *store, CercleRecord *record, const char *scope, GError **error)
{
  guint64 set = 0;

  for (guint i = 0; i < cercle_record_get_kind (record)->n_fields; i++)
    if (cercle_record_is_set (record, i))
      set |= CERCLE_MASK (i);
  cercle_envelope_set (&cercle_record_envelope (record)->scope, scope);
  return cercle_record_check (record, error) &&
         cercle_feed_write (store, record, CERCLE_OP_CREATE, set, NULL, error);
}

/* Tables of the resources: tab separated, the first line names the columns. */

/* (transfer full): the line whose column is value; NULL when there is none. */
static GStrv
find_line (const char *name, guint column, const char *value)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cercle_server_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strchomp (lines[i]), "\t", -1);

      if (g_strv_length (cells) > column && g_str_equal (cells[column], value))
        return g_steal_pointer (&cells);
    }
  return NULL;
}

gboolean
cercle_founding_territory (CercleStore *store, const char *code, char **id, GError **error)
{
  g_auto (GStrv) cells = find_line ("mdph.tsv", 1, code);
  g_autofree char *scope = g_strconcat ("t:", code, NULL);
  g_autofree char *identity = cercle_id_derive (NATIONAL, "territory", code, NULL);
  const CercleRegion *region = cercle_region_of_territory (code);
  g_autoptr (CercleRecord) territory = NULL;

  if (cells == NULL || g_strv_length (cells) < 3)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The list of the MDPH has no territory with this code."));
      return FALSE;
    }
  if (cercle_store_get_key (store, &cercle_territory_kind, identity) == 0)
    {
      territory = cercle_record_new_with_id (&cercle_territory_kind, identity);
      cercle_record_set_text (territory, CERCLE_TERRITORY_CODE, code);
      cercle_record_set_text (territory, CERCLE_TERRITORY_NAME, cells[2]);
      cercle_record_set_text (territory, CERCLE_TERRITORY_REGION,
                              region != NULL ? region->name : NULL);
      cercle_record_set_text (territory, CERCLE_TERRITORY_ZONE, cercle_territory_zone (code));
      cercle_record_set_text (territory, CERCLE_TERRITORY_HOLIDAYS, cercle_holiday_set (code));
      if (!cercle_feed_add_scope (store, NATIONAL, error) ||
          !cercle_feed_add_scope (store, scope, error) ||
          !write_record (store, territory, NATIONAL, error))
        return FALSE;
    }
  *id = g_steal_pointer (&identity);
  return TRUE;
}

gboolean
cercle_founding_codes (CercleStore *store, GError **error)
{
  if (!cercle_feed_add_scope (store, NATIONAL, error))
    return FALSE;
  for (guint i = 0; cercle_founding_code_list[i].list != NULL; i++)
    {
      const CercleFoundingCode *line = &cercle_founding_code_list[i];
      g_autofree char *id = cercle_id_derive (NATIONAL, "code", line->list, line->token);
      g_autoptr (CercleRecord) code = cercle_record_new_with_id (&cercle_code_kind, id);

      if (cercle_store_get_key (store, &cercle_code_kind, id) != 0)
        continue;
      cercle_record_set_text (code, CERCLE_CODE_LIST, line->list);
      cercle_record_set_text (code, CERCLE_CODE_TOKEN, line->token);
      cercle_record_set_text (code, CERCLE_CODE_LABEL_EN, line->english);
      cercle_record_set_text (code, CERCLE_CODE_LABEL_FR, line->french);
      cercle_record_set_integer (code, CERCLE_CODE_ORDER, i + 1);
      if (!write_record (store, code, NATIONAL, error))
        return FALSE;
    }
  return cercle_founding_kit (store, error);
}

/* The other communities of the server find its name in this list, to hand cases to it. */
static gboolean
announce (CercleStore *store, CercleRecord *community, CercleRecord *territory, GError **error)
{
  const char *identity = cercle_record_get_id (community);
  const char *name = cercle_record_get_text (community, CERCLE_COMMUNITY_NAME);
  g_autofree char *id = cercle_id_derive (NATIONAL, "code", "community", identity);
  g_autoptr (CercleRecord) code = cercle_record_new_with_id (&cercle_code_kind, id);

  cercle_record_set_text (code, CERCLE_CODE_LIST, "community");
  cercle_record_set_text (code, CERCLE_CODE_TOKEN, identity);
  cercle_record_set_text (code, CERCLE_CODE_LABEL_EN, name);
  cercle_record_set_text (code, CERCLE_CODE_LABEL_FR, name);
  cercle_record_set_text (code, CERCLE_CODE_OFFICIAL,
                          cercle_record_get_text (territory, CERCLE_TERRITORY_CODE));
  cercle_record_set_integer (code, CERCLE_CODE_ORDER, 1);
  return cercle_feed_add_scope (store, NATIONAL, error) &&
         write_record (store, code, NATIONAL, error);
}

/* National referents read the launch of every community, of those that come after them, too. */
static gboolean
tell_referents (CercleStore *store, const char *scope, GError **error)
{
  g_autoptr (GPtrArray) accounts = cercle_accounts_list (store, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      CercleAccount *account = accounts->pdata[i];
      g_autofree char *before = g_steal_pointer (&account->scopes);

      account->scopes = g_strjoin (" ", before, scope, NULL);
      if (account->role == CERCLE_ROLE_NATIONAL && !cercle_accounts_put (store, account, error))
        return FALSE;
    }
  return accounts != NULL;
}

gboolean
cercle_founding_community (CercleStore *store, const char *territory, const char *name, char **id,
                           GError **error)
{
  g_autoptr (CercleRecord) community = cercle_record_new (&cercle_community_kind);
  g_autoptr (CercleRecord) place =
      cercle_store_get (store, &cercle_territory_kind, territory, error);
  const char *identity = cercle_record_get_id (community);
  g_autofree char *scope = g_strconcat ("c:", identity, NULL);

  if (place == NULL)
    return FALSE;
  cercle_record_set_text (community, CERCLE_COMMUNITY_NAME, name);
  cercle_record_set_text (community, CERCLE_COMMUNITY_TERRITORY, territory);
  cercle_record_set_text (community, CERCLE_COMMUNITY_HOLIDAYS,
                          cercle_record_get_text (place, CERCLE_TERRITORY_HOLIDAYS));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    cercle_record_set_integer (community, numbers[i].field, numbers[i].value);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cercle_record_set_text (community, texts[i].field, texts[i].value);
  if (!cercle_feed_add_scope (store, scope, error) || !tell_referents (store, scope, error) ||
      !write_record (store, community, scope, error) ||
      !announce (store, community, place, error) ||
      !cercle_founding_matrices (store, scope, write_record, error))
    return FALSE;
  *id = g_strdup (identity);
  return TRUE;
}

/* Communities of an older program */

static gboolean
has_matrix (CercleStore *store, const char *scope, gboolean *has, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_matrix_kind);
  g_autoptr (GPtrArray) all = cercle_store_find (store, query, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    *has |= g_strcmp0 (cercle_record_envelope (all->pdata[i])->scope, scope) == 0;
  return all != NULL;
}

static gboolean
bring_up_community (CercleStore *store, CercleRecord *community, GError **error)
{
  const char *id = cercle_record_get_id (community);
  g_autofree char *scope = g_strconcat ("c:", id, NULL);
  g_autofree char *code = cercle_id_derive (NATIONAL, "code", "community", id);
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) territory =
      cercle_store_get (store, &cercle_territory_kind,
                        cercle_record_get_text (community, CERCLE_COMMUNITY_TERRITORY), &local);
  gboolean has = FALSE;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (territory != NULL && cercle_store_get_key (store, &cercle_code_kind, code) == 0 &&
      !announce (store, community, territory, error))
    return FALSE;
  return has_matrix (store, scope, &has, error) &&
         (has || cercle_founding_matrices (store, scope, write_record, error));
}

static gboolean
bring_up (CercleStore *store, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  g_autoptr (GPtrArray) all = cercle_store_find (store, query, error);

  if (all == NULL || (all->len > 0 && !cercle_founding_codes (store, error)))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!bring_up_community (store, all->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
cercle_founding_bring_up (CercleStore *store, GError **error)
{
  if (!cercle_store_begin (store, error))
    return FALSE;
  if (bring_up (store, error))
    return cercle_store_commit (store, error);
  cercle_store_rollback (store);
  return FALSE;
}

/* People */

/* (transfer full): what somebody of this community reaches; NULL with error. */
static char *
scopes_of (CercleStore *store, const char *id, GError **error)
{
  g_autoptr (CercleRecord) community = cercle_store_get (store, &cercle_community_kind, id, error);
  g_autoptr (CercleRecord) territory = NULL;

  if (community != NULL)
    territory =
        cercle_store_get (store, &cercle_territory_kind,
                          cercle_record_get_text (community, CERCLE_COMMUNITY_TERRITORY), error);
  if (territory == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             _ ("There is no such community."));
      return NULL;
    }
  return g_strdup_printf ("c:%s t:%s " NATIONAL, id,
                          cercle_record_get_text (territory, CERCLE_TERRITORY_CODE));
}

/* The other communities, behind what she reaches already: what is not for everybody stays where it
 * is, for her audiences do not have it. */
static gboolean
add_communities (CercleStore *store, CercleAccount *account, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_community_kind);
  g_autoptr (GPtrArray) all = cercle_store_find (store, query, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      g_autofree char *scope = g_strconcat ("c:", cercle_record_get_id (all->pdata[i]), NULL);
      g_autofree char *before = NULL;

      if (cercle_tokens_contain (account->scopes, scope))
        continue;
      before = g_steal_pointer (&account->scopes);
      account->scopes = g_strjoin (" ", before, scope, NULL);
    }
  return all != NULL;
}

static CercleRecord *
new_member (const CercleNewcomer *newcomer)
{
  CercleRecord *member = cercle_record_new (&cercle_member_kind);

  cercle_record_set_text (member, CERCLE_MEMBER_LOGIN, newcomer->login);
  cercle_record_set_text (member, CERCLE_MEMBER_FIRST_NAME, newcomer->first_name);
  cercle_record_set_text (member, CERCLE_MEMBER_LAST_NAME, newcomer->last_name);
  cercle_record_set_text (member, CERCLE_MEMBER_ROLE, cercle_roles[newcomer->role].token);
  return member;
}

gboolean
cercle_founding_member (CercleStore *store, const CercleNewcomer *newcomer, GError **error)
{
  g_autoptr (CercleAccount) account = g_new0 (CercleAccount, 1);
  g_autoptr (CercleRecord) member = new_member (newcomer);
  g_autofree char *scope = g_strconcat ("c:", newcomer->community, NULL);

  account->scopes = scopes_of (store, newcomer->community, error);
  if (account->scopes == NULL ||
      (newcomer->role == CERCLE_ROLE_NATIONAL && !add_communities (store, account, error)))
    return FALSE;
  account->password = cercle_vault_hash_password (newcomer->password, error);
  if (account->password == NULL)
    return FALSE;
  account->id = cercle_id_new ();
  account->login = g_strdup (newcomer->login);
  account->role = newcomer->role;
  account->audiences = g_strconcat (cercle_role_audiences (newcomer->role),
                                    newcomer->protected ? " protected" : "", NULL);
  account->member = g_strdup (cercle_record_get_id (member));
  return write_record (store, member, scope, error) && cercle_accounts_put (store, account, error);
}
