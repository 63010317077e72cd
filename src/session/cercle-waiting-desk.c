/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who waits, what becomes of them, and when is it forgotten? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-waiting-desk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-call.h"
#include "cercle-case.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-one-person.h"
#include "cercle-person.h"
#include "cercle-waiting-list.h"
#include "cercle-waiting-work.h"

static const CercleKind *const forgotten_kinds[] = { &cercle_waiting_row_kind,
                                                     &cercle_waiting_list_kind, NULL };

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

typedef struct
{
  CercleWaitingDesk desk;
  gboolean all;
  char *begun;
  GHashTable *kept; /* batches that are on their way or may come back */
  guint forgotten;
  GPtrArray *found; /* persons who may be among them */
  guint first;
  CercleWaiting *waiting;
  GPtrArray *people;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  cercle_waiting_desk_clear (&work->desk);
  g_free (work->begun);
  g_clear_pointer (&work->kept, g_hash_table_unref);
  g_clear_pointer (&work->found, g_ptr_array_unref);
  g_clear_pointer (&work->waiting, cercle_waiting_free);
  g_clear_pointer (&work->people, g_ptr_array_unref);
  g_free (work);
}

static void
run (CercleSession *self, GTask *task, Work *work, GTaskThreadFunc worker)
{
  GError *error = NULL;

  g_task_set_task_data (task, work, work_free);
  if (cercle_waiting_desk_take (&work->desk, self, &error))
    g_task_run_in_thread (task, worker);
  else
    g_task_return_error (task, error);
}

static gboolean
finish (CercleSession *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &failure))
    return TRUE;
  g_propagate_error (error, failure->domain == CERCLE_SESSION_ERROR
                                ? g_steal_pointer (&failure)
                                : cercle_session_error_from (failure));
  return FALSE;
}

/* The lists */

GPtrArray *
cercle_session_get_waiting_lists (CercleSession *self)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_waiting_list_kind);

  cercle_query_sort (query, -1, CERCLE_WAITING_LIST_BODY, FALSE);
  return cercle_session_find_now (self, query);
}

/* Who is on them */

static gboolean
is_wanted (CercleRecord *person, gpointer waiting)
{
  return cercle_waiting_wants (waiting, person);
}

static gboolean
add_known (Work *work, CercleStore *store, CercleRecord *person, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_case_kind);
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  cercle_query_where (query, CERCLE_CASE_PERSON, CERCLE_IS, cercle_record_get_id (person));
  cercle_query_where (query, CERCLE_CASE_OPEN, CERCLE_IS, "1");
  cases = cercle_store_find (store, query, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    g_ptr_array_add (ids, g_strdup (cercle_record_get_id (g_ptr_array_index (cases, i))));
  if (cases != NULL)
    cercle_waiting_add_person (work->waiting, person, ids);
  return cases != NULL;
}

