/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which call-backs end with their case? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-call-back-end.h"

#include "cercle-call-back.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-inner.h"
#include "cercle-query.h"

#define RULE "call-back"

static GPtrArray *
read_actions (CercleWriter *writer, const char *kase, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_action_kind);

  cercle_query_where (query, CERCLE_ACTION_CASE, CERCLE_IS, kase);
  return cercle_store_find (writer->store, query, error);
}

static gboolean
write_end (CercleWriter *writer, CercleRecord *action, GError **error)
{
  g_autoptr (JsonObject) set =
      cercle_record_to_json (action, cercle_record_get_changed (action), TRUE);

  return cercle_inner_apply (writer,
                             &(CercleInner){ .record = action,
                                             .op = CERCLE_OP_PATCH,
                                             .set = set,
                                             .rule = RULE,
                                             .member = cercle_writer_member (writer) },
                             "state", error);
}

gboolean
cercle_call_back_ended (CercleWriter *writer, CercleRecord *event, GError **error)
{
  const char *id = cercle_record_get_text (event, CERCLE_EVENT_CASE);
  g_autoptr (CercleRecord) kase = NULL;
  g_autoptr (GPtrArray) actions = NULL, ended = NULL;

  if (g_strcmp0 (cercle_record_get_text (event, CERCLE_EVENT_SORT), "closing") != 0)
    return TRUE;
  if (!cercle_writer_find (writer, &cercle_case_kind, id, &kase, error))
    return FALSE;
  /* One that comes too late closes nothing. */
  if (kase == NULL || g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_STATUS),
                                 cercle_record_get_text (event, CERCLE_EVENT_FROM)) != 0)
    return TRUE;
  actions = read_actions (writer, id, error);
  ended = actions != NULL ? cercle_call_back_end (actions) : NULL;
  for (guint i = 0; ended != NULL && i < ended->len; i++)
    if (!write_end (writer, ended->pdata[i], error))
      return FALSE;
  return ended != NULL;
}
