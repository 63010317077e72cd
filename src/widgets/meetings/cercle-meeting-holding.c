/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a meeting held by the keyboard, one item after the other? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-compact-list.h"
#include "cercle-display.h"
#include "cercle-macros.h"
#include "cercle-meeting-holding-private.h"
#include "cercle-meeting-presence.h"
#include "cercle-toast.h"

/* Several changes of one exchange are shown once. */
#define QUIET_MS 60

G_DEFINE_FINAL_TYPE (CercleMeetingHolding, cercle_meeting_holding, CERCLE_TYPE_PAGE)

static CercleSession *
session_of (CercleMeetingHolding *self)
{
  return cercle_page_get_session (CERCLE_PAGE (self));
}

static CercleMeetingItemPane *
pane_of (CercleMeetingHolding *self)
{
  return CERCLE_MEETING_ITEM_PANE (self->pane);
}

CercleMeetingItem *
cercle_meeting_holding_get_item (CercleMeetingHolding *self)
{
  return self->sheet != NULL && self->item != NULL
             ? cercle_meeting_sheet_find (self->sheet, self->item)
             : NULL;
}

void
cercle_meeting_holding_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingHolding) self = data;
  g_autoptr (GError) error = NULL;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error) && self->list != NULL)
    cercle_toast_error (GTK_WIDGET (self), error);
}

static gboolean
is_done (CercleRecord *item)
{
  return g_strcmp0 (cercle_record_get_text (item, CERCLE_AGENDA_ITEM_STATE), "open") != 0;
}

/* --- What is shown ---------------------------------------------------------------------------- */

static guint
position_of (CercleMeetingHolding *self, const char *id)
{
  for (guint i = 0; self->sheet != NULL && i < self->sheet->items->len; i++)
    {
      CercleMeetingItem *item = self->sheet->items->pdata[i];

      if (g_strcmp0 (cercle_record_get_id (item->item), id) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

guint
cercle_meeting_holding_get_position (CercleMeetingHolding *self)
{
  return position_of (self, self->item);
}

CercleRecord *
cercle_meeting_holding_get_internal (CercleMeetingHolding *self, const char *item)
{
  for (guint i = 0; self->internals != NULL && i < self->internals->len; i++)
    if (g_strcmp0 (cercle_record_get_text (self->internals->pdata[i], CERCLE_MEETING_NOTE_ITEM),
                   item) == 0)
      return self->internals->pdata[i];
  return NULL;
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingHolding) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CercleStaffCase) told =
      cercle_session_read_staff_case_finish (CERCLE_SESSION (source), result, &error);

  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->told, cercle_staff_case_free);
  self->told = g_steal_pointer (&told);
  if (self->told != NULL)
    cercle_meeting_item_pane_set_who (pane_of (self), self->told->who, self->told->reason);
  cercle_meeting_wall_show (self);
}

/* Nobody is named before it is known who may be told. */
static void
ask_who (CercleMeetingHolding *self, CercleMeetingItem *item)
{
  const char *about = cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_ABOUT);

  g_cancellable_cancel (self->staffing);
  g_clear_object (&self->staffing);
  if (about == NULL || !g_str_has_prefix (about, "case:"))
    {
      g_clear_pointer (&self->told, cercle_staff_case_free);
      return;
    }
  self->staffing = g_cancellable_new ();
  cercle_session_read_staff_case_async (
      session_of (self), cercle_record_get_id (self->sheet->meeting), about + strlen ("case:"),
      self->staffing, told_cb, g_object_ref (self));
}

static void
show_item (CercleMeetingHolding *self)
{
  CercleMeetingItem *item = cercle_meeting_holding_get_item (self);
  CercleRecord *internal = NULL;
  g_autofree char *decided = cercle_meeting_item_decided (session_of (self), item);

  gtk_widget_set_visible (self->scroller, item != NULL);
  if (item == NULL)
    return;
  internal = cercle_meeting_holding_get_internal (self, self->item);
  cercle_meeting_item_pane_show (
      pane_of (self), item, position_of (self, self->item) + 1,
      internal != NULL ? cercle_record_get_text (internal, CERCLE_MEETING_NOTE_TEXT) : NULL,
      decided);
  ask_who (self, item);
  cercle_meeting_wall_show (self);
}

