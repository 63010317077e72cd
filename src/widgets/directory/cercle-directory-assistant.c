/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in this file, what would it do, and is it to be done? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-assistant.h"

#include <glib/gi18n-lib.h>

#include "cercle-dialog.h"
#include "cercle-directory-doubt.h"
#include "cercle-directory-effects.h"
#include "cercle-directory-import.h"
#include "cercle-directory-mapping.h"
#include "cercle-directory-undoing.h"
#include "cercle-directory.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-toast.h"

#define WIDTH 760
#define NARROWEST 600
#define HEIGHT 600
#define MARGIN 18
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
  GtkWidget *window, *stack, *places[N_STEPS], *go, *back, *problem;
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
  const char *problem = NULL;

  if (self->step == STEP_COLUMNS)
    problem = cercle_directory_sample_problem (self->sample);
  else if (self->step == STEP_EFFECTS && n == 0)
    problem = _ ("There is nothing to write: all of it is as it was.");
  gtk_widget_set_visible (self->go, self->step == STEP_COLUMNS || self->step == STEP_EFFECTS);
  gtk_button_set_label (GTK_BUTTON (self->go),
                        self->step == STEP_EFFECTS ? write : _ ("See the Effects"));
  gtk_widget_set_sensitive (self->go, problem == NULL);
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
}

static void
show_step (Assistant *self, Step step)
{
  const char *back = steps[step].back;

  self->step = step;
  gtk_widget_set_visible (self->back, back != NULL);
  if (back != NULL)
    gtk_button_set_label (GTK_BUTTON (self->back), _ (back));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), steps[step].name);
  show_go (self);
  if (step == STEP_WAIT)
    gtk_widget_grab_focus (self->back);
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
      gtk_button_set_label (GTK_BUTTON (self->back), _ ("Close"));
    }
  gtk_label_set_text (GTK_LABEL (self->said),
                      cancelled ? _ ("Nothing was written.") : error->message);
  if (self->step == STEP_COLUMNS)
    gtk_label_set_text (GTK_LABEL (self->problem), gtk_label_get_text (GTK_LABEL (self->said)));
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
  if (gtk_widget_get_sensitive (self->go))
    gtk_widget_grab_focus (self->go);
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
sampled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Assistant) self = data;
  g_autoptr (GError) error = NULL;
  GtkWidget *mapping = NULL;

  self->sample = cercle_session_sample_directory_finish (CERCLE_SESSION (source), result, &error);
  g_clear_handle_id (&self->looking, g_source_remove);
  if (self->gone)
    return;
  if (self->sample == NULL)
    tell_error (self, error);
  else if (self->sample->columns == NULL)
    read_all (self);
  else
    {
      mapping = cercle_directory_mapping_new (self->sample);
      g_signal_connect_swapped (mapping, "changed", G_CALLBACK (show_go), self);
      adw_bin_set_child (ADW_BIN (self->places[STEP_COLUMNS]), mapping);
      show_step (self, STEP_COLUMNS);
      /* What was understood by itself needs one key. */
      if (gtk_widget_get_sensitive (self->go))
        gtk_widget_grab_focus (self->go);
      else
        gtk_widget_child_focus (mapping, GTK_DIR_TAB_FORWARD);
    }
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
    gtk_window_destroy (GTK_WINDOW (self->window));
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
    gtk_window_destroy (GTK_WINDOW (self->window));
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

static gboolean
escape_cb (GtkWidget *window, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (window));
  return GDK_EVENT_STOP;
}

/* Ctrl+Return does what the button at the end of the bar says, wherever the keyboard is. */
static gboolean
return_cb (GtkWidget *window, GVariant *arguments, gpointer data)
{
  Assistant *self = data;

  if (!gtk_widget_get_visible (self->go) || !gtk_widget_get_sensitive (self->go))
    return GDK_EVENT_PROPAGATE;
  go_cb (self);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_bar (Assistant *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->go = gtk_button_new_with_label (_ ("See the Effects"));
  self->back = gtk_button_new_with_label (_ ("Cancel"));
  gtk_widget_add_css_class (self->go, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->go);
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  return bar;
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
add_place (Assistant *self, Step step, GtkWidget *child)
{
  GtkWidget *place = adw_bin_new (), *shown = place;

  adw_bin_set_child (ADW_BIN (place), child);
  self->places[step] = place;
  gtk_widget_set_margin_start (place, MARGIN);
  gtk_widget_set_margin_end (place, MARGIN);
  gtk_widget_set_margin_top (place, MARGIN / 2);
  gtk_widget_set_margin_bottom (place, MARGIN / 2);
  if (step == STEP_COLUMNS)
    {
      shown = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (shown), place);
    }
  gtk_widget_set_vexpand (shown, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), shown, steps[step].name);
}

static void
build (Assistant *self)
{
  int room = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->page))));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *controller = gtk_shortcut_controller_new ();

  self->window = adw_window_new ();
  self->stack = gtk_stack_new ();
  self->problem = gtk_label_new (NULL);
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Import a Directory"));
  /* Never wider than the window it stands before. */
  gtk_window_set_default_size (GTK_WINDOW (self->window), MIN (WIDTH, MAX (NARROWEST, room)),
                               HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page))));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->window), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_set_margin_start (self->problem, MARGIN);
  gtk_widget_set_margin_end (self->problem, MARGIN);
  gtk_widget_set_margin_bottom (self->problem, MARGIN / 2);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  add_place (self, STEP_WAIT, make_wait (self));
  for (Step step = STEP_COLUMNS; step < N_STEPS; step++)
    add_place (self, step, NULL);
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_box_append (GTK_BOX (box), self->problem);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                        gtk_callback_action_new (return_cb, self, NULL)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->window, controller);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (destroyed_cb), self);
  /* Its children may still tell things while they go. */
  g_object_set_data_full (G_OBJECT (self->window), "cercle-assistant", self, (GDestroyNotify) drop);
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
  gtk_window_present (GTK_WINDOW (self->window));
  return GTK_WINDOW (self->window);
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
