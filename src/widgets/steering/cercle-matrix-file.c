/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which matrices are there, which one is in force, and on which cases can they be tried? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-matrix-file.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-choice-list.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-matrix-order.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"

/* What is read, one after the other: the persons are those of the cases. */
typedef enum
{
  MATRICES,
  RULES,
  CASES,
  PERSONS,
  N_STEPS
} Step;

struct _CercleMatrixFile
{
  GObject parent_instance;
  CercleSession *session; /* not owned: the page has it */
  GPtrArray *found[N_STEPS];
  GArray *inputs;
  GHashTable *labels; /* theme: its words */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (CercleMatrixFile, cercle_matrix_file, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

typedef struct
{
  CercleMatrixFile *file;
  GPtrArray *found[N_STEPS];
  Step step;
} Reading;

static void
reading_free (Reading *reading)
{
  for (guint i = 0; i < N_STEPS; i++)
    g_clear_pointer (&reading->found[i], g_ptr_array_unref);
  g_object_unref (reading->file);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* --- The cases to try on --------------------------------------------------------------------- */

static CercleRecord *
find_person_cb (const char *id, gpointer session)
{
  return cercle_session_get (session, &cercle_person_kind, id);
}

static GHashTable *
persons_by_id (CercleMatrixFile *self)
{
  GHashTable *persons = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < self->found[PERSONS]->len; i++)
    {
      CercleRecord *person = self->found[PERSONS]->pdata[i];
      CercleRecord *now = cercle_record_is_set (person, CERCLE_PERSON_MERGED_INTO)
                              ? cercle_person_follow (person, find_person_cb, self->session)
                              : NULL;
      g_hash_table_insert (persons, (gpointer) cercle_record_get_id (person),
                           now != NULL ? now : g_object_ref (person));
    }
  return persons;
}

static void
make_inputs (CercleMatrixFile *self)
{
  g_autoptr (GHashTable) persons = persons_by_id (self);
  CercleRecord *community = cercle_session_get_community (self->session);
  int today = cercle_session_get_today_number (self->session);

  g_array_set_size (self->inputs, 0);
  for (guint i = 0; i < self->found[CASES]->len; i++)
    {
      CercleRecord *kase = self->found[CASES]->pdata[i];
      const char *id = cercle_record_get_text (kase, CERCLE_CASE_PERSON);
      CercleRecord *person = id != NULL ? g_hash_table_lookup (persons, id) : NULL;
      CercleMatrixInput input = cercle_matrix_input (kase, person, community, today);
      g_array_append_val (self->inputs, input);
    }
}

/* --- Reading --------------------------------------------------------------------------------- */

static CercleQuery *
cases_query (CercleMatrixFile *self)
{
  CercleQuery *query = cercle_query_new (&cercle_case_kind);
  int first = cercle_session_get_today_number (self->session) - CERCLE_MATRIX_DAYS;
  g_autofree char *day = cercle_day_to_text (first);

  cercle_query_where (query, CERCLE_CASE_OPENED_ON, CERCLE_FROM, day);
  cercle_query_sort (query, -1, CERCLE_CASE_OPENED_ON, TRUE);
  return query;
}

static CercleQuery *
persons_query (GPtrArray *cases)
{
  CercleQuery *query = cercle_query_new (&cercle_person_kind);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < cases->len; i++)
    if (cercle_record_is_set (cases->pdata[i], CERCLE_CASE_PERSON))
      g_ptr_array_add (ids,
                       (gpointer) cercle_record_get_text (cases->pdata[i], CERCLE_CASE_PERSON));
  g_ptr_array_add (ids, NULL);
  cercle_query_set_ids (query, (const char *const *) ids->pdata);
  return query;
}

static CercleQuery *
query_of (Reading *reading)
{
  CercleQuery *query = NULL;

  switch (reading->step)
    {
    case MATRICES:
      query = cercle_query_new (&cercle_matrix_kind);
      cercle_query_sort (query, -1, CERCLE_MATRIX_VERSION, TRUE);
      return query;
    case RULES:
      return cercle_query_new (&cercle_rule_kind);
    case CASES:
      return cases_query (reading->file);
    default:
      return persons_query (reading->found[CASES]);
    }
}

static void
keep (CercleMatrixFile *self, Reading *reading)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      g_clear_pointer (&self->found[i], g_ptr_array_unref);
      self->found[i] = g_steal_pointer (&reading->found[i]);
    }
  g_hash_table_remove_all (self->labels);
  make_inputs (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void read_next (Reading *reading);

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  CercleMatrixFile *self = reading->file;
  GPtrArray *records = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  /* Superseded, or the page is gone; a read that failed is asked again with the next change. */
  if (records == NULL)
    return;
  reading->found[reading->step++] = records;
  if (reading->step < N_STEPS)
    read_next (g_steal_pointer (&reading));
  else
    keep (self, reading);
}

static void
read_next (Reading *reading)
{
  CercleMatrixFile *self = reading->file;
  g_autoptr (CercleQuery) query = query_of (reading);

  cercle_session_find_async (self->session, query, self->cancellable, found_cb, reading);
}

