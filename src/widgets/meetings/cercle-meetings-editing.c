/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a meeting planned, moved or cancelled, and its agenda prepared? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-dialog.h"
#include "cercle-escape.h"
#include "cercle-macros.h"
#include "cercle-matrix-form.h"
#include "cercle-meeting-guests.h"
#include "cercle-meetings-page-private.h"
#include "cercle-template-pane.h"
#include "cercle-toast.h"

static const guint series_fields[] = {
  CERCLE_SERIES_SORT,    CERCLE_SERIES_NAME,       CERCLE_SERIES_RHYTHM,    CERCLE_SERIES_BEGINS_ON,
  CERCLE_SERIES_ENDS_ON, CERCLE_SERIES_ON_HOLIDAY, CERCLE_SERIES_STARTS_AT, CERCLE_SERIES_LENGTH,
  CERCLE_SERIES_PLACE,   CERCLE_SERIES_LINK,       CERCLE_SERIES_ORGANISER,
};
static const guint meeting_fields[] = {
  CERCLE_MEETING_SORT,   CERCLE_MEETING_NAME,  CERCLE_MEETING_HELD_ON, CERCLE_MEETING_STARTS_AT,
  CERCLE_MEETING_LENGTH, CERCLE_MEETING_PLACE, CERCLE_MEETING_LINK,    CERCLE_MEETING_ORGANISER,
};
static const guint item_fields[] = { CERCLE_AGENDA_ITEM_TITLE, CERCLE_AGENDA_ITEM_MINUTES,
                                     CERCLE_AGENDA_ITEM_OWNER };

#define SORT(draft, title, fields)                                                                 \
  {                                                                                                \
    draft, title, N_ ("Save"), fields, G_N_ELEMENTS (fields)                                       \
  }
static const CercleMatrixFormSort series_sort =
    SORT ("series", N_ ("Series of Meetings"), series_fields);
static const CercleMatrixFormSort meeting_sort = SORT ("meeting", N_ ("Meeting"), meeting_fields);
static const CercleMatrixFormSort item_sort = SORT ("agenda-item", N_ ("Agenda Item"), item_fields);

#define session_of cercle_meetings_page_session
#define form_of(self) CERCLE_MATRIX_FORM ((self)->form)

static CercleAgendaRow *
chosen_item (CercleMeetingsPage *self)
{
  return cercle_meeting_view_get_chosen (CERCLE_MEETING_VIEW (self->view));
}

/* --- The form --------------------------------------------------------------------------------- */

gboolean
cercle_meetings_editing_is_open (CercleMeetingsPage *self)
{
  return self->form != NULL && cercle_matrix_form_get_sort (form_of (self)) != NULL;
}

void
cercle_meetings_editing_end (CercleMeetingsPage *self)
{
  if (cercle_meetings_editing_is_open (self))
    cercle_matrix_form_end (form_of (self), NULL);
  cercle_meetings_page_show_side (self, "sheet");
  cercle_meetings_page_show_sheet (self, self->sheet != NULL);
}

static void
edit (CercleMeetingsPage *self, const CercleMatrixFormSort *sort, CercleRecord *record)
{
  gboolean known = cercle_record_envelope (record)->created_at != NULL;

  cercle_matrix_form_edit (form_of (self), sort, record,
                           known ? cercle_record_get_id (record) : "new");
  gtk_stack_set_visible_child_name (GTK_STACK (self->sides), "form");
  cercle_meetings_page_show_sheet (self, TRUE);
  cercle_matrix_form_start (form_of (self));
}

/* Ends what a form began: its page is told what is in the way, under its fields. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingsPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = cercle_session_commit_finish (CERCLE_SESSION (source), result, &error);
  const char *label = cercle_session_get_undo_label (CERCLE_SESSION (source));
  g_autofree char *coming = g_steal_pointer (&self->coming);

  if (self->states == NULL)
    return;
  /* A calendar that was asked for before would not have it, and show another one. */
  if (done && coming != NULL)
    {
      cercle_meetings_page_want (self, coming);
      cercle_meetings_page_refresh (self);
    }
  if (!done)
    {
      cercle_matrix_form_refuse (form_of (self), -1, error->message);
      return;
    }
  cercle_meetings_editing_end (self);
  if (label != NULL)
    cercle_toast (GTK_WIDGET (self), label, TRUE);
}

