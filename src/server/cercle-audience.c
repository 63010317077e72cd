/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may read this record, now? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-audience.h"

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-query.h"

#define PROTECTED "protected"

const char *
cercle_audience_of_case (CercleRecord *kase)
{
  gboolean in_care = g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_PROFILE), "ase") == 0;
  return in_care ? PROTECTED : cercle_case_kind.audience;
}

/* One protected case is enough. */
static char *
of_person (CercleStore *store, CercleRecord *person, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;

  cercle_query_where (query, CERCLE_CASE_PERSON, CERCLE_IS, cercle_record_get_id (person));
  cercle_query_where (query, CERCLE_CASE_PROFILE, CERCLE_IS, "ase");
  cases = cercle_store_find (store, query, error);
  if (cases == NULL)
    return NULL;
  for (guint i = 0; i < cases->len; i++)
    if (g_strcmp0 (cercle_record_envelope (cases->pdata[i])->scope,
                   cercle_record_envelope (person)->scope) == 0)
      return g_strdup (PROTECTED);
  return g_strdup (cercle_person_kind.audience);
}

/* As the record that this one belongs to; its kind's where there is none in the same scope. */
static char *
as_other (CercleStore *store, CercleRecord *record, const CercleKind *kind, const char *id,
          GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) other = id ? cercle_store_get (store, kind, id, &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (other == NULL || g_strcmp0 (cercle_record_envelope (other)->scope,
                                  cercle_record_envelope (record)->scope) != 0)
    return g_strdup (cercle_record_get_kind (record)->audience);
  return g_strdup (cercle_record_envelope (other)->audience);
}

char *
cercle_audience_of (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  int parent = kind->parent != NULL ? cercle_kind_field (kind, kind->parent) : -1;

  if (kind == &cercle_case_kind)
    return g_strdup (cercle_audience_of_case (record));
  if (kind == &cercle_person_kind)
    return of_person (store, record, error);
  if (kind == &cercle_conflict_kind)
    {
      const char *name = cercle_record_get_text (record, CERCLE_CONFLICT_OF_KIND);
      const CercleKind *of = cercle_kind_find (name);

      return as_other (store, record, of,
                       of ? cercle_record_get_text (record, CERCLE_CONFLICT_OF_ID) : NULL, error);
    }
  if (parent >= 0 && cercle_record_is_set (record, (guint) parent))
    return as_other (store, record, cercle_kind_find (kind->fields[parent].targets),
                     cercle_record_get_text (record, (guint) parent), error);
  /* A call that belongs to no case still tells about its person. */
  if (kind == &cercle_call_kind)
    return as_other (store, record, &cercle_person_kind,
                     cercle_record_get_text (record, CERCLE_CALL_PERSON), error);
  return g_strdup (kind->audience);
}

gboolean
cercle_audience_write_new (CercleWriter *writer, CercleRecord *record, GError **error)
{
  CercleEnvelope *envelope = cercle_record_envelope (record);
  const char *usual = cercle_record_get_kind (record)->audience;
  g_autofree char *audience = cercle_audience_of (writer->store, record, error);
  gboolean lost;

  if (audience == NULL)
    return FALSE;
  /* Her desk has it already, and only a row that was readable once is taken back: it is, within
   * this transaction, for nobody to see. */
  lost = !cercle_access_reaches (writer->access, envelope->scope, audience);
  cercle_envelope_set (&envelope->audience, lost ? usual : audience);
  if (!cercle_feed_write (writer->store, record, CERCLE_OP_CREATE,
                          cercle_writer_differences (NULL, record), &writer->author, error))
    return FALSE;
  if (!lost)
    return TRUE;
  cercle_envelope_set (&envelope->audience, audience);
  return cercle_feed_write (writer->store, record, CERCLE_OP_PATCH, 0, &writer->author, error);
}

/* Cascade */

static gboolean
refresh (CercleWriter *writer, CercleRecord *record, GError **error)
{
  CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autofree char *audience = NULL;

  /* Of what was deleted no desk keeps anything; written again it would be there again. */
  if (envelope->deleted || g_strcmp0 (envelope->scope, writer->mutation->scope) != 0)
    return TRUE;
  audience = cercle_audience_of (writer->store, record, error);
  if (audience == NULL)
    return FALSE;
  if (g_strcmp0 (audience, envelope->audience) == 0)
    return TRUE;
  cercle_envelope_set (&envelope->audience, audience);
  return cercle_feed_write (writer->store, record, CERCLE_OP_PATCH, 0, &writer->author, error);
}

