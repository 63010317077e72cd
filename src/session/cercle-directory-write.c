/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a foreign directory become ours, a slice at a time, so that it can be stopped anywhere
 * and taken back as a whole? Each slice is committed with a trace of what it wrote. */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-conflict.h"
#include "cercle-directory-import-private.h"
#include "cercle-directory.h"
#include "cercle-instant.h"
#include "cercle-json.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-slice.h"

#define FIRST_SLICE 10
#define MOST_SLICE 100
/* Letters of one trace: below what a draft holds. */
#define TRACE_LETTERS 100000

typedef struct
{
  CercleDirectoryGround ground;
  CercleDirectoryImport *import;
  CercleDirectoryProgress *progress;
  CercleDirectoryPlanning planning;
  CercleDirectoryOutcome *outcome;
  CercleRecord *record; /* of the import: in the file with its first slice */
  GHashTable *written;  /* line → identity of its organisation */
  guint next, slice;
  guint wanted, attempt;
  gboolean begun;
} Work;

/* What one visit to the store thread writes. */
typedef struct
{
  Work *work;
  CercleStore *store;
  CercleTx *tx;
  GString *trace;
  GHashTable *seen; /* identities in tx */
  guint counts[CERCLE_PLAN_N_EFFECTS];
} Slice;

static void
slice_clear (Slice *slice)
{
  g_clear_pointer (&slice->tx, cercle_tx_free);
  g_clear_pointer (&slice->seen, g_hash_table_unref);
  if (slice->trace != NULL)
    g_string_free (g_steal_pointer (&slice->trace), TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slice, slice_clear)

void
cercle_directory_outcome_free (CercleDirectoryOutcome *self)
{
  g_free (self->trouble);
  g_free (self);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  cercle_directory_planning_clear (&work->planning);
  cercle_directory_ground_clear (&work->ground);
  g_clear_pointer (&work->import, cercle_directory_import_free);
  g_clear_pointer (&work->progress, cercle_directory_progress_unref);
  g_clear_pointer (&work->outcome, cercle_directory_outcome_free);
  g_clear_object (&work->record);
  g_hash_table_unref (work->written);
  g_free (work);
}

/* --- What was there, and what was written
 * ----------------------------------------------------------- */

static void
flush_trace (Slice *slice)
{
  g_autoptr (CercleRecord) draft = NULL;
  g_autofree char *content = NULL, *now = NULL;

  if (slice->trace->len == 0)
    return;
  draft = cercle_record_new (&cercle_draft_kind);
  content = g_strdup_printf ("{\"entries\":[%s]}", slice->trace->str);
  now = cercle_instant_now_text ();
  cercle_record_set_text (draft, CERCLE_DRAFT_SORT, CERCLE_DIRECTORY_TRACE);
  cercle_record_set_text (draft, CERCLE_DRAFT_OF_ID, cercle_record_get_id (slice->work->record));
  cercle_record_set_text (draft, CERCLE_DRAFT_CONTENT, content);
  cercle_record_set_text (draft, CERCLE_DRAFT_SAVED_AT, now);
  cercle_tx_save (slice->tx, draft);
  g_string_truncate (slice->trace, 0);
}

/* before: NULL for a new one. */
static void
add_trace (Slice *slice, CercleRecord *before, CercleRecord *record)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  guint64 own = ~cercle_kind_mask (kind, CERCLE_DERIVED);
  guint64 mask = before != NULL ? own & cercle_record_get_changed (record) : own;
  g_autoptr (JsonObject) entry = json_object_new ();
  g_autofree char *text = NULL;

  json_object_set_string_member (entry, "kind", kind->name);
  json_object_set_string_member (entry, "id", cercle_record_get_id (record));
  if (before != NULL)
    json_object_set_object_member (entry, "was", cercle_record_to_json (before, mask, TRUE));
  json_object_set_object_member (entry, "set",
                                 cercle_record_to_json (record, mask, before != NULL));
  text = cercle_json_print (entry);
  if (slice->trace->len + strlen (text) > TRACE_LETTERS)
    flush_trace (slice);
  g_string_append_printf (slice->trace, "%s%s", slice->trace->len > 0 ? "," : "", text);
}

/* --- A slice
 * ---------------------------------------------------------------------------------------- */

static gboolean
add_record (Slice *slice, CercleRecord *record, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleRecord) before = NULL;

  if (!g_hash_table_add (slice->seen, g_strdup (cercle_record_get_id (record))))
    return TRUE;
  before = cercle_store_get (slice->store, cercle_record_get_kind (record),
                             cercle_record_get_id (record), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (before != NULL && cercle_record_get_changed (record) == 0)
    return TRUE;
  cercle_tx_save (slice->tx, record);
  add_trace (slice, before, record);
  return TRUE;
}