void
cercle_matrix_file_cancel (CercleMatrixFile *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
cercle_matrix_file_ask (CercleMatrixFile *self)
{
  Reading *reading = g_new0 (Reading, 1);

  cercle_matrix_file_cancel (self);
  self->cancellable = g_cancellable_new ();
  reading->file = g_object_ref (self);
  read_next (reading);
}

/* --- The object ------------------------------------------------------------------------------ */

static void
cercle_matrix_file_finalize (GObject *object)
{
  CercleMatrixFile *self = CERCLE_MATRIX_FILE (object);

  for (guint i = 0; i < N_STEPS; i++)
    g_ptr_array_unref (self->found[i]);
  g_array_unref (self->inputs);
  g_hash_table_unref (self->labels);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cercle_matrix_file_parent_class)->finalize (object);
}

static void
cercle_matrix_file_class_init (CercleMatrixFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cercle_matrix_file_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_matrix_file_init (CercleMatrixFile *self)
{
  for (guint i = 0; i < N_STEPS; i++)
    self->found[i] = g_ptr_array_new ();
  self->inputs = g_array_new (FALSE, FALSE, sizeof (CercleMatrixInput));
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

CercleMatrixFile *
cercle_matrix_file_new (CercleSession *session)
{
  CercleMatrixFile *self = g_object_new (CERCLE_TYPE_MATRIX_FILE, NULL);

  self->session = session;
  return self;
}

CercleSession *
cercle_matrix_file_get_session (CercleMatrixFile *self)
{
  return self->session;
}

GPtrArray *
cercle_matrix_file_get_matrices (CercleMatrixFile *self)
{
  return self->found[MATRICES];
}

CercleRecord *
cercle_matrix_file_find (CercleMatrixFile *self, const char *id)
{
  for (guint i = 0; i < self->found[MATRICES]->len; i++)
    if (g_strcmp0 (cercle_record_get_id (self->found[MATRICES]->pdata[i]), id) == 0)
      return self->found[MATRICES]->pdata[i];
  return NULL;
}

CercleRecord *
cercle_matrix_file_get_in_force (CercleMatrixFile *self)
{
  return cercle_matrix_in_force (self->found[MATRICES], cercle_session_get_today (self->session));
}

GPtrArray *
cercle_matrix_file_get_rules (CercleMatrixFile *self, CercleRecord *matrix)
{
  GPtrArray *rules = g_ptr_array_new ();
  const char *id = matrix != NULL ? cercle_record_get_id (matrix) : NULL;

  for (guint i = 0; id != NULL && i < self->found[RULES]->len; i++)
    {
      CercleRecord *rule = self->found[RULES]->pdata[i];
      if (g_strcmp0 (cercle_record_get_text (rule, CERCLE_RULE_MATRIX), id) == 0)
        g_ptr_array_add (rules, rule);
    }
  cercle_matrix_sort (rules);
  return rules;
}

GArray *
cercle_matrix_file_get_inputs (CercleMatrixFile *self)
{
  return self->inputs;
}

/* --- Words ----------------------------------------------------------------------------------- */

char *
cercle_matrix_file_label (const char *list, const char *token, gpointer file)
{
  CercleMatrixFile *self = file;
  const char *known = g_hash_table_lookup (self->labels, token);
  char *words = NULL;

  if (known != NULL)
    return g_strdup (known);
  words =
      cercle_choice_list_words (self->session, &cercle_rule_kind.fields[CERCLE_RULE_THEME], token);
  g_hash_table_insert (self->labels, g_strdup (token), g_strdup (words));
  return words;
}

char *
cercle_matrix_file_lead (CercleMatrixFile *self, CercleRecord *rule)
{
  const char *lead = cercle_record_get_text (rule, CERCLE_RULE_LEAD);
  g_autofree char *reference = lead != NULL ? g_strconcat ("organisation:", lead, NULL) : NULL;

  return reference != NULL ? cercle_session_name_of (self->session, reference) : NULL;
}

const char *
cercle_matrix_file_state (CercleMatrixFile *self, CercleRecord *matrix)
{
  CercleRecord *now = cercle_matrix_file_get_in_force (self);
  const char *state = cercle_record_get_text (matrix, CERCLE_MATRIX_STATE);
  const char *since = cercle_record_get_text (matrix, CERCLE_MATRIX_IN_FORCE_ON);

  /* A version replaced from a later day on is in force until then. */
  if (now != NULL && g_str_equal (cercle_record_get_id (now), cercle_record_get_id (matrix)))
    return cercle_choice_label (cercle_matrix_states, "in_force");
  if (g_strcmp0 (state, "retired") == 0 && since == NULL)
    return _ ("Abandoned");
  if (g_strcmp0 (state, "in_force") != 0)
    return cercle_choice_label (cercle_matrix_states, state);
  if (since != NULL && strcmp (since, cercle_session_get_today (self->session)) > 0)
    return _ ("To come");
  return cercle_choice_label (cercle_matrix_states, "retired");
}