static void
save_series (CercleMeetingsPage *self, CercleRecord *series)
{
  CercleTx *tx = cercle_tx_new (N_ ("Series saved."));

  cercle_tx_save (tx, series);
  cercle_session_commit_async (session_of (self), tx, saved_cb, g_object_ref (self));
}

static void
save_item (CercleMeetingsPage *self, CercleRecord *item)
{
  g_autoptr (CercleRecord) meeting = cercle_meetings_page_copy (self);
  gboolean known = self->sheet != NULL &&
                   cercle_meeting_sheet_find (self->sheet, cercle_record_get_id (item)) != NULL;

  if (meeting == NULL)
    return;
  g_free (self->item);
  self->item = g_strdup (cercle_record_get_id (item));
  if (known)
    cercle_session_change_item_async (session_of (self), meeting, item, saved_cb,
                                      g_object_ref (self));
  else
    cercle_session_add_item_async (session_of (self), meeting, item, saved_cb, g_object_ref (self));
}

static void
save_cb (CercleMatrixForm *form, CercleRecord *record, CercleMeetingsPage *self)
{
  const CercleKind *kind = cercle_record_get_kind (record);

  if (kind == &cercle_series_kind)
    save_series (self, record);
  else if (kind == &cercle_agenda_item_kind)
    save_item (self, record);
  else
    {
      g_free (self->coming);
      self->coming = g_strdup (cercle_record_get_id (record));
      cercle_session_change_meeting_async (session_of (self), record, saved_cb,
                                           g_object_ref (self));
    }
}

/* --- Planning --------------------------------------------------------------------------------- */

/* Who plans it prepares it, unless she says otherwise. */
static void
set_me (CercleMeetingsPage *self, CercleRecord *record, guint field)
{
  CercleRecord *me = cercle_session_get_member (session_of (self));

  if (me != NULL)
    cercle_record_set_text (record, field, cercle_record_get_id (me));
}

static void
new_series_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  g_autoptr (CercleRecord) series =
      cercle_session_new_record (session_of (self), &cercle_series_kind);

  cercle_record_set_text (series, CERCLE_SERIES_SORT, "governance");
  cercle_record_set_text (series, CERCLE_SERIES_RHYTHM, "weekly");
  cercle_record_set_text (series, CERCLE_SERIES_ON_HOLIDAY, "next_working_day");
  cercle_record_set_text (series, CERCLE_SERIES_BEGINS_ON,
                          cercle_session_get_today (session_of (self)));
  cercle_record_set_integer (series, CERCLE_SERIES_STARTS_AT, 14 * 60);
  cercle_record_set_integer (series, CERCLE_SERIES_LENGTH, 60);
  set_me (self, series, CERCLE_SERIES_ORGANISER);
  edit (self, &series_sort, series);
}

static void
new_meeting_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  g_autoptr (CercleRecord) meeting =
      cercle_session_new_record (session_of (self), &cercle_meeting_kind);

  cercle_record_set_text (meeting, CERCLE_MEETING_SORT, "staff");
  cercle_record_set_text (meeting, CERCLE_MEETING_HELD_ON,
                          cercle_session_get_today (session_of (self)));
  cercle_record_set_integer (meeting, CERCLE_MEETING_STARTS_AT, 14 * 60);
  cercle_record_set_integer (meeting, CERCLE_MEETING_LENGTH, 60);
  set_me (self, meeting, CERCLE_MEETING_ORGANISER);
  edit (self, &meeting_sort, meeting);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  g_autoptr (CercleRecord) meeting = cercle_meetings_page_copy (self);

  if (meeting != NULL)
    edit (self, &meeting_sort, meeting);
}

static void
edit_series_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);

  if (self->sheet != NULL && self->sheet->series != NULL)
    edit (self, &series_sort, self->sheet->series);
}

typedef struct
{
  CercleMeetingsPage *page;
  CercleRecord *meeting;
  GtkWidget *why;
} Cancelling;

