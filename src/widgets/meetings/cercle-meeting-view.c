/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the sheet of a meeting show? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-meeting-view.h"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-compact-list.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"
#include "cercle-meeting-columns.h"
#include "cercle-plain.h"
#include "cercle-wrap-layout.h"

#define MOST_LINES 14

struct _CercleMeetingView
{
  AdwBin parent_instance;
  CerclePage *page; /* around us; weak */
  GtkWidget *title, *hold, *when, *guests, *missing, *list, *sum, *over, *foot, *bar;
  GtkWidget *about, *item, *why, *presenter, *known, *notes, *decided;
  GListStore *rows;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CercleMeetingView, cercle_meeting_view, ADW_TYPE_BIN)

static guint chosen_signal;

/* --- The meeting ------------------------------------------------------------------------------ */

static void
add_phrase (GString *words, const char *phrase)
{
  if (phrase != NULL && *phrase != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", phrase);
}

/* "Tuesday 23 June 2020, 14:00 to 15:00 · Salle 2 · Minutes are a draft" */
static void
show_when (CercleMeetingView *self, CercleMeetingSheet *sheet)
{
  CercleRecord *meeting = sheet->meeting;
  int begins = (int) cercle_record_get_integer (meeting, CERCLE_MEETING_STARTS_AT, 0);
  int length = (int) cercle_record_get_integer (meeting, CERCLE_MEETING_LENGTH, 0);
  const char *why = cercle_record_get_text (meeting, CERCLE_MEETING_CANCELLED_WHY);
  g_autofree char *day = cercle_day_format_long (
      cercle_day_parse (cercle_record_get_text (meeting, CERCLE_MEETING_HELD_ON)));
  g_autofree char *from = cercle_day_format_minute (begins);
  g_autofree char *to = cercle_day_format_minute ((begins + length) % (24 * 60));
  /* TRANSLATORS: a day, an hour, an hour. */
  g_autofree char *time = g_strdup_printf (_ ("%1$s, %2$s to %3$s"), day, from, to);
  g_autofree char *cancelled = NULL, *organiser = NULL;
  g_autoptr (GString) words = g_string_new (time);

  add_phrase (words, cercle_record_get_text (meeting, CERCLE_MEETING_PLACE));
  add_phrase (words, cercle_record_get_text (meeting, CERCLE_MEETING_LINK));
  if (sheet->organiser != NULL)
    organiser = g_strdup_printf (_ ("prepared by %s"), sheet->organiser);
  add_phrase (words, organiser);
  if (why != NULL)
    cancelled = g_strdup_printf (_ ("Cancelled: %s"), why);
  add_phrase (words, why != NULL ? cancelled
                                 : cercle_meeting_state_label (cercle_meeting_state (meeting)));
  gtk_label_set_text (GTK_LABEL (self->when), words->str);
}

/* (transfer full): "Mme Niel", "M. Duval (excused)" */
static char *
tell_guest (const CercleMeetingGuest *guest)
{
  const char *presence = cercle_record_get_text (guest->attendee, CERCLE_ATTENDEE_PRESENCE);

  if (presence == NULL || g_str_equal (presence, "invited"))
    return g_strdup (guest->name);
  return g_strdup_printf ("%s (%s)", guest->name, cercle_choice_label (cercle_presences, presence));
}

/* "Coordinator: Mme Niel · ARS: M. Duval (excused), Mme Roy": they come in the order of parties. */
static char *
tell_guests (GPtrArray *guests)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < guests->len;)
    {
      const CercleMeetingGuest *first = guests->pdata[i];
      const char *party = cercle_record_get_text (first->attendee, CERCLE_ATTENDEE_PARTY);
      g_autoptr (GString) names = g_string_new (NULL);
      g_autofree char *of_party = NULL;

      for (; i < guests->len; i++)
        {
          const CercleMeetingGuest *guest = guests->pdata[i];
          g_autofree char *name = tell_guest (guest);

          if (g_strcmp0 (cercle_record_get_text (guest->attendee, CERCLE_ATTENDEE_PARTY), party) !=
              0)
            break;
          g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", name);
        }
      /* TRANSLATORS: a party of the meeting, who comes for it. */
      of_party = party != NULL
                     ? g_strdup_printf (_ ("%1$s: %2$s"),
                                        cercle_choice_label (cercle_parties, party), names->str)
                     : g_strdup (names->str);
      add_phrase (words, of_party);
    }
  return g_string_free (words, FALSE);
}

