/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which requests stop when a consent is withdrawn? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-withdrawal.h"

#include "cercle-consent.h"
#include "cercle-gate.h"
#include "cercle-query.h"
#include "cercle-request.h"

/* What a desk writes with the withdrawal, so that its own words for the same are no conflict. */
static gboolean
stop (CercleWriter *writer, CercleRecord *request, CercleRecord *consent, GError **error)
{
  g_autoptr (CercleRecord) stopped = cercle_record_copy (request);

  cercle_record_set_text (stopped, CERCLE_REQUEST_ANSWER, "withdrawn");
  cercle_record_set_text (stopped, CERCLE_REQUEST_ANSWERED_ON,
                          cercle_record_get_text (consent, CERCLE_CONSENT_WITHDRAWN_ON));
  return cercle_writer_change (writer, request, stopped, error);
}

gboolean
cercle_withdrawal_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                          GError **error)
{
  g_autoptr (CercleQuery) query = NULL;
  g_autoptr (GPtrArray) waiting = NULL, stopped = NULL;

  if (cercle_record_get_kind (after) != &cercle_consent_kind ||
      cercle_record_is_set (before, CERCLE_CONSENT_WITHDRAWN_ON) ||
      !cercle_record_is_set (after, CERCLE_CONSENT_WITHDRAWN_ON))
    return TRUE;
  query = cercle_query_new (&cercle_request_kind);
  cercle_query_where (query, CERCLE_REQUEST_CONSENT, CERCLE_IS, cercle_record_get_id (after));
  cercle_query_where (query, CERCLE_REQUEST_ANSWER, CERCLE_IS, "waiting");
  waiting = cercle_store_find (writer->store, query, error);
  if (waiting == NULL)
    return FALSE;
  stopped = cercle_gate_dependants (after, waiting);
  for (guint i = 0; i < stopped->len; i++)
    if (!stop (writer, stopped->pdata[i], after, error))
      return FALSE;
  return TRUE;
}
