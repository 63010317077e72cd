/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a foreign directory, and what would it do to ours? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>

#include "cercle-directory-edition.h"
#include "cercle-directory-import-private.h"
#include "cercle-directory.h"
#include "cercle-id.h"
#include "cercle-macros.h"
#include "cercle-organisation.h"
#include "cercle-slice.h"

#define SLICE 500
#define SHARES 10000

/* --- How far ------------------------------------------------------------------------------------
 */

struct _CercleDirectoryProgress
{
  gint stage, share;
};

CercleDirectoryProgress *
cercle_directory_progress_new (void)
{
  return g_atomic_rc_box_new0 (CercleDirectoryProgress);
}

CercleDirectoryProgress *
cercle_directory_progress_ref (CercleDirectoryProgress *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
cercle_directory_progress_unref (CercleDirectoryProgress *self)
{
  g_atomic_rc_box_release (self);
}

void
cercle_directory_progress_set (CercleDirectoryProgress *self, CercleDirectoryStage stage,
                               guint64 done, guint64 total)
{
  gint share = total > 0 ? (gint) (MIN (done, total) * SHARES / total) : 0;

  g_atomic_int_set (&self->share, share);
  g_atomic_int_set (&self->stage, (gint) stage);
}

double
cercle_directory_progress_get (CercleDirectoryProgress *self, CercleDirectoryStage *stage)
{
  if (stage != NULL)
    *stage = (CercleDirectoryStage) g_atomic_int_get (&self->stage);
  return (double) g_atomic_int_get (&self->share) / SHARES;
}

/* --- What is kept of a document ------------------------------------------------------------------
 */

static void
ask_free (gpointer data)
{
  CercleDirectoryAsk *ask = data;

  g_free (ask->record);
  g_free (ask->ours);
  g_free (ask->theirs);
  g_free (ask->value);
  g_free (ask);
}

static void
candidate_free (gpointer data)
{
  CercleDirectoryCandidate *candidate = data;

  g_free (candidate->id);
  g_free (candidate);
}

static void
line_free (gpointer data)
{
  CercleDirectoryLine *line = data;

  g_free (line->key);
  g_free (line->name);
  g_free (line->town);
  g_free (line->changes);
  g_free (line->organisation);
  g_free (line->same_as);
  g_ptr_array_unref (line->asks);
  g_ptr_array_unref (line->candidates);
  g_free (line);
}

void
cercle_directory_import_free (CercleDirectoryImport *self)
{
  g_free (self->file);
  g_free (self->warning);
  g_hash_table_unref (self->made);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->sheets);
  g_free (self);
}

static CercleDirectoryImport *
import_new (const CercleDirectorySample *sample)
{
  CercleDirectoryImport *self = g_new0 (CercleDirectoryImport, 1);

  self->source = (CercleForeignSource) sample->source;
  self->file = g_path_get_basename (sample->path);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) cercle_foreign_sheet_free);
  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->made = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

const char *
cercle_directory_import_get_source (CercleDirectoryImport *self)
{
  return cercle_foreign_source_label (self->source);
}

const char *
cercle_directory_import_get_day (CercleDirectoryImport *self)
{
  return *self->tally.source_on != '\0' ? self->tally.source_on : NULL;
}

const char *
cercle_directory_import_get_warning (CercleDirectoryImport *self)
{
  return self->warning;
}

guint
cercle_directory_import_count (CercleDirectoryImport *self, CercleImportEffect effect)
{
  return self->counts[effect];
}

guint
cercle_directory_import_count_asks (CercleDirectoryImport *self)
{
  return self->asks;
}

CercleDirectoryLeftOut
cercle_directory_import_get_left_out (CercleDirectoryImport *self)
{
  return (CercleDirectoryLeftOut){ self->tally.elsewhere, self->tally.other, self->tally.refused };
}

GPtrArray *
cercle_directory_import_get_lines (CercleDirectoryImport *self)
{
  return self->lines;
}

CercleDirectoryLine *
cercle_directory_import_find (CercleDirectoryImport *self, const char *organisation)
{
  return g_hash_table_lookup (self->made, organisation);
}

void
cercle_directory_line_decide (CercleDirectoryLine *self, CercleDirectoryDecision decision,
                              const char *organisation)
{
  self->decision = decision;
  g_free (self->same_as);
  self->same_as = g_strdup (organisation);
}

gboolean
cercle_directory_line_is_written (const CercleDirectoryLine *line)
{
  if (line->effect == CERCLE_IMPORT_EFFECT_DOUBTFUL)
    return line->decision == CERCLE_DIRECTORY_SAME || line->decision == CERCLE_DIRECTORY_ANOTHER;
  return line->effect == CERCLE_IMPORT_EFFECT_NEW || line->effect == CERCLE_IMPORT_EFFECT_CHANGED ||
         line->effect == CERCLE_IMPORT_EFFECT_CLOSED;
}

guint
cercle_directory_import_count_writes (CercleDirectoryImport *self)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += cercle_directory_line_is_written (g_ptr_array_index (self->lines, i));
  return n;
}

