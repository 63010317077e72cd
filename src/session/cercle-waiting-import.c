/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What would a body's file do to its waiting list? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-foreign-table.h"
#include "cercle-id.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-text.h"
#include "cercle-waiting-desk.h"
#include "cercle-waiting-list.h"
#include "cercle-waiting-work.h"

#define SAMPLE_ROWS 5

static const char *const effects[] = {
  [CERCLE_WAITING_NEW] = N_ ("New"),
  [CERCLE_WAITING_CHANGED] = N_ ("Changed"),
  [CERCLE_WAITING_SAME] = N_ ("Unchanged"),
  [CERCLE_WAITING_ABSENT] = N_ ("No longer in the file: kept"),
  [CERCLE_WAITING_REFUSED] = N_ ("Not read"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (effects) == CERCLE_WAITING_N_EFFECTS);

/* What somebody decided or said of a row: the next file does not know it. */
static const guint decided[] = {
  CERCLE_WAITING_ROW_PERSON, CERCLE_WAITING_ROW_SAME,     CERCLE_WAITING_ROW_APART,
  CERCLE_WAITING_ROW_CASE,   CERCLE_WAITING_ROW_DECISION, CERCLE_WAITING_ROW_DECIDED_AT,
};

typedef struct
{
  CercleWaitingDesk desk;
  char *path;
  CercleWaitingMap map;
  CercleWaitingSample *sample;
  CercleWaitingImport *import;
  GCancellable *cancellable; /* the task's */
} Work;

const char *
cercle_waiting_effect_label (CercleWaitingEffect effect)
{
  return _ (effects[effect]);
}

static void
line_free (gpointer data)
{
  CercleWaitingLine *line = data;

  g_free (line->name);
  g_strfreev (line->words);
  g_free (line);
}

static void
free_import (gpointer import)
{
  CercleWaitingImport *self = import;

  g_free (self->body);
  g_free (self->list);
  g_free (self->columns);
  g_free (self->at);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
cercle_waiting_import_free (CercleWaitingImport *self)
{
  cercle_waiting_drop (self, free_import);
}

void
cercle_waiting_sample_free (CercleWaitingSample *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  cercle_waiting_desk_clear (&work->desk);
  g_free (work->path);
  g_clear_pointer (&work->sample, cercle_waiting_sample_free);
  g_clear_pointer (&work->import, cercle_waiting_import_free);
  g_free (work);
}

const char *
cercle_waiting_import_get_body (CercleWaitingImport *self)
{
  return self->body;
}

guint
cercle_waiting_import_count (CercleWaitingImport *self, CercleWaitingEffect effect)
{
  return self->counts[effect];
}

guint
cercle_waiting_import_get_mixed (CercleWaitingImport *self)
{
  return self->mixed;
}

GPtrArray *
cercle_waiting_import_get_lines (CercleWaitingImport *self)
{
  return self->lines;
}

/* What is wrong with a file is told as it is; what is wrong with the disk in our words. */
static gboolean
finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &failure))
    return TRUE;
  g_propagate_error (error, failure->domain == CERCLE_SESSION_ERROR ||
                                    failure->domain == CERCLE_FOREIGN_TABLE_ERROR ||
                                    g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                ? g_steal_pointer (&failure)
                                : cercle_session_error_from (failure));
  return FALSE;
}

/* The beginning of a file */

static GPtrArray *
copy_cells (GPtrArray *cells)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cells->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (cells, i)));
  return copy;
}

