/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose list is this, which column is what, and what would it do? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-waiting-assistant.h"

#include <glib/gi18n-lib.h>

#include "cercle-choice-list.h"
#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-text.h"
#include "cercle-toast.h"
#include "cercle-waiting-desk.h"
#include "cercle-waiting-effects.h"

#define WIDTH 760
#define LEAST_WIDTH 520
#define HEIGHT 620
#define LINE_MARGIN 16
#define EXAMPLES 3
#define EXAMPLE_CHARS 36

/* Goes with its window; what is under way holds it by reference. */
typedef struct
{
  CerclePage *page;
  GtkWidget *window, *stack, *body, *problem, *go, *back, *summary, *lines, *form;
  GtkWidget *columns[CERCLE_WAITING_N_PARTS], *examples[CERCLE_WAITING_N_PARTS];
  char *path;
  CercleWaitingSample *sample;
  CercleWaitingImport *import;
  GCancellable *cancellable; /* of what is under way; NULL: nothing */
  gboolean guessing, touched, gone;
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
read_map (Assistant *self, CercleWaitingMap *map)
{
  for (guint i = 0; i < CERCLE_WAITING_N_PARTS; i++)
    map->column[i] = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->columns[i])) - 1;
}

/* What stands in the column in the first rows. */
static char *
example_of (Assistant *self, int column)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; column >= 0 && i < self->sample->rows->len && n < EXAMPLES; i++)
    {
      GPtrArray *row = g_ptr_array_index (self->sample->rows, i);
      const char *cell = g_ptr_array_index (row, (guint) column);

      if (*cell != '\0')
        g_string_append_printf (words, "%s%s", n++ > 0 ? " · " : "", cell);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
judge (Assistant *self)
{
  CercleWaitingMap map;
  const char *problem = NULL;
  g_autofree char *body =
      cercle_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->body)), FALSE);

  read_map (self, &map);
  for (guint i = 0; i < CERCLE_WAITING_N_PARTS; i++)
    {
      g_autofree char *example = example_of (self, map.column[i]);
      gtk_label_set_text (GTK_LABEL (self->examples[i]), example);
    }
  problem = body == NULL ? _ ("Say whose list it is.") : cercle_waiting_map_problem (&map);
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_sensitive (self->go, problem == NULL);
}

static void
guess (Assistant *self)
{
  const char *body = gtk_editable_get_text (GTK_EDITABLE (self->body));
  g_autofree char *remembered = cercle_session_remembered_columns (session_of (self), body);
  CercleWaitingMap map;

  cercle_waiting_map_guess (&map, self->sample->columns, remembered, NULL);
  self->guessing = TRUE;
  for (guint i = 0; i < CERCLE_WAITING_N_PARTS; i++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->columns[i]), (guint) (map.column[i] + 1));
  self->guessing = FALSE;
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
  if (self->guessing || self->gone)
    return;
  self->touched = TRUE;
  judge (self);
}

static void
add_part (Assistant *self, GtkWidget *grid, guint i, GtkStringList *names)
{
  GtkWidget *label = gtk_label_new (cercle_waiting_part_label (i));

  self->columns[i] = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (names)), NULL);
  self->examples[i] = gtk_label_new (NULL);
  cercle_choice_list_slim (GTK_DROP_DOWN (self->columns[i]));
  cercle_set_spoken (self->columns[i], cercle_waiting_part_label (i));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_xalign (GTK_LABEL (self->examples[i]), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->examples[i]), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->examples[i]), EXAMPLE_CHARS);
  gtk_widget_set_hexpand (self->examples[i], TRUE);
  gtk_widget_add_css_class (self->examples[i], "dim-label");
  gtk_widget_set_size_request (self->columns[i], 200, -1);
  gtk_grid_attach (GTK_GRID (grid), label, 0, (int) i, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->columns[i], 1, (int) i, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->examples[i], 2, (int) i, 1, 1);
  g_signal_connect_swapped (self->columns[i], "notify::selected", G_CALLBACK (column_cb), self);
}

static const char *
separator_words (char separator)
{
  static const struct
  {
    char separator;
    const char *words;
  } separators[] = {
    { ';', N_ ("semicolons") },
    { ',', N_ ("commas") },
    { '\t', N_ ("tabs") },
    { '|', N_ ("vertical bars") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i].separator == separator)
      return _ (separators[i].words);
  return "";
}