static void
show_guests (CercleMeetingView *self, CercleMeetingSheet *sheet)
{
  g_autofree char *words = tell_guests (sheet->guests);
  g_autofree char *missing = cercle_meeting_sheet_missing (sheet);
  gboolean cancelled = cercle_meeting_state (sheet->meeting) == CERCLE_MEETING_CANCELLED;

  gtk_label_set_text (GTK_LABEL (self->guests),
                      *words != '\0' ? words : _ ("Nobody is asked yet."));
  gtk_label_set_text (GTK_LABEL (self->missing), missing != NULL ? missing : "");
  gtk_widget_set_visible (gtk_widget_get_parent (self->missing), missing != NULL && !cancelled);
}

static void
show_sum (CercleMeetingView *self, CercleMeetingSheet *sheet)
{
  int length = (int) cercle_record_get_integer (sheet->meeting, CERCLE_MEETING_LENGTH, 0);
  /* TRANSLATORS: minutes of all items, minutes of the meeting. */
  g_autofree char *sum =
      g_strdup_printf (_ ("%1$d min of agenda for %2$d"), sheet->timing->minutes, length);
  g_autofree char *over = g_strdup_printf (
      ngettext ("%d minute too long", "%d minutes too long", (unsigned long) sheet->timing->over),
      sheet->timing->over);

  gtk_label_set_text (GTK_LABEL (self->sum),
                      sheet->items->len > 0 ? sum : _ ("Nothing stands on the agenda yet."));
  gtk_label_set_text (GTK_LABEL (self->over), over);
  gtk_widget_set_visible (gtk_widget_get_parent (self->over), sheet->timing->over > 0);
}

/* --- The item --------------------------------------------------------------------------------- */

CercleAgendaRow *
cercle_meeting_view_get_chosen (CercleMeetingView *self)
{
  g_autoptr (CercleAgendaRow) row =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));
  return row;
}

static void
show_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
show_item (CercleMeetingView *self)
{
  CercleAgendaRow *row = cercle_meeting_view_get_chosen (self);
  g_autofree char *title = NULL, *why = NULL, *presenter = NULL, *notes = NULL;

  gtk_widget_set_visible (self->about, row != NULL);
  if (row == NULL)
    return;
  title = g_strdup_printf ("%u. %s", row->number, cercle_agenda_row_title (row));
  why = g_strdup_printf (_ ("Why here: %s"), row->why);
  if (row->presenter != NULL)
    presenter = g_strdup_printf (_ ("Presented by %s"), row->presenter);
  if (cercle_record_is_set (row->item, CERCLE_AGENDA_ITEM_NOTES))
    notes = g_strdup_printf (_ ("Notes: %s"),
                             cercle_record_get_text (row->item, CERCLE_AGENDA_ITEM_NOTES));
  show_text (self->item, title);
  show_text (self->why, why);
  show_text (self->presenter, presenter);
  show_text (self->known, cercle_record_get_text (row->item, CERCLE_AGENDA_ITEM_TEXT));
  show_text (self->notes, notes);
  show_text (self->decided, row->decided);
}

static void
selected_cb (CercleMeetingView *self)
{
  if (self->filling)
    return;
  show_item (self);
  g_signal_emit (self, chosen_signal, 0);
}

static guint
find_row (CercleMeetingView *self, const char *item)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (CercleAgendaRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (g_strcmp0 (cercle_agenda_row_get_id (row), item) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static void
fill_rows (CercleMeetingView *self, CercleMeetingSheet *sheet, const char *wanted)
{
  CercleAgendaRow *before = cercle_meeting_view_get_chosen (self);
  g_autofree char *id = g_strdup (wanted != NULL   ? wanted
                                  : before != NULL ? cercle_agenda_row_get_id (before)
                                                   : NULL);
  guint last = cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list));
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint position;

  for (guint i = 0; i < sheet->items->len; i++)
    g_ptr_array_add (all, cercle_agenda_row_new (cercle_page_get_session (self->page), sheet, i));
  self->filling = TRUE;
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, all->pdata, all->len);
  position = id != NULL ? find_row (self, id) : 0;
  if (position == GTK_INVALID_LIST_POSITION)
    position = last != GTK_INVALID_LIST_POSITION ? last : 0;
  if (all->len > 0)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), MIN (position, all->len - 1),
                                FALSE);
  self->filling = FALSE;
}