/* Traces of earlier imports go with the first slice of this one. */
static gboolean
drop_traces (Slice *slice, GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_draft_kind);
  g_autoptr (GArray) keys = NULL;

  cercle_query_where (query, CERCLE_DRAFT_SORT, CERCLE_IS, CERCLE_DIRECTORY_TRACE);
  keys = cercle_store_select (slice->store, query, error);
  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      g_autoptr (GPtrArray) one = cercle_store_get_page (
          slice->store, &cercle_draft_kind, &g_array_index (keys, gint64, i), 1, error);

      if (one == NULL)
        return FALSE;
      if (one->pdata[0] != NULL)
        cercle_tx_drop_draft (slice->tx, cercle_record_get_id (one->pdata[0]));
    }
  return keys != NULL;
}

static gboolean
is_accepted (const CercleDirectoryLine *line, CercleRecord *record, const CerclePlanAsk *asked)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  g_autofree char *reference = g_strconcat (kind->name, ":", cercle_record_get_id (record), NULL);

  for (guint i = 0; i < line->asks->len; i++)
    {
      const CercleDirectoryAsk *ask = g_ptr_array_index (line->asks, i);

      if (ask->accepted && ask->field == &kind->fields[asked->field] &&
          g_str_equal (ask->record, reference) && g_str_equal (ask->value, asked->value))
        return TRUE;
    }
  return FALSE;
}

/* (nullable): whom a doubtful line is the same as, as it is in the file by now; *ready: FALSE when
 * that stands in this slice, or was not written. */
static const char *
same_as (Slice *slice, const CercleDirectoryLine *line, gboolean *ready)
{
  CercleDirectoryLine *earlier = NULL;
  const char *id = line->decision == CERCLE_DIRECTORY_SAME ? line->same_as : NULL;

  *ready = TRUE;
  earlier = id != NULL ? cercle_directory_import_find (slice->work->import, id) : NULL;
  if (earlier == NULL)
    return id;
  id = g_hash_table_lookup (slice->work->written, earlier);
  *ready = id != NULL && !g_hash_table_contains (slice->seen, id);
  return id;
}

static gboolean
add_planned (Slice *slice, CercleDirectoryLine *line, CerclePlanLine *planned, GError **error)
{
  if (planned->effect != CERCLE_PLAN_NEW && planned->effect != CERCLE_PLAN_CHANGED &&
      planned->effect != CERCLE_PLAN_CLOSED)
    return TRUE;
  for (guint i = 0; i < planned->asks->len; i++)
    {
      const CerclePlanAsk *asked = g_ptr_array_index (planned->asks, i);

      if (is_accepted (line, g_ptr_array_index (planned->records, asked->record), asked))
        cercle_plan_line_accept (planned, i);
    }
  for (guint i = 0; i < planned->records->len; i++)
    if (!add_record (slice, g_ptr_array_index (planned->records, i), error))
      return FALSE;
  slice->counts[planned->effect]++;
  g_hash_table_insert (slice->work->written, line, g_strdup (planned->organisation));
  return TRUE;
}

/* *full: it waits for what this slice makes. */
static gboolean
add_line (Slice *slice, CercleDirectoryLine *line, gboolean *full, GError **error)
{
  gboolean ready = TRUE;
  const char *same = same_as (slice, line, &ready);
  g_autoptr (CerclePlanLine) planned = NULL;

  *full = !ready && same != NULL;
  if (!ready)
    return TRUE;
  if (line->effect == CERCLE_IMPORT_EFFECT_DOUBTFUL)
    cercle_directory_plan_decide (slice->work->planning.plan, line->key, same);
  planned = cercle_directory_plan_sheet (slice->work->planning.plan, line->sheet, error);
  return planned != NULL && add_planned (slice, line, planned, error);
}

