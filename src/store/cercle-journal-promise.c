/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be written besides, so that no open case is left without a promised day? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-journal-private.h"

#include "cercle-call-back.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-event.h"

/* Done and deleted ones, too: their days are behind. */
static GPtrArray *
read_actions (CercleStore *store, const char *kase, GError **error)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CercleStatement) row =
      cercle_sqlite_prepare (store->sqlite, "SELECT id FROM actions WHERE \"case\"=?", error);
  CercleStep step;

  if (row == NULL)
    return NULL;
  cercle_statement_bind (row, "s", kase);
  while ((step = cercle_statement_step (row, error)) == CERCLE_STEP_ROW)
    {
      CercleRecord *action =
          cercle_store_get (store, &cercle_action_kind, cercle_statement_text (row, 0), error);

      if (action == NULL)
        return NULL;
      g_ptr_array_add (actions, action);
    }
  return step == CERCLE_STEP_DONE ? g_steal_pointer (&actions) : NULL;
}

/* Who may not plan anything makes nothing by rule either: the server does. */
static gboolean
may_plan (CercleStore *store, const char *member, gboolean *may, GError **error)
{
  g_autoptr (CercleRecord) record = NULL;
  CercleRole role = CERCLE_N_ROLES;

  if (!cercle_lay_find (store, &cercle_member_kind, member, &record, error))
    return FALSE;
  if (record != NULL)
    role = cercle_role_parse (cercle_record_get_text (record, CERCLE_MEMBER_ROLE));
  *may = role == CERCLE_N_ROLES || (cercle_action_kind.create & CERCLE_BY (role)) != 0;
  return TRUE;
}

static gboolean
read_ground (CercleStore *store, CercleRecord *kase, const char *zone, CercleCallBackGround *ground,
             GError **error)
{
  const char *scope = cercle_record_envelope (kase)->scope;
  const char *id = scope != NULL && g_str_has_prefix (scope, "c:") ? scope + 2 : NULL;
  g_autoptr (CercleRecord) territory = NULL;
  const char *code = NULL;

  if (!cercle_lay_find (store, &cercle_community_kind, id, &ground->community, error))
    return FALSE;
  if (ground->community == NULL)
    return TRUE;
  if (!cercle_lay_find (store, &cercle_territory_kind,
                        cercle_record_get_text (ground->community, CERCLE_COMMUNITY_TERRITORY),
                        &territory, error))
    return FALSE;
  if (territory != NULL)
    code = cercle_record_get_text (territory, CERCLE_TERRITORY_CODE);
  ground->time = cercle_community_working_time (ground->community, code, zone);
  ground->today = cercle_lay_today (zone);
  return TRUE;
}

GPtrArray *
cercle_lay_call_backs (CercleStore *store, const char *id, const char *member, const char *zone,
                       GError **error)
{
  CercleCallBackGround ground = { 0 };
  g_autoptr (CercleRecord) kase = NULL, community = NULL;
  g_autoptr (GPtrArray) actions = NULL;
  gboolean may = FALSE;

  if (!cercle_lay_find (store, &cercle_case_kind, id, &kase, error) ||
      !may_plan (store, member, &may, error))
    return NULL;
  if (kase != NULL && may && !read_ground (store, kase, zone, &ground, error))
    return NULL;
  /* A desk that does not know its community yet knows no delay: the server does. */
  community = ground.community;
  if (community == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  actions = read_actions (store, id, error);
  return actions != NULL ? cercle_call_back_follow (kase, actions, &ground) : NULL;
}

GPtrArray *
cercle_lay_ended (CercleStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) actions = read_actions (store, id, error);

  return actions != NULL ? cercle_call_back_end (actions) : NULL;
}