static void
cancelled_cb (gboolean accepted, gpointer data)
{
  Cancelling *cancelling = data;
  CercleMeetingsPage *self = cancelling->page;
  g_autofree char *why =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (cancelling->why))));

  if (accepted && *why == '\0')
    cercle_toast (GTK_WIDGET (self), _ ("Say in a few words why the meeting is cancelled."), FALSE);
  else if (accepted)
    {
      cercle_record_set_text (cancelling->meeting, CERCLE_MEETING_CANCELLED_WHY, why);
      cercle_session_change_meeting_async (session_of (self), cancelling->meeting,
                                           cercle_meetings_page_done_cb, g_object_ref (self));
    }
  g_object_unref (cancelling->why);
  g_object_unref (cancelling->meeting);
  g_object_unref (self);
  g_free (cancelling);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  g_autoptr (CercleRecord) meeting = cercle_meetings_page_copy (self);
  CercleQuestion question = {
    .heading = _ ("Cancel This Meeting?"),
    .body = _ ("It stays in the calendar with the reason; the others of its series are held."),
    .accept = _ ("Cancel the Meeting"),
    .destructive = TRUE,
  };
  Cancelling *cancelling;

  if (meeting == NULL)
    return;
  cancelling = g_new0 (Cancelling, 1);
  cancelling->page = g_object_ref (self);
  cancelling->meeting = g_steal_pointer (&meeting);
  cancelling->why = g_object_ref_sink (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (cancelling->why), _ ("Why it is cancelled"));
  cercle_set_spoken (cancelling->why, _ ("Why it is cancelled"));
  question.extra = cancelling->why;
  cercle_dialog_ask (widget, &question, cancelled_cb, cancelling);
}

/* --- The agenda ------------------------------------------------------------------------------- */

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  g_autoptr (CercleRecord) item = NULL;

  if (self->sheet == NULL)
    return;
  item = cercle_session_new_record (session_of (self), &cercle_agenda_item_kind);
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_RULE, "free");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_STATE, "open");
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_MEETING,
                          cercle_record_get_id (self->sheet->meeting));
  cercle_record_set_integer (item, CERCLE_AGENDA_ITEM_MINUTES, 5);
  edit (self, &item_sort, item);
}

static void
edit_item_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  CercleAgendaRow *row = chosen_item (self);
  g_autoptr (CercleRecord) item = row != NULL ? cercle_record_copy (row->item) : NULL;

  if (item != NULL)
    edit (self, &item_sort, item);
}

static void
order_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  GListModel *rows = cercle_meeting_view_get_rows (CERCLE_MEETING_VIEW (self->view));
  CercleAgendaRow *row = chosen_item (self);
  g_autoptr (CercleRecord) meeting = cercle_meetings_page_copy (self);
  gboolean up = g_str_equal (name, "meetings.up");
  g_autoptr (CercleAgendaRow) before = NULL;
  guint n = g_list_model_get_n_items (rows), at;

  if (row == NULL || meeting == NULL || (up ? row->number <= 1 : row->number >= n))
    return;
  at = up ? row->number - 2 : row->number + 1;
  before = at < n ? g_list_model_get_item (rows, at) : NULL;
  g_free (self->item);
  self->item = g_strdup (cercle_agenda_row_get_id (row));
  cercle_session_order_item_async (session_of (self), meeting, cercle_agenda_row_get_id (row),
                                   before != NULL ? cercle_agenda_row_get_id (before) : NULL,
                                   cercle_meetings_page_done_cb, g_object_ref (self));
}

static void
move_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  CercleAgendaRow *row = chosen_item (self);
  g_autoptr (CercleRecord) meeting = cercle_meetings_page_copy (self);

  if (row == NULL || meeting == NULL || !cercle_agenda_row_is_open (row))
    return;
  cercle_session_move_items_async (session_of (self), meeting,
                                   (const char *const[]){ cercle_agenda_row_get_id (row), NULL },
                                   cercle_meetings_page_done_cb, g_object_ref (self));
}

/* All that ends after the meeting does. */
static void
move_past_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  GListModel *rows = cercle_meeting_view_get_rows (CERCLE_MEETING_VIEW (self->view));
  g_autoptr (CercleRecord) meeting = cercle_meetings_page_copy (self);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (CercleAgendaRow) row = g_list_model_get_item (rows, i);

      if (row->past && cercle_agenda_row_is_open (row))
        g_ptr_array_add (ids, g_strdup (cercle_agenda_row_get_id (row)));
    }
  if (meeting == NULL || ids->len == 0)
    return;
  g_ptr_array_add (ids, NULL);
  cercle_session_move_items_async (session_of (self), meeting, (const char *const *) ids->pdata,
                                   cercle_meetings_page_done_cb, g_object_ref (self));
}

