/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in this file, what would it do, and is it to be done? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-assistant.h"

#include <glib/gi18n-lib.h>

#include "cercle-assistant.h"
#include "cercle-column-grid.h"
#include "cercle-dialog.h"
#include "cercle-directory-doubt.h"
#include "cercle-directory-effects.h"
#include "cercle-directory-import.h"
#include "cercle-directory-undoing.h"
#include "cercle-directory.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-toast.h"

#define NARROWEST 600
#define LOOK_MS 100

typedef enum
{
  STEP_WAIT,
  STEP_COLUMNS,
  STEP_EFFECTS,
  STEP_DOUBT,
  N_STEPS
} Step;

static const struct
{
  const char *name;
  const char *back; /* label of the button at the start of the bar; NULL: none */
} steps[] = {
  [STEP_WAIT] = { "wait", N_ ("Cancel") },
  [STEP_COLUMNS] = { "columns", NULL },
  [STEP_EFFECTS] = { "effects", NULL },
  [STEP_DOUBT] = { "doubt", N_ ("Back") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == N_STEPS);

/* Goes with its window; what is under way holds it by reference. */
typedef struct
{
  CerclePage *page;
  CercleAssistant shell;
  GtkWidget *places[N_STEPS];
  GtkWidget *said, *bar, *effects, *doubt;
  char *path;
  CercleDirectorySample *sample;
  CercleDirectoryImport *import;
  CercleDirectoryProgress *progress;
  GCancellable *cancellable;
  guint looking;
  Step step;
  gboolean gone;
} Assistant;

static void
assistant_clear (gpointer data)
{
  Assistant *self = data;

  g_object_unref (self->page);
  g_free (self->path);
  g_clear_pointer (&self->sample, cercle_directory_sample_free);
  g_clear_pointer (&self->import, cercle_directory_import_free);
  cercle_directory_progress_unref (self->progress);
  g_object_unref (self->cancellable);
}

static void
drop (Assistant *self)
{
  g_atomic_rc_box_release_full (self, assistant_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Assistant, drop)

static CercleSession *
session_of (Assistant *self)
{
  return cercle_page_get_session (self->page);
}

/* --- The step in view ---------------------------------------------------------------------------
 */

static void
show_go (Assistant *self)
{
  guint n = self->import != NULL ? cercle_directory_import_count_writes (self->import) : 0;
  g_autofree char *write = g_strdup_printf (ngettext ("Write %u Sheet", "Write %u Sheets", n), n);
  GtkWidget *go = self->shell.go;
  const char *problem = NULL;

  if (self->step == STEP_COLUMNS)
    problem = cercle_directory_sample_problem (self->sample);
  else if (self->step == STEP_EFFECTS && n == 0)
    problem = _ ("There is nothing to write: all of it is as it was.");
  gtk_widget_set_visible (go, self->step == STEP_COLUMNS || self->step == STEP_EFFECTS);
  gtk_button_set_label (GTK_BUTTON (go),
                        self->step == STEP_EFFECTS ? write : _ ("See the Effects"));
  cercle_assistant_judge (&self->shell, problem);
}

static void
show_step (Assistant *self, Step step)
{
  const char *back = steps[step].back;

  self->step = step;
  gtk_widget_set_visible (self->shell.back, back != NULL);
  if (back != NULL)
    gtk_button_set_label (GTK_BUTTON (self->shell.back), _ (back));
  cercle_assistant_show (&self->shell, steps[step].name);
  show_go (self);
  if (step == STEP_WAIT)
    gtk_widget_grab_focus (self->shell.back);
  else if (step == STEP_EFFECTS)
    gtk_widget_child_focus (self->places[step], GTK_DIR_TAB_FORWARD);
}

static gboolean
look_cb (gpointer data)
{
  static const char *const stages[] = {
    [CERCLE_DIRECTORY_READING] = N_ ("The file is being read…"),
    [CERCLE_DIRECTORY_COMPARING] = N_ ("It is being compared with the directory…"),
    [CERCLE_DIRECTORY_WRITING] = N_ ("It is being written…"),
  };
  Assistant *self = data;
  CercleDirectoryStage stage;
  double share = cercle_directory_progress_get (self->progress, &stage);

  gtk_label_set_text (GTK_LABEL (self->said), _ (stages[stage]));
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), share);
  return G_SOURCE_CONTINUE;
}

