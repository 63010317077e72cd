/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which follow-ups does a solution still lack? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-follow-up.h"

#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-event.h"
#include "cercle-inner.h"
#include "cercle-macros.h"
#include "cercle-solution.h"

/* What decides whether there are any, and when. */
#define DECISIVE                                                                                   \
  (CERCLE_MASK (CERCLE_SOLUTION_CHOICE) | CERCLE_MASK (CERCLE_SOLUTION_START_ON) |                 \
   CERCLE_MASK (CERCLE_SOLUTION_END_ON))

/* NULL without error: there is none. */
static CercleRecord *
get (CercleWriter *writer, const CercleKind *kind, const char *id, GError **error)
{
  return id != NULL ? cercle_store_get (writer->store, kind, id, error) : NULL;
}

static gboolean
add_missing (CercleWriter *writer, CercleRecord *action, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) there =
      get (writer, &cercle_action_kind, cercle_record_get_id (action), &local);
  g_autoptr (JsonObject) set = NULL;
  CercleInner inner = { .record = action,
                        .op = CERCLE_OP_CREATE,
                        .rule = "follow-up",
                        .member = cercle_writer_member (writer) };

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (there != NULL)
    return TRUE;
  set = cercle_record_to_json (action, ~cercle_kind_mask (&cercle_action_kind, CERCLE_DERIVED),
                               FALSE);
  inner.set = set;
  return cercle_inner_apply (writer, &inner, "choice", error);
}

/* On a closed case nothing is left to do: a desk that did not know writes its own. */
static gboolean
add_all (CercleWriter *writer, CercleRecord *solution, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) kase = get (
      writer, &cercle_case_kind, cercle_record_get_text (solution, CERCLE_SOLUTION_CASE), &local);
  /* "c:" and the community's identity */
  g_autoptr (CercleRecord) community =
      local == NULL ? get (writer, &cercle_community_kind, writer->mutation->scope + 2, &local)
                    : NULL;
  CercleWorkingTime time =
      cercle_community_working_time (community, writer->frame.territory, writer->frame.zone);
  g_autoptr (GPtrArray) actions = cercle_solution_follow_ups (solution, &time);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (kase == NULL || cercle_record_envelope (kase)->deleted ||
      !cercle_record_get_flag (kase, CERCLE_CASE_OPEN))
    return TRUE;
  for (guint i = 0; i < actions->len; i++)
    if (!add_missing (writer, actions->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
cercle_follow_up_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                         GError **error)
{
  if (cercle_record_get_kind (after) != &cercle_solution_kind ||
      cercle_record_envelope (after)->deleted ||
      !(cercle_writer_differences (before, after) & DECISIVE))
    return TRUE;
  return add_all (writer, after, error);
}