/* All records whose field holds id. */
static gboolean
refresh_all (CercleWriter *writer, const CercleKind *kind, guint field, const char *id,
             GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, field, CERCLE_IS, id);
  found = cercle_store_find (writer->store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (!refresh (writer, found->pdata[i], error))
      return FALSE;
  return found != NULL;
}

/* Conflicts follow the records they are about, so they come last. */
static gboolean
refresh_person (CercleWriter *writer, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) person =
      cercle_store_get (writer->store, &cercle_person_kind, id, &local);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_relative_kind);
  g_autoptr (GPtrArray) relatives = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (person == NULL)
    return TRUE;
  cercle_query_where (query, CERCLE_RELATIVE_PERSON, CERCLE_IS, id);
  if (!refresh (writer, person, error) ||
      !refresh_all (writer, &cercle_relative_kind, CERCLE_RELATIVE_PERSON, id, error) ||
      !refresh_all (writer, &cercle_call_kind, CERCLE_CALL_PERSON, id, error) ||
      !refresh_all (writer, &cercle_conflict_kind, CERCLE_CONFLICT_OF_ID, id, error))
    return FALSE;
  relatives = cercle_store_find (writer->store, query, error);
  for (guint i = 0; relatives != NULL && i < relatives->len; i++)
    if (!refresh_all (writer, &cercle_conflict_kind, CERCLE_CONFLICT_OF_ID,
                      cercle_record_get_id (relatives->pdata[i]), error))
      return FALSE;
  return relatives != NULL;
}

static gboolean
refresh_case (CercleWriter *writer, const char *id, GError **error)
{
  return refresh_all (writer, &cercle_call_kind, CERCLE_CALL_CASE, id, error) &&
         refresh_all (writer, &cercle_event_kind, CERCLE_EVENT_CASE, id, error) &&
         refresh_all (writer, &cercle_action_kind, CERCLE_ACTION_CASE, id, error) &&
         refresh_all (writer, &cercle_conflict_kind, CERCLE_CONFLICT_CASE, id, error);
}

static gboolean
is_protected (const char *audience)
{
  return g_strcmp0 (audience, PROTECTED) == 0;
}

gboolean
cercle_audience_follow_case (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                             GError **error)
{
  const char *had = before != NULL ? cercle_record_get_text (before, CERCLE_CASE_PERSON) : NULL;
  const char *has = cercle_record_get_text (after, CERCLE_CASE_PERSON);
  gboolean was = before != NULL && is_protected (cercle_record_envelope (before)->audience);
  gboolean is = is_protected (cercle_record_envelope (after)->audience);

  if (!was && !is)
    return TRUE;
  if (was != is && !refresh_case (writer, cercle_record_get_id (after), error))
    return FALSE;
  return (has == NULL || refresh_person (writer, has, error)) &&
         (had == NULL || g_strcmp0 (had, has) == 0 || refresh_person (writer, had, error));
}

gboolean
cercle_audience_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                        GError **error)
{
  if (g_strcmp0 (cercle_record_envelope (before)->audience,
                 cercle_record_envelope (after)->audience) == 0)
    return TRUE;
  return refresh_all (writer, &cercle_conflict_kind, CERCLE_CONFLICT_OF_ID,
                      cercle_record_get_id (after), error);
}

/* A record that was given another parent. */
gboolean
cercle_audience_again (CercleWriter *writer, CercleRecord *record, guint64 differences,
                       GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  int parent = kind->parent != NULL ? cercle_kind_field (kind, kind->parent) : -1;
  guint64 deciding = parent >= 0 ? CERCLE_MASK (parent) : 0;
  g_autofree char *audience = NULL;

  if (kind == &cercle_call_kind)
    deciding |= CERCLE_MASK (CERCLE_CALL_PERSON);
  if (!(differences & deciding))
    return TRUE;
  audience = cercle_audience_of (writer->store, record, error);
  if (audience == NULL)
    return FALSE;
  cercle_envelope_set (&cercle_record_envelope (record)->audience, audience);
  return TRUE;
}
