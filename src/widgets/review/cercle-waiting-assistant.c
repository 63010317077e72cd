/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose list is this, which column is what, and what would it do? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-waiting-assistant.h"

#include <glib/gi18n-lib.h>

#include "cercle-assistant.h"
#include "cercle-column-grid.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-text.h"
#include "cercle-toast.h"
#include "cercle-waiting-desk.h"
#include "cercle-waiting-effects.h"

#define NARROWEST 520
#define LINE_MARGIN 16

/* Goes with its window; what is under way holds it by reference. */
typedef struct
{
  CerclePage *page;
  CercleAssistant shell;
  GtkWidget *body, *summary, *lines, *form, *grid;
  char *path;
  CercleWaitingSample *sample;
  CercleWaitingImport *import;
  GCancellable *cancellable; /* of what is under way; NULL: nothing */
  gboolean touched, gone;
} Assistant;

static void
assistant_clear (gpointer data)
{
  Assistant *self = data;

  g_object_unref (self->page);
  g_free (self->path);
  g_clear_pointer (&self->sample, cercle_waiting_sample_free);
  g_clear_pointer (&self->import, cercle_waiting_import_free);
  g_clear_object (&self->cancellable);
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

/* --- Which column is what --------------------------------------------------------------------- */

static void
judge (Assistant *self)
{
  CercleWaitingMap map;
  g_autofree char *body =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->body)), FALSE);

  cercle_column_grid_get_map (CERCLE_COLUMN_GRID (self->grid), map.column);
  cercle_assistant_judge (&self->shell, body == NULL ? _ ("Say whose list it is.")
                                                     : cercle_waiting_map_problem (&map));
}

static void
guess (Assistant *self)
{
  const char *body = gtk_editable_get_text (GTK_EDITABLE (self->body));
  g_autofree char *remembered = cercle_session_remembered_columns (session_of (self), body);
  CercleWaitingMap map;

  cercle_waiting_map_guess (&map, self->sample->columns, remembered, NULL);
  cercle_column_grid_set_map (CERCLE_COLUMN_GRID (self->grid), map.column);
}

static void
body_cb (Assistant *self)
{
  if (self->gone || self->sample == NULL)
    return;
  if (!self->touched)
    guess (self);
  judge (self);
}

static void
column_cb (Assistant *self)
{
  if (self->gone)
    return;
  self->touched = TRUE;
  judge (self);
}

static const char *
part_label (guint part)
{
  return cercle_waiting_part_label ((CercleWaitingPart) part);
}

static void
fill_form (Assistant *self)
{
  const CercleColumnTable table = { self->sample->encoding, self->sample->separator,
                                    self->sample->columns, self->sample->rows };

  self->grid = cercle_column_grid_new (&table, CERCLE_WAITING_N_PARTS, part_label);
  g_signal_connect_swapped (self->grid, "changed", G_CALLBACK (column_cb), self);
  gtk_box_append (GTK_BOX (self->form), self->grid);
  gtk_widget_set_sensitive (self->body, TRUE);
  gtk_widget_grab_focus (self->body);
  guess (self);
  judge (self);
}

static void
tell_error (Assistant *self, const GError *error)
{
  cercle_assistant_judge (&self->shell, error->message);
}

static void
sampled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Assistant) self = data;
  g_autoptr (GError) error = NULL;
  CercleWaitingSample *sample =
      cercle_session_sample_waiting_finish (CERCLE_SESSION (source), result, &error);

  g_clear_pointer (&self->sample, cercle_waiting_sample_free);
  self->sample = sample;
  if (self->gone)
    return;
  if (sample != NULL)
    fill_form (self);
  else
    tell_error (self, error);
}

/* --- What it would do --------------------------------------------------------------------------
 */

static gboolean
would_do_something (CercleWaitingImport *import)
{
  return cercle_waiting_import_count (import, CERCLE_WAITING_NEW) +
             cercle_waiting_import_count (import, CERCLE_WAITING_CHANGED) +
             cercle_waiting_import_count (import, CERCLE_WAITING_SAME) >
         0;
}

static void
show_effects (Assistant *self)
{
  g_autofree char *words = cercle_waiting_effects_sum (self->import);
  g_autoptr (GtkNoSelection) lines =
      gtk_no_selection_new (cercle_waiting_effects_new (self->import));

  gtk_label_set_text (GTK_LABEL (self->summary), words);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->lines), GTK_SELECTION_MODEL (lines));
  cercle_assistant_show (&self->shell, "effects");
  gtk_button_set_label (GTK_BUTTON (self->shell.go), C_ ("verb", "Import"));
  gtk_button_set_label (GTK_BUTTON (self->shell.back), _ ("Back"));
  gtk_widget_set_visible (self->shell.back, TRUE);
  cercle_assistant_judge (&self->shell, NULL);
  gtk_widget_set_sensitive (self->shell.go, would_do_something (self->import));
  gtk_widget_grab_focus (self->shell.go);
}

/* A long file keeps nobody waiting: it can be given up, by closing the window too. */
static void
set_off (Assistant *self, const char *words)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->form, FALSE);
  cercle_assistant_judge (&self->shell, words);
  gtk_button_set_label (GTK_BUTTON (self->shell.back), _ ("Give Up"));
  gtk_widget_set_visible (self->shell.back, TRUE);
  gtk_widget_grab_focus (self->shell.back);
}

