/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* In which window does somebody go step by step? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-assistant.h"

#include <glib/gi18n-lib.h>

#define WIDTH 760
#define HEIGHT 600

static gboolean
return_cb (GtkWidget *window, GVariant *arguments, gpointer go)
{
  if (!gtk_widget_get_visible (go) || !gtk_widget_get_sensitive (go))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit_by_name (go, "clicked");
  return GDK_EVENT_STOP;
}

/* Escape closes an open list first. */
static void
add_keys (CercleAssistant *self)
{
  GtkEventController *close = gtk_shortcut_controller_new ();
  GtkEventController *go = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (close), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                         gtk_named_action_new ("window.close")));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (go),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                        gtk_callback_action_new (return_cb, self->go, NULL)));
  gtk_event_controller_set_propagation_phase (go, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->window, close);
  gtk_widget_add_controller (self->window, go);
}

static GtkWidget *
make_bar (CercleAssistant *self)
{
  GtkWidget *bar = adw_header_bar_new ();

  self->go = gtk_button_new_with_label (_ ("See the Effects"));
  self->back = gtk_button_new_with_label (_ ("Back"));
  gtk_widget_add_css_class (self->go, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->go);
  return bar;
}

static GtkWidget *
make_problem (void)
{
  GtkWidget *problem = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (problem), TRUE);
  gtk_widget_set_margin_start (problem, CERCLE_ASSISTANT_MARGIN);
  gtk_widget_set_margin_end (problem, CERCLE_ASSISTANT_MARGIN);
  gtk_widget_set_margin_bottom (problem, CERCLE_ASSISTANT_MARGIN / 2);
  return problem;
}

void
cercle_assistant_build (CercleAssistant *self, GtkWidget *page, const char *title, int narrowest)
{
  GtkWindow *before = GTK_WINDOW (gtk_widget_get_root (page));
  int room = gtk_widget_get_width (GTK_WIDGET (before));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;

  self->window = adw_window_new ();
  self->stack = gtk_stack_new ();
  self->problem = make_problem ();
  window = GTK_WINDOW (self->window);
  gtk_window_set_title (window, title);
  /* Never wider than the window it stands before. */
  gtk_window_set_default_size (window, MIN (WIDTH, MAX (narrowest, room)), HEIGHT);
  gtk_window_set_modal (window, TRUE);
  gtk_window_set_transient_for (window, before);
  gtk_window_set_destroy_with_parent (window, TRUE);
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_box_append (GTK_BOX (box), self->stack);
  gtk_box_append (GTK_BOX (box), self->problem);
  adw_window_set_content (ADW_WINDOW (self->window), box);
  add_keys (self);
}

void
cercle_assistant_add (CercleAssistant *self, const char *name, GtkWidget *step, gboolean scrolled)
{
  GtkWidget *shown = step;

  gtk_widget_set_margin_start (step, CERCLE_ASSISTANT_MARGIN);
  gtk_widget_set_margin_end (step, CERCLE_ASSISTANT_MARGIN);
  gtk_widget_set_margin_top (step, CERCLE_ASSISTANT_MARGIN / 2);
  gtk_widget_set_margin_bottom (step, CERCLE_ASSISTANT_MARGIN / 2);
  if (scrolled)
    {
      shown = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (shown), step);
    }
  gtk_stack_add_named (GTK_STACK (self->stack), shown, name);
}

void
cercle_assistant_show (CercleAssistant *self, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

void
cercle_assistant_judge (CercleAssistant *self, const char *problem)
{
  gtk_label_set_text (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_sensitive (self->go, problem == NULL);
}
