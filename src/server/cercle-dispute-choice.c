/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody chose one of two values: what becomes of the record? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-dispute.h"

#include "cercle-audience.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-held-case.h"
#include "cercle-id.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-moves.h"

#define MAX_JSON 400000

static gboolean
is_proposed (CercleRecord *conflict)
{
  return g_strcmp0 (cercle_record_get_text (conflict, CERCLE_CONFLICT_CHOICE), "proposed") == 0;
}

static JsonObject *
values_of (CercleRecord *conflict, guint field, GError **error)
{
  const char *text = cercle_record_get_text (conflict, field);
  return cercle_json_parse (text != NULL ? text : "{}", -1, MAX_JSON, error);
}

/* Fields */

/* Sets them on record; the mark of a deletion is no field. */
static gboolean
put_values (CercleRecord *record, JsonObject *values, guint64 *fields, GError **error)
{
  gboolean deleted = json_object_has_member (values, CERCLE_DISPUTE_DELETED);

  json_object_remove_member (values, CERCLE_DISPUTE_DELETED);
  cercle_record_envelope (record)->deleted = deleted;
  return cercle_record_apply_json (record, values, CERCLE_APPLY_STRICT, fields, error);
}

/* Back from a proposed value only while it is still the one shown: a later edit is not undone. */
static gboolean
still_shows (CercleRecord *record, CercleRecord *conflict, gboolean *same, GError **error)
{
  g_autoptr (JsonObject) values = values_of (conflict, CERCLE_CONFLICT_PROPOSED, error);
  g_autoptr (CercleRecord) proposed = cercle_record_copy (record);
  guint64 fields;

  if (values == NULL || !put_values (proposed, values, &fields, error))
    return FALSE;
  *same = cercle_writer_differences (record, proposed) == 0 &&
          !cercle_record_envelope (record)->deleted;
  return TRUE;
}

static gboolean
choose_fields (CercleWriter *writer, CercleRecord *conflict, CercleRecord *record, GError **error)
{
  gboolean proposed = is_proposed (conflict), same = TRUE;
  g_autoptr (JsonObject) values = NULL;
  g_autoptr (CercleRecord) after = cercle_record_copy (record);
  guint64 fields;

  if (!proposed && !still_shows (record, conflict, &same, error))
    return FALSE;
  if (!same)
    return TRUE;
  values =
      values_of (conflict, proposed ? CERCLE_CONFLICT_PROPOSED : CERCLE_CONFLICT_CURRENT, error);
  return values != NULL && put_values (after, values, &fields, error) &&
         cercle_writer_settle (writer, after, error) &&
         cercle_writer_change (writer, record, after, error);
}

/* Moves */

/* like: the event that said so. */
static CercleRecord *
orient (CercleRecord *kase, CercleRecord *like, const char *to, const char *why)
{
  CercleRecord *event =
      cercle_move_orient (kase, to, NULL, 0, cercle_record_get_text (like, CERCLE_EVENT_LEAD), why);

  cercle_record_take_value (event, like, CERCLE_EVENT_RULE);
  cercle_record_take_value (event, like, CERCLE_EVENT_RULE_VERSION);
  return event;
}

static CercleRecord *
again (CercleRecord *kase, CercleRecord *move)
{
  const char *sort = cercle_record_get_text (move, CERCLE_EVENT_SORT);
  const char *to = cercle_record_get_text (move, CERCLE_EVENT_TO);
  const char *why = cercle_record_get_text (move, CERCLE_EVENT_WHY);

  if (g_strcmp0 (sort, "closing") == 0)
    return cercle_move_close (kase, cercle_record_get_text (move, CERCLE_EVENT_MOTIVE), why);
  if (g_strcmp0 (sort, "reopening") == 0)
    return cercle_move_reopen (kase, why);
  if (g_strcmp0 (sort, "baton") == 0)
    return cercle_move_baton (kase, to, cercle_record_get_text (move, CERCLE_EVENT_NEXT_STEP),
                              cercle_record_get_text (move, CERCLE_EVENT_PROMISED_BY));
  if (g_strcmp0 (sort, "orientation") == 0)
    return orient (kase, move, to, why);
  return cercle_move_status (kase, to, why);
}

/* One that was decided by hand had a reason that nobody kept here: it is refused, and decided
 * again. */
static CercleRecord *
orient_back (CercleRecord *kase, CercleRecord *state)
{
  CercleRecord *event =
      cercle_move_orient (kase, cercle_record_get_text (state, CERCLE_CASE_RESPONSIBILITY), NULL, 0,
                          cercle_record_get_text (state, CERCLE_CASE_LEAD), NULL);

  cercle_record_set_text (event, CERCLE_EVENT_RULE,
                          cercle_record_get_text (state, CERCLE_CASE_RULE));
  if (cercle_record_is_set (state, CERCLE_CASE_RULE_VERSION))
    cercle_record_set_integer (event, CERCLE_EVENT_RULE_VERSION,
                               cercle_record_get_integer (state, CERCLE_CASE_RULE_VERSION, 0));
  return event;
}

