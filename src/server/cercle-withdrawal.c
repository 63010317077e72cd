/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which requests and transfers stop when a consent is withdrawn? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-withdrawal.h"

#include "cercle-consent.h"
#include "cercle-delivery.h"
#include "cercle-gate.h"
#include "cercle-query.h"
#include "cercle-request.h"

/* What a desk writes with the withdrawal, so that its own words for the same are no conflict. */
static gboolean
stop_request (CercleWriter *writer, CercleRecord *request, CercleRecord *consent, GError **error)
{
  g_autoptr (CercleRecord) stopped = cercle_record_copy (request);

  cercle_record_set_text (stopped, CERCLE_REQUEST_ANSWER, "withdrawn");
  cercle_record_set_text (stopped, CERCLE_REQUEST_ANSWERED_ON,
                          cercle_record_get_text (consent, CERCLE_CONSENT_WITHDRAWN_ON));
  return cercle_writer_change (writer, request, stopped, error);
}

/* Desks read it from the consent until this comes; the other community of this server hears of it.
 */
static gboolean
stop_transfer (CercleWriter *writer, CercleRecord *transfer, CercleRecord *consent, GError **error)
{
  g_autoptr (CercleRecord) stopped = cercle_record_copy (transfer);

  cercle_record_set_text (stopped, CERCLE_TRANSFER_TAKEN_BACK_AT, writer->mutation->at);
  return cercle_writer_change (writer, transfer, stopped, error) &&
         cercle_delivery_follow (writer, transfer, stopped, error);
}

/* What may rest on a consent; end: the field that tells whether it still waits. */
static const struct
{
  const CercleKind *kind;
  guint consent, end;
  const char *open; /* NULL: unset */
  gboolean (*stop) (CercleWriter *writer, CercleRecord *record, CercleRecord *consent,
                    GError **error);
} resting[] = {
  { &cercle_request_kind, CERCLE_REQUEST_CONSENT, CERCLE_REQUEST_ANSWER, "waiting", stop_request },
  { &cercle_transfer_kind, CERCLE_TRANSFER_CONSENT, CERCLE_TRANSFER_TAKEN_BACK_AT, NULL,
    stop_transfer },
};

static gboolean
stop_all (CercleWriter *writer, guint at, CercleRecord *consent, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (resting[at].kind);
  g_autoptr (GPtrArray) found = NULL, stopped = NULL;

  cercle_query_where (query, resting[at].consent, CERCLE_IS, cercle_record_get_id (consent));
  cercle_query_where (query, resting[at].end, CERCLE_IS, resting[at].open);
  found = cercle_store_find (writer->store, query, error);
  if (found == NULL)
    return FALSE;
  stopped = cercle_gate_dependants (consent, found);
  for (guint i = 0; i < stopped->len; i++)
    if (!resting[at].stop (writer, stopped->pdata[i], consent, error))
      return FALSE;
  return TRUE;
}

gboolean
cercle_withdrawal_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                          GError **error)
{
  if (cercle_record_get_kind (after) != &cercle_consent_kind ||
      cercle_record_is_set (before, CERCLE_CONSENT_WITHDRAWN_ON) ||
      !cercle_record_is_set (after, CERCLE_CONSENT_WITHDRAWN_ON))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (resting); i++)
    if (!stop_all (writer, i, after, error))
      return FALSE;
  return TRUE;
}
