/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may leave the desk, who is told of it, and how is it written without stopping anything? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-paper.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-csv.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-query.h"
#include "cercle-session-private.h"

/* Rows that one visit to the store thread reads: well under 20 ms. */
#define PAGE 100

static const struct
{
  const char *name;  /* msgid: of the file, a day or a reference follows */
  gboolean personal; /* names persons: the right to export, and a line in the audit */
  guint forms;       /* bits of CerclePaperForm */
} papers[] = {
  [CERCLE_PAPER_CASES] = { N_ ("cases"), TRUE, 1 << CERCLE_FORM_CSV },
};
G_STATIC_ASSERT (G_N_ELEMENTS (papers) == CERCLE_N_PAPERS);

static const struct
{
  const char *ending, *how; /* token of access.how */
} forms[] = {
  [CERCLE_FORM_PDF] = { "pdf", "paper" },
  [CERCLE_FORM_CSV] = { "csv", "table" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (forms) == CERCLE_N_FORMS);

typedef struct
{
  CerclePaper *paper;
  CerclePaperForm form;
  char *path, *today;
  CercleStoreThread *thread;
  GArray *keys; /* of the cases, in order */
  guint first;  /* of the page being read */
  CercleCaseCsv *csv;
} Work;

CerclePaper *
cercle_paper_new (CerclePaperSort sort)
{
  CerclePaper *self = g_new0 (CerclePaper, 1);

  self->sort = sort;
  return self;
}

void
cercle_paper_free (CerclePaper *self)
{
  g_clear_pointer (&self->query, cercle_query_unref);
  g_free (self->words);
  g_free (self->id);
  g_free (self);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  cercle_paper_free (work->paper);
  g_clear_pointer (&work->thread, cercle_store_thread_unref);
  g_clear_pointer (&work->keys, g_array_unref);
  g_clear_pointer (&work->csv, cercle_case_csv_free);
  g_free (work->path);
  g_free (work->today);
  g_free (work);
}

gboolean
cercle_session_offers_paper (CercleSession *self, CerclePaperSort sort, CerclePaperForm form)
{
  return self->state == CERCLE_SESSION_OPEN && (papers[sort].forms & (1u << form)) != 0 &&
         (!papers[sort].personal || cercle_role_may_export (self->role));
}

char *
cercle_session_name_paper (CercleSession *self, const CerclePaper *paper, CerclePaperForm form)
{
  g_autoptr (CercleRecord) kase =
      paper->id != NULL ? cercle_session_get (self, &cercle_case_kind, paper->id) : NULL;
  const char *reference =
      kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_REFERENCE) : NULL;

  return g_strdup_printf ("%s-%s.%s", _ (papers[paper->sort].name),
                          reference != NULL ? reference : cercle_session_get_today (self),
                          forms[form].ending);
}

/* --- On the worker --------------------------------------------------------------------------- */

static gboolean
read_page_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  guint n = MIN (PAGE, work->keys->len - work->first);

  return cercle_case_csv_read (work->csv, store, &g_array_index (work->keys, gint64, work->first),
                               n, error);
}

static gboolean
write_csv (Work *work, GError **error)
{
  work->csv = cercle_case_csv_new (work->path, work->today, error);
  if (work->csv == NULL)
    return FALSE;
  for (work->first = 0; work->first < work->keys->len; work->first += PAGE)
    if (!cercle_store_thread_run (work->thread, CERCLE_TURN_READ, read_page_job, work, error) ||
        !cercle_case_csv_write (work->csv, error))
      return FALSE;
  return cercle_case_csv_keep (work->csv, error);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_csv (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- What goes before ------------------------------------------------------------------------ */

static gboolean
select_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;

  work->keys = cercle_store_select (store, work->paper->query, error);
  return work->keys != NULL;
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (cercle_session_commit_finish (CERCLE_SESSION (source), result, &error))
    g_task_run_in_thread (task, write_thread);
  else
    g_task_return_error (task, error);
}

/* Nothing leaves before it is written down that it does. */
static void
note (CercleSession *self, GTask *task, const Work *work)
{
  g_autoptr (CercleRecord) access = cercle_session_new_record (self, &cercle_access_kind);
  g_autofree char *at = cercle_instant_now_text ();
  CercleTx *tx = cercle_tx_new (N_ ("Export noted"));
  const char *id = work->paper->id;

  cercle_record_set_text (access, CERCLE_ACCESS_OF_KIND,
                          id != NULL ? cercle_case_kind.name : cercle_community_kind.name);
  cercle_record_set_text (access, CERCLE_ACCESS_OF_ID, id != NULL ? id : self->desk->community);
  cercle_record_set_text (access, CERCLE_ACCESS_AT, at);
  cercle_record_set_text (access, CERCLE_ACCESS_BY, self->desk->member);
  cercle_record_set_text (access, CERCLE_ACCESS_HOW, forms[work->form].how);
  cercle_record_set_integer (access, CERCLE_ACCESS_CASES, work->keys->len);
  cercle_tx_save (tx, access);
  cercle_session_commit_async (self, tx, noted_cb, task);
}

static void
selected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CercleSession *self = CERCLE_SESSION (source);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (self->desk == NULL || self->store_thread != work->thread)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "closed");
  else if (papers[work->paper->sort].personal)
    note (self, g_steal_pointer (&task), work);
  else
    g_task_run_in_thread (task, write_thread);
}

void
cercle_session_write_paper_async (CercleSession *self, CerclePaper *paper, CerclePaperForm form,
                                  const char *path, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Work *work = g_new0 (Work, 1);
  GTask *inner = NULL;

  work->paper = paper;
  work->form = form;
  work->path = g_strdup (path);
  work->today = g_strdup (cercle_session_get_today (self));
  g_task_set_task_data (task, work, work_free);
  if (!cercle_session_offers_paper (self, paper->sort, form))
    {
      g_task_return_new_error (task, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                               _ ("Only the coordinator takes names out of Cercle."));
      return;
    }
  work->thread = cercle_store_thread_ref (self->store_thread);
  inner = g_task_new (self, NULL, selected_cb, g_object_ref (task));
  g_task_set_task_data (inner, work, NULL);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_READ, select_job, inner);
}

/* What befell the desk's own file, or its closing, in a sentence; the file's own are sentences. */
gboolean
cercle_session_write_paper_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &failure))
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_set_error_literal (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
                         _ ("Nobody is signed in."));
  else if (failure->domain == CERCLE_STORE_ERROR)
    g_propagate_error (error, cercle_session_error_from (failure));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
