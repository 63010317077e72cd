/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where does each part of a meeting that is held stand on the page? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-cell.h"
#include "cercle-choices.h"
#include "cercle-compact-list.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-meeting-holding-private.h"
#include "cercle-meeting-presence.h"
#include "cercle-plain.h"

#define LEFT_WIDTH 380
#define GUESTS_LEAST 74
#define GUESTS_HEIGHT 300

/* --- The agenda at the side --------------------------------------------------------------------
 */

static gboolean
is_done (CercleRecord *item)
{
  return g_strcmp0 (cercle_record_get_text (item, CERCLE_AGENDA_ITEM_STATE), "open") != 0;
}

static void
fill_state (CercleCell *cell, gpointer item, gpointer data)
{
  if (is_done (item))
    cercle_cell_icon (
        cell, "object-select-symbolic", FALSE,
        cercle_choice_label (cercle_agenda_states,
                             cercle_record_get_text (item, CERCLE_AGENDA_ITEM_STATE)));
}

static void
fill_title (CercleCell *cell, gpointer item, gpointer data)
{
  const char *title = cercle_record_get_text (item, CERCLE_AGENDA_ITEM_TITLE);
  const char *rule = cercle_choice_label (cercle_agenda_rules,
                                          cercle_record_get_text (item, CERCLE_AGENDA_ITEM_RULE));

  (is_done (item) ? cercle_cell_dim : cercle_cell_strong) (cell, title != NULL ? title : rule);
}

static void
fill_minutes (CercleCell *cell, gpointer item, gpointer data)
{
  int minutes = (int) cercle_record_get_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 0);
  g_autofree char *words = g_strdup_printf (_ ("%d min"), minutes);

  if (minutes > 0)
    cercle_cell_text (cell, words);
}

/* clang-format off */
static const CercleColumn columns[] = {
  { "state", N_("State"), 26, 26, 0, fill_state },
  { "title", N_("Title"), 0, 0, 0, fill_title },
  { "minutes", N_("Minutes"), 64, 64, CERCLE_COLUMN_END, fill_minutes },
};
/* clang-format on */

/* --- Its place --- */

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/* Many guests leave the agenda its room. */
static GtkWidget *
build_presence (CercleMeetingHolding *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), GUESTS_LEAST);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), GUESTS_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->presence);
  return scroller;
}

/* They stand in lines, of which a scroller counts those that a wide window would need. */
void
cercle_meeting_frame_fit (CercleMeetingHolding *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (self->presence, GTK_TYPE_SCROLLED_WINDOW);
  int needed = 0;

  gtk_widget_measure (self->presence, GTK_ORIENTATION_VERTICAL, LEFT_WIDTH - 24, NULL, &needed,
                      NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              MIN (needed, GUESTS_HEIGHT));
}

static void
build_left (CercleMeetingHolding *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->left = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (self->left), box);
  self->state = cercle_plain_words (NULL, "heading");
  self->corrections = cercle_plain_words (NULL, "dim-label");
  self->presence = cercle_meeting_presence_new ();
  self->list = cercle_compact_list_new ();
  gtk_box_append (GTK_BOX (top), self->state);
  gtk_box_append (GTK_BOX (top), self->corrections);
  gtk_box_append (GTK_BOX (top), build_presence (self));
  gtk_widget_set_margin_top (top, 12);
  gtk_widget_set_margin_start (top, 12);
  gtk_widget_set_margin_end (top, 12);
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), self->list);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Agenda"), columns,
                                   G_N_ELEMENTS (columns), self);
  cercle_compact_list_set_headings (CERCLE_COMPACT_LIST (self->list), FALSE);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->items));
  gtk_widget_set_hexpand (self->left, FALSE);
}

static GtkWidget *
build_foot (CercleMeetingHolding *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->time = cercle_plain_words (NULL, "dim-label");
  gtk_widget_add_css_class (self->time, "numeric");
  self->keys = cercle_plain_words (NULL, "dim-label");
  gtk_widget_add_css_class (self->keys, "caption");
  gtk_label_set_text (GTK_LABEL (self->keys),
                      _ ("Decision: 1 to 6 · Ctrl+Return adopts, or goes on · N next · ↑ ↓ item · "
                         "F11 second window · Escape agenda"));
  gtk_box_append (GTK_BOX (words), self->time);
  gtk_box_append (GTK_BOX (words), self->keys);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (foot), words);
  self->correct = add_button (foot, _ ("Correct…"), "holding.correct");
  self->step = add_button (foot, "", "holding.step");
  self->adopt = add_button (foot, _ ("Adopt (Ctrl+Return)"), "holding.adopt");
  gtk_widget_add_css_class (self->adopt, "suggested-action");
  gtk_widget_add_css_class (foot, "review-foot");
  return foot;
}

void
cercle_meeting_frame_build (CercleMeetingHolding *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *none = adw_status_page_new ();

  build_left (self);
  self->states = gtk_stack_new ();
  self->split = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->pane = cercle_meeting_item_pane_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->pane);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self->split), self->left);
  gtk_box_append (GTK_BOX (self->split), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (self->split), self->scroller);
  gtk_widget_set_vexpand (self->split, TRUE);
  gtk_box_append (GTK_BOX (all), self->split);
  gtk_box_append (GTK_BOX (all), build_foot (self));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "x-office-calendar-symbolic");
  cercle_set_title (none, _ ("No meeting to hold today"));
  cercle_set_description (none, _ ("Choose one among the meetings, and open it."));
  gtk_stack_add_named (GTK_STACK (self->states), none, "none");
  gtk_stack_add_named (GTK_STACK (self->states), all, "meeting");
  adw_bin_set_child (ADW_BIN (self), self->states);
}

void
cercle_meeting_frame_narrow (CercleMeetingHolding *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->split),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->left, narrow ? -1 : LEFT_WIDTH, -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->left), narrow ? G_MAXINT16 : LEFT_WIDTH);
  gtk_widget_set_vexpand (self->list, !narrow);
  gtk_widget_set_size_request (self->list, -1, narrow ? 140 : -1);
  gtk_widget_set_visible (self->keys, !narrow);
}
