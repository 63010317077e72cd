/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known about one case? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-case-file.h"

#include <glib/gi18n-lib.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-choice-list.h"
#include "cercle-changes.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-consent.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-event.h"
#include "cercle-matrix.h"
#include "cercle-organisation.h"
#include "cercle-person-merge.h"
#include "cercle-person.h"
#include "cercle-question.h"
#include "cercle-request.h"
#include "cercle-solution.h"

typedef enum
{
  OF_CASE,
  OF_PERSON,
  OF_MATRIX, /* the one in force: asked once the versions are known */
  OF_ALL,
} Whose;

/* One question each; the answers come in any order. */
static const struct
{
  const CercleKind *kind;
  guint of; /* REF field that names the case, or the person */
  Whose whose;
  int sort; /* field, or -1 */
  gboolean newest;
  gsize offset; /* of the GPtrArray */
} parts[] = {
  { &cercle_event_kind, CERCLE_EVENT_CASE, OF_CASE, CERCLE_EVENT_AT, TRUE,
    G_STRUCT_OFFSET (CercleCaseFile, events) },
  { &cercle_call_kind, CERCLE_CALL_CASE, OF_CASE, CERCLE_CALL_STARTED_AT, TRUE,
    G_STRUCT_OFFSET (CercleCaseFile, calls) },
  { &cercle_action_kind, CERCLE_ACTION_CASE, OF_CASE, CERCLE_ACTION_DUE_ON, FALSE,
    G_STRUCT_OFFSET (CercleCaseFile, actions) },
  { &cercle_conflict_kind, CERCLE_CONFLICT_CASE, OF_CASE, CERCLE_CONFLICT_PROPOSED_AT, FALSE,
    G_STRUCT_OFFSET (CercleCaseFile, conflicts) },
  { &cercle_relative_kind, CERCLE_RELATIVE_PERSON, OF_PERSON, -1, FALSE,
    G_STRUCT_OFFSET (CercleCaseFile, relatives) },
  { &cercle_relative_kind, CERCLE_RELATIVE_KNOWN, OF_PERSON, -1, FALSE,
    G_STRUCT_OFFSET (CercleCaseFile, kin) },
  { &cercle_request_kind, CERCLE_REQUEST_CASE, OF_CASE, CERCLE_REQUEST_ASKED_ON, TRUE,
    G_STRUCT_OFFSET (CercleCaseFile, requests) },
  { &cercle_solution_kind, CERCLE_SOLUTION_CASE, OF_CASE, CERCLE_SOLUTION_START_ON, TRUE,
    G_STRUCT_OFFSET (CercleCaseFile, solutions) },
  { &cercle_transfer_kind, CERCLE_TRANSFER_CASE, OF_CASE, CERCLE_TRANSFER_SENT_AT, TRUE,
    G_STRUCT_OFFSET (CercleCaseFile, transfers) },
  { &cercle_consent_kind, CERCLE_CONSENT_PERSON, OF_PERSON, CERCLE_CONSENT_GIVEN_ON, TRUE,
    G_STRUCT_OFFSET (CercleCaseFile, consents) },
  { &cercle_merge_kind, CERCLE_MERGE_SURVIVOR, OF_PERSON, CERCLE_MERGE_AT, TRUE,
    G_STRUCT_OFFSET (CercleCaseFile, merges) },
  { &cercle_answer_use_kind, CERCLE_ANSWER_USE_CASE, OF_CASE, -1, FALSE,
    G_STRUCT_OFFSET (CercleCaseFile, uses) },
  { &cercle_matrix_kind, 0, OF_ALL, -1, FALSE, G_STRUCT_OFFSET (CercleCaseFile, matrices) },
  { &cercle_rule_kind, CERCLE_RULE_MATRIX, OF_MATRIX, CERCLE_RULE_POSITION, FALSE,
    G_STRUCT_OFFSET (CercleCaseFile, rules) },
};

typedef struct
{
  CercleCaseFile *file;
  guint left;
  GError *error;
} Load;