static void
show_time (CercleMeetingHolding *self)
{
  CercleMeetingItem *item = cercle_meeting_holding_get_item (self);
  gint64 spent, most, length;
  g_autofree char *one = NULL, *all = NULL, *both = NULL;

  if (item == NULL)
    return;
  spent =
      (cercle_record_get_integer (item->item, CERCLE_AGENDA_ITEM_SECONDS, 0) + self->spent) / 60;
  most = cercle_record_get_integer (item->item, CERCLE_AGENDA_ITEM_MINUTES, 0);
  length = cercle_record_get_integer (self->sheet->meeting, CERCLE_MEETING_LENGTH, 0);
  one = most > 0 && spent >= most
            ? g_strdup_printf (_ ("%1$d min on this item, past its %2$d"), (int) spent, (int) most)
            : g_strdup_printf (_ ("%1$d min of %2$d"), (int) spent, (int) most);
  all = g_strdup_printf (_ ("meeting: %1$d min of %2$d"), (int) self->all_spent / 60, (int) length);
  both = g_strdup_printf ("%s · %s", one, all);
  gtk_label_set_text (GTK_LABEL (self->time), both);
}

static void
spend (CercleMeetingHolding *self)
{
  if (self->spent > 0 && cercle_meeting_holding_get_item (self) != NULL &&
      cercle_meeting_steps_is_open (self))
    cercle_session_spend_seconds (session_of (self), self->sheet->meeting, self->item, self->spent);
  self->spent = 0;
}

static gboolean
clock_cb (gpointer data)
{
  CercleMeetingHolding *self = data;

  if (!cercle_meeting_steps_is_open (self) ||
      cercle_record_is_set (self->sheet->meeting, CERCLE_MEETING_CLOSED_AT))
    return G_SOURCE_CONTINUE;
  self->spent++;
  self->all_spent++;
  show_time (self);
  return G_SOURCE_CONTINUE;
}

static void
go_to (CercleMeetingHolding *self, const char *id)
{
  g_autofree char *to = g_strdup (id);

  if (g_strcmp0 (self->item, id) == 0)
    return;
  cercle_meeting_holding_save (self);
  spend (self);
  g_clear_pointer (&self->told, cercle_staff_case_free);
  g_free (self->item);
  self->item = g_steal_pointer (&to);
  show_item (self);
  show_time (self);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void
show_sheet (CercleMeetingHolding *self)
{
  CercleRecord *meeting = self->sheet->meeting;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autofree char *day =
      cercle_display_day (cercle_record_get_text (meeting, CERCLE_MEETING_HELD_ON));
  guint at;

  for (guint i = 0; i < self->sheet->items->len; i++)
    g_ptr_array_add (records, ((CercleMeetingItem *) self->sheet->items->pdata[i])->item);
  cercle_page_set_title (CERCLE_PAGE (self), cercle_meeting_title (meeting));
  cercle_page_set_subtitle (CERCLE_PAGE (self), day);
  cercle_meeting_presence_show (CERCLE_MEETING_PRESENCE (self->presence), self->sheet->guests);
  cercle_meeting_frame_fit (self);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       records->pdata, records->len);
  at = position_of (self, self->item);
  if (at == GTK_INVALID_LIST_POSITION)
    {
      g_clear_pointer (&self->item, g_free);
      for (at = 0; at + 1 < records->len && is_done (records->pdata[at]);)
        at++;
      if (records->len > 0)
        self->item = g_strdup (cercle_record_get_id (records->pdata[at]));
    }
  if (records->len > 0)
    cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), at, self->starting);
  self->starting = FALSE;
  show_item (self);
  cercle_meeting_steps_show (self);
  show_time (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states), "meeting");
}

static void
internals_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingHolding) self = data;
  g_autoptr (GPtrArray) found = cercle_session_find_finish (CERCLE_SESSION (source), result, NULL);

  if (self->list == NULL || found == NULL)
    return;
  g_clear_pointer (&self->internals, g_ptr_array_unref);
  self->internals = g_steal_pointer (&found);
  if (self->sheet != NULL)
    show_item (self);
}

