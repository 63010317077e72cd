/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which directory is this file, and how were its columns read before? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-directory-import-private.h"
#include "cercle-foreign-source.h"
#include "cercle-foreign-table.h"

#define SAMPLE_ROWS 5

/* --- The desk, and what is told of a failure -----------------------------------------------------
 */

gboolean
cercle_directory_ground_take (CercleDirectoryGround *self, CercleSession *session, GError **error)
{
  if (session->store_thread == NULL || session->directory_scope == NULL)
    {
      g_set_error_literal (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
                           _ ("Nobody is signed in."));
      return FALSE;
    }
  self->thread = cercle_store_thread_ref (session->store_thread);
  self->scope = g_strdup (session->directory_scope);
  self->territory = g_strdup (cercle_session_get_territory (session));
  self->member = g_strdup (session->desk->member);
  self->zone = g_strdup (cercle_session_get_zone (session));
  return TRUE;
}

void
cercle_directory_ground_clear (CercleDirectoryGround *self)
{
  g_clear_pointer (&self->thread, cercle_store_thread_unref);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->territory, g_free);
  g_clear_pointer (&self->member, g_free);
  g_clear_pointer (&self->zone, g_free);
}

GError *
cercle_directory_error (GError *error)
{
  g_autoptr (GError) failure = error;

  if (failure->domain == CERCLE_SESSION_ERROR || failure->domain == CERCLE_FOREIGN_ERROR ||
      failure->domain == CERCLE_FOREIGN_TABLE_ERROR || failure->domain == CERCLE_RECORD_ERROR ||
      g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
                                failure->message);
  if (failure->domain == G_IO_ERROR)
    return g_error_new_literal (CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_DISK,
                                _ ("This file cannot be read."));
  return cercle_session_error_from (failure);
}

gboolean
cercle_directory_finish (GAsyncResult *result, GError **error)
{
  GError *failure = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &failure))
    return TRUE;
  g_propagate_error (error, cercle_directory_error (failure));
  return FALSE;
}

void
cercle_directory_run (GTask *task, CercleDirectoryGround *ground, GTaskThreadFunc worker)
{
  GError *error = NULL;

  if (cercle_directory_ground_take (ground, g_task_get_source_object (task), &error))
    g_task_run_in_thread (task, worker);
  else
    g_task_return_error (task, error);
}

/* --- How a file begins ---------------------------------------------------------------------------
 */

typedef struct
{
  CercleDirectoryGround ground;
  char *path;
  CercleDirectorySample *sample;
  char *name, *columns; /* of a setting; its value */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  cercle_directory_ground_clear (&work->ground);
  g_free (work->path);
  g_free (work->name);
  g_free (work->columns);
  g_clear_pointer (&work->sample, cercle_directory_sample_free);
  g_free (work);
}

void
cercle_directory_sample_free (CercleDirectorySample *self)
{
  g_free (self->path);
  g_free (self->map);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

guint
cercle_directory_sample_n_parts (void)
{
  return CERCLE_FOREIGN_N_PARTS;
}

const char *
cercle_directory_sample_part_label (guint part)
{
  return cercle_foreign_part_label ((CercleForeignPart) part);
}

CercleForeignMap
cercle_directory_map (const CercleDirectorySample *sample)
{
  CercleForeignMap map;

  for (guint i = 0; i < CERCLE_FOREIGN_N_PARTS; i++)
    map.column[i] = sample->map[i];
  return map;
}

const char *
cercle_directory_sample_problem (const CercleDirectorySample *self)
{
  const CercleForeignMap map = cercle_directory_map (self);

  return cercle_foreign_map_problem (&map);
}

char *
cercle_directory_setting (GPtrArray *columns)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < columns->len; i++)
    {
      const char *name = g_ptr_array_index (columns, i);
      g_checksum_update (sum, (const guchar *) name, (gssize) strlen (name) + 1);
    }
  return g_strconcat ("directory_columns_", g_checksum_get_string (sum), NULL);
}

static GPtrArray *
copy_cells (GPtrArray *cells)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < cells->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (cells, i)));
  return copy;
}

static gboolean
sample_rows (CercleDirectorySample *sample, CercleForeignTable *table, GError **error)
{
  g_autoptr (GError) failure = NULL;

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
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
setting_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;

  return cercle_store_read_setting (store, work->name, &work->columns, error);
}

/* A letter or a list of words is a table of one column to whoever reads it as one. */
static gboolean
is_table (const CercleDirectorySample *sample, GError **error)
{
  if (sample->columns->len > 1 || cercle_directory_sample_problem (sample) == NULL)
    return TRUE;
  g_set_error_literal (
      error, CERCLE_FOREIGN_ERROR, CERCLE_FOREIGN_ERROR_FORM,
      _ ("This file has one column, and its first line does not name it: it is a text, not a "
         "table. Save it from a spreadsheet as CSV, with the names of the columns in its first "
         "line: Name, Telephone, Town."));
  return FALSE;
}

static gboolean
sample_table (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (work->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (CercleForeignTable) table =
      stream != NULL ? cercle_foreign_open_table (G_INPUT_STREAM (stream), cancellable, error)
                     : NULL;
  CercleForeignMap map;

  if (table == NULL || !sample_rows (work->sample, table, error))
    return FALSE;
  work->name = cercle_directory_setting (work->sample->columns);
  if (!cercle_store_thread_run (work->ground.thread, CERCLE_TURN_READ, setting_job, work, error))
    return FALSE;
  cercle_foreign_map_guess (&map, work->sample->columns, work->columns, NULL);
  work->sample->map = g_memdup2 (map.column, sizeof map.column);
  return is_table (work->sample, error);
}

static gboolean
sample_file (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (work->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  CercleForeignSource source;

  work->sample = g_new0 (CercleDirectorySample, 1);
  work->sample->path = g_strdup (work->path);
  if (stream == NULL ||
      !cercle_foreign_guess_source (G_INPUT_STREAM (stream), &source, cancellable, error))
    return FALSE;
  work->sample->source = source;
  return source != CERCLE_FOREIGN_TABLE || sample_table (work, cancellable, error);
}

static void
sample_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (sample_file (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cercle_session_sample_directory_async (CercleSession *self, const char *path,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  g_task_set_source_tag (task, cercle_session_sample_directory_async);
  g_task_set_task_data (task, work, work_free);
  cercle_directory_run (task, &work->ground, sample_worker);
}

CercleDirectorySample *
cercle_session_sample_directory_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_async_result_is_tagged (result, cercle_session_sample_directory_async),
                        NULL);
  return cercle_directory_finish (result, error) ? g_steal_pointer (&work->sample) : NULL;
}