static void
show_columns (Assistant *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->import, cercle_waiting_import_free);
  cercle_assistant_show (&self->shell, "columns");
  gtk_button_set_label (GTK_BUTTON (self->shell.go), _ ("See the Effects"));
  gtk_widget_set_sensitive (self->form, TRUE);
  gtk_widget_grab_focus (self->body);
  gtk_widget_set_visible (self->shell.back, FALSE);
  judge (self);
}

/* FALSE: the window is gone, or it was not done. */
static gboolean
arrived (Assistant *self, gboolean done, const GError *error)
{
  if (self->gone)
    return FALSE;
  if (done)
    {
      g_clear_object (&self->cancellable);
      gtk_widget_set_sensitive (self->form, TRUE);
      return TRUE;
    }
  show_columns (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_error (self, error);
  return FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Assistant) self = data;
  g_autoptr (GError) error = NULL;
  CercleWaitingImport *import =
      cercle_session_read_waiting_finish (CERCLE_SESSION (source), result, &error);

  g_clear_pointer (&self->import, cercle_waiting_import_free);
  self->import = import;
  if (arrived (self, import != NULL, error))
    show_effects (self);
}

/* --- Doing it ----------------------------------------------------------------------------------
 */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Assistant) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = cercle_session_import_waiting_finish (CERCLE_SESSION (source), result, &error);

  if (!arrived (self, done, error))
    return;
  cercle_toast (GTK_WIDGET (self->page), _ ("The list is imported."), TRUE);
  gtk_window_destroy (GTK_WINDOW (self->shell.window));
}

static void
go_cb (Assistant *self)
{
  CercleWaitingMap map;

  if (self->import != NULL)
    {
      set_off (self, _ ("The list is being imported…"));
      cercle_session_import_waiting_async (session_of (self), g_steal_pointer (&self->import),
                                           self->cancellable, imported_cb,
                                           g_atomic_rc_box_acquire (self));
      return;
    }
  cercle_column_grid_get_map (CERCLE_COLUMN_GRID (self->grid), map.column);
  set_off (self, _ ("The file is being read…"));
  cercle_session_read_waiting_async (session_of (self), self->path,
                                     gtk_editable_get_text (GTK_EDITABLE (self->body)), &map,
                                     self->cancellable, read_cb, g_atomic_rc_box_acquire (self));
}

static void
back_cb (Assistant *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    show_columns (self);
}

/* --- The window --------------------------------------------------------------------------------
 */

static void
destroyed_cb (Assistant *self)
{
  self->gone = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
setup_line_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_margin_start (label, LINE_MARGIN);
  gtk_widget_set_margin_end (label, LINE_MARGIN);
  gtk_list_item_set_child (item, label);
}

static void
bind_line_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  const char *words = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), words);
}

static GtkWidget *
make_form (Assistant *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Whose list is it?"));

  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->body = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->body), _ ("Name of the body, always the same"));
  gtk_entry_set_activates_default (GTK_ENTRY (self->body), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->body);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_sensitive (self->body, FALSE);
  gtk_box_append (GTK_BOX (self->form), label);
  gtk_box_append (GTK_BOX (self->form), self->body);
  g_signal_connect_swapped (self->body, "changed", G_CALLBACK (body_cb), self);
  return self->form;
}

static GtkWidget *
make_effects (Assistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_line_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), NULL);
  self->summary = gtk_label_new (NULL);
  self->lines = gtk_list_view_new (NULL, factory);
  cercle_set_spoken (self->lines, _ ("What the file would do"));
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->lines);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

static void
build (Assistant *self)
{
  CercleAssistant *shell = &self->shell;

  cercle_assistant_build (shell, GTK_WIDGET (self->page), _ ("Import a Waiting List"), NARROWEST);
  gtk_window_set_default_widget (GTK_WINDOW (shell->window), shell->go);
  cercle_assistant_add (shell, "columns", make_form (self), TRUE);
  cercle_assistant_add (shell, "effects", make_effects (self), FALSE);
  gtk_widget_set_sensitive (shell->go, FALSE);
  gtk_widget_set_visible (shell->back, FALSE);
  g_signal_connect_swapped (shell->go, "clicked", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (shell->back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (shell->window, "destroy", G_CALLBACK (destroyed_cb), self);
  /* Its children may still tell things while they go. */
  g_object_set_data_full (G_OBJECT (shell->window), "cercle-assistant", self,
                          (GDestroyNotify) drop);
}

GtkWindow *
cercle_waiting_assistant_read (CerclePage *page, const char *path)
{
  Assistant *self = g_atomic_rc_box_new0 (Assistant);

  self->page = g_object_ref (page);
  self->path = g_strdup (path);
  build (self);
  cercle_session_sample_waiting_async (session_of (self), path, sampled_cb,
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
    cercle_waiting_assistant_read (page, path);
}

void
cercle_waiting_assistant_begin (CerclePage *page)
{
  cercle_dialog_open_file (GTK_WIDGET (page), _ ("Import a Waiting List"), chosen_cb,
                           g_object_ref (page));
}