static CercleWaitingSample *
read_sample (const char *path, GError **error)
{
  g_autoptr (CercleForeignTable) table = cercle_foreign_table_open (path, error);
  g_autoptr (CercleWaitingSample) sample = NULL;
  g_autoptr (GError) failure = NULL;

  if (table == NULL)
    return NULL;
  sample = g_new0 (CercleWaitingSample, 1);
  sample->encoding = cercle_foreign_table_get_encoding (table);
  sample->separator = cercle_foreign_table_get_separator (table);
  sample->columns = copy_cells (cercle_foreign_table_get_columns (table));
  sample->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  while (failure == NULL && sample->rows->len < SAMPLE_ROWS)
    {
      const CercleForeignRow *row = cercle_foreign_table_next (table, &failure);

      if (row == NULL)
        break;
      g_ptr_array_add (sample->rows, copy_cells (row->cells));
    }
  if (failure == NULL)
    return g_steal_pointer (&sample);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static void
sample_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  work->sample = read_sample (work->path, &error);
  if (work->sample != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cercle_session_sample_waiting_async (CercleSession *self, const char *path,
                                     GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  g_task_set_source_tag (task, cercle_session_sample_waiting_async);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, sample_worker);
}

CercleWaitingSample *
cercle_session_sample_waiting_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_async_result_is_tagged (result, cercle_session_sample_waiting_async),
                        NULL);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_steal_pointer (&work->sample);
}

/* What it would do */

static void
add_line (CercleWaitingImport *import, CercleWaitingEffect effect, guint line, char *name,
          GStrv words)
{
  CercleWaitingLine *added = g_new0 (CercleWaitingLine, 1);

  added->effect = effect;
  added->line = line;
  added->name = name;
  added->words = words;
  import->counts[effect]++;
  g_ptr_array_add (import->lines, added);
}

static gboolean
tells_the_same (CercleRecord *row, CercleRecord *before)
{
  for (guint i = CERCLE_WAITING_ROW_FIRST_NAME; i < CERCLE_WAITING_ROW_SEEN_AT; i++)
    if (!cercle_record_same (row, before, i))
      return FALSE;
  return TRUE;
}

static GHashTable *
by_key (GPtrArray *rows)
{
  GHashTable *keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (
        keys,
        (gpointer) cercle_record_get_text (g_ptr_array_index (rows, i), CERCLE_WAITING_ROW_KEY),
        g_ptr_array_index (rows, i));
  return keys;
}

static CercleWaitingEffect
compare_with (CercleRecord *row, CercleRecord *before)
{
  if (before == NULL)
    return CERCLE_WAITING_NEW;
  for (guint i = 0; i < G_N_ELEMENTS (decided); i++)
    cercle_record_take_value (row, before, decided[i]);
  return tells_the_same (row, before) ? CERCLE_WAITING_SAME : CERCLE_WAITING_CHANGED;
}

static GStrv
words_of (CercleForeignRowFault fault, guint faults)
{
  g_auto (GStrv) sentences = cercle_waiting_fault_sentences (faults);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  if (fault != CERCLE_FOREIGN_ROW_FINE)
    g_strv_builder_add (words, cercle_foreign_row_sentence (fault));
  g_strv_builder_addv (words, (const char **) sentences);
  return g_strv_builder_end (words);
}

typedef struct
{
  Work *work;
  CercleWaitingGround ground;
  GHashTable *before, *seen, *kept; /* by key: the list as it is; how often met; now in the file */
} Reading;

static void
take_row (Reading *reading, const CercleForeignRow *found)
{
  CercleWaitingImport *import = reading->work->import;
  guint faults = 0;
  g_autoptr (CercleRecord) row = NULL;
  g_autofree char *key = NULL;
  CercleWaitingEffect effect;

  if (!cercle_foreign_row_is_refused (found->fault))
    row = cercle_waiting_map_row (&reading->work->map, found->cells, &reading->ground, &faults);
  if (row == NULL)
    {
      add_line (import, CERCLE_WAITING_REFUSED, found->line, NULL, words_of (found->fault, faults));
      return;
    }
  key = cercle_waiting_row_key (row, import->list, reading->seen);
  cercle_record_set_text (row, CERCLE_WAITING_ROW_KEY, key);
  effect = compare_with (row, g_hash_table_lookup (reading->before, key));
  cercle_record_set_text (row, CERCLE_WAITING_ROW_LIST, import->list);
  cercle_record_set_integer (row, CERCLE_WAITING_ROW_LINE, found->line);
  cercle_record_set_text (row, CERCLE_WAITING_ROW_SEEN_AT, import->at);
  add_line (import, effect, found->line, cercle_waiting_row_name (row),
            words_of (found->fault, faults));
  g_ptr_array_add (import->rows, g_object_ref (row));
  g_hash_table_add (reading->kept, g_steal_pointer (&key));
}