typedef struct
{
  GTask *task;
  guint part;
} Question;

void
cercle_case_file_free (CercleCaseFile *file)
{
  g_clear_object (&file->kase);
  g_clear_object (&file->person);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_clear_pointer ((GPtrArray **) G_STRUCT_MEMBER_P (file, parts[i].offset), g_ptr_array_unref);
  g_free (file);
}

static void
load_free (Load *load)
{
  g_clear_pointer (&load->file, cercle_case_file_free);
  g_clear_error (&load->error);
  g_free (load);
}

static void answered_cb (GObject *source, GAsyncResult *result, gpointer data);

static void
ask (CercleSession *session, GTask *task, guint part, const char *of)
{
  g_autoptr (CercleQuery) query = cercle_query_new (parts[part].kind);
  Question *question = g_new0 (Question, 1);

  if (parts[part].whose != OF_ALL)
    cercle_query_where (query, parts[part].of, CERCLE_IS, of);
  if (parts[part].kind == &cercle_conflict_kind)
    cercle_query_where (query, CERCLE_CONFLICT_CHOICE, CERCLE_IS, NULL);
  if (parts[part].sort >= 0)
    cercle_query_sort (query, -1, (guint) parts[part].sort, parts[part].newest);
  if (parts[part].kind == &cercle_action_kind)
    cercle_query_sort (query, -1, CERCLE_ACTION_DUE_AT, FALSE);
  question->task = g_object_ref (task);
  question->part = part;
  cercle_session_find_async (session, query, g_task_get_cancellable (task), answered_cb, question);
}

/* The rule that the case was decided by may be of another version. */
static void
add_own_rule (CercleSession *session, CercleCaseFile *file)
{
  const char *id = cercle_record_get_text (file->kase, CERCLE_CASE_RULE);
  CercleRecord *rule = id != NULL && cercle_case_file_find (file->rules, id) == NULL
                           ? cercle_session_get (session, &cercle_rule_kind, id)
                           : NULL;

  if (rule != NULL)
    g_ptr_array_add (file->rules, rule);
}

static void
ask_rules (CercleSession *session, GTask *task, Load *load)
{
  CercleRecord *matrix =
      cercle_matrix_in_force (load->file->matrices, cercle_session_get_today (session));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].whose == OF_MATRIX && matrix != NULL)
      {
        load->left++;
        ask (session, task, i, cercle_record_get_id (matrix));
      }
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (GTask) task = question->task;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GPtrArray *found = cercle_session_find_finish (CERCLE_SESSION (source), result, &error);
  GPtrArray **place = (GPtrArray **) G_STRUCT_MEMBER_P (load->file, parts[question->part].offset);

  if (found != NULL)
    g_ptr_array_extend_and_steal (*place, found);
  else if (load->error == NULL)
    load->error = g_steal_pointer (&error);
  if (load->error == NULL && parts[question->part].kind == &cercle_matrix_kind)
    ask_rules (CERCLE_SESSION (source), task, load);
  if (--load->left > 0)
    return;
  if (load->error == NULL)
    add_own_rule (CERCLE_SESSION (source), load->file);
  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&load->file),
                           (GDestroyNotify) cercle_case_file_free);
}

void
cercle_case_file_load_async (CercleSession *session, const char *id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, data);
  Load *load = g_new0 (Load, 1);
  CercleCaseFile *file = load->file = g_new0 (CercleCaseFile, 1);
  g_autoptr (GPtrArray) persons = NULL;

  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    *(GPtrArray **) G_STRUCT_MEMBER_P (file, parts[i].offset) =
        g_ptr_array_new_with_free_func (g_object_unref);
  file->kase = cercle_session_get (session, &cercle_case_kind, id);
  if (file->kase == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "not here");
      return;
    }
  /* What was said of her under another record is hers. */
  persons =
      cercle_session_get_persons (session, cercle_record_get_text (file->kase, CERCLE_CASE_PERSON));
  if (persons->len > 0)
    file->person = g_object_ref (g_ptr_array_index (persons, 0));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].whose != OF_MATRIX)
      load->left += parts[i].whose == OF_PERSON ? persons->len : 1;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].whose == OF_CASE || parts[i].whose == OF_ALL)
      ask (session, task, i, id);
    else if (parts[i].whose == OF_PERSON)
      for (guint n = 0; n < persons->len; n++)
        ask (session, task, i, cercle_record_get_id (g_ptr_array_index (persons, n)));
}

