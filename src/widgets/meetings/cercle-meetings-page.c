/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which meetings are there, and which one is looked at? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-compact-list.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-escape.h"
#include "cercle-keyboard.h"
#include "cercle-meeting-columns.h"
#include "cercle-meetings-page-private.h"
#include "cercle-toast.h"

/* Several changes of one exchange are shown once. */
#define QUIET_MS 60
#define LIST_WIDTH 336

/* Days before and after today. */
static const struct
{
  const char *label;
  int before, after;
} spans[] = {
  { N_ ("Week"), 0, 7 },
  { N_ ("Month"), 31, 31 },
  { N_ ("All"), 366, 366 },
};

G_DEFINE_FINAL_TYPE (CercleMeetingsPage, cercle_meetings_page, CERCLE_TYPE_PAGE)

#define session_of cercle_meetings_page_session

CercleSession *
cercle_meetings_page_session (CercleMeetingsPage *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

CercleRecord *
cercle_meetings_page_copy (CercleMeetingsPage *self)
{
  return self->sheet != NULL ? cercle_record_copy (self->sheet->meeting) : NULL;
}

/* --- One beside the other, or one in place of the other --------------------------------------- */

static void
place_sides (CercleMeetingsPage *self)
{
  gboolean narrow = cercle_page_get_narrow (CERCLE_PAGE (self));

  gtk_widget_set_visible (self->left, !narrow || !self->on_sheet);
  gtk_widget_set_hexpand (self->left, narrow);
  gtk_widget_set_visible (self->divider, !narrow);
  gtk_widget_set_visible (self->aside, !narrow || self->on_sheet);
  gtk_widget_set_visible (self->back, narrow);
}

void
cercle_meetings_page_show_sheet (CercleMeetingsPage *self, gboolean shown)
{
  GtkWidget *leaving = shown ? self->left : self->aside;

  /* GTK keeps alive for ever what was hidden with the focus in it. */
  if (cercle_page_get_narrow (CERCLE_PAGE (self)))
    cercle_keyboard_leave (leaving);
  self->on_sheet = shown;
  place_sides (self);
  if (!shown)
    gtk_widget_grab_focus (self->list);
  else if (self->sheet != NULL && !cercle_meetings_editing_is_open (self))
    cercle_meeting_view_start (CERCLE_MEETING_VIEW (self->view));
}

void
cercle_meetings_page_show_side (CercleMeetingsPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (
      GTK_STACK (self->sides), g_str_equal (name, "sheet") && self->sheet == NULL ? "none" : name);
}

/* --- The sheet -------------------------------------------------------------------------------- */

static void
take_sheet (CercleMeetingsPage *self, CercleMeetingSheet *sheet)
{
  CercleMeetingSheet *before = self->sheet;
  g_autofree char *item = g_steal_pointer (&self->item);

  self->sheet = sheet;
  cercle_meeting_view_show (CERCLE_MEETING_VIEW (self->view), sheet, item);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->sides)), "none") == 0)
    cercle_meetings_page_show_side (self, "sheet");
  cercle_meetings_editing_follow (self);
  cercle_meeting_leaving_follow (self);
  g_clear_pointer (&before, cercle_meeting_sheet_free);
}

static void
sheet_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingsPage) self = data;
  g_autoptr (GError) error = NULL;
  CercleMeetingSheet *sheet =
      cercle_session_read_meeting_finish (CERCLE_SESSION (source), result, &error);

  if (self->states != NULL && sheet != NULL)
    take_sheet (self, sheet);
  else
    g_clear_pointer (&sheet, cercle_meeting_sheet_free);
  if (self->states != NULL)
    cercle_toast_error (GTK_WIDGET (self), error);
}

static CercleMeetingRow *
find_row (CercleMeetingsPage *self, const char *id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (CercleMeetingRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      *position = i;
      if (g_strcmp0 (cercle_meeting_row_get_id (row), id) == 0)
        return row;
    }
  return NULL;
}

static void
read_sheet (CercleMeetingsPage *self)
{
  guint position;
  CercleMeetingRow *row = find_row (self, self->wanted, &position);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (row == NULL)
    return;
  self->reading = g_cancellable_new ();
  cercle_session_read_meeting_async (session_of (self), row->meeting, self->reading, sheet_cb,
                                     g_object_ref (self));
}

void
cercle_meetings_page_want (CercleMeetingsPage *self, const char *meeting)
{
  if (g_strcmp0 (self->wanted, meeting) == 0)
    return;
  g_free (self->wanted);
  self->wanted = g_strdup (meeting);
  read_sheet (self);
}

/* --- The calendar ----------------------------------------------------------------------------- */

/* The one that was looked at, or the next that is held. */
static guint
choose (CercleMeetingsPage *self)
{
  guint position = 0, n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (find_row (self, self->wanted, &position) != NULL)
    return position;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CercleMeetingRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (cercle_meeting_row_day (row) >= row->today &&
          cercle_meeting_state (row->meeting) != CERCLE_MEETING_CANCELLED)
        return i;
    }
  return n > 0 ? n - 1 : GTK_INVALID_LIST_POSITION;
}

