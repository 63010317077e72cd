/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the window read, and how are people and bodies named? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-one-person.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-request.h"

/* Domain.md: seven days, when the community has not said otherwise. */
#define SILENCE 7

/* Whose hands are these? Bodies outside the medico-social sector and the MDPH are mainstream. */
static const struct
{
  const char *family;
  char letter;
} letters[] = {
  { "mdph", 'M' },
  { "esms", 'E' },
  { "og", 'E' },
  { "ase", 'A' },
};

static CercleRecord *
read_record (CercleSession *self, const CercleKind *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) record = NULL;

  if (self->reader == NULL || id == NULL)
    return NULL;
  record = cercle_store_get (self->reader, kind, id, &error);
  if (error != NULL)
    cercle_session_note_store_error (self, error);
  if (record == NULL || cercle_record_envelope (record)->deleted)
    return NULL;
  return g_steal_pointer (&record);
}

/* Somebody whose record was merged is called as she is now. */
static CercleRecord *
read_named (CercleSession *self, const CercleKind *kind, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleRecord) now = NULL;

  if (kind != &cercle_person_kind || self->reader == NULL)
    return read_record (self, kind, id);
  now = cercle_one_person_get (self->reader, id, &error);
  if (error != NULL)
    cercle_session_note_store_error (self, error);
  if (now == NULL || cercle_record_envelope (now)->deleted)
    return NULL;
  return g_steal_pointer (&now);
}

/* A reader that met a writer keeps what it had. */
void
cercle_session_load_frame (CercleSession *self)
{
  CercleRecord *member, *community;

  if (self->desk == NULL)
    return;
  member = read_record (self, &cercle_member_kind, self->desk->member);
  if (member != NULL)
    g_set_object (&self->member, member);
  g_clear_object (&member);
  community = read_record (self, &cercle_community_kind, self->desk->community);
  if (community != NULL)
    g_set_object (&self->community, community);
  g_clear_object (&community);
}

void
cercle_session_forget_names (CercleSession *self)
{
  g_hash_table_remove_all (self->names);
}

CercleRecord *
cercle_session_get (CercleSession *self, const CercleKind *kind, const char *id)
{
  return read_record (self, kind, id);
}

GPtrArray *
cercle_session_get_persons (CercleSession *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *persons = NULL;

  if (self->reader != NULL && id != NULL)
    persons = cercle_one_person_all (self->reader, id, &error);
  if (error != NULL)
    cercle_session_note_store_error (self, error);
  if (persons == NULL)
    persons = g_ptr_array_new_with_free_func (g_object_unref);
  if (persons->len > 0 && cercle_record_envelope (g_ptr_array_index (persons, 0))->deleted)
    g_ptr_array_set_size (persons, 0);
  return persons;
}

/* --- Queries ---------------------------------------------------------------------------------- */

typedef struct
{
  CercleQuery *query;
  GPtrArray *records;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  cercle_query_unref (search->query);
  g_clear_pointer (&search->records, g_ptr_array_unref);
  g_free (search);
}

static gboolean
search_job (CercleStore *store, gpointer data, GError **error)
{
  Search *search = data;

  search->records = cercle_store_find (store, search->query, error);
  return search->records != NULL;
}

void
cercle_session_push_read (CercleSession *self, CercleStoreJob job, GTask *task)
{
  if (self->store_thread != NULL)
    {
      cercle_store_thread_push (self->store_thread, CERCLE_TURN_READ, job, task);
      return;
    }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "closed");
  g_object_unref (task);
}

gboolean
cercle_session_finish_read (CercleSession *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &failure))
    return TRUE;
  if (self->state == CERCLE_SESSION_OPEN)
    cercle_session_note_store_error (self, failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
cercle_session_find_async (CercleSession *self, CercleQuery *query, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Search *search = g_new0 (Search, 1);

  search->query = cercle_query_ref (query);
  g_task_set_source_tag (task, cercle_session_find_async);
  g_task_set_task_data (task, search, search_free);
  cercle_session_push_read (self, search_job, task);
}

GPtrArray *
cercle_session_find_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Search *search = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_find_async, error))
    return NULL;
  return g_steal_pointer (&search->records);
}

typedef struct
{
  GPtrArray *queries;
  GArray *counts;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  g_ptr_array_unref (count->queries);
  g_clear_pointer (&count->counts, g_array_unref);
  g_free (count);
}

static gboolean
count_job (CercleStore *store, gpointer data, GError **error)
{
  Count *count = data;

  for (guint i = 0; i < count->queries->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      gint64 n = cercle_store_count (store, g_ptr_array_index (count->queries, i), &failure);
      if (failure != NULL)
        g_debug ("A count failed: %s", failure->message);
      g_array_append_val (count->counts, n);
    }
  return TRUE;
}

void
cercle_session_count_async (CercleSession *self, GPtrArray *queries, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Count *count = g_new0 (Count, 1);

  count->queries = g_ptr_array_new_full (queries->len, (GDestroyNotify) cercle_query_unref);
  for (guint i = 0; i < queries->len; i++)
    g_ptr_array_add (count->queries, cercle_query_ref (g_ptr_array_index (queries, i)));
  count->counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_task_set_source_tag (task, cercle_session_count_async);
  g_task_set_task_data (task, count, count_free);
  cercle_session_push_read (self, count_job, task);
}

GArray *
cercle_session_count_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Count *count = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_count_async, error))
    return NULL;
  return g_steal_pointer (&count->counts);
}

typedef struct
{
  Search search; /* its records are the tallies */
  const CercleTallyFields *fields;
} Tally;

