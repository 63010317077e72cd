/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may read this record, now? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-audience.h"

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-event.h"
#include "cercle-exception.h"
#include "cercle-macros.h"
#include "cercle-opening.h"
#include "cercle-person.h"
#include "cercle-query.h"
#include "cercle-question.h"

#define PROTECTED "protected"
#define MAX_MERGES 16

static gpointer
ref_record (gconstpointer record, gpointer data)
{
  return g_object_ref ((gpointer) record);
}

static gboolean
is_protected (const char *audience)
{
  return cercle_tokens_contain (audience, PROTECTED);
}

static char *
of_case (CercleStore *store, CercleRecord *kase, GError **error)
{
  if (g_strcmp0 (cercle_record_get_text (kase, CERCLE_CASE_PROFILE), "ase") != 0)
    return g_strdup (cercle_case_kind.audience);
  return cercle_exception_widen (store, cercle_record_get_id (kase), PROTECTED, error);
}

/* Adds the tokens of audience that all does not have yet. */
static void
add_tokens (GString *all, const char *audience)
{
  g_auto (GStrv) tokens = g_strsplit (audience, " ", -1);

  for (guint i = 0; tokens[i] != NULL; i++)
    if (!cercle_tokens_contain (all->str, tokens[i]))
      g_string_append_printf (all, "%s%s", all->len > 0 ? " " : "", tokens[i]);
}

/* Whoever may read one of her protected cases may read whose it is. */
static gboolean
add_protected_cases (CercleStore *store, const char *id, const char *scope, GString *all,
                     GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;

  cercle_query_where (query, CERCLE_CASE_PERSON, CERCLE_IS, id);
  cercle_query_where (query, CERCLE_CASE_PROFILE, CERCLE_IS, "ase");
  cases = cercle_store_find (store, query, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      g_autofree char *audience = NULL;

      if (g_strcmp0 (cercle_record_envelope (cases->pdata[i])->scope, scope) != 0)
        continue;
      if ((audience = of_case (store, cases->pdata[i], error)) == NULL)
        return FALSE;
      add_tokens (all, audience);
    }
  return cases != NULL;
}

/* (transfer full): who was merged into this person; NULL with error. */
static GPtrArray *
find_merged (CercleStore *store, const char *id, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_person_kind);

  cercle_query_where (query, CERCLE_PERSON_MERGED_INTO, CERCLE_IS, id);
  return cercle_store_find (store, query, error);
}

/* One protected case is enough, of her or of those merged into her. */
static char *
of_person (CercleStore *store, CercleRecord *person, GError **error)
{
  const char *scope = cercle_record_envelope (person)->scope;
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) all = g_string_new (NULL);

  g_ptr_array_add (persons, g_object_ref (person));
  for (guint i = 0; i < persons->len && i < MAX_MERGES; i++)
    {
      const char *id = cercle_record_get_id (persons->pdata[i]);
      g_autoptr (GPtrArray) merged = find_merged (store, id, error);

      if (merged == NULL || !add_protected_cases (store, id, scope, all, error))
        return NULL;
      g_ptr_array_extend (persons, merged, ref_record, NULL);
    }
  return g_strdup (all->len > 0 ? all->str : cercle_person_kind.audience);
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

/* That a case was opened concerns the coordinator, whose right to the case is another matter. Its
 * own audience is there from the first: a desk hears of an opening before it hears of the case. */
static char *
of_opening (CercleRecord *opening, const char *audience, const CercleKind *of)
{
  g_autofree char *own = cercle_opening_audience (cercle_record_get_id (opening));
  g_autoptr (GString) all = g_string_new (NULL);

  if (g_strcmp0 (audience, of->audience) != 0)
    add_tokens (all, audience);
  if (all->len > 0 && !cercle_record_is_set (opening, CERCLE_OPENING_ENDED_AT))
    add_tokens (all, own);
  add_tokens (all, cercle_opening_kind.audience);
  return g_strdup (all->str);
}

static char *
as_part (CercleStore *store, CercleRecord *record, guint parent, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  const CercleKind *of = cercle_kind_find (kind->fields[parent].targets);
  g_autofree char *audience =
      as_other (store, record, of, cercle_record_get_text (record, parent), error);

  if (audience == NULL || kind != &cercle_opening_kind)
    return audience != NULL ? g_strdup (cercle_kind_audience (kind, of, audience)) : NULL;
  return of_opening (record, audience, of);
}

/* What somebody typed is read again before it leaves the community: until the coordinator sends it,
 * the nation does not have it. */
static char *
of_question (CercleRecord *question)
{
  return g_strdup (cercle_record_is_set (question, CERCLE_QUESTION_SENT_ON) ||
                           cercle_record_is_set (question, CERCLE_QUESTION_ANSWERED_ON)
                       ? cercle_question_kind.audience
                       : cercle_case_kind.audience);
}

char *
cercle_audience_of (CercleStore *store, CercleRecord *record, GError **error)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  int parent = kind->parent != NULL ? cercle_kind_field (kind, kind->parent) : -1;

  if (kind == &cercle_case_kind)
    return of_case (store, record, error);
  if (kind == &cercle_person_kind)
    return of_person (store, record, error);
  if (kind == &cercle_question_kind)
    return of_question (record);
  if (kind == &cercle_conflict_kind)
    {
      const char *name = cercle_record_get_text (record, CERCLE_CONFLICT_OF_KIND);
      const CercleKind *of = cercle_kind_find (name);

      return as_other (store, record, of,
                       of ? cercle_record_get_text (record, CERCLE_CONFLICT_OF_ID) : NULL, error);
    }
  if (parent >= 0 && cercle_record_is_set (record, (guint) parent))
    return as_part (store, record, (guint) parent, error);
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

