/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the cases that a mutation touches? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-held-case.h"

#include "cercle-audience.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"
#include "cercle-query.h"

typedef struct
{
  CercleRecord *before, *now;
} Held;

static void
held_free (gpointer data)
{
  Held *held = data;

  g_object_unref (held->before);
  g_object_unref (held->now);
  g_free (held);
}

void
cercle_held_cases_drop (CercleWriter *writer)
{
  g_clear_pointer (&writer->cases, g_ptr_array_unref);
  g_clear_pointer (&writer->told, g_ptr_array_unref);
}

void
cercle_held_case_take (CercleWriter *writer, CercleRecord *before, CercleRecord *after)
{
  Held *held = g_new0 (Held, 1);

  held->before = g_object_ref (before);
  held->now = g_object_ref (after);
  if (writer->cases == NULL)
    writer->cases = g_ptr_array_new_with_free_func (held_free);
  g_ptr_array_add (writer->cases, held);
}

static CercleRecord *
find_held (CercleWriter *writer, const char *id)
{
  for (guint i = 0; writer->cases != NULL && i < writer->cases->len; i++)
    {
      const Held *held = writer->cases->pdata[i];
      if (g_strcmp0 (cercle_record_get_id (held->now), id) == 0)
        return held->now;
    }
  return NULL;
}

gboolean
cercle_held_case_is_held (CercleWriter *writer, const char *id)
{
  return find_held (writer, id) != NULL;
}

CercleRecord *
cercle_held_case (CercleWriter *writer, const char *id, GError **error)
{
  CercleRecord *held = find_held (writer, id);
  g_autoptr (CercleRecord) before = NULL;
  g_autoptr (CercleRecord) now = NULL;

  if (held != NULL)
    return held;
  if (!cercle_writer_find (writer, &cercle_case_kind, id, &before, error) || before == NULL ||
      cercle_record_envelope (before)->deleted)
    return NULL;
  now = cercle_record_copy (before);
  cercle_held_case_take (writer, before, now);
  return now;
}

static gboolean
derive_due (CercleWriter *writer, CercleRecord *kase, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_action_kind);
  g_autoptr (GPtrArray) actions = NULL;

  cercle_query_where (query, CERCLE_ACTION_CASE, CERCLE_IS, cercle_record_get_id (kase));
  cercle_query_where (query, CERCLE_ACTION_STATE, CERCLE_IS, "open");
  actions = cercle_store_find (writer->store, query, error);
  if (actions == NULL)
    return FALSE;
  cercle_case_derive_due (kase, actions);
  return TRUE;
}

static gboolean
write_case (CercleWriter *writer, Held *held, GError **error)
{
  const CercleEnvelope *before = cercle_record_envelope (held->before);
  CercleEnvelope *now = cercle_record_envelope (held->now);
  g_autofree char *audience = NULL;
  guint64 differences;

  if (!derive_due (writer, held->now, error))
    return FALSE;
  differences = cercle_writer_differences (held->before, held->now);
  audience = cercle_audience_of (writer->store, held->now, error);
  if (audience == NULL)
    return FALSE;
  cercle_envelope_set (&now->audience, audience);
  if (differences == 0 && before->deleted == now->deleted &&
      g_strcmp0 (before->audience, audience) == 0)
    return TRUE;
  return cercle_feed_write (writer->store, held->now,
                            now->deleted ? CERCLE_OP_DELETE : CERCLE_OP_PATCH, differences,
                            &writer->author, error) &&
         cercle_audience_follow_case (writer, held->before, held->now, error);
}

static gboolean
write_told (CercleWriter *writer, CercleRecord *event, GError **error)
{
  const char *id = cercle_record_get_text (event, CERCLE_EVENT_CASE);
  CercleRecord *kase = cercle_held_case (writer, id, error);

  if (kase == NULL)
    return *error == NULL;
  cercle_envelope_set (&cercle_record_envelope (event)->audience,
                       cercle_record_envelope (kase)->audience);
  return cercle_feed_write (writer->store, event, CERCLE_OP_CREATE,
                            cercle_writer_differences (NULL, event), &writer->author, error);
}

gboolean
cercle_held_cases_write (CercleWriter *writer, GError **error)
{
  for (guint i = 0; writer->cases != NULL && i < writer->cases->len; i++)
    if (!write_case (writer, writer->cases->pdata[i], error))
      return FALSE;
  for (guint i = 0; writer->told != NULL && i < writer->told->len; i++)
    if (!write_told (writer, writer->told->pdata[i], error))
      return FALSE;
  cercle_held_cases_drop (writer);
  return TRUE;
}

gboolean
cercle_held_case_number (CercleWriter *writer, CercleRecord *kase, GError **error)
{
  const char *opened_on = cercle_record_get_text (kase, CERCLE_CASE_OPENED_ON);
  g_autofree char *year = NULL, *scope = NULL, *reference = NULL;
  gint64 number;

  if (writer->frame.territory == NULL || opened_on == NULL)
    return TRUE;
  /* The communities of a territory count together. */
  year = g_strndup (opened_on, 4);
  scope = g_strconcat ("t:", writer->frame.territory, NULL);
  number = cercle_feed_number (writer->store, scope, year, error);
  if (number < 0)
    return FALSE;
  reference = g_strdup_printf ("%s-%s-%04" G_GINT64_FORMAT, year, writer->frame.territory, number);
  cercle_record_set_text (kase, CERCLE_CASE_REFERENCE, reference);
  return TRUE;
}

int
cercle_held_case_day (CercleWriter *writer)
{
  gint64 instant = 0;

  if (!cercle_instant_parse (writer->mutation->at, &instant))
    instant = cercle_instant_now ();
  return cercle_instant_local_day (instant, writer->frame.zone, NULL);
}
