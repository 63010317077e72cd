/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How far is an import taken back? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-directory-undoing.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cercle-directory-import.h"
#include "cercle-escape.h"

#define LOOK_MS 100
#define MOMENT 4 /* looks */
#define WIDTH 420

/* Goes with its timer. */
typedef struct
{
  CercleSession *session;
  CercleDirectoryProgress *progress;
  GtkWidget *from, *window, *bar; /* weak */
  guint looks;
} Undoing;

static void
undoing_free (gpointer data)
{
  Undoing *self = data;

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_weak_pointer (&self->bar);
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->from);
  cercle_directory_progress_unref (self->progress);
  g_object_unref (self->session);
  g_free (self);
}

static gboolean
escape_cb (GtkWidget *window, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (window));
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_bar (void)
{
  GtkWidget *bar = adw_header_bar_new (), *close = gtk_button_new_with_label (_ ("Do Not Wait"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), close);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  return bar;
}

static void
open_window (Undoing *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *said = gtk_label_new (_ ("All that came with it is being taken back…"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_set_weak_pointer (&self->window, adw_window_new ());
  g_set_weak_pointer (&self->bar, gtk_progress_bar_new ());
  cercle_set_spoken (self->bar, _ ("How far the work is"));
  gtk_label_set_wrap (GTK_LABEL (said), TRUE);
  gtk_widget_set_margin_start (body, 18);
  gtk_widget_set_margin_end (body, 18);
  gtk_widget_set_margin_bottom (body, 24);
  gtk_box_append (GTK_BOX (body), said);
  gtk_box_append (GTK_BOX (body), self->bar);
  gtk_box_append (GTK_BOX (box), make_bar ());
  gtk_box_append (GTK_BOX (box), body);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  gtk_window_set_title (GTK_WINDOW (self->window), _ ("Taking the Import Back"));
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, -1);
  gtk_window_set_resizable (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_modal (GTK_WINDOW (self->window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self->window),
                                GTK_WINDOW (gtk_widget_get_root (self->from)));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->window), TRUE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (self->window, keys);
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
look_cb (gpointer data)
{
  Undoing *self = data;

  if (cercle_session_get_taking_back (self->session) != self->progress || self->from == NULL)
    return G_SOURCE_REMOVE;
  self->looks++;
  if (self->looks == MOMENT && gtk_widget_get_root (self->from) != NULL)
    open_window (self);
  if (self->bar != NULL)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                   cercle_directory_progress_get (self->progress, NULL));
  return G_SOURCE_CONTINUE;
}

void
cercle_directory_undoing_watch (GtkWidget *from, CercleSession *session)
{
  CercleDirectoryProgress *progress = cercle_session_get_taking_back (session);
  Undoing *self = NULL;

  if (progress == NULL)
    return;
  self = g_new0 (Undoing, 1);
  self->session = g_object_ref (session);
  self->progress = cercle_directory_progress_ref (progress);
  g_set_weak_pointer (&self->from, from);
  g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_MS, look_cb, self, undoing_free);
}
