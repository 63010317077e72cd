/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the window read, and how are people and bodies named? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include "cercle-call.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-one-person.h"
#include "cercle-organisation.h"
#include "cercle-person.h"
#include "cercle-request.h"
#include "cercle-text.h"

/* Domain.md: seven days, when the community has not said otherwise. */
#define SILENCE 7
#define MAX_HOUSEHOLD 50

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

/* --- Household -------------------------------------------------------------------------------- */

/* Begins as a search does, and ends with cercle_session_find_finish(). */
typedef struct
{
  Search search;
  char *phone, *words;
} Household;

static void
household_free (gpointer data)
{
  Household *household = data;

  g_free (household->phone);
  g_free (household->words);
  g_clear_pointer (&household->search.records, g_ptr_array_unref);
  g_free (household);
}

static void
add_person (Household *household, CercleRecord *person)
{
  GPtrArray *people = household->search.records;

  for (guint i = 0; i < people->len; i++)
    if (g_str_equal (cercle_record_get_id (g_ptr_array_index (people, i)),
                     cercle_record_get_id (person)))
      return;
  if (people->len < MAX_HOUSEHOLD)
    g_ptr_array_add (people, g_object_ref (person));
}

/* person_field: the REF that names the person; -1: the records are the persons. */
static gboolean
add_found (Household *household, CercleStore *store, CercleQuery *query, int person_field,
           GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_set_limit (query, MAX_HOUSEHOLD);
  found = cercle_store_find (store, query, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      CercleRecord *record = g_ptr_array_index (found, i);
      const char *id;
      g_autoptr (CercleRecord) person = NULL;

      id = person_field < 0 ? cercle_record_get_id (record)
                            : cercle_record_get_text (record, (guint) person_field);
      person = id != NULL ? cercle_one_person_get (store, id, NULL) : NULL;
      if (person != NULL && !cercle_record_envelope (person)->deleted)
        add_person (household, person);
    }
  return TRUE;
}

/* Links between persons, from one end or the other. */
static gboolean
add_linked (Household *household, CercleStore *store, const char *ids, GError **error)
{
  static const guint ends[][2] = {
    { CERCLE_RELATIVE_KNOWN, CERCLE_RELATIVE_PERSON },
    { CERCLE_RELATIVE_PERSON, CERCLE_RELATIVE_KNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (CercleQuery) query = cercle_query_new (&cercle_relative_kind);

      cercle_query_where (query, ends[i][0], CERCLE_IN, ids);
      if (!add_found (household, store, query, (int) ends[i][1], error))
        return FALSE;
    }
  return TRUE;
}

/* Who is known to be of the family of somebody found, and has another number or name. One step. */
static gboolean
add_kin (Household *household, CercleStore *store, GError **error)
{
  guint n = household->search.records->len;

  for (guint i = 0; i < n; i++)
    {
      CercleRecord *found = g_ptr_array_index (household->search.records, i);
      g_autoptr (GPtrArray) all =
          cercle_one_person_all (store, cercle_record_get_id (found), error);
      g_autoptr (GString) ids = g_string_new (NULL);

      for (guint j = 0; all != NULL && j < all->len; j++)
        g_string_append_printf (ids, "%s%s", j > 0 ? " " : "",
                                cercle_record_get_id (g_ptr_array_index (all, j)));
      if (all == NULL || (ids->len > 0 && !add_linked (household, store, ids->str, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
household_job (CercleStore *store, gpointer data, GError **error)
{
  static const struct
  {
    const CercleKind *kind;
    guint field;
    int person;
  } phones[] = {
    { &cercle_person_kind, CERCLE_PERSON_PHONE, -1 },
    { &cercle_person_kind, CERCLE_PERSON_PHONE_2, -1 },
    { &cercle_relative_kind, CERCLE_RELATIVE_PHONE, CERCLE_RELATIVE_PERSON },
    { &cercle_call_kind, CERCLE_CALL_PHONE, CERCLE_CALL_PERSON },
  };
  Household *household = data;

  for (guint i = 0; household->phone != NULL && i < G_N_ELEMENTS (phones); i++)
    {
      g_autoptr (CercleQuery) query = cercle_query_new (phones[i].kind);
      cercle_query_where (query, phones[i].field, CERCLE_IS, household->phone);
      if (!add_found (household, store, query, phones[i].person, error))
        return FALSE;
    }
  if (household->words != NULL)
    {
      g_autoptr (CercleQuery) people = cercle_query_new (&cercle_person_kind);
      g_autoptr (CercleQuery) relatives = cercle_query_new (&cercle_relative_kind);
      cercle_query_set_text (people, household->words);
      cercle_query_set_text (relatives, household->words);
      if (!add_found (household, store, people, -1, error) ||
          !add_found (household, store, relatives, CERCLE_RELATIVE_PERSON, error))
        return FALSE;
    }
  return add_kin (household, store, error);
}

void
cercle_session_find_household_async (CercleSession *self, const char *phone, const char *words,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Household *household = g_new0 (Household, 1);

  household->phone =
      phone != NULL ? cercle_text_phone (phone, cercle_session_get_territory (self)) : NULL;
  household->words = words != NULL ? cercle_text_clean (words, FALSE) : NULL;
  household->search.records = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, cercle_session_find_async);
  g_task_set_task_data (task, household, household_free);
  cercle_session_push_read (self, household_job, task);
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
  record = read_record (self, kind, id);
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