static gboolean
add_lines (Slice *slice, GError **error)
{
  Work *work = slice->work;
  GPtrArray *lines = work->import->lines;
  gboolean full = FALSE;

  for (guint n = 0; !full && n < work->slice && work->next < lines->len; work->next += !full)
    {
      CercleDirectoryLine *line = g_ptr_array_index (lines, work->next);

      if (!cercle_directory_line_is_written (line))
        continue;
      n++;
      if (!add_line (slice, line, &full, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
commit_slice (Slice *slice, GError **error)
{
  Work *work = slice->work;
  CercleDirectoryOutcome *outcome = work->outcome;

  if (cercle_tx_get_size (slice->tx) == (work->begun ? 0u : 1u))
    return TRUE;
  if (!work->begun && !drop_traces (slice, error))
    return FALSE;
  flush_trace (slice);
  if (!cercle_journal_commit (slice->store, slice->tx, work->ground.member, work->ground.zone, NULL,
                              error))
    return FALSE;
  work->begun = TRUE;
  outcome->made += slice->counts[CERCLE_PLAN_NEW];
  outcome->changed += slice->counts[CERCLE_PLAN_CHANGED];
  outcome->closed += slice->counts[CERCLE_PLAN_CLOSED];
  return TRUE;
}

static gboolean
write_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  gint64 begun = cercle_slice_worked ();
  g_auto (Slice) slice = { .work = work, .store = store };

  slice.tx = cercle_tx_new (N_ ("Directory imported"));
  slice.trace = g_string_new (NULL);
  slice.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cercle_tx_set_apart (slice.tx);
  if (!work->begun)
    cercle_tx_save (slice.tx, work->record);
  if (!add_lines (&slice, error) || !commit_slice (&slice, error))
    return FALSE;
  work->slice = cercle_slice_next (work->slice, MOST_SLICE, cercle_slice_worked () - begun);
  return TRUE;
}

/* --- The whole
 * -------------------------------------------------------------------------------------- */

static gboolean
count_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (CercleTx) tx = cercle_tx_new (N_ ("Directory imported"));
  g_autoptr (CercleRecord) record = cercle_record_copy (work->record);
  const CercleDirectoryOutcome *outcome = work->outcome;

  cercle_record_set_integer (record, CERCLE_IMPORT_MADE, outcome->made);
  cercle_record_set_integer (record, CERCLE_IMPORT_CHANGED, outcome->changed);
  cercle_record_set_integer (record, CERCLE_IMPORT_CLOSED, outcome->closed);
  cercle_record_set_integer (record, CERCLE_IMPORT_SAME, work->import->counts[CERCLE_PLAN_SAME]);
  cercle_tx_save (tx, record);
  return cercle_journal_commit (store, tx, work->ground.member, work->ground.zone, NULL, error);
}

static gboolean
write_slices (Work *work, GCancellable *cancellable, GError **error)
{
  if (!cercle_directory_planning_begin (&work->planning, cancellable, error))
    return FALSE;
  while (work->next < work->import->lines->len)
    {
      cercle_directory_progress_set (work->progress, CERCLE_DIRECTORY_WRITING, work->next,
                                     work->import->lines->len);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cercle_store_thread_run (work->ground.thread, CERCLE_TURN_READ, write_job, work, error))
        return FALSE;
    }
  cercle_directory_progress_set (work->progress, CERCLE_DIRECTORY_WRITING, 1, 1);
  return TRUE;
}

/* What stopped it is told with what was written. */
static void
write_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  CercleDirectoryOutcome *outcome = work->outcome;
  GError *error = NULL;
  g_autoptr (GError) uncounted = NULL;
  gboolean done = write_slices (work, cancellable, &error);

  if (work->begun &&
      !cercle_store_thread_run (work->ground.thread, CERCLE_TURN_SAVE, count_job, work, &uncounted))
    g_debug ("The import stays uncounted: %s", uncounted->message);
  outcome->left = work->wanted - outcome->made - outcome->changed - outcome->closed;
  if (!done && work->begun)
    {
      g_autoptr (GError) told = cercle_directory_error (g_steal_pointer (&error));

      outcome->cancelled = g_error_matches (told, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (!outcome->cancelled)
        outcome->trouble = g_strdup (told->message);
    }
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static CercleRecord *
make_record (CercleSession *self, CercleDirectoryImport *import)
{
  CercleRecord *record = cercle_session_new_record (self, &cercle_import_kind);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (record, CERCLE_IMPORT_SOURCE,
                          cercle_foreign_source_token (import->source));
  cercle_record_set_text (record, CERCLE_IMPORT_FILE, import->file);
  cercle_record_set_text (record, CERCLE_IMPORT_STATED_ON,
                          cercle_directory_import_get_day (import));
  cercle_record_set_text (record, CERCLE_IMPORT_DONE_AT, now);
  if (self->desk != NULL)
    cercle_record_set_text (record, CERCLE_IMPORT_DONE_BY, self->desk->member);
  return record;
}

/* Whoever may not delete a sheet could not take an import back. */
gboolean
cercle_session_may_import (CercleSession *self)
{
  return cercle_session_may (self, &cercle_organisation_kind, CERCLE_OP_CREATE) &&
         cercle_session_may (self, &cercle_organisation_kind, CERCLE_OP_DELETE);
}

void
cercle_session_write_directory_async (CercleSession *self, CercleDirectoryImport *import,
                                      CercleDirectoryProgress *progress, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->import = import;
  work->progress = cercle_directory_progress_ref (progress);
  work->outcome = g_new0 (CercleDirectoryOutcome, 1);
  work->written = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  work->record = make_record (self, import);
  work->planning =
      (CercleDirectoryPlanning){ &work->ground, import, cercle_record_get_id (work->record) };
  work->slice = FIRST_SLICE;
  work->wanted = cercle_directory_import_count_writes (import);
  work->attempt = self->attempt;
  g_task_set_source_tag (task, cercle_session_write_directory_async);
  g_task_set_task_data (task, work, work_free);
  /* Cancelled half-way is an answer too. */
  g_task_set_check_cancellable (task, FALSE);
  if (!cercle_session_may_import (self))
    {
      g_task_return_new_error (task, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                               _ ("A directory is imported by the coordinator."));
      return;
    }
  cercle_directory_run (task, &work->ground, write_worker);
}

CercleDirectoryOutcome *
cercle_session_write_directory_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_async_result_is_tagged (result, cercle_session_write_directory_async),
                        NULL);
  if (work->begun && work->attempt == self->attempt)
    {
      CercleTx *undo = cercle_tx_new (N_ ("Directory imported"));

      cercle_tx_save (undo, work->record);
      cercle_session_push_undo (self, undo);
      cercle_directory_tell (self);
    }
  return cercle_directory_finish (result, error) ? g_steal_pointer (&work->outcome) : NULL;
}