static void
wait_for_it (Assistant *self)
{
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->looking == 0)
    self->looking = g_timeout_add (LOOK_MS, look_cb, self);
  look_cb (self);
  show_step (self, STEP_WAIT);
}

/* Nothing was written. */
static void
tell_error (Assistant *self, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (self->sample != NULL && self->sample->columns != NULL)
    show_step (self, STEP_COLUMNS);
  else
    {
      gtk_widget_set_visible (self->bar, FALSE);
      gtk_button_set_label (GTK_BUTTON (self->shell.back), _ ("Close"));
    }
  gtk_label_set_text (GTK_LABEL (self->said),
                      cancelled ? _ ("Nothing was written.") : error->message);
  if (self->step == STEP_COLUMNS)
    gtk_label_set_text (GTK_LABEL (self->shell.problem),
                        gtk_label_get_text (GTK_LABEL (self->said)));
}

/* --- What it would do ---------------------------------------------------------------------------
 */

static void
resolve_cb (Assistant *self, guint position)
{
  show_step (self, STEP_DOUBT);
  cercle_directory_doubt_show (CERCLE_DIRECTORY_DOUBT (self->doubt), position);
}

static void
settled_cb (Assistant *self)
{
  cercle_directory_effects_refresh (CERCLE_DIRECTORY_EFFECTS (self->effects));
  show_step (self, STEP_EFFECTS);
  if (gtk_widget_get_sensitive (self->shell.go))
    gtk_widget_grab_focus (self->shell.go);
}

static void
show_effects (Assistant *self)
{
  self->effects = cercle_directory_effects_new (self->import);
  self->doubt = cercle_directory_doubt_new (session_of (self), self->import);
  g_object_bind_property (cercle_page_get_settings (self->page), "single-keys", self->doubt,
                          "single-keys", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->effects, "resolve", G_CALLBACK (resolve_cb), self);
  g_signal_connect_swapped (self->doubt, "done", G_CALLBACK (settled_cb), self);
  adw_bin_set_child (ADW_BIN (self->places[STEP_EFFECTS]), self->effects);
  adw_bin_set_child (ADW_BIN (self->places[STEP_DOUBT]), self->doubt);
  show_step (self, STEP_EFFECTS);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Assistant) self = data;
  g_autoptr (GError) error = NULL;
  CercleDirectoryImport *import =
      cercle_session_read_directory_finish (CERCLE_SESSION (source), result, &error);

  g_clear_pointer (&self->import, cercle_directory_import_free);
  self->import = import;
  g_clear_handle_id (&self->looking, g_source_remove);
  if (self->gone)
    return;
  if (import != NULL)
    show_effects (self);
  else
    tell_error (self, error);
}

static void
read_all (Assistant *self)
{
  wait_for_it (self);
  cercle_session_read_directory_async (session_of (self), self->sample, self->progress,
                                       self->cancellable, read_cb, g_atomic_rc_box_acquire (self));
}

/* --- Which file it is ---------------------------------------------------------------------------
 */

static void
column_cb (Assistant *self, CercleColumnGrid *grid)
{
  if (self->gone)
    return;
  cercle_column_grid_get_map (grid, self->sample->map);
  show_go (self);
}

static void
ask_columns (Assistant *self)
{
  const CercleDirectorySample *sample = self->sample;
  const CercleColumnTable table = { sample->encoding, sample->separator, sample->columns,
                                    sample->rows };
  GtkWidget *grid = cercle_column_grid_new (&table, cercle_directory_sample_n_parts (),
                                            cercle_directory_sample_part_label);

  cercle_column_grid_set_map (CERCLE_COLUMN_GRID (grid), sample->map);
  g_signal_connect_swapped (grid, "changed", G_CALLBACK (column_cb), self);
  adw_bin_set_child (ADW_BIN (self->places[STEP_COLUMNS]), grid);
  show_step (self, STEP_COLUMNS);
  /* What was understood by itself needs one key. */
  if (gtk_widget_get_sensitive (self->shell.go))
    gtk_widget_grab_focus (self->shell.go);
  else
    gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD);
}