/* Who was merged into another is that other, who is found by herself. */
static gboolean
known_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  guint end = MIN (work->first + CERCLE_WAITING_SLICE, work->found->len);

  for (guint i = work->first; i < end; i++)
    {
      CercleRecord *person = g_ptr_array_index (work->found, i);

      if (!cercle_record_is_set (person, CERCLE_PERSON_MERGED_INTO) &&
          !add_known (work, store, person, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
match (Work *work, GError **error)
{
  g_autoptr (GPtrArray) rows = cercle_waiting_desk_rows (&work->desk, NULL, error);
  g_autoptr (CercleQuery) persons = cercle_query_new (&cercle_person_kind);

  if (rows == NULL)
    return FALSE;
  work->waiting = cercle_waiting_new (rows);
  if (rows->len > 0)
    work->found = cercle_waiting_desk_read (&work->desk, persons, is_wanted, work->waiting, error);
  else
    work->found = g_ptr_array_new ();
  if (work->found == NULL)
    return FALSE;
  for (work->first = 0; work->first < work->found->len; work->first += CERCLE_WAITING_SLICE)
    if (!cercle_store_thread_run (work->desk.thread, CERCLE_TURN_READ, known_job, work, error))
      return FALSE;
  work->people = cercle_waiting_people (work->waiting, NULL);
  return TRUE;
}

static void
match_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gboolean ok = match (work, &error);

  g_clear_pointer (&work->waiting, cercle_waiting_free);
  g_clear_pointer (&work->found, g_ptr_array_unref);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cercle_session_match_waiting_async (CercleSession *self, GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, cercle_session_match_waiting_async);
  run (self, task, g_new0 (Work, 1), match_worker);
}

GPtrArray *
cercle_session_match_waiting_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  if (!finish (self, result, cercle_session_match_waiting_async, error))
    return NULL;
  return g_steal_pointer (&work->people);
}

static void
free_people (gpointer people)
{
  g_ptr_array_unref (people);
}

void
cercle_waiting_people_free (GPtrArray *people)
{
  cercle_waiting_drop (people, free_people);
}

/* What becomes of them */

static void
save_rows (CercleTx *tx, const CercleWaitingOne *one, const char *decision, const char *kase)
{
  g_autofree char *now = cercle_instant_now_text ();

  for (guint i = 0; i < one->rows->len; i++)
    {
      g_autoptr (CercleRecord) row = cercle_record_copy (g_ptr_array_index (one->rows, i));

      cercle_record_set_text (row, CERCLE_WAITING_ROW_DECISION, decision);
      cercle_record_set_text (row, CERCLE_WAITING_ROW_DECIDED_AT, now);
      if (kase != NULL)
        cercle_record_set_text (row, CERCLE_WAITING_ROW_CASE, kase);
      cercle_tx_save (tx, row);
    }
}

CercleTx *
cercle_session_decide_waiting (CercleSession *self, const CercleWaitingOne *one,
                               const char *decision, const char *kase)
{
  CercleTx *tx = cercle_tx_new (N_ ("Waiting list decided on"));

  save_rows (tx, one, decision, kase);
  return tx;
}

/* What the rows tell, the longest wait first, where nothing is known yet. */
static CercleRecord *
person_of (CercleSession *self, const CercleWaitingOne *one)
{
  CercleRecord *person = cercle_session_new_record (self, &cercle_person_kind);

  for (guint i = 0; i < one->rows->len; i++)
    {
      g_autoptr (CercleRecord) told = cercle_waiting_row_person (g_ptr_array_index (one->rows, i));

      for (guint f = 0; f < cercle_person_kind.n_fields; f++)
        if (!cercle_record_is_set (person, f) && cercle_record_is_set (told, f))
          cercle_record_take_value (person, told, f);
    }
  return person;
}

static const char *
first_need (const CercleWaitingOne *one)
{
  for (guint i = 0; i < one->rows->len; i++)
    if (cercle_record_is_set (g_ptr_array_index (one->rows, i), CERCLE_WAITING_ROW_NEED))
      return cercle_record_get_text (g_ptr_array_index (one->rows, i), CERCLE_WAITING_ROW_NEED);
  return NULL;
}

static CercleRecord *
case_of (CercleSession *self, const CercleWaitingOne *one, CercleRecord *person)
{
  CercleRecord *kase = cercle_session_new_record (self, &cercle_case_kind);

  cercle_record_set_text (kase, CERCLE_CASE_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (kase, CERCLE_CASE_OPENED_ON, cercle_session_get_today (self));
  cercle_record_set_text (kase, CERCLE_CASE_COMMUNE,
                          cercle_record_get_text (person, CERCLE_PERSON_COMMUNE));
  cercle_record_set_text (kase, CERCLE_CASE_NEED, first_need (one));
  if (cercle_waiting_one_has_nothing (one))
    cercle_record_set_flag (kase, CERCLE_CASE_NO_SOLUTION, TRUE);
  return kase;
}

/* It stands for the call that nobody made: where the case came from is told by it. */
static CercleRecord *
call_of (CercleSession *self, CercleRecord *person, CercleRecord *kase)
{
  CercleRecord *call = cercle_session_new_record (self, &cercle_call_kind);
  CercleRecord *member = cercle_session_get_member (self);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (call, CERCLE_CALL_ORIGIN, "mdph_list");
  cercle_record_set_text (call, CERCLE_CALL_STARTED_AT, now);
  cercle_record_set_text (call, CERCLE_CALL_ENDED_AT, now);
  cercle_record_set_text (call, CERCLE_CALL_OUTCOME, "case");
  cercle_record_set_text (call, CERCLE_CALL_PERSON, cercle_record_get_id (person));
  cercle_record_set_text (call, CERCLE_CALL_CASE, cercle_record_get_id (kase));
  if (member != NULL)
    cercle_record_set_text (call, CERCLE_CALL_TAKEN_BY, cercle_record_get_id (member));
  return call;
}

CercleTx *
cercle_session_open_waiting (CercleSession *self, const CercleWaitingOne *one, char **kase)
{
  CercleTx *tx = cercle_tx_new (N_ ("Case opened from a waiting list"));
  g_autoptr (CercleRecord) person =
      one->person != NULL ? g_object_ref (one->person) : person_of (self, one);
  g_autoptr (CercleRecord) opened = case_of (self, one, person);
  g_autoptr (CercleRecord) call = call_of (self, person, opened);

  if (one->person == NULL)
    cercle_tx_save (tx, person);
  cercle_tx_save (tx, opened);
  cercle_tx_save (tx, call);
  *kase = g_strdup (cercle_record_get_id (opened));
  save_rows (tx, one, "opened", *kase);
  return tx;
}

CercleTx *
cercle_session_answer_waiting (CercleSession *self, const CercleWaitingOne *one,
                               const CercleWaitingDoubt *doubt, gboolean same)
{
  CercleTx *tx = cercle_tx_new (N_ ("Same person, or another"));
  g_autoptr (CercleRecord) row = cercle_record_copy (g_ptr_array_index (one->rows, 0));
  const char *name = doubt->row != NULL
                         ? cercle_record_get_text (doubt->row, CERCLE_WAITING_ROW_KEY)
                         : cercle_record_get_id (doubt->person);
  const char *apart = cercle_record_get_text (row, CERCLE_WAITING_ROW_APART);
  g_autofree char *more = apart != NULL ? g_strjoin (" ", apart, name, NULL) : g_strdup (name);

  if (!same)
    cercle_record_set_text (row, CERCLE_WAITING_ROW_APART, more);
  else if (doubt->row == NULL)
    cercle_record_set_text (row, CERCLE_WAITING_ROW_PERSON, name);
  else
    cercle_record_set_text (row, CERCLE_WAITING_ROW_SAME, name);
  cercle_tx_save (tx, row);
  return tx;
}

/* Forgetting */

typedef struct
{
  GHashTable *batches; /* in force, on their way, or brought back by Ctrl+Z */
  const char *begun;   /* an identity: those of later batches are greater */
  char *oldest;        /* what was last named before goes */
} Keep;

static gboolean
is_over (CercleRecord *row, gpointer data)
{
  Keep *keep = data;

  const char *batch = cercle_record_get_text (row, CERCLE_WAITING_ROW_BATCH);

  /* What began after this did may be on its way. */
  if (!g_hash_table_contains (keep->batches, batch))
    return strcmp (batch, keep->begun) < 0;
  return g_strcmp0 (cercle_record_get_text (row, CERCLE_WAITING_ROW_SEEN_AT), keep->oldest) < 0;
}

static gboolean
forget (Work *work, GError **error)
{
  g_autoptr (CercleQuery) lists = cercle_query_new (&cercle_waiting_list_kind);
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_waiting_row_kind);
  g_autoptr (GPtrArray) found = cercle_waiting_desk_read (&work->desk, lists, NULL, NULL, error);
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *oldest =
      cercle_instant_format (cercle_instant_now () - CERCLE_WAITING_DAYS * DAY);
  Keep keep = { work->kept, work->begun, oldest };

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const char *batch =
          cercle_record_get_text (g_ptr_array_index (found, i), CERCLE_WAITING_LIST_BATCH);

      if (batch != NULL)
        g_hash_table_add (work->kept, g_strdup (batch));
    }
  if (found != NULL)
    rows = cercle_waiting_desk_read (&work->desk, query, work->all ? NULL : is_over, &keep, error);
  work->forgotten = rows != NULL ? rows->len : 0;
  return rows != NULL && cercle_waiting_desk_forget (&work->desk, rows, error);
}