void
cercle_meeting_view_show (CercleMeetingView *self, CercleMeetingSheet *sheet, const char *wanted)
{
  gboolean here = cercle_keyboard_is_in (self->list);

  gtk_label_set_text (GTK_LABEL (self->title), cercle_meeting_title (sheet->meeting));
  gtk_widget_set_visible (self->hold,
                          cercle_meeting_state (sheet->meeting) != CERCLE_MEETING_CANCELLED &&
                              cercle_session_may (cercle_page_get_session (self->page),
                                                  &cercle_agenda_item_kind, CERCLE_OP_CREATE));
  gtk_button_set_label (GTK_BUTTON (self->hold),
                        cercle_record_is_set (sheet->meeting, CERCLE_MEETING_CLOSED_AT)
                            ? _ ("_Open the Minutes")
                            : _ ("_Hold This Meeting"));
  show_when (self, sheet);
  show_guests (self, sheet);
  show_sum (self, sheet);
  fill_rows (self, sheet, wanted);
  show_item (self);
  if (here)
    cercle_meeting_view_start (self);
  g_signal_emit (self, chosen_signal, 0);
}

GListModel *
cercle_meeting_view_get_rows (CercleMeetingView *self)
{
  return G_LIST_MODEL (self->rows);
}

void
cercle_meeting_view_start (CercleMeetingView *self)
{
  guint position = cercle_compact_list_get_selected (CERCLE_COMPACT_LIST (self->list));

  if (position != GTK_INVALID_LIST_POSITION)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), position, TRUE);
  else
    gtk_widget_grab_focus (self->list);
}

GtkWidget *
cercle_meeting_view_get_bar (CercleMeetingView *self)
{
  return self->bar;
}

/* --- Building --------------------------------------------------------------------------------- */

/* Words in red with a sign beside them. */
static GtkWidget *
new_alarm (GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label;

  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  label = cercle_plain_add_words (line, NULL, NULL);
  gtk_widget_add_css_class (line, "error");
  gtk_box_append (GTK_BOX (box), line);
  return label;
}

static GtkWidget *
build_head (CercleMeetingView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = cercle_plain_add_words (line, NULL, "title-3");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->hold = gtk_button_new_with_mnemonic (_ ("_Hold This Meeting"));
  gtk_widget_set_tooltip_text (self->hold, "F8");
  gtk_widget_set_valign (self->hold, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->hold), "meetings.hold");
  gtk_box_append (GTK_BOX (line), self->hold);
  gtk_box_append (GTK_BOX (head), line);
  self->when = cercle_plain_add_words (head, NULL, NULL);
  gtk_label_set_selectable (GTK_LABEL (self->when), TRUE);
  self->guests = cercle_plain_add_words (head, NULL, "dim-label");
  self->missing = new_alarm (head);
  gtk_widget_add_css_class (head, "review-bar");
  return head;
}

static GtkWidget *
build_about (CercleMeetingView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->about = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->item = cercle_plain_add_words (self->about, NULL, "heading");
  self->why = cercle_plain_add_words (self->about, NULL, NULL);
  self->presenter = cercle_plain_add_words (self->about, NULL, NULL);
  self->known = cercle_plain_add_words (self->about, NULL, NULL);
  gtk_label_set_selectable (GTK_LABEL (self->known), TRUE);
  self->notes = cercle_plain_add_words (self->about, NULL, NULL);
  self->decided = cercle_plain_add_words (self->about, NULL, NULL);
  gtk_widget_add_css_class (self->decided, "heading");
  gtk_widget_add_css_class (self->about, "review-bar");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->about);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
build_foot (CercleMeetingView *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->sum = cercle_plain_add_words (line, NULL, "heading");
  self->over = new_alarm (line);
  gtk_box_append (GTK_BOX (self->foot), line);
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->bar, cercle_wrap_layout_new (6, 6));
  gtk_box_append (GTK_BOX (self->foot), self->bar);
  gtk_widget_add_css_class (self->foot, "review-bar");
  return self->foot;
}

static void
cercle_meeting_view_dispose (GObject *object)
{
  CercleMeetingView *self = CERCLE_MEETING_VIEW (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (cercle_meeting_view_parent_class)->dispose (object);
}

static void
cercle_meeting_view_class_init (CercleMeetingViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cercle_meeting_view_dispose;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
cercle_meeting_view_init (CercleMeetingView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = g_list_store_new (CERCLE_TYPE_AGENDA_ROW);
  gtk_box_append (GTK_BOX (box), build_head (self));
  self->list = cercle_compact_list_new ();
  cercle_compact_list_set_lines (CERCLE_COMPACT_LIST (self->list), 3, MOST_LINES);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), build_foot (self));
  gtk_box_append (GTK_BOX (box), build_about (self));
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cercle_meeting_view_new (CerclePage *page)
{
  CercleMeetingView *self = g_object_new (CERCLE_TYPE_MEETING_VIEW, NULL);

  g_set_weak_pointer (&self->page, page);
  cercle_page_fit_list (page, self->list);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Agenda"),
                                   cercle_agenda_columns, cercle_agenda_n_columns, NULL);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->rows));
  return GTK_WIDGET (self);
}
