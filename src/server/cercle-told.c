/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cases must be told of a change, and how? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-told.h"

#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-held-case.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-opening.h"
#include "cercle-person.h"
#include "cercle-query.h"

static gboolean
add_case (GPtrArray *cases, const char *id)
{
  if (id != NULL)
    g_ptr_array_add (cases, g_strdup (id));
  return TRUE;
}

static gboolean
add_open_cases (CercleWriter *writer, GPtrArray *cases, const char *person, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_where (query, CERCLE_CASE_PERSON, CERCLE_IS, person);
  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  found = cercle_store_find (writer->store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    add_case (cases, cercle_record_get_id (found->pdata[i]));
  return found != NULL;
}

/* The cases that record is part of; NULL with error. */
static GPtrArray *
find_cases (CercleWriter *writer, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  int parent = kind->parent != NULL ? cercle_kind_field (kind, kind->parent) : -1;
  const char *of = parent >= 0 ? kind->fields[parent].targets : kind->name;
  const char *id =
      parent >= 0 ? cercle_record_get_text (record, (guint) parent) : cercle_record_get_id (record);
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  gboolean found = TRUE;

  if (g_str_equal (of, "case"))
    add_case (cases, id);
  else if (g_str_equal (of, "person") && id != NULL)
    found = add_open_cases (writer, cases, id, error);
  return found ? g_steal_pointer (&cases) : NULL;
}

/* The same on a second try: its identity comes from the mutation. */
static CercleRecord *
new_event (CercleWriter *writer, CercleRecord *kase, CercleRecord *of, guint field)
{
  const CercleKind *kind = cercle_record_get_kind (of);
  const CercleMutation *mutation = writer->mutation;
  const char *id_of = cercle_record_get_id (of);
  /* Besides its own record a mutation may change others of the same case. */
  gboolean own = g_strcmp0 (id_of, mutation->id) == 0;
  g_autofree char *subject =
      g_strconcat (mutation->mid, "/", cercle_record_get_id (kase), own ? NULL : "/", id_of, NULL);
  g_autofree char *id =
      cercle_id_derive (mutation->scope, "told", subject, kind->fields[field].name);
  CercleRecord *event = cercle_record_new_with_id (&cercle_event_kind, id);

  cercle_envelope_set (&cercle_record_envelope (event)->scope, mutation->scope);
  cercle_record_set_text (event, CERCLE_EVENT_CASE, cercle_record_get_id (kase));
  cercle_record_set_text (event, CERCLE_EVENT_SORT, "told");
  cercle_record_set_text (event, CERCLE_EVENT_AT, mutation->at);
  cercle_record_set_text (event, CERCLE_EVENT_BY, cercle_writer_member (writer));
  cercle_record_set_text (event, CERCLE_EVENT_OF_KIND, kind->name);
  cercle_record_set_text (event, CERCLE_EVENT_OF_ID, cercle_record_get_id (of));
  cercle_record_set_text (event, CERCLE_EVENT_FIELD, kind->fields[field].name);
  return event;
}

/* Takes event. */
static void
keep_event (CercleWriter *writer, CercleRecord *kase, CercleRecord *event)
{
  cercle_case_apply_event (kase, event, writer->frame.zone, NULL);
  if (writer->told == NULL)
    writer->told = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (writer->told, event);
}

static gboolean
tell (CercleWriter *writer, CercleRecord *kase, CercleRecord *before, CercleRecord *after,
      guint field)
{
  g_autoptr (CercleRecord) event = new_event (writer, kase, after, field);
  g_autofree char *from = cercle_record_value_text (before, field);
  g_autofree char *to = cercle_record_value_text (after, field);

  cercle_record_set_text (event, CERCLE_EVENT_FROM, from);
  cercle_record_set_text (event, CERCLE_EVENT_TO, to);
  keep_event (writer, kase, g_steal_pointer (&event));
  return TRUE;
}

gboolean
cercle_told_change (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                    guint64 differences, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (after);
  guint64 told = differences & cercle_kind_mask (kind, CERCLE_TOLD);
  g_autoptr (GPtrArray) cases = NULL;

  if (told == 0)
    return TRUE;
  cases = find_cases (writer, after, error);
  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    {
      g_autoptr (GError) local = NULL;
      CercleRecord *kase = cercle_held_case (writer, cases->pdata[i], &local);

      for (guint f = 0; kase != NULL && f < kind->n_fields; f++)
        if (told & CERCLE_MASK (f))
          tell (writer, kase, before, after, f);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

typedef struct
{
  const char *sort, *why, *to;
} Why;

/* An event of this sort on the case that record belongs to. */
static gboolean
tell_why (CercleWriter *writer, CercleRecord *record, const char *name, const Why *said,
          GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  int field = cercle_kind_field (kind, name);
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) event = NULL;
  CercleRecord *kase;

  g_return_val_if_fail (field >= 0, TRUE);
  kase = cercle_held_case (
      writer, cercle_record_get_text (record, (guint) cercle_kind_field (kind, "case")), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (kase == NULL)
    return TRUE;
  event = new_event (writer, kase, record, (guint) field);
  cercle_record_set_text (event, CERCLE_EVENT_SORT, said->sort);
  cercle_record_set_text (event, CERCLE_EVENT_WHY, said->why);
  cercle_record_set_text (event, CERCLE_EVENT_TO, said->to);
  keep_event (writer, kase, g_steal_pointer (&event));
  return TRUE;
}

gboolean
cercle_told_break_glass (CercleWriter *writer, CercleRecord *record, const char *why,
                         GError **error)
{
  const Why said = { "break_glass", why, NULL };
  return tell_why (writer, record, "without_consent_why", &said, error);
}

gboolean
cercle_told_opening (CercleWriter *writer, CercleRecord *opening, GError **error)
{
  const Why said = { "opened", cercle_record_get_text (opening, CERCLE_OPENING_REASON),
                     cercle_record_get_text (opening, CERCLE_OPENING_UNTIL_AT) };
  return tell_why (writer, opening, "reason", &said, error);
}