typedef struct
{
  CercleDirectoryGround ground;
  char *path, *name, *columns; /* name of a setting, and its value; NULL: no table */
  CercleDirectoryImport *import;
  CercleForeignMap map;
  CercleDirectoryProgress *progress;
  CercleDirectoryPlanning planning;
  guint64 size;
  guint slice;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  cercle_directory_planning_clear (&work->planning);
  cercle_directory_ground_clear (&work->ground);
  g_free (work->path);
  g_free (work->name);
  g_free (work->columns);
  g_clear_pointer (&work->import, cercle_directory_import_free);
  g_clear_pointer (&work->progress, cercle_directory_progress_unref);
  g_free (work);
}

/* --- A plan, whose own directory is read in slices
 * ------------------------------------------------ */

static gboolean
begin_job (CercleStore *store, gpointer data, GError **error)
{
  CercleDirectoryPlanning *self = data;

  if (self->plan == NULL)
    self->plan =
        cercle_directory_plan_begin (store, self->ground->scope, self->import->source, self->id,
                                     cercle_directory_import_get_day (self->import));
  return cercle_directory_plan_learn (self->plan, SLICE, &self->more, error);
}

gboolean
cercle_directory_planning_begin (CercleDirectoryPlanning *self, GCancellable *cancellable,
                                 GError **error)
{
  self->more = TRUE;
  while (self->more)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !cercle_store_thread_run (self->ground->thread, CERCLE_TURN_READ, begin_job, self, error))
      return FALSE;
  return TRUE;
}

void
cercle_directory_planning_clear (CercleDirectoryPlanning *self)
{
  g_clear_pointer (&self->plan, cercle_directory_plan_free);
}

/* --- What it would do ----------------------------------------------------------------------------
 */

static gboolean
take_sheet (CercleForeignSheet *sheet, gpointer data, GError **error)
{
  Work *work = data;

  return cercle_foreign_keep (work->import->sheets, sheet, error);
}

static void
count_bytes (guint64 bytes, gpointer data)
{
  Work *work = data;

  cercle_directory_progress_set (work->progress, CERCLE_DIRECTORY_READING, bytes, work->size);
}

static gboolean
read_sheets (Work *work, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) departments = cercle_foreign_departments (work->ground.territory);
  CercleForeignOptions options = {
    .map = work->import->source == CERCLE_FOREIGN_TABLE ? &work->map : NULL,
    .progress = count_bytes,
    .tally = &work->import->tally,
  };

  cercle_foreign_options_take_territory (&options, work->import->source,
                                         (const char *const *) departments);
  return cercle_foreign_read (work->import->source, stream, &options, take_sheet, work, cancellable,
                              error);
}

static gboolean
read_file (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (work->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info =
      stream != NULL ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                       cancellable, error)
                     : NULL;

  if (info == NULL)
    return FALSE;
  work->size = (guint64) g_file_info_get_size (info);
  return read_sheets (work, G_INPUT_STREAM (stream), cancellable, error) &&
         cercle_foreign_check_tally (&work->import->tally, error);
}

static void
add_ask (CercleDirectoryLine *line, CerclePlanLine *planned, const CerclePlanAsk *asked)
{
  CercleRecord *record = g_ptr_array_index (planned->records, asked->record);
  const CercleKind *kind = cercle_record_get_kind (record);
  CercleDirectoryAsk *ask = g_new0 (CercleDirectoryAsk, 1);
  g_autoptr (CercleRecord) theirs = cercle_record_copy (record);

  if (cercle_field_is_integer (&kind->fields[asked->field]))
    cercle_record_set_integer (theirs, asked->field, g_ascii_strtoll (asked->value, NULL, 10));
  else
    cercle_record_set_text (theirs, asked->field, asked->value);
  ask->record = g_strconcat (kind->name, ":", cercle_record_get_id (record), NULL);
  ask->field = &kind->fields[asked->field];
  ask->ours = cercle_record_display (record, asked->field);
  ask->theirs = cercle_record_display (theirs, asked->field);
  ask->value = g_strdup (asked->value);
  g_ptr_array_add (line->asks, ask);
}

static void
add_candidate (CercleDirectoryLine *line, const CerclePlanCandidate *planned)
{
  CercleDirectoryCandidate *candidate = g_new0 (CercleDirectoryCandidate, 1);

  candidate->id = g_strdup (planned->id);
  candidate->alike = planned->alike;
  g_ptr_array_add (line->candidates, candidate);
}

/* label: msgid, or NULL; each once. */
static void
add_word (GString *words, GHashTable *said, const char *label)
{
  if (label != NULL && g_hash_table_add (said, (gpointer) label))
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", _ (label));
}

/* A part that comes whole is told by what it is: its first field is the organisation it is of. */
static gboolean
is_new_part (const CercleKind *kind, guint64 changed)
{
  return kind != &cercle_organisation_kind && (changed & CERCLE_MASK (0)) != 0;
}

/* (transfer full): each field once, whichever part of the sheet it is of. Where nothing else is
 * new, that this source tells of it is. */
