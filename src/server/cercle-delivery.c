/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the other community find of a case that was handed to it, and who hears of its answer?
 */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-delivery.h"

#include <gio/gio.h>

#include "cercle-baton.h"
#include "cercle-case.h"
#include "cercle-hand-over.h"
#include "cercle-held-case.h"
#include "cercle-day.h"
#include "cercle-inner.h"
#include "cercle-macros.h"
#include "cercle-request.h"

/* What one end says and the other one shows. */
static const guint answers[] = { CERCLE_TRANSFER_ACCEPTED_AT, CERCLE_TRANSFER_REFUSED_AT,
                                 CERCLE_TRANSFER_REFUSED_WHY, CERCLE_TRANSFER_TAKEN_BACK_AT };

static const char *
text (CercleRecord *transfer, guint field)
{
  return cercle_record_get_text (transfer, field);
}

/* Applies one change in another scope, as nobody there. Refused there is refused here. */
static gboolean
apply (CercleWriter *writer, CercleRecord *record, CercleOp op, JsonObject *set, GError **error)
{
  const CercleInner inner = { .record = record,
                              .op = op,
                              .set = set,
                              .rule = "delivery",
                              .twin = op == CERCLE_OP_CREATE ? writer->mutation->id : NULL };

  return cercle_inner_apply (writer, &inner, "to_community", error);
}

/* --- What arrives ---------------------------------------------------------------------------- */

/* (transfer full): "c:…" of the community it goes to; NULL: none of this server. */
static char *
scope_of (CercleRecord *transfer)
{
  const char *to = text (transfer, CERCLE_TRANSFER_TO);
  return to != NULL ? g_strconcat ("c:", to, NULL) : NULL;
}

gboolean
cercle_delivery_prepare (CercleWriter *writer, CercleRecord *transfer, GError **error)
{
  g_autofree char *scope = scope_of (transfer);
  g_autofree char *twin = NULL;
  gint64 head = 0, floor = 0;

  if (writer->twin != NULL)
    cercle_record_set_text (transfer, CERCLE_TRANSFER_TWIN, writer->twin);
  if (scope == NULL)
    return TRUE;
  if (g_strcmp0 (text (transfer, CERCLE_TRANSFER_DIRECTION), "out") != 0 ||
      g_strcmp0 (scope, writer->mutation->scope) == 0)
    return cercle_writer_refuse (writer, "rule", "to_community");
  if (!cercle_feed_get_scope (writer->store, scope, &head, &floor))
    return cercle_writer_refuse (writer, "missing-reference", "to_community");
  twin = cercle_handover_twin_id (cercle_record_get_id (transfer), scope);
  cercle_record_set_text (transfer, CERCLE_TRANSFER_TWIN, twin);
  return TRUE;
}

void
cercle_delivery_hold (CercleWriter *writer, CercleRecord *kase)
{
  g_autofree char *transfer =
      writer->twin != NULL ? cercle_handover_twin_id (writer->twin, writer->mutation->scope) : NULL;
  g_autofree char *holder = transfer != NULL ? g_strconcat ("transfer:", transfer, NULL) : NULL;

  if (holder == NULL)
    return;
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER, holder);
  cercle_record_set_text (kase, CERCLE_CASE_HOLDER_SINCE, writer->mutation->at);
}

static gboolean
deliver (CercleWriter *writer, CercleRecord *transfer, GError **error)
{
  g_autofree char *scope = scope_of (transfer);
  g_autofree char *day = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleHandover) handover = cercle_store_hand_over (writer->store, transfer, &local);
  g_autoptr (GPtrArray) records = NULL;

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return cercle_writer_refuse (writer, "missing-reference", "case");
  if (handover == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  day = cercle_day_to_text (cercle_held_case_day (writer));
  records = cercle_handover_receive (handover, scope, day);
  for (guint i = 0; i < records->len; i++)
    {
      CercleRecord *record = records->pdata[i];
      g_autoptr (JsonObject) set = cercle_record_to_json (
          record, ~cercle_kind_mask (cercle_record_get_kind (record), CERCLE_DERIVED), FALSE);

      if (!apply (writer, record, CERCLE_OP_CREATE, set, error))
        return FALSE;
    }
  return TRUE;
}

/* --- What comes back ------------------------------------------------------------------------- */

/* The number of the case over there, for those who handed it over. */
static gboolean
tell_number (CercleWriter *writer, CercleRecord *transfer, CercleRecord *told, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) kase = NULL;

  if (!cercle_record_is_set (transfer, CERCLE_TRANSFER_ACCEPTED_AT) ||
      g_strcmp0 (text (told, CERCLE_TRANSFER_DIRECTION), "out") != 0)
    return TRUE;
  kase = cercle_store_get (writer->store, &cercle_case_kind, text (transfer, CERCLE_TRANSFER_CASE),
                           &local);
  if (kase != NULL)
    cercle_record_set_text (told, CERCLE_TRANSFER_REFERENCE, text (kase, CERCLE_CASE_REFERENCE));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
tell (CercleWriter *writer, CercleRecord *transfer, CercleRecord *twin, GError **error)
{
  g_autoptr (CercleRecord) told = cercle_record_copy (twin);
  g_autoptr (JsonObject) set = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    cercle_record_take_value (told, transfer, answers[i]);
  if (cercle_record_envelope (transfer)->deleted &&
      cercle_transfer_state (transfer, 0, 0) == CERCLE_TRANSFER_WAITING)
    cercle_record_set_text (told, CERCLE_TRANSFER_TAKEN_BACK_AT, writer->mutation->at);
  if (cercle_record_get_changed (told) == 0)
    return TRUE;
  if (!tell_number (writer, transfer, told, error))
    return FALSE;
  set = cercle_record_to_json (told, cercle_record_get_changed (told), TRUE);
  return apply (writer, twin, CERCLE_OP_PATCH, set, error);
}

static gboolean
report (CercleWriter *writer, CercleRecord *transfer, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) twin = cercle_store_get (writer->store, &cercle_transfer_kind,
                                                    text (transfer, CERCLE_TRANSFER_TWIN), &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return twin == NULL || cercle_record_envelope (twin)->deleted ||
         tell (writer, transfer, twin, error);
}

gboolean
cercle_delivery_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                        GError **error)
{
  if (cercle_record_get_kind (after) != &cercle_transfer_kind ||
      !cercle_record_is_set (after, CERCLE_TRANSFER_TWIN))
    return TRUE;
  if (before != NULL)
    return report (writer, after, error);
  return !cercle_record_is_set (after, CERCLE_TRANSFER_TO) || deliver (writer, after, error);
}