static void
forget_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (forget (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GHashTable *
kept_batches (CercleSession *self)
{
  GHashTable *kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer batch;

  g_hash_table_iter_init (&iter, self->staging);
  while (g_hash_table_iter_next (&iter, &batch, NULL))
    g_hash_table_add (kept, g_strdup (batch));
  cercle_session_gather_undo (self, &cercle_waiting_list_kind, CERCLE_WAITING_LIST_BATCH, kept);
  return kept;
}

void
cercle_session_forget_waiting_async (CercleSession *self, gboolean all,
                                     GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Work *work = g_new0 (Work, 1);

  work->all = all;
  work->begun = cercle_id_new ();
  /* Taken back, a row would be written again. */
  if (all)
    cercle_session_bar_undo (
        self, forgotten_kinds,
        N_ ("The review of waiting lists is ended, and its rows are forgotten: that stays."));
  work->kept = kept_batches (self);
  g_task_set_source_tag (task, cercle_session_forget_waiting_async);
  run (self, task, work, forget_worker);
}

gboolean
cercle_session_forget_waiting_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  if (!finish (self, result, cercle_session_forget_waiting_async, error))
    return FALSE;
  if (work->forgotten > 0 && self->state == CERCLE_SESSION_OPEN)
    cercle_session_emit_changed (self, cercle_session_kind_bit (&cercle_waiting_row_kind));
  return TRUE;
}