static void
selected_cb (CercleMeetingsPage *self)
{
  g_autoptr (CercleMeetingRow) row =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));

  if (!self->filling && row != NULL)
    cercle_meetings_page_want (self, cercle_meeting_row_get_id (row));
}

static void
fill_rows (CercleMeetingsPage *self, GPtrArray *lines)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  int today = cercle_session_get_today_number (session_of (self));
  gboolean focus = self->starting || cercle_keyboard_is_in (self->list);
  guint position;

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (
        all, cercle_meeting_row_new (((CercleMeetingLine *) lines->pdata[i])->meeting, today));
  self->filling = TRUE;
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, all->pdata, all->len);
  /* The keyboard only goes where something is in view. */
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), all->len > 0 ? "list" : "empty");
  position = choose (self);
  if (position != GTK_INVALID_LIST_POSITION)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), position,
                                focus && gtk_widget_get_mapped (self->list));
  self->filling = FALSE;
  self->starting = FALSE;
}

static void
show_subtitle (CercleMeetingsPage *self, guint n)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u meeting", "%u meetings", n), n);

  cercle_page_set_subtitle (CERCLE_PAGE (self), words);
}

static void
lines_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines =
      cercle_session_read_meetings_finish (CERCLE_SESSION (source), result, &error);
  g_autoptr (CercleMeetingRow) row = NULL;

  if (self->states == NULL)
    return;
  cercle_toast_error (GTK_WIDGET (self), error);
  if (lines == NULL)
    return;
  fill_rows (self, lines);
  show_subtitle (self, lines->len);
  row = cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));
  if (row != NULL && g_strcmp0 (self->wanted, cercle_meeting_row_get_id (row)) != 0)
    cercle_meetings_page_want (self, cercle_meeting_row_get_id (row));
  else
    read_sheet (self);
}

void
cercle_meetings_page_refresh (CercleMeetingsPage *self)
{
  int today = cercle_session_get_today_number (session_of (self));
  guint span = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->span));
  g_autofree char *first = NULL, *last = NULL;

  g_clear_handle_id (&self->quiet, g_source_remove);
  span = MIN (span, G_N_ELEMENTS (spans) - 1);
  first = cercle_day_to_text (today - spans[span].before);
  last = cercle_day_to_text (today + spans[span].after);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  self->stale = FALSE;
  cercle_session_read_meetings_async (session_of (self), first, last, self->listing, lines_cb,
                                      g_object_ref (self));
}

static gboolean
quiet_cb (gpointer data)
{
  CercleMeetingsPage *self = data;

  self->quiet = 0;
  cercle_meetings_page_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleMeetingsPage *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->quiet == 0)
    self->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
}

void
cercle_meetings_page_done_cb (GObject *session, GAsyncResult *result, gpointer page)
{
  g_autoptr (CercleMeetingsPage) self = page;
  g_autoptr (GError) error = NULL;
  gboolean done = cercle_session_commit_finish (CERCLE_SESSION (session), result, &error);
  const char *label = cercle_session_get_undo_label (CERCLE_SESSION (session));

  if (self->states == NULL)
    return;
  if (!done)
    cercle_toast_error (GTK_WIDGET (self), error);
  else if (label != NULL)
    cercle_toast_done (GTK_WIDGET (self), CERCLE_SESSION (session), label, TRUE);
}

/* --- The page --------------------------------------------------------------------------------- */

static void
cercle_meetings_page_open (CerclePage *page, const char *target)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (page);
  guint position;

  if (target == NULL)
    return;
  cercle_meetings_page_want (self, target);
  if (find_row (self, target, &position) != NULL)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), position, FALSE);
  else
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->span), G_N_ELEMENTS (spans) - 1);
}

static void
cercle_meetings_page_start (CerclePage *page)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (page);

  self->starting = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0;
  if (cercle_page_get_narrow (page) && self->on_sheet)
    cercle_meeting_view_start (CERCLE_MEETING_VIEW (self->view));
  else
    gtk_widget_grab_focus (self->list);
}

static void
activate_cb (CercleMeetingsPage *self)
{
  cercle_meetings_page_show_sheet (self, TRUE);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  cercle_meetings_page_show_sheet (CERCLE_MEETINGS_PAGE (widget), FALSE);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);

  if (cercle_meetings_editing_is_open (self) || !cercle_keyboard_is_in (self->aside))
    return GDK_EVENT_PROPAGATE;
  cercle_meetings_page_show_sheet (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
map_cb (CercleMeetingsPage *self)
{
  cercle_meetings_page_refresh (self);
}

static GtkWidget *
build_top (CercleMeetingsPage *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    gtk_string_list_append (labels, _ (spans[i].label));
  self->span = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->span), 1);
  cercle_set_spoken (self->span, _ ("Meetings shown"));
  g_signal_connect_swapped (self->span, "notify::selected",
                            G_CALLBACK (cercle_meetings_page_refresh), self);
  gtk_widget_set_hexpand (self->span, TRUE);
  gtk_box_append (GTK_BOX (top), self->span);
  self->make = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->make), "list-add-symbolic");
  gtk_widget_set_tooltip_text (self->make, _ ("Plan a Meeting"));
  cercle_set_spoken (self->make, _ ("Plan a Meeting"));
  gtk_box_append (GTK_BOX (top), self->make);
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (self->menu));
  gtk_widget_set_tooltip_text (self->more, _ ("More of the Meetings"));
  cercle_set_spoken (self->more, _ ("More of the Meetings"));
  gtk_box_append (GTK_BOX (top), self->more);
  gtk_widget_add_css_class (top, "review-bar");
  return top;
}

