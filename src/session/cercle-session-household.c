/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be calling, and who may be known already under another record? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-session-private.h"

#include "cercle-call.h"
#include "cercle-duplicate.h"
#include "cercle-one-person.h"
#include "cercle-person.h"
#include "cercle-text.h"

#define MAX_HOUSEHOLD 50
#define MAX_ALIKE 200 /* looked at */
/* Characters: names that sound alike mostly begin alike, and the beginnings are what the full text
 * finds. */
#define BEGINNING 3

typedef struct
{
  GPtrArray *records;
  char *phone, *words;
  CercleRecord *like; /* NULL: nobody */
} Household;

static void
household_free (gpointer data)
{
  Household *household = data;

  g_free (household->phone);
  g_free (household->words);
  g_clear_object (&household->like);
  g_clear_pointer (&household->records, g_ptr_array_unref);
  g_free (household);
}

static void
add_person (Household *household, CercleRecord *person)
{
  GPtrArray *people = household->records;

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
  guint n = household->records->len;

  for (guint i = 0; i < n; i++)
    {
      CercleRecord *found = g_ptr_array_index (household->records, i);
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
add_phone (Household *household, CercleStore *store, GError **error)
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

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_autoptr (CercleQuery) query = cercle_query_new (phones[i].kind);

      cercle_query_where (query, phones[i].field, CERCLE_IS, household->phone);
      if (!add_found (household, store, query, phones[i].person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_words (Household *household, CercleStore *store, GError **error)
{
  g_autoptr (CercleQuery) people = cercle_query_new (&cercle_person_kind);
  g_autoptr (CercleQuery) relatives = cercle_query_new (&cercle_relative_kind);

  cercle_query_set_text (people, household->words);
  cercle_query_set_text (relatives, household->words);
  return add_found (household, store, people, -1, error) &&
         add_found (household, store, relatives, CERCLE_RELATIVE_PERSON, error);
}

/* --- The same person? ------------------------------------------------------------------------- */

/* (transfer full): "mat que"; "" without a name. */
static char *
beginnings_of (CercleRecord *person, const guint *fields, guint n)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const char *name = cercle_record_get_text (person, fields[i]);
      g_autofree char *folded = name != NULL ? cercle_text_fold (name) : NULL;
      g_autofree char *beginning =
          folded != NULL ? g_utf8_substring (folded, 0, MIN (g_utf8_strlen (folded, -1), BEGINNING))
                         : NULL;

      if (beginning != NULL)
        g_string_append_printf (words, "%s ", beginning);
    }
  return g_string_free (words, FALSE);
}

/* Of those that answer: who is likely to be the same, under whichever record she is known now. */
static gboolean
add_alike (Household *household, CercleStore *store, CercleQuery *query, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  cercle_query_set_limit (query, MAX_ALIKE);
  found = cercle_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autoptr (CercleRecord) person =
          cercle_one_person_get (store, cercle_record_get_id (g_ptr_array_index (found, i)), NULL);

      if (person != NULL && !cercle_record_envelope (person)->deleted &&
          g_strcmp0 (cercle_record_get_id (person), cercle_record_get_id (household->like)) != 0 &&
          cercle_duplicate_is_likely (cercle_duplicate_compare (household->like, person)))
        add_person (household, person);
    }
  return found != NULL;
}

/* text, or a field that is the same, or both; nothing is asked without any. */
static gboolean
add_alike_by (Household *household, CercleStore *store, const char *text, int field, GError **error)
{
  const char *value = field >= 0 ? cercle_record_get_text (household->like, (guint) field) : NULL;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_person_kind);

  if ((field >= 0 && value == NULL) || (text != NULL && *text == '\0'))
    return TRUE;
  if (text != NULL)
    cercle_query_set_text (query, text);
  if (field >= 0)
    cercle_query_where (query, (guint) field, CERCLE_IS, value);
  return add_alike (household, store, query, error);
}

/* Whose names begin alike; and who sounds alike but begins otherwise: "Kesnel", "Quesnel", by what
 * she has in common besides. */
static gboolean
add_likely (Household *household, CercleStore *store, GError **error)
{
  static const guint names[] = { CERCLE_PERSON_FIRST_NAME, CERCLE_PERSON_LAST_NAME };
  static const guint same[] = { CERCLE_PERSON_BIRTH_ON, CERCLE_PERSON_PHONE, CERCLE_PERSON_PHONE_2,
                                CERCLE_PERSON_MDPH_NUMBER };
  g_autofree char *both = beginnings_of (household->like, names, G_N_ELEMENTS (names));

  if (!add_alike_by (household, store, both, -1, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *one = beginnings_of (household->like, &names[i], 1);

      if (!add_alike_by (household, store, one, CERCLE_PERSON_COMMUNE, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    if (!add_alike_by (household, store, NULL, (int) same[i], error))
      return FALSE;
  return TRUE;
}

/* --- Asking ----------------------------------------------------------------------------------- */

/* Who may be the same comes first: a household may be large. */
static gboolean
household_job (CercleStore *store, gpointer data, GError **error)
{
  Household *household = data;

  return (household->like == NULL || add_likely (household, store, error)) &&
         (household->phone == NULL || add_phone (household, store, error)) &&
         (household->words == NULL || add_words (household, store, error)) &&
         ((household->phone == NULL && household->words == NULL) ||
          add_kin (household, store, error));
}

void
cercle_session_find_household_async (CercleSession *self, const char *phone, const char *words,
                                     CercleRecord *like, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Household *household = g_new0 (Household, 1);

  household->phone =
      phone != NULL ? cercle_text_phone (phone, cercle_session_get_territory (self)) : NULL;
  household->words = words != NULL ? cercle_text_clean (words, FALSE) : NULL;
  household->like = like != NULL ? cercle_record_copy (like) : NULL;
  household->records = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, cercle_session_find_household_async);
  g_task_set_task_data (task, household, household_free);
  cercle_session_push_read (self, household_job, task);
}

GPtrArray *
cercle_session_find_household_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Household *household = g_task_get_task_data (G_TASK (result));

  if (!cercle_session_finish_read (self, result, cercle_session_find_household_async, error))
    return NULL;
  return g_steal_pointer (&household->records);
}