static void
ask_internals (CercleMeetingHolding *self)
{
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_meeting_note_kind);

  cercle_query_where (query, CERCLE_MEETING_NOTE_MEETING, CERCLE_IS,
                      cercle_record_get_id (self->sheet->meeting));
  cercle_session_find_async (session_of (self), query, NULL, internals_cb, g_object_ref (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingHolding) self = data;
  g_autoptr (GError) error = NULL;
  CercleMeetingSheet *sheet =
      cercle_session_read_meeting_finish (CERCLE_SESSION (source), result, &error);

  self->reading = FALSE;
  if (self->list == NULL)
    {
      g_clear_pointer (&sheet, cercle_meeting_sheet_free);
      return;
    }
  if (sheet != NULL)
    {
      CercleMeetingSheet *before = self->sheet;

      self->sheet = sheet;
      show_sheet (self);
      ask_internals (self);
      g_clear_pointer (&before, cercle_meeting_sheet_free);
    }
  else
    cercle_toast_error (GTK_WIDGET (self), error);
  if (self->again)
    cercle_meeting_holding_read (self);
}

void
cercle_meeting_holding_read (CercleMeetingHolding *self)
{
  if (self->wanted == NULL)
    return;
  self->again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  cercle_session_read_meeting_async (session_of (self), self->wanted, NULL, read_cb,
                                     g_object_ref (self));
}

static gboolean
quiet_cb (gpointer data)
{
  CercleMeetingHolding *self = data;

  self->quiet = 0;
  cercle_meeting_holding_read (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (CercleMeetingHolding *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->quiet == 0)
    self->quiet = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
take_wanted (CercleMeetingHolding *self, CercleRecord *meeting)
{
  if (self->sheet != NULL &&
      g_strcmp0 (cercle_record_get_id (self->sheet->meeting), cercle_record_get_id (meeting)) != 0)
    {
      cercle_meeting_holding_save (self);
      spend (self);
      g_clear_pointer (&self->sheet, cercle_meeting_sheet_free);
      g_clear_pointer (&self->item, g_free);
      self->all_spent = 0;
    }
  g_set_object (&self->wanted, meeting);
  cercle_meeting_holding_read (self);
}

/* Of today: the first one that is not over. */
static void
today_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingHolding) self = data;
  g_autoptr (GPtrArray) lines =
      cercle_session_read_meetings_finish (CERCLE_SESSION (source), result, NULL);

  for (guint i = 0; self->list != NULL && lines != NULL && i < lines->len; i++)
    {
      CercleMeetingLine *line = lines->pdata[i];

      if (cercle_record_is_set (line->meeting, CERCLE_MEETING_CLOSED_AT) ||
          cercle_meeting_state (line->meeting) == CERCLE_MEETING_CANCELLED)
        continue;
      take_wanted (self, line->meeting);
      return;
    }
}

static void
cercle_meeting_holding_open (CerclePage *page, const char *target)
{
  CercleMeetingHolding *self = CERCLE_MEETING_HOLDING (page);
  const char *today = cercle_session_get_today (session_of (self));
  g_autoptr (CercleRecord) meeting = NULL;

  if (target != NULL)
    meeting = cercle_session_get (session_of (self), &cercle_meeting_kind, target);
  if (meeting != NULL)
    take_wanted (self, meeting);
  else if (self->wanted == NULL)
    cercle_session_read_meetings_async (session_of (self), today, today, NULL, today_cb,
                                        g_object_ref (self));
}

/* --- What is chosen and told
 * ---------------------------------------------------------------------- */

static void
chosen_cb (CercleMeetingHolding *self)
{
  g_autoptr (CercleRecord) item =
      cercle_compact_list_get_selected_item (CERCLE_COMPACT_LIST (self->list));

  if (item != NULL)
    go_to (self, cercle_record_get_id (item));
}

static void
presence_cb (CercleMeetingHolding *self, CercleRecord *attendee)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (changed, g_object_ref (attendee));
  cercle_session_ask_guests_async (session_of (self), self->sheet->meeting, changed, NULL,
                                   cercle_meeting_holding_done_cb, g_object_ref (self));
}