static gboolean
refresh_conflicts_of (CercleWriter *writer, GPtrArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    if (!refresh_all (writer, &cercle_conflict_kind, CERCLE_CONFLICT_OF_ID,
                      cercle_record_get_id (records->pdata[i]), error))
      return FALSE;
  return TRUE;
}

/* Every kind whose parent is of this one; conflicts follow the records they are about, so they come
 * after each. */
static gboolean
refresh_children (CercleWriter *writer, const CercleKind *parent, const char *id, GError **error)
{
  for (const CercleKind *const *kind = cercle_kinds (); *kind != NULL; kind++)
    {
      int field = (*kind)->parent != NULL ? cercle_kind_field (*kind, (*kind)->parent) : -1;
      g_autoptr (CercleQuery) query = NULL;
      g_autoptr (GPtrArray) children = NULL;

      if ((*kind)->reach != CERCLE_SYNCED)
        continue;
      if (*kind == &cercle_call_kind && parent == &cercle_person_kind)
        field = CERCLE_CALL_PERSON;
      else if (field < 0 || !g_str_equal ((*kind)->fields[field].targets, parent->name))
        continue;
      if (!refresh_all (writer, *kind, (guint) field, id, error))
        return FALSE;
      if (parent != &cercle_person_kind)
        continue;
      query = cercle_query_new (*kind);
      cercle_query_where (query, (guint) field, CERCLE_IS, id);
      children = cercle_store_find (writer->store, query, error);
      if (children == NULL || !refresh_conflicts_of (writer, children, error))
        return FALSE;
    }
  return TRUE;
}

/* A person, and whom she was merged into: what protects the one protects the other. */
static gboolean
refresh_person (CercleWriter *writer, const char *id, GError **error)
{
  g_autofree char *next = g_strdup (id);

  for (guint i = 0; next != NULL && i < MAX_MERGES; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (CercleRecord) person =
          cercle_store_get (writer->store, &cercle_person_kind, next, &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (person == NULL)
        return TRUE;
      if (!refresh (writer, person, error) ||
          !refresh_children (writer, &cercle_person_kind, next, error) ||
          !refresh_all (writer, &cercle_conflict_kind, CERCLE_CONFLICT_OF_ID, next, error))
        return FALSE;
      g_free (next);
      next = g_strdup (cercle_record_get_text (person, CERCLE_PERSON_MERGED_INTO));
    }
  return TRUE;
}

static gboolean
refresh_case (CercleWriter *writer, const char *id, GError **error)
{
  return refresh_children (writer, &cercle_case_kind, id, error) &&
         refresh_all (writer, &cercle_conflict_kind, CERCLE_CONFLICT_CASE, id, error);
}

/* Merged, or no longer: the survivors on both sides look again. */
static gboolean
follow_merge (CercleWriter *writer, CercleRecord *before, CercleRecord *after, GError **error)
{
  const char *had = cercle_record_get_text (before, CERCLE_PERSON_MERGED_INTO);
  const char *has = cercle_record_get_text (after, CERCLE_PERSON_MERGED_INTO);

  return (had == NULL || refresh_person (writer, had, error)) &&
         (has == NULL || refresh_person (writer, has, error));
}

gboolean
cercle_audience_follow_case (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                             GError **error)
{
  const char *had = before != NULL ? cercle_record_get_text (before, CERCLE_CASE_PERSON) : NULL;
  const char *has = cercle_record_get_text (after, CERCLE_CASE_PERSON);
  const char *was = before != NULL ? cercle_record_envelope (before)->audience : NULL;
  const char *is = cercle_record_envelope (after)->audience;

  if (!is_protected (was) && !is_protected (is))
    return TRUE;
  if ((before != NULL || is_protected (is)) && g_strcmp0 (was, is) != 0 &&
      !refresh_case (writer, cercle_record_get_id (after), error))
    return FALSE;
  return (has == NULL || refresh_person (writer, has, error)) &&
         (had == NULL || g_strcmp0 (had, has) == 0 || refresh_person (writer, had, error));
}

gboolean
cercle_audience_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                        GError **error)
{
  if (cercle_record_get_kind (after) == &cercle_person_kind &&
      !cercle_record_same (before, after, CERCLE_PERSON_MERGED_INTO) &&
      !follow_merge (writer, before, after, error))
    return FALSE;
  if (g_strcmp0 (cercle_record_envelope (before)->audience,
                 cercle_record_envelope (after)->audience) == 0)
    return TRUE;
  return refresh_all (writer, &cercle_conflict_kind, CERCLE_CONFLICT_OF_ID,
                      cercle_record_get_id (after), error);
}

/* A record that was given another parent, or a question that was sent. */
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
  if (kind == &cercle_question_kind)
    deciding |= cercle_question_settlement ();
  if (!(differences & deciding))
    return TRUE;
  audience = cercle_audience_of (writer->store, record, error);
  if (audience == NULL)
    return FALSE;
  cercle_envelope_set (&cercle_record_envelope (record)->audience, audience);
  return TRUE;
}