static char *
changes_of (CerclePlanLine *planned)
{
  GString *words = g_string_new (NULL);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < planned->records->len; i++)
    {
      const CercleKind *kind = cercle_record_get_kind (planned->records->pdata[i]);
      guint64 changed = kind != &cercle_source_kind
                            ? cercle_record_get_changed (planned->records->pdata[i]) &
                                  ~cercle_kind_mask (kind, CERCLE_DERIVED)
                            : 0;

      if (is_new_part (kind, changed))
        add_word (words, said, kind->label);
      else
        for (guint j = 0; j < kind->n_fields; j++)
          if ((changed & CERCLE_MASK (j)) != 0)
            add_word (words, said, kind->fields[j].label);
    }
  if (words->len == 0)
    g_string_append (words, _ (cercle_source_kind.label));
  return g_string_free (words, FALSE);
}

static void
add_line (CercleDirectoryImport *self, CerclePlanLine *planned, const CercleForeignSheet *sheet)
{
  CercleDirectoryLine *line = g_new0 (CercleDirectoryLine, 1);

  line->effect = (CercleImportEffect) planned->effect;
  line->key = g_steal_pointer (&planned->key);
  line->name = g_steal_pointer (&planned->name);
  line->town = g_steal_pointer (&planned->town);
  line->faults = planned->faults;
  if (planned->effect == CERCLE_PLAN_CHANGED)
    line->changes = changes_of (planned);
  line->organisation = g_steal_pointer (&planned->organisation);
  line->candidates = g_ptr_array_new_with_free_func (candidate_free);
  for (guint i = 0; i < planned->candidates->len; i++)
    add_candidate (line, g_ptr_array_index (planned->candidates, i));
  line->asks = g_ptr_array_new_with_free_func (ask_free);
  line->sheet = sheet;
  for (guint i = 0; i < planned->asks->len; i++)
    add_ask (line, planned, g_ptr_array_index (planned->asks, i));
  if (line->effect == CERCLE_IMPORT_EFFECT_NEW && line->organisation != NULL)
    g_hash_table_insert (self->made, line->organisation, line);
  self->counts[line->effect]++;
  self->asks += line->asks->len;
  g_ptr_array_add (self->lines, line);
}

static gboolean
compare_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  CercleDirectoryImport *import = work->import;
  guint end = MIN (import->lines->len + work->slice, import->sheets->len);
  gint64 begun = cercle_slice_worked ();

  while (import->lines->len < end)
    {
      const CercleForeignSheet *sheet = g_ptr_array_index (import->sheets, import->lines->len);
      g_autoptr (CerclePlanLine) line =
          cercle_directory_plan_sheet (work->planning.plan, sheet, error);

      if (line == NULL)
        return FALSE;
      add_line (import, line, sheet);
    }
  work->slice = cercle_slice_next (work->slice, SLICE, cercle_slice_worked () - begun);
  return TRUE;
}

static gboolean
edition_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;

  return cercle_directory_edition_warn (store, work->ground.scope, work->import->source,
                                        cercle_directory_import_get_day (work->import),
                                        &work->import->warning, error);
}

static gboolean
compare (Work *work, GCancellable *cancellable, GError **error)
{
  CercleDirectoryImport *import = work->import;
  g_autofree char *id = cercle_id_new ();

  work->planning = (CercleDirectoryPlanning){ &work->ground, import, id };
  work->slice = 50;
  if (!cercle_store_thread_run (work->ground.thread, CERCLE_TURN_READ, edition_job, work, error) ||
      !cercle_directory_planning_begin (&work->planning, cancellable, error))
    return FALSE;
  while (import->lines->len < import->sheets->len)
    {
      cercle_directory_progress_set (work->progress, CERCLE_DIRECTORY_COMPARING, import->lines->len,
                                     import->sheets->len);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !cercle_store_thread_run (work->ground.thread, CERCLE_TURN_READ, compare_job, work,
                                    error))
        return FALSE;
    }
  cercle_directory_progress_set (work->progress, CERCLE_DIRECTORY_COMPARING, 1, 1);
  return TRUE;
}

static gboolean
remember_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;

  return cercle_store_set_setting (store, work->name, work->columns, error);
}

static void
read_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (read_file (work, cancellable, &error) && compare (work, cancellable, &error) &&
      (work->name == NULL ||
       cercle_store_thread_run (work->ground.thread, CERCLE_TURN_SAVE, remember_job, work, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cercle_session_read_directory_async (CercleSession *self, CercleDirectorySample *sample,
                                     CercleDirectoryProgress *progress, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (sample->path);
  work->import = import_new (sample);
  work->progress = cercle_directory_progress_ref (progress);
  if (sample->columns != NULL)
    {
      work->name = cercle_directory_setting (sample->columns);
      work->map = cercle_directory_map (sample);
      work->columns = cercle_foreign_map_print (&work->map, sample->columns);
    }
  g_task_set_source_tag (task, cercle_session_read_directory_async);
  g_task_set_task_data (task, work, work_free);
  cercle_directory_run (task, &work->ground, read_worker);
}

CercleDirectoryImport *
cercle_session_read_directory_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_async_result_is_tagged (result, cercle_session_read_directory_async),
                        NULL);
  return cercle_directory_finish (result, error) ? g_steal_pointer (&work->import) : NULL;
}