/* Who is no longer in the file stays in the list, as an earlier file told. */
static void
keep_absent (Reading *reading, GPtrArray *before)
{
  CercleWaitingImport *import = reading->work->import;

  for (guint i = 0; i < before->len; i++)
    {
      CercleRecord *row = g_ptr_array_index (before, i);

      if (g_hash_table_contains (reading->kept,
                                 cercle_record_get_text (row, CERCLE_WAITING_ROW_KEY)))
        continue;
      add_line (import, CERCLE_WAITING_ABSENT,
                (guint) cercle_record_get_integer (row, CERCLE_WAITING_ROW_LINE, 0),
                cercle_waiting_row_name (row), g_new0 (char *, 1));
      g_ptr_array_add (import->rows, g_object_ref (row));
    }
}

static gboolean
read_table (Reading *reading, CercleForeignTable *table, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const CercleForeignRow *row;
  CercleWaitingImport *import = reading->work->import;

  import->columns =
      cercle_waiting_map_print (&reading->work->map, cercle_foreign_table_get_columns (table));
  while (!g_cancellable_set_error_if_cancelled (reading->work->cancellable, &failure) &&
         (row = cercle_foreign_table_next (table, &failure)) != NULL)
    take_row (reading, row);
  import->mixed = cercle_foreign_table_get_mixed (table);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_file (Work *work, GError **error)
{
  g_autoptr (GPtrArray) before = cercle_waiting_desk_rows (&work->desk, work->import->list, error);
  g_autoptr (CercleForeignTable) table =
      before != NULL ? cercle_foreign_table_open (work->path, error) : NULL;
  g_autoptr (GHashTable) communes = NULL, keys = NULL, seen = NULL, kept = NULL;
  Reading reading = { .work = work };

  if (table == NULL)
    return FALSE;
  work->import->at = cercle_instant_now_text ();
  communes = cercle_waiting_communes (work->desk.territory);
  keys = reading.before = by_key (before);
  seen = reading.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  kept = reading.kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.ground = (CercleWaitingGround){ work->desk.territory, work->desk.today, communes };
  if (!read_table (&reading, table, error))
    return FALSE;
  keep_absent (&reading, before);
  return TRUE;
}

static void
read_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  work->cancellable = cancellable;
  if (read_file (work, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The same body, however it is written, is the same list. */
static char *
list_of (const char *scope, const char *body)
{
  g_autofree char *folded = cercle_text_fold (body);

  return cercle_id_derive (scope, "waiting_list", folded, NULL);
}

static void
run (GTask *task, Work *work, GTaskThreadFunc worker)
{
  GError *error = NULL;

  g_task_set_task_data (task, work, work_free);
  if (!cercle_waiting_desk_take (&work->desk, g_task_get_source_object (task), &error))
    g_task_return_error (task, error);
  else
    {
      if (work->import->list == NULL)
        work->import->list = list_of (work->desk.scope, work->import->body);
      g_task_run_in_thread (task, worker);
    }
}

void
cercle_session_read_waiting_async (CercleSession *self, const char *path, const char *body,
                                   const CercleWaitingMap *map, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  work->map = *map;
  work->import = g_new0 (CercleWaitingImport, 1);
  work->import->body = cercle_text_clean (body, FALSE);
  work->import->lines = g_ptr_array_new_with_free_func (line_free);
  work->import->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, cercle_session_read_waiting_async);
  run (task, work, read_worker);
}

CercleWaitingImport *
cercle_session_read_waiting_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_async_result_is_tagged (result, cercle_session_read_waiting_async), NULL);
  return finish (result, error) ? g_steal_pointer (&work->import) : NULL;
}

char *
cercle_session_remembered_columns (CercleSession *self, const char *body)
{
  g_autofree char *id = list_of (cercle_session_get_scope (self), body);
  g_autoptr (CercleRecord) list = cercle_session_get (self, &cercle_waiting_list_kind, id);

  return list != NULL ? g_strdup (cercle_record_get_text (list, CERCLE_WAITING_LIST_COLUMNS))
                      : NULL;
}