static void
fill_form (Assistant *self)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *found =
      g_strdup_printf (_ ("This file is written in %s, its columns apart by %s."),
                       self->sample->encoding, separator_words (self->sample->separator));
  GtkWidget *words = gtk_label_new (found);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_string_list_append (names, _ ("Not in this file"));
  for (guint i = 0; i < self->sample->columns->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (self->sample->columns, i));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < CERCLE_WAITING_N_PARTS; i++)
    add_part (self, grid, i, names);
  gtk_box_append (GTK_BOX (self->form), words);
  gtk_box_append (GTK_BOX (self->form), grid);
  gtk_widget_set_sensitive (self->body, TRUE);
  gtk_widget_grab_focus (self->body);
  guess (self);
  judge (self);
}

static void
tell_error (Assistant *self, const GError *error)
{
  gtk_label_set_text (GTK_LABEL (self->problem), error->message);
  gtk_widget_set_sensitive (self->go, FALSE);
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
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "effects");
  gtk_button_set_label (GTK_BUTTON (self->go), C_ ("verb", "Import"));
  gtk_button_set_label (GTK_BUTTON (self->back), _ ("Back"));
  gtk_widget_set_visible (self->back, TRUE);
  gtk_label_set_text (GTK_LABEL (self->problem), "");
  gtk_widget_set_sensitive (self->go, would_do_something (self->import));
  gtk_widget_grab_focus (self->go);
}

/* A long file keeps nobody waiting: it can be given up, by closing the window too. */
static void
set_off (Assistant *self, const char *words)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->form, FALSE);
  gtk_widget_set_sensitive (self->go, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->back), _ ("Give Up"));
  gtk_widget_set_visible (self->back, TRUE);
  gtk_label_set_text (GTK_LABEL (self->problem), words);
  gtk_widget_grab_focus (self->back);
}

static void
show_columns (Assistant *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->import, cercle_waiting_import_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "columns");
  gtk_button_set_label (GTK_BUTTON (self->go), _ ("See the Effects"));
  gtk_widget_set_sensitive (self->form, TRUE);
  gtk_widget_grab_focus (self->body);
  gtk_widget_set_visible (self->back, FALSE);
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
  gtk_window_destroy (GTK_WINDOW (self->window));
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
  read_map (self, &map);
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
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
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
  gtk_widget_set_margin_start (self->form, 18);
  gtk_widget_set_margin_end (self->form, 18);
  gtk_widget_set_margin_top (self->form, 12);
  gtk_widget_set_margin_bottom (self->form, 12);
  return make_scrolled (self->form);
}

static GtkWidget *
make_effects (Assistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_line_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), NULL);
  self->summary = gtk_label_new (NULL);
  self->lines = gtk_list_view_new (NULL, factory);
  cercle_set_spoken (self->lines, _ ("What the file would do"));
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_widget_set_margin_start (self->summary, 18);
  gtk_widget_set_margin_end (self->summary, 18);
  gtk_widget_set_margin_top (self->summary, 12);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), make_scrolled (self->lines));
  return box;
}

static GtkWidget *
make_bar (Assistant *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->go = gtk_button_new_with_label (_ ("See the Effects"));
  self->back = gtk_button_new_with_label (_ ("Back"));
  gtk_widget_add_css_class (self->go, "suggested-action");
  gtk_widget_set_sensitive (self->go, FALSE);
  gtk_widget_set_visible (self->back, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->go);
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  return bar;
}

/* As in every question. */
static void
close_on_escape (Assistant *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (self->window, keys);
}

static void
build (Assistant *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  int width = gtk_widget_get_width (GTK_WIDGET (self->page));

  self->window = adw_window_new ();
  self->stack = gtk_stack_new ();
  self->problem = gtk_label_new (NULL);
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Import a Waiting List"));
  gtk_window_set_default_size (GTK_WINDOW (self->window), CLAMP (width, LEAST_WIDTH, WIDTH),
                               HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page))));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->window), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_widget_set_margin_start (self->problem, 18);
  gtk_widget_set_margin_end (self->problem, 18);
  gtk_widget_set_margin_bottom (self->problem, 12);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_window_set_default_widget (GTK_WINDOW (self->window), self->go);
  gtk_stack_add_named (GTK_STACK (self->stack), make_form (self), "columns");
  gtk_stack_add_named (GTK_STACK (self->stack), make_effects (self), "effects");
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_box_append (GTK_BOX (box), self->problem);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  close_on_escape (self);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (destroyed_cb), self);
  /* Its children may still tell things while they go. */
  g_object_set_data_full (G_OBJECT (self->window), "cercle-assistant", self, (GDestroyNotify) drop);
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
  gtk_window_present (GTK_WINDOW (self->window));
  return GTK_WINDOW (self->window);
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
