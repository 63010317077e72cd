/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How are many rows read and forgotten while everything else goes on? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-waiting-work.h"

#include <glib/gi18n-lib.h>

#include "cercle-instant.h"
#include "cercle-waiting-list.h"

/* Rows were forgotten whose bytes are still in the file: also known after a crash. */
#define TRACES "waiting_traces"

gboolean
cercle_waiting_desk_take (CercleWaitingDesk *self, CercleSession *session, GError **error)
{
  if (session->store_thread == NULL)
    {
      g_set_error_literal (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
                           _ ("Nobody is signed in."));
      return FALSE;
    }
  self->thread = cercle_store_thread_ref (session->store_thread);
  self->scope = g_strdup (session->scope);
  self->member = g_strdup (session->desk->member);
  self->territory = g_strdup (cercle_session_get_territory (session));
  self->today = cercle_session_get_today_number (session);
  return TRUE;
}

void
cercle_waiting_desk_clear (CercleWaitingDesk *self)
{
  g_clear_pointer (&self->thread, cercle_store_thread_unref);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->member, g_free);
  g_clear_pointer (&self->territory, g_free);
}

CercleRecord *
cercle_waiting_desk_new (CercleWaitingDesk *self, const CercleKind *kind, const char *id)
{
  CercleRecord *record =
      id != NULL ? cercle_record_new_with_id (kind, id) : cercle_record_new (kind);
  CercleEnvelope *envelope = cercle_record_envelope (record);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_envelope_set (&envelope->scope, self->scope);
  cercle_envelope_set (&envelope->audience, kind->audience);
  cercle_envelope_set (&envelope->created_by, self->member);
  cercle_envelope_set (&envelope->created_at, now);
  cercle_envelope_set (&envelope->updated_by, self->member);
  cercle_envelope_set (&envelope->updated_at, now);
  return record;
}

typedef struct
{
  gpointer data;
  GDestroyNotify free_data;
} Drop;

static void
drop_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree Drop *drop = data;

  drop->free_data (drop->data);
  g_task_return_boolean (task, TRUE);
}

void
cercle_waiting_drop (gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Drop *drop = g_new (Drop, 1);

  *drop = (Drop){ data, free_data };
  g_task_set_task_data (task, drop, NULL);
  g_task_run_in_thread (task, drop_worker);
}

/* Reading */

typedef struct
{
  CercleQuery *query;
  GArray *keys;
  guint first;
  CercleWaitingWants wants;
  gpointer data;
  GPtrArray *records;
} Read;

static gboolean
select_job (CercleStore *store, gpointer data, GError **error)
{
  Read *read = data;

  read->keys = cercle_store_select (store, read->query, error);
  return read->keys != NULL;
}

static gboolean
page_job (CercleStore *store, gpointer data, GError **error)
{
  Read *read = data;
  guint n = MIN (CERCLE_WAITING_SLICE, read->keys->len - read->first);
  g_autoptr (GPtrArray) page =
      cercle_store_get_page (store, cercle_query_get_kind (read->query),
                             &g_array_index (read->keys, gint64, read->first), n, error);

  for (guint i = 0; page != NULL && i < page->len; i++)
    {
      CercleRecord *record = g_ptr_array_index (page, i);

      if (record != NULL && (read->wants == NULL || read->wants (record, read->data)))
        g_ptr_array_add (read->records, g_object_ref (record));
    }
  return page != NULL;
}

GPtrArray *
cercle_waiting_desk_read (CercleWaitingDesk *self, CercleQuery *query, CercleWaitingWants wants,
                          gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  Read read = { query, NULL, 0, wants, data, records };
  gboolean ok = cercle_store_thread_run (self->thread, CERCLE_TURN_READ, select_job, &read, error);

  for (; ok && read.first < read.keys->len; read.first += CERCLE_WAITING_SLICE)
    ok = cercle_store_thread_run (self->thread, CERCLE_TURN_READ, page_job, &read, error);
  g_clear_pointer (&read.keys, g_array_unref);
  return ok ? g_steal_pointer (&records) : NULL;
}

GPtrArray *
cercle_waiting_desk_rows (CercleWaitingDesk *self, const char *list, GError **error)
{
  g_autoptr (CercleQuery) lists = cercle_query_new (&cercle_waiting_list_kind);
  g_autoptr (GPtrArray) found = cercle_waiting_desk_read (self, lists, NULL, NULL, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      CercleRecord *record = g_ptr_array_index (found, i);
      const char *batch = cercle_record_get_text (record, CERCLE_WAITING_LIST_BATCH);
      g_autoptr (CercleQuery) query = cercle_query_new (&cercle_waiting_row_kind);
      g_autoptr (GPtrArray) some = NULL;

      if (batch == NULL || (list != NULL && !g_str_equal (list, cercle_record_get_id (record))))
        continue;
      cercle_query_where (query, CERCLE_WAITING_ROW_BATCH, CERCLE_IS, batch);
      some = cercle_waiting_desk_read (self, query, NULL, NULL, error);
      if (some == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (rows, g_steal_pointer (&some));
    }
  return found != NULL ? g_steal_pointer (&rows) : NULL;
}

/* Forgetting */

typedef struct
{
  GPtrArray *rows;
  guint first;
} Forget;

static gboolean
forget_job (CercleStore *store, gpointer data, GError **error)
{
  Forget *forget = data;
  guint end = MIN (forget->first + CERCLE_WAITING_SLICE, forget->rows->len);

  if (!cercle_store_begin (store, error))
    return FALSE;
  if (!cercle_store_set_setting (store, TRACES, "1", error))
    {
      cercle_store_rollback (store);
      return FALSE;
    }
  for (guint i = forget->first; i < end; i++)
    if (!cercle_store_forget (store, &cercle_waiting_row_kind,
                              cercle_record_get_id (g_ptr_array_index (forget->rows, i)), error))
      {
        cercle_store_rollback (store);
        return FALSE;
      }
  return cercle_store_commit (store, error);
}

static gboolean
compact_job (CercleStore *store, gpointer data, GError **error)
{
  g_autofree char *traces = cercle_store_get_setting (store, TRACES);

  return traces == NULL || (cercle_store_compact (store, error) &&
                            cercle_store_set_setting (store, TRACES, NULL, error));
}

gboolean
cercle_waiting_desk_forget (CercleWaitingDesk *self, GPtrArray *rows, GError **error)
{
  Forget forget = { rows, 0 };

  for (; forget.first < rows->len; forget.first += CERCLE_WAITING_SLICE)
    if (!cercle_store_thread_run (self->thread, CERCLE_TURN_READ, forget_job, &forget, error))
      return FALSE;
  return cercle_store_thread_run (self->thread, CERCLE_TURN_READ, compact_job, NULL, error);
}