/* Dropped; and what was dropped or discussed is put back. */
static void
state_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);
  CercleAgendaRow *row = chosen_item (self);
  g_autoptr (CercleRecord) meeting = cercle_meetings_page_copy (self);
  g_autoptr (CercleRecord) item = row != NULL ? cercle_record_copy (row->item) : NULL;
  gboolean drop = g_str_equal (name, "meetings.drop");

  if (item == NULL || meeting == NULL || cercle_agenda_row_is_open (row) != drop)
    return;
  cercle_record_unset (item, CERCLE_AGENDA_ITEM_MOVED_TO);
  cercle_record_set_text (item, CERCLE_AGENDA_ITEM_STATE, drop ? "dropped" : "open");
  cercle_session_change_item_async (session_of (self), meeting, item, cercle_meetings_page_done_cb,
                                    g_object_ref (self));
}

/* --- Who comes -------------------------------------------------------------------------------- */

static gboolean
shows_guests (CercleMeetingsPage *self)
{
  const char *side = gtk_stack_get_visible_child_name (GTK_STACK (self->sides));
  return g_strcmp0 (side, "guests") == 0;
}

static void
guests_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);

  if (self->sheet == NULL)
    return;
  cercle_meetings_page_show_side (self, "guests");
  cercle_meetings_editing_follow (self);
  cercle_meetings_page_show_sheet (self, TRUE);
  cercle_meeting_guests_start (CERCLE_MEETING_GUESTS (self->guests));
}

/* --- Templates -------------------------------------------------------------------------------- */

static void
templates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CercleMeetingsPage *self = CERCLE_MEETINGS_PAGE (widget);

  cercle_meetings_page_show_side (self, "templates");
  cercle_meetings_page_show_sheet (self, TRUE);
  cercle_template_pane_show (
      CERCLE_TEMPLATE_PANE (self->templates),
      self->sheet != NULL ? cercle_record_get_text (self->sheet->meeting, CERCLE_MEETING_SORT)
                          : NULL);
}

static void
guest_cb (CercleMeetingGuests *guests, GPtrArray *attendees, gboolean removed,
          CercleMeetingsPage *self)
{
  g_autoptr (CercleRecord) meeting = cercle_meetings_page_copy (self);

  if (meeting != NULL)
    cercle_session_ask_guests_async (session_of (self), meeting, removed ? NULL : attendees,
                                     removed ? attendees : NULL, cercle_meetings_page_done_cb,
                                     g_object_ref (self));
}