/* --- The page --------------------------------------------------------------------------------- */

/* Whoever looks at a meeting together asks more often than otherwise. */
static void
map_cb (CercleMeetingHolding *self)
{
  cercle_session_set_eager (session_of (self), TRUE);
  if (self->clock == 0)
    self->clock = g_timeout_add_seconds (1, clock_cb, self);
  cercle_meeting_holding_read (self);
}

static void
unmap_cb (CercleMeetingHolding *self)
{
  cercle_session_set_eager (session_of (self), FALSE);
  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_handle_id (&self->quiet, g_source_remove);
  spend (self);
}

static void
cercle_meeting_holding_start (CerclePage *page)
{
  CercleMeetingHolding *self = CERCLE_MEETING_HOLDING (page);

  self->starting = self->sheet == NULL;
  if (!self->starting)
    gtk_widget_grab_focus (self->list);
}

static void
cercle_meeting_holding_leave (CerclePage *page)
{
  CercleMeetingHolding *self = CERCLE_MEETING_HOLDING (page);

  cercle_meeting_holding_save (self);
  cercle_meeting_deciding_flush (cercle_meeting_item_pane_get_deciding (pane_of (self)));
}

static void
cercle_meeting_holding_constructed (GObject *object)
{
  CercleMeetingHolding *self = CERCLE_MEETING_HOLDING (object);

  G_OBJECT_CLASS (cercle_meeting_holding_parent_class)->constructed (object);
  cercle_page_set_title (CERCLE_PAGE (self), _ ("Meeting"));
  cercle_meeting_deciding_set_session (cercle_meeting_item_pane_get_deciding (pane_of (self)),
                                       session_of (self));
  cercle_page_fit_rows (CERCLE_PAGE (self), self->list);
  g_signal_connect_object (session_of (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
cercle_meeting_holding_dispose (GObject *object)
{
  CercleMeetingHolding *self = CERCLE_MEETING_HOLDING (object);

  g_clear_handle_id (&self->saving, g_source_remove);
  g_clear_handle_id (&self->quiet, g_source_remove);
  g_clear_handle_id (&self->clock, g_source_remove);
  g_cancellable_cancel (self->staffing);
  g_clear_object (&self->staffing);
  cercle_meeting_wall_close (self);
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      cercle_compact_list_set_model (CERCLE_COMPACT_LIST (self->list), NULL);
    }
  self->list = NULL;
  g_clear_object (&self->items);
  g_clear_object (&self->wanted);
  g_clear_pointer (&self->sheet, cercle_meeting_sheet_free);
  g_clear_pointer (&self->internals, g_ptr_array_unref);
  g_clear_pointer (&self->told, cercle_staff_case_free);
  g_clear_pointer (&self->item, g_free);
  g_clear_pointer (&self->deciding, g_free);
  G_OBJECT_CLASS (cercle_meeting_holding_parent_class)->dispose (object);
}

static void
cercle_meeting_holding_class_init (CercleMeetingHoldingClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = cercle_meeting_holding_constructed;
  G_OBJECT_CLASS (klass)->dispose = cercle_meeting_holding_dispose;
  CERCLE_PAGE_CLASS (klass)->open = cercle_meeting_holding_open;
  CERCLE_PAGE_CLASS (klass)->start = cercle_meeting_holding_start;
  CERCLE_PAGE_CLASS (klass)->leave = cercle_meeting_holding_leave;
  cercle_meeting_keys_install (GTK_WIDGET_CLASS (klass));
}

static void
cercle_meeting_holding_init (CercleMeetingHolding *self)
{
  self->items = g_list_store_new (CERCLE_TYPE_RECORD);
  cercle_meeting_frame_build (self);
  cercle_meeting_keys_init (self);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->presence, "told", G_CALLBACK (presence_cb), self);
  g_signal_connect_swapped (self->pane, "typed", G_CALLBACK (cercle_meeting_acting_typed), self);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (cercle_meeting_frame_narrow), NULL);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
  cercle_meeting_frame_narrow (self);
}