static GtkWidget *
build_left (CercleMeetingsPage *self)
{
  GtkWidget *empty = adw_status_page_new ();

  self->left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (self->left, LIST_WIDTH, -1);
  gtk_box_append (GTK_BOX (self->left), build_top (self));
  self->states = gtk_stack_new ();
  gtk_widget_set_vexpand (self->states, TRUE);
  gtk_stack_add_named (GTK_STACK (self->states), adw_bin_new (), "asking");
  self->list = cercle_compact_list_new ();
  cercle_compact_list_set_headings (CERCLE_COMPACT_LIST (self->list), FALSE);
  g_object_set (self->list, "narrow", TRUE, NULL);
  gtk_stack_add_named (GTK_STACK (self->states), self->list, "list");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (empty), "x-office-calendar-symbolic");
  cercle_set_title (empty, _ ("No Meeting Yet"));
  cercle_set_description (empty, _ ("“+” plans a meeting, or a series that comes again."));
  gtk_widget_add_css_class (empty, "compact");
  gtk_stack_add_named (GTK_STACK (self->states), empty, "empty");
  gtk_box_append (GTK_BOX (self->left), self->states);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  return self->left;
}

static GtkWidget *
build_aside (CercleMeetingsPage *self)
{
  self->aside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->back = gtk_button_new_with_mnemonic (_ ("_All Meetings"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back), "meetings.back");
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->back, "flat");
  gtk_box_append (GTK_BOX (self->aside), self->back);
  self->sides = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->sides), FALSE);
  /* Nor does what is not in view make the window higher than the screen. */
  gtk_stack_set_vhomogeneous (GTK_STACK (self->sides), FALSE);
  gtk_widget_set_vexpand (self->sides, TRUE);
  gtk_widget_set_hexpand (self->aside, TRUE);
  gtk_stack_add_named (GTK_STACK (self->sides), adw_bin_new (), "none");
  self->view = cercle_meeting_view_new (CERCLE_PAGE (self));
  gtk_stack_add_named (GTK_STACK (self->sides), self->view, "sheet");
  gtk_box_append (GTK_BOX (self->aside), self->sides);
  g_signal_connect_swapped (self->view, "chosen", G_CALLBACK (cercle_meetings_editing_follow),
                            self);
  return self->aside;
}

static void
cercle_meetings_page_constructed (GObject *object)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  G_OBJECT_CLASS (cercle_meetings_page_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Meetings"));
  gtk_box_append (GTK_BOX (box), build_left (self));
  self->divider = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_box_append (GTK_BOX (box), self->divider);
  gtk_box_append (GTK_BOX (box), build_aside (self));
  adw_bin_set_child (ADW_BIN (self), box);
  cercle_page_fit_rows (CERCLE_PAGE (self), self->list);
  cercle_compact_list_set_columns (CERCLE_COMPACT_LIST (self->list), _ ("Meetings"),
                                   cercle_meeting_columns, cercle_meeting_n_columns, NULL);
  cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), G_LIST_MODEL (self->rows));
  cercle_meetings_editing_init (self);
  cercle_meeting_leaving_init (self);
  cercle_meeting_entering_init (self);
  place_sides (self);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (place_sides), NULL);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
cercle_meetings_page_dispose (GObject *object)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->reading);
  g_clear_object (&self->listing);
  self->states = NULL;
  g_clear_object (&self->rows);
  g_clear_object (&self->leaving);
  g_clear_object (&self->menu);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->item, g_free);
  g_clear_pointer (&self->coming, g_free);
  G_OBJECT_CLASS (cercle_meetings_page_parent_class)->dispose (object);
  g_clear_pointer (&self->sheet, cercle_meeting_sheet_free);
}

static void
cercle_meetings_page_class_init (CercleMeetingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = cercle_meetings_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_meetings_page_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_meetings_page_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_meetings_page_start;
  CERCLE_PAGE_CLASS (klass)->fill_paper = cercle_meeting_leaving_fill_paper;
  gtk_widget_class_install_action (widget_class, "meetings.back", NULL, back_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  cercle_meetings_editing_install (widget_class);
  cercle_meeting_leaving_install (widget_class);
  cercle_meeting_entering_install (widget_class);
}

static void
cercle_meetings_page_init (CercleMeetingsPage *self)
{
  self->rows = g_list_store_new (CERCLE_TYPE_MEETING_ROW);
  self->menu = g_menu_new ();
}