/* --- What may be done ------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
  guint key;
  GdkModifierType modifiers;
} actions[] = {
  { "meetings.new-series", new_series_action, 0, 0 },
  { "meetings.new-meeting", new_meeting_action, 0, 0 },
  { "meetings.edit", edit_action, 0, 0 },
  { "meetings.edit-series", edit_series_action, 0, 0 },
  { "meetings.cancel", cancel_action, 0, 0 },
  { "meetings.guests", guests_action, 0, 0 },
  { "meetings.templates", templates_action, 0, 0 },
  { "meetings.add", add_action, GDK_KEY_Insert, 0 },
  { "meetings.edit-item", edit_item_action, GDK_KEY_F2, 0 },
  { "meetings.up", order_action, GDK_KEY_Up, GDK_ALT_MASK },
  { "meetings.down", order_action, GDK_KEY_Down, GDK_ALT_MASK },
  { "meetings.move-next", move_next_action, GDK_KEY_Right, GDK_ALT_MASK },
  { "meetings.move-past", move_past_action, 0, 0 },
  { "meetings.drop", state_action, GDK_KEY_Delete, 0 },
  { "meetings.put-back", state_action, 0, 0 },
};

static const struct
{
  const char *label, *action;
} buttons[] = {
  { N_ ("_Add an Item…"), "meetings.add" },
  { N_ ("_Edit the Item…"), "meetings.edit-item" },
  { N_ ("To the _Next Meeting"), "meetings.move-next" },
  { N_ ("_Drop"), "meetings.drop" },
  { N_ ("_Put Back"), "meetings.put-back" },
  { N_ ("_Move What Falls Past the End"), "meetings.move-past" },
};

void
cercle_meetings_editing_follow (CercleMeetingsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  CercleAgendaRow *row = chosen_item (self);
  gboolean writes =
      cercle_session_may (session_of (self), &cercle_agenda_item_kind, CERCLE_OP_CREATE);
  CercleMeetingState state =
      self->sheet != NULL ? cercle_meeting_state (self->sheet->meeting) : CERCLE_MEETING_CANCELLED;
  gboolean live = writes && (state == CERCLE_MEETING_PREPARED || state == CERCLE_MEETING_DRAFT);
  gboolean open = live && row != NULL && cercle_agenda_row_is_open (row);
  gboolean past = live && self->sheet != NULL && self->sheet->timing->over > 0;
  const struct
  {
    const char *action;
    gboolean enabled;
  } enabled[] = {
    { "meetings.new-series", writes },
    { "meetings.new-meeting", writes },
    { "meetings.edit", live && state == CERCLE_MEETING_PREPARED },
    { "meetings.cancel", live && state == CERCLE_MEETING_PREPARED },
    { "meetings.guests", self->sheet != NULL },
    { "meetings.hold", writes },
    { "meetings.templates", writes },
    { "meetings.edit-series", writes && self->sheet != NULL && self->sheet->series != NULL },
    { "meetings.add", live },
    { "meetings.edit-item", open },
    { "meetings.up", open },
    { "meetings.down", open },
    { "meetings.move-next", open },
    { "meetings.drop", open },
    { "meetings.put-back", live && row != NULL && !open },
    { "meetings.move-past", past },
  };

  gtk_widget_set_visible (self->make, writes);
  if (self->sheet != NULL && shows_guests (self))
    cercle_meeting_guests_show (CERCLE_MEETING_GUESTS (self->guests), self->sheet, live);
  for (guint i = 0; i < G_N_ELEMENTS (enabled); i++)
    gtk_widget_action_set_enabled (widget, enabled[i].action, enabled[i].enabled);
  for (guint i = 0; self->prepare[i] != NULL; i++)
    gtk_widget_set_visible (self->prepare[i], gtk_widget_get_sensitive (self->prepare[i]));
}

void
cercle_meetings_editing_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                             actions[i].name, NULL);
    }
}

static void
fill_menus (CercleMeetingsPage *self)
{
  g_autoptr (GMenu) make = g_menu_new (), one = g_menu_new (), all = g_menu_new ();

  g_menu_append (make, _ ("_Series of Meetings…"), "meetings.new-series");
  g_menu_append (make, _ ("One _Meeting…"), "meetings.new-meeting");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->make), G_MENU_MODEL (make));
  g_menu_append (one, _ ("_Change or Move This Meeting…"), "meetings.edit");
  g_menu_append (one, _ ("_Who Comes…"), "meetings.guests");
  g_menu_append (one, _ ("_Cancel This Meeting…"), "meetings.cancel");
  g_menu_append (one, _ ("Change the _Series…"), "meetings.edit-series");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (one));
  g_menu_append (all, _ ("Agenda _Templates…"), "meetings.templates");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (all));
}

void
cercle_meetings_editing_init (CercleMeetingsPage *self)
{
  GtkWidget *bar = cercle_meeting_view_get_bar (CERCLE_MEETING_VIEW (self->view));
  GtkWidget *place = gtk_scrolled_window_new ();

  G_STATIC_ASSERT (G_N_ELEMENTS (buttons) < G_N_ELEMENTS (self->prepare));
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      self->prepare[i] = gtk_button_new_with_mnemonic (_ (buttons[i].label));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->prepare[i]), buttons[i].action);
      gtk_box_append (GTK_BOX (bar), self->prepare[i]);
    }
  self->form = cercle_matrix_form_new (session_of (self));
  g_signal_connect (self->form, "save", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (self->form, "done", G_CALLBACK (cercle_meetings_editing_end), self);
  gtk_widget_set_margin_top (self->form, 12);
  gtk_widget_set_margin_bottom (self->form, 12);
  gtk_widget_set_margin_start (self->form, 12);
  gtk_widget_set_margin_end (self->form, 12);
  /* A long form must not make the window higher than the screen. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (place), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (place), self->form);
  gtk_stack_add_named (GTK_STACK (self->sides), place, "form");
  self->guests = cercle_meeting_guests_new (session_of (self));
  g_signal_connect (self->guests, "change", G_CALLBACK (guest_cb), self);
  g_signal_connect_swapped (self->guests, "done", G_CALLBACK (cercle_meetings_editing_end), self);
  gtk_stack_add_named (GTK_STACK (self->sides), self->guests, "guests");
  self->templates = cercle_template_pane_new (CERCLE_PAGE (self));
  g_signal_connect_swapped (self->templates, "done", G_CALLBACK (cercle_meetings_editing_end),
                            self);
  gtk_stack_add_named (GTK_STACK (self->sides), self->templates, "templates");
  fill_menus (self);
  cercle_meetings_editing_follow (self);
}