static void
sampled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Assistant) self = data;
  g_autoptr (GError) error = NULL;

  self->sample = cercle_session_sample_directory_finish (CERCLE_SESSION (source), result, &error);
  g_clear_handle_id (&self->looking, g_source_remove);
  if (self->gone)
    return;
  if (self->sample == NULL)
    tell_error (self, error);
  else if (self->sample->columns == NULL)
    read_all (self);
  else
    ask_columns (self);
}

/* --- Doing it -----------------------------------------------------------------------------------
 */

/* (transfer full): how much of it is done, and how to go on. */
static char *
stopped_words (const CercleDirectoryOutcome *outcome)
{
  guint n = outcome->made + outcome->changed + outcome->closed;
  g_autofree char *written =
      g_strdup_printf (ngettext ("%u sheet was written.", "%u sheets were written.", n), n);
  g_autofree char *left =
      g_strdup_printf (ngettext ("%u was not.", "%u were not.", outcome->left), outcome->left);

  return g_strdup_printf (
      "%s %s%s%s\n\n%s", written, left, outcome->trouble != NULL ? " " : "",
      outcome->trouble != NULL ? outcome->trouble : "",
      _ ("Import the same file again to go on, or take back with Ctrl+Z what was written."));
}

static void
tell_outcome (Assistant *self, const CercleDirectoryOutcome *outcome)
{
  guint n = outcome->made + outcome->changed + outcome->closed;
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u sheet is written.", "%u sheets are written.", n), n);
  g_autofree char *stopped = stopped_words (outcome);

  if (gtk_widget_get_root (GTK_WIDGET (self->page)) == NULL)
    return;
  if (outcome->left > 0)
    cercle_dialog_tell (GTK_WIDGET (self->page), _ ("The Import Has Stopped"), stopped);
  else
    cercle_toast (GTK_WIDGET (self->page), words, TRUE);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Assistant) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleDirectoryOutcome) outcome =
      cercle_session_write_directory_finish (CERCLE_SESSION (source), result, &error);

  g_clear_handle_id (&self->looking, g_source_remove);
  if (outcome == NULL && !self->gone)
    tell_error (self, error);
  if (outcome == NULL)
    return;
  if (!self->gone)
    gtk_window_destroy (GTK_WINDOW (self->shell.window));
  tell_outcome (self, outcome);
}

static void
go_cb (Assistant *self)
{
  if (self->step == STEP_COLUMNS)
    {
      read_all (self);
      return;
    }
  /* Both look at what is given away now. */
  adw_bin_set_child (ADW_BIN (self->places[STEP_EFFECTS]), NULL);
  adw_bin_set_child (ADW_BIN (self->places[STEP_DOUBT]), NULL);
  wait_for_it (self);
  cercle_session_write_directory_async (session_of (self), g_steal_pointer (&self->import),
                                        self->progress, self->cancellable, written_cb,
                                        g_atomic_rc_box_acquire (self));
}

static void
back_cb (Assistant *self)
{
  if (self->step == STEP_DOUBT)
    settled_cb (self);
  else if (self->looking != 0)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_destroy (GTK_WINDOW (self->shell.window));
}

/* --- The window ---------------------------------------------------------------------------------
 */

static void
destroyed_cb (Assistant *self)
{
  self->gone = TRUE;
  g_clear_handle_id (&self->looking, g_source_remove);
  g_cancellable_cancel (self->cancellable);
}

static GtkWidget *
make_wait (Assistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->said = gtk_label_new (NULL);
  self->bar = gtk_progress_bar_new ();
  cercle_set_spoken (self->bar, _ ("How far the work is"));
  gtk_label_set_wrap (GTK_LABEL (self->said), TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->said);
  gtk_box_append (GTK_BOX (box), self->bar);
  return box;
}