CercleCaseFile *
cercle_case_file_load_finish (CercleSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
cercle_case_file_concerns (guint64 kinds)
{
  static const CercleKind *const others[] = { &cercle_case_kind,    &cercle_person_kind,
                                              &cercle_member_kind,  &cercle_organisation_kind,
                                              &cercle_article_kind, &cercle_community_kind };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (cercle_changes_have (kinds, parts[i].kind))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (cercle_changes_have (kinds, others[i]))
      return TRUE;
  return FALSE;
}

CercleRecord *
cercle_case_file_next_action (CercleCaseFile *file)
{
  for (guint i = 0; i < file->actions->len; i++)
    if (g_strcmp0 (
            cercle_record_get_text (g_ptr_array_index (file->actions, i), CERCLE_ACTION_STATE),
            "open") == 0)
      return g_ptr_array_index (file->actions, i);
  return NULL;
}

CercleRecord *
cercle_case_file_find (GPtrArray *records, const char *id)
{
  for (guint i = 0; id != NULL && i < records->len; i++)
    if (g_strcmp0 (cercle_record_get_id (g_ptr_array_index (records, i)), id) == 0)
      return g_ptr_array_index (records, i);
  return NULL;
}

char *
cercle_case_file_title (CercleCaseFile *file)
{
  g_autofree char *name = file->person != NULL ? cercle_person_name (file->person) : NULL;

  if (name != NULL && name[0] != '\0')
    return g_steal_pointer (&name);
  return g_strdup (file->person != NULL ? _ ("Name not told") : _ ("Nobody named"));
}

char *
cercle_case_file_subtitle (CercleCaseFile *file, int today)
{
  g_autofree char *number = cercle_case_number (file->kase);
  int opened = cercle_day_parse (cercle_record_get_text (file->kase, CERCLE_CASE_OPENED_ON));
  g_autofree char *day = cercle_day_format_short (opened, today);

  /* TRANSLATORS: reference of a case, the day it was opened. */
  return g_strdup_printf (_ ("%1$s, opened %2$s"), number, day);
}

/* --- The matrix ------------------------------------------------------------------------------ */

CercleRecord *
cercle_case_file_decide (CercleCaseFile *file, CercleSession *session, CercleRecord **matrix)
{
  CercleMatrixInput input =
      cercle_matrix_input (file->kase, file->person, cercle_session_get_community (session),
                           cercle_session_get_today_number (session));
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();

  *matrix = cercle_matrix_in_force (file->matrices, cercle_session_get_today (session));
  for (guint i = 0; *matrix != NULL && i < file->rules->len; i++)
    if (g_strcmp0 (cercle_record_get_text (g_ptr_array_index (file->rules, i), CERCLE_RULE_MATRIX),
                   cercle_record_get_id (*matrix)) == 0)
      g_ptr_array_add (rules, g_ptr_array_index (file->rules, i));
  return cercle_matrix_decide (rules, &input);
}

char *
cercle_case_file_label (const char *list, const char *token, gpointer session)
{
  const CercleField field = { .type = CERCLE_CODE, .list = list };
  return cercle_choice_list_words (session, &field, token);
}

char *
cercle_case_file_why (CercleCaseFile *file, CercleSession *session, CercleRecord *rule)
{
  return cercle_matrix_why (
      rule,
      cercle_case_file_find (file->matrices, cercle_record_get_text (rule, CERCLE_RULE_MATRIX)),
      cercle_case_file_label, session);
}