static gboolean
tally_job (CercleStore *store, gpointer data, GError **error)
{
  Tally *tally = data;

  tally->search.records = cercle_store_tally (store, tally->search.query, tally->fields, error);
  return tally->search.records != NULL;
}

void
cercle_session_tally_async (CercleSession *self, CercleQuery *query,
                            const CercleTallyFields *fields, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Tally *tally = g_new0 (Tally, 1);

  tally->search.query = cercle_query_ref (query);
  tally->fields = fields;
  g_task_set_source_tag (task, cercle_session_tally_async);
  g_task_set_task_data (task, tally, search_free);
  cercle_session_push_read (self, tally_job, task);
}

GPtrArray *
cercle_session_tally_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Tally *tally = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_tally_async, error))
    return NULL;
  return g_steal_pointer (&tally->search.records);
}

/* --- Names ------------------------------------------------------------------------------------ */

char *
cercle_session_name_of_id (CercleSession *self, const CercleKind *kind, const char *id)
{
  gboolean kept = kind == &cercle_member_kind || kind == &cercle_organisation_kind;
  g_autofree char *reference = NULL;
  g_autofree char *name = NULL;
  g_autoptr (CercleRecord) record = NULL;

  if (id == NULL)
    return g_strdup ("?");
  reference = g_strconcat (kind->name, ":", id, NULL);
  if (kept && g_hash_table_contains (self->names, reference))
    return g_strdup (g_hash_table_lookup (self->names, reference));
  record = read_named (self, kind, id);
  if (record != NULL)
    name = cercle_record_name (record);
  if (name == NULL || *name == '\0')
    return g_strdup ("?");
  if (kept)
    g_hash_table_insert (self->names, g_steal_pointer (&reference), g_strdup (name));
  return g_steal_pointer (&name);
}

/* The kind of "kind:identity", and where the identity begins. */
static const CercleKind *
split_reference (const char *reference, const char **id)
{
  const char *colon = reference != NULL ? strchr (reference, ':') : NULL;
  g_autofree char *name = colon != NULL ? g_strndup (reference, (gsize) (colon - reference)) : NULL;

  *id = colon != NULL ? colon + 1 : NULL;
  return name != NULL ? cercle_kind_find (name) : NULL;
}

char *
cercle_session_name_of (CercleSession *self, const char *reference)
{
  const char *id;
  const CercleKind *kind = split_reference (reference, &id);

  if (kind == &cercle_code_kind && strchr (id, ':') != NULL)
    {
      g_auto (GStrv) code = g_strsplit (id, ":", 2);
      return cercle_session_labels_of (self, code[0], code[1]);
    }
  return kind != NULL ? cercle_session_name_of_id (self, kind, id) : g_strdup ("?");
}

char
cercle_session_holder_letter (CercleSession *self, const char *reference)
{
  const char *id;
  const CercleKind *kind = split_reference (reference, &id);
  g_autoptr (CercleRecord) record = kind != NULL ? read_record (self, kind, id) : NULL;

  if (kind == NULL)
    return '?';
  if (kind == &cercle_person_kind || kind == &cercle_relative_kind)
    return 'P';
  if (kind == &cercle_transfer_kind)
    return 'C';
  if (kind == &cercle_member_kind)
    return record != NULL &&
                   g_strcmp0 (cercle_record_get_text (record, CERCLE_MEMBER_ROLE), "mdph") == 0
               ? 'M'
               : 'C';
  for (guint i = 0; record != NULL && i < G_N_ELEMENTS (letters); i++)
    if (g_strcmp0 (cercle_record_get_text (record, CERCLE_ORGANISATION_FAMILY),
                   letters[i].family) == 0)
      return letters[i].letter;
  return 'D';
}

int
cercle_session_mark (CercleSession *self, const CercleKind *kind, const char *id)
{
  return self->reader != NULL ? cercle_journal_mark (self->reader, kind, id) : 0;
}

const CercleIndicatorContext *
cercle_session_get_indicator_context (CercleSession *self)
{
  self->context.today = cercle_session_get_today (self);
  self->context.member = self->desk != NULL ? self->desk->member : NULL;
  self->context.silence = SILENCE;
  if (self->community != NULL)
    self->context.silence =
        (int) cercle_record_get_integer (self->community, CERCLE_COMMUNITY_DELAY_SILENCE, SILENCE);
  return &self->context;
}

GPtrArray *
cercle_session_find_now (CercleSession *self, CercleQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = NULL;

  if (self->reader != NULL)
    records = cercle_store_find (self->reader, query, &error);
  if (error != NULL)
    cercle_session_note_store_error (self, error);
  return records != NULL ? records : g_ptr_array_new_with_free_func (g_object_unref);
}

GPtrArray *
cercle_session_get_all_codes (CercleSession *self, const char *list)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_code_kind);

  cercle_query_where (query, CERCLE_CODE_LIST, CERCLE_IS, list);
  cercle_query_sort (query, -1, CERCLE_CODE_ORDER, FALSE);
  return cercle_session_find_now (self, query);
}

GPtrArray *
cercle_session_get_codes (CercleSession *self, const char *list)
{
  GPtrArray *codes = cercle_session_get_all_codes (self, list);

  for (guint i = codes->len; i > 0; i--)
    {
      const char *retired =
          cercle_record_get_text (g_ptr_array_index (codes, i - 1), CERCLE_CODE_RETIRED_ON);
      if (retired != NULL && g_strcmp0 (retired, cercle_session_get_today (self)) <= 0)
        g_ptr_array_remove_index (codes, i - 1);
    }
  return codes;
}