static void
build (Assistant *self)
{
  cercle_assistant_build (&self->shell, GTK_WIDGET (self->page), _ ("Import a Directory"),
                          NARROWEST);
  for (Step step = 0; step < N_STEPS; step++)
    {
      self->places[step] = adw_bin_new ();
      cercle_assistant_add (&self->shell, steps[step].name, self->places[step],
                            step == STEP_COLUMNS);
    }
  adw_bin_set_child (ADW_BIN (self->places[STEP_WAIT]), make_wait (self));
  g_signal_connect_swapped (self->shell.go, "clicked", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->shell.back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->shell.window, "destroy", G_CALLBACK (destroyed_cb), self);
  /* Its children may still tell things while they go. */
  g_object_set_data_full (G_OBJECT (self->shell.window), "cercle-assistant", self,
                          (GDestroyNotify) drop);
}

GtkWindow *
cercle_directory_assistant_read (CerclePage *page, const char *path)
{
  Assistant *self = g_atomic_rc_box_new0 (Assistant);

  self->page = g_object_ref (page);
  self->path = g_strdup (path);
  self->progress = cercle_directory_progress_new ();
  self->cancellable = g_cancellable_new ();
  build (self);
  wait_for_it (self);
  cercle_session_sample_directory_async (session_of (self), path, self->cancellable, sampled_cb,
                                         g_atomic_rc_box_acquire (self));
  gtk_window_present (GTK_WINDOW (self->shell.window));
  return GTK_WINDOW (self->shell.window);
}

static void
chosen_cb (GFile *file, gpointer data)
{
  g_autoptr (CerclePage) page = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    cercle_directory_assistant_read (page, path);
}

/* Who may not is told why. */
static gboolean
may_import (CerclePage *page)
{
  if (cercle_session_may_import (cercle_page_get_session (page)))
    return TRUE;
  cercle_toast (GTK_WIDGET (page), _ ("A directory is imported by the coordinator."), FALSE);
  return FALSE;
}

void
cercle_directory_assistant_begin (CerclePage *page)
{
  if (!may_import (page))
    return;
  cercle_dialog_open_file (GTK_WIDGET (page), _ ("Import a Directory"), chosen_cb,
                           g_object_ref (page));
}

/* --- Taking it back ------------------------------------------------------------------------------
 */

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CerclePage) page = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_undo_finish (CERCLE_SESSION (source), result, &error))
    cercle_toast_error (GTK_WIDGET (page), error);
  else if (gtk_widget_get_root (GTK_WIDGET (page)) != NULL)
    cercle_dialog_tell (GTK_WIDGET (page), _ ("The Import Is Taken Back"),
                        cercle_session_undo_said (result));
}

static void
answered_cb (gboolean accepted, gpointer data)
{
  CerclePage *page = data;

  if (accepted)
    {
      cercle_session_undo_import_async (cercle_page_get_session (page), undone_cb,
                                        g_object_ref (page));
      cercle_directory_undoing_watch (GTK_WIDGET (page), cercle_page_get_session (page));
    }
  g_object_unref (page);
}

void
cercle_directory_assistant_take_back (CerclePage *page)
{
  g_autoptr (CercleRecord) import = cercle_session_get_last_import (cercle_page_get_session (page));
  const char *file = import != NULL ? cercle_record_get_text (import, CERCLE_IMPORT_FILE) : NULL;
  g_autofree char *body = NULL;
  CercleQuestion question = { .heading = _ ("Take the Last Import Back?"),
                              .accept = _ ("Take the Import Back") };

  if (!may_import (page))
    return;
  if (import == NULL)
    {
      cercle_toast (GTK_WIDGET (page), _ ("There is no import to take back on this desk."), FALSE);
      return;
    }
  body = g_strdup_printf (
      _ ("All that came with “%s” goes, save what somebody has changed or used since."),
      file != NULL ? file : "–");
  question.body = body;
  cercle_dialog_ask (GTK_WIDGET (page), &question, answered_cb, g_object_ref (page));
}
