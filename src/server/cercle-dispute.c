/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is the value kept that was not taken? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-dispute.h"

#include "cercle-audience.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-id.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-query.h"

/* What a move may change, as the conflict shows it. */
#define STATE                                                                                      \
  (CERCLE_MASK (CERCLE_CASE_STATUS) | CERCLE_MASK (CERCLE_CASE_HOLDER) |                           \
   CERCLE_MASK (CERCLE_CASE_NEXT_STEP) | CERCLE_MASK (CERCLE_CASE_PROMISED_BY) |                   \
   CERCLE_MASK (CERCLE_CASE_CLOSING_MOTIVE))
#define ORIENTATION                                                                                \
  (CERCLE_MASK (CERCLE_CASE_RESPONSIBILITY) | CERCLE_MASK (CERCLE_CASE_RULE) |                     \
   CERCLE_MASK (CERCLE_CASE_RULE_VERSION) | CERCLE_MASK (CERCLE_CASE_LEAD))

static char *
names_of (const CercleKind *kind, guint64 fields)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < kind->n_fields; i++)
    if (fields & CERCLE_MASK (i))
      g_ptr_array_add (names, (gpointer) kind->fields[i].name);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

/* Who changed these fields last, and when. */
static gboolean
put_current (CercleWriter *writer, CercleRecord *conflict, CercleRecord *of, guint64 fields,
             GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (of);
  g_autofree char *last_member = NULL, *last_at = NULL;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *member = NULL, *at = NULL;

      if (!(fields & CERCLE_MASK (i)))
        continue;
      if (!cercle_feed_last_change (writer->store, kind, cercle_record_get_id (of), i, &member, &at,
                                    error))
        return FALSE;
      if (g_strcmp0 (at, last_at) > 0)
        {
          g_free (last_at);
          g_free (last_member);
          last_at = g_steal_pointer (&at);
          last_member = g_steal_pointer (&member);
        }
    }
  cercle_record_set_text (conflict, CERCLE_CONFLICT_CURRENT_BY, last_member);
  cercle_record_set_text (conflict, CERCLE_CONFLICT_CURRENT_AT, last_at);
  return TRUE;
}

static gboolean
find_case_of_person (CercleWriter *writer, const char *person, char **id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;

  if (person == NULL)
    return TRUE;
  cercle_query_where (query, CERCLE_CASE_PERSON, CERCLE_IS, person);
  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, TRUE);
  cercle_query_set_limit (query, 1);
  cases = cercle_store_find (writer->store, query, error);
  if (cases != NULL && cases->len > 0)
    *id = g_strdup (cercle_record_get_id (cases->pdata[0]));
  return cases != NULL;
}

/* The case on which it is shown, if any. */
static gboolean
find_case (CercleWriter *writer, CercleRecord *of, char **id, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (of);
  int field = cercle_kind_field (kind, "case");

  if (kind == &cercle_case_kind)
    *id = g_strdup (cercle_record_get_id (of));
  else if (field >= 0)
    *id = g_strdup (cercle_record_get_text (of, (guint) field));
  else if (kind == &cercle_person_kind)
    return find_case_of_person (writer, cercle_record_get_id (of), id, error);
  else if (kind == &cercle_relative_kind)
    return find_case_of_person (writer, cercle_record_get_text (of, CERCLE_RELATIVE_PERSON), id,
                                error);
  return TRUE;
}

static CercleRecord *
new_conflict (CercleWriter *writer, CercleRecord *of, const char *fields)
{
  const CercleMutation *mutation = writer->mutation;
  g_autofree char *id = cercle_id_derive (mutation->scope, "conflict", mutation->mid, fields);
  CercleRecord *conflict = cercle_record_new_with_id (&cercle_conflict_kind, id);

  cercle_envelope_set (&cercle_record_envelope (conflict)->scope, mutation->scope);
  cercle_record_set_text (conflict, CERCLE_CONFLICT_OF_KIND, cercle_record_get_kind (of)->name);
  cercle_record_set_text (conflict, CERCLE_CONFLICT_OF_ID, cercle_record_get_id (of));
  cercle_record_set_text (conflict, CERCLE_CONFLICT_FIELDS, fields);
  cercle_record_set_text (conflict, CERCLE_CONFLICT_PROPOSED_BY, cercle_writer_member (writer));
  cercle_record_set_text (conflict, CERCLE_CONFLICT_PROPOSED_AT, mutation->at);
  cercle_record_set_text (conflict, CERCLE_CONFLICT_MUTATION, mutation->mid);
  return conflict;
}

/* Takes current and proposed, JSON. */
static gboolean
write_conflict (CercleWriter *writer, CercleRecord *conflict, CercleRecord *of, guint64 fields,
                GError **error)
{
  g_autofree char *kase = NULL;

  if (!put_current (writer, conflict, of, fields, error) || !find_case (writer, of, &kase, error))
    return FALSE;
  cercle_record_set_text (conflict, CERCLE_CONFLICT_CASE, kase);
  if (!cercle_audience_write_new (writer, conflict, error))
    return FALSE;
  g_ptr_array_add (writer->conflicts, g_strdup (cercle_record_get_id (conflict)));
  return TRUE;
}

static void
set_json (CercleRecord *conflict, guint field, JsonObject *object)
{
  g_autofree char *text = cercle_json_print (object);
  cercle_record_set_text (conflict, field, text);
}

static gboolean
dispute (CercleWriter *writer, CercleRecord *current, CercleRecord *proposed, guint64 fields,
         GError **error)
{
  g_autofree char *names = names_of (cercle_record_get_kind (current), fields);
  g_autoptr (CercleRecord) conflict = new_conflict (writer, current, names);
  g_autoptr (JsonObject) shown = cercle_record_to_json (current, fields, TRUE);
  g_autoptr (JsonObject) other = cercle_record_to_json (proposed, fields, TRUE);

  if (cercle_record_envelope (current)->deleted)
    json_object_set_boolean_member (shown, CERCLE_DISPUTE_DELETED, TRUE);
  set_json (conflict, CERCLE_CONFLICT_CURRENT, shown);
  set_json (conflict, CERCLE_CONFLICT_PROPOSED, other);
  return write_conflict (writer, conflict, current, fields, error);
}

gboolean
cercle_dispute_fields (CercleWriter *writer, CercleRecord *current, CercleRecord *proposed,
                       guint64 fields, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (current);

  for (guint i = 0; i < kind->n_fields; i++)
    if (fields & CERCLE_MASK (i))
      {
        guint64 together = cercle_kind_group (kind, i) & fields;

        if (!dispute (writer, current, proposed, together, error))
          return FALSE;
        fields &= ~together;
      }
  return TRUE;
}

gboolean
cercle_dispute_move (CercleWriter *writer, CercleRecord *kase, CercleRecord *event, GError **error)
{
  g_autoptr (CercleRecord) conflict = new_conflict (writer, kase, CERCLE_DISPUTE_MOVE);
  const char *sort = cercle_record_get_text (event, CERCLE_EVENT_SORT);
  guint64 fields = g_strcmp0 (sort, "orientation") == 0 ? ORIENTATION : STATE;
  g_autoptr (JsonObject) state = cercle_record_to_json (kase, fields, TRUE);
  g_autoptr (JsonObject) move = cercle_record_to_json (event, G_MAXUINT64, FALSE);

  set_json (conflict, CERCLE_CONFLICT_CURRENT, state);
  set_json (conflict, CERCLE_CONFLICT_PROPOSED, move);
  return write_conflict (writer, conflict, kase, fields, error);
}