/* From where the chosen move has led, back to the state that the conflict had shown. */
static CercleRecord *
back (CercleRecord *kase, CercleRecord *move, CercleRecord *state)
{
  const char *sort = cercle_record_get_text (move, CERCLE_EVENT_SORT);
  const char *motive = cercle_record_get_text (state, CERCLE_CASE_CLOSING_MOTIVE);

  if (g_strcmp0 (sort, "closing") == 0)
    return cercle_move_reopen (kase, NULL);
  if (g_strcmp0 (sort, "reopening") == 0)
    return cercle_move_close (kase, motive, NULL);
  if (g_strcmp0 (sort, "baton") == 0)
    return cercle_move_baton (kase, cercle_record_get_text (state, CERCLE_CASE_HOLDER),
                              cercle_record_get_text (state, CERCLE_CASE_NEXT_STEP),
                              cercle_record_get_text (state, CERCLE_CASE_PROMISED_BY));
  if (g_strcmp0 (sort, "orientation") == 0)
    return orient_back (kase, state);
  return cercle_move_status (kase, cercle_record_get_text (state, CERCLE_CASE_STATUS), NULL);
}

/* As an ordinary move of the member who chose. */
static gboolean
move_case (CercleWriter *writer, CercleRecord *kase, CercleRecord *like, GError **error)
{
  const CercleMutation *mutation = writer->mutation;
  g_autofree char *id = cercle_id_derive (mutation->scope, "choice", mutation->mid, NULL);
  g_autoptr (CercleRecord) event = cercle_record_new_with_id (&cercle_event_kind, id);

  for (guint i = 0; i < cercle_event_kind.n_fields; i++)
    cercle_record_take_value (event, like, i);
  cercle_envelope_set (&cercle_record_envelope (event)->scope, mutation->scope);
  cercle_record_set_text (event, CERCLE_EVENT_AT, mutation->at);
  cercle_record_set_text (event, CERCLE_EVENT_BY, cercle_writer_member (writer));
  return cercle_case_apply_event (kase, event, writer->frame.zone, error) == CERCLE_MOVE_APPLIED &&
         cercle_writer_change (writer, NULL, event, error);
}

static gboolean
choose_move (CercleWriter *writer, CercleRecord *before, CercleRecord *after, CercleRecord *kase,
             GError **error)
{
  g_autoptr (JsonObject) values = values_of (after, CERCLE_CONFLICT_PROPOSED, error);
  g_autoptr (JsonObject) shown = values ? values_of (after, CERCLE_CONFLICT_CURRENT, error) : NULL;
  g_autoptr (CercleRecord) move = cercle_record_new (&cercle_event_kind);
  g_autoptr (CercleRecord) state = cercle_record_new (&cercle_case_kind);
  g_autoptr (CercleRecord) event = NULL;

  if (is_proposed (before) == is_proposed (after))
    return TRUE;
  if (shown == NULL ||
      !cercle_record_apply_json (move, values, CERCLE_APPLY_DERIVED, NULL, error) ||
      !cercle_record_apply_json (state, shown, CERCLE_APPLY_DERIVED, NULL, error))
    return FALSE;
  event = is_proposed (after) ? again (kase, move) : back (kase, move, state);
  return move_case (writer, kase, event, error);
}

/* What it is about */

static gboolean
choose (CercleWriter *writer, CercleRecord *before, CercleRecord *after, GError **error)
{
  const CercleKind *kind =
      cercle_kind_find (cercle_record_get_text (after, CERCLE_CONFLICT_OF_KIND));
  const char *id = cercle_record_get_text (after, CERCLE_CONFLICT_OF_ID);
  gboolean move =
      g_strcmp0 (cercle_record_get_text (after, CERCLE_CONFLICT_FIELDS), CERCLE_DISPUTE_MOVE) == 0;
  g_autoptr (CercleRecord) record = NULL;
  g_autoptr (GError) local = NULL;
  CercleRecord *kase;

  if (kind != NULL && move)
    {
      kase = cercle_held_case (writer, id, &local);
      if (kase != NULL)
        return choose_move (writer, before, after, kase, error);
    }
  else if (kind != NULL && cercle_writer_find (writer, kind, id, &record, &local) && record != NULL)
    return choose_fields (writer, after, record, error);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return cercle_writer_refuse (writer, "gone", NULL);
}

gboolean
cercle_dispute_choose (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                       GError **error)
{
  gboolean chosen = cercle_record_is_set (after, CERCLE_CONFLICT_CHOICE);

  cercle_record_set_text (after, CERCLE_CONFLICT_RESOLVED_BY,
                          chosen ? cercle_writer_member (writer) : NULL);
  cercle_record_set_text (after, CERCLE_CONFLICT_RESOLVED_AT, chosen ? writer->mutation->at : NULL);
  return choose (writer, before, after, error) &&
         cercle_writer_change (writer, before, after, error);
}
