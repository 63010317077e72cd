/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written while a meeting is held: notes, what was discussed, decisions. */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-compact-list.h"
#include "cercle-macros.h"
#include "cercle-meeting-decide.h"
#include "cercle-meeting-holding-private.h"
#include "cercle-toast.h"

/* What is typed is written after a pause. */
#define PAUSE_MS 1500

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

/* --- What is done ------------------------------------------------------------------------------
 */

static void
save_internal (CercleMeetingHolding *self, const char *text)
{
  CercleRecord *known = cercle_meeting_holding_get_internal (self, self->item);
  g_autoptr (CercleRecord) note = known != NULL ? cercle_record_copy (known) : NULL;
  CercleTx *tx = NULL;

  if (note == NULL && *text == '\0')
    return;
  tx = cercle_tx_new (N_ ("Internal note written."));
  if (note == NULL)
    {
      note = cercle_session_new_record (session_of (self), &cercle_meeting_note_kind);
      cercle_record_set_text (note, CERCLE_MEETING_NOTE_MEETING,
                              cercle_record_get_id (self->sheet->meeting));
      cercle_record_set_text (note, CERCLE_MEETING_NOTE_ITEM, self->item);
      if (self->internals != NULL)
        g_ptr_array_add (self->internals, g_object_ref (note));
    }
  if (*text == '\0')
    cercle_tx_delete (tx, note);
  else
    {
      cercle_record_set_text (note, CERCLE_MEETING_NOTE_TEXT, text);
      cercle_tx_save (tx, note);
    }
  cercle_session_commit_async (session_of (self), tx, cercle_meeting_holding_done_cb,
                               g_object_ref (self));
}

void
cercle_meeting_holding_save (CercleMeetingHolding *self)
{
  CercleMeetingItem *item = cercle_meeting_holding_get_item (self);
  g_autofree char *notes = NULL, *internal = NULL;

  g_clear_handle_id (&self->saving, g_source_remove);
  if (item == NULL)
    return;
  notes = cercle_meeting_item_pane_take_notes (pane_of (self));
  internal = cercle_meeting_item_pane_take_internal (pane_of (self));
  if (notes != NULL)
    {
      g_autoptr (CercleRecord) copy = cercle_record_copy (item->item);

      cercle_record_set_text (copy, CERCLE_AGENDA_ITEM_NOTES, *notes != '\0' ? notes : NULL);
      cercle_session_change_item_async (session_of (self), self->sheet->meeting, copy,
                                        cercle_meeting_holding_done_cb, g_object_ref (self));
    }
  if (internal != NULL)
    save_internal (self, internal);
}

static gboolean
pause_cb (gpointer data)
{
  CercleMeetingHolding *self = data;

  self->saving = 0;
  cercle_meeting_holding_save (self);
  return G_SOURCE_REMOVE;
}

void
cercle_meeting_acting_typed (CercleMeetingHolding *self)
{
  g_clear_handle_id (&self->saving, g_source_remove);
  self->saving = g_timeout_add (PAUSE_MS, pause_cb, self);
}

void
cercle_meeting_acting_step (CercleMeetingHolding *self, int by)
{
  guint at = cercle_meeting_holding_get_position (self);
  int to = (int) at + by;

  if (at == GTK_INVALID_LIST_POSITION || to < 0 || to >= (int) self->sheet->items->len)
    return;
  cercle_compact_list_select (CERCLE_COMPACT_LIST (self->list), (guint) to, FALSE);
}

/* Discussed: the next one is shown. */
void
cercle_meeting_acting_next (CercleMeetingHolding *self)
{
  CercleMeetingItem *item = cercle_meeting_holding_get_item (self);

  if (item == NULL)
    return;
  cercle_meeting_holding_save (self);
  if (cercle_meeting_steps_is_open (self) &&
      g_strcmp0 (cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_STATE), "open") == 0)
    {
      g_autoptr (CercleRecord) copy = cercle_record_copy (item->item);

      cercle_record_set_text (copy, CERCLE_AGENDA_ITEM_STATE, "done");
      cercle_session_change_item_async (session_of (self), self->sheet->meeting, copy,
                                        cercle_meeting_holding_done_cb, g_object_ref (self));
    }
  cercle_meeting_acting_step (self, 1);
  gtk_widget_grab_focus (self->list);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingHolding) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *item = g_steal_pointer (&self->deciding);
  const char *led;

  if (!cercle_session_commit_finish (CERCLE_SESSION (source), result, &error))
    {
      if (self->list != NULL)
        cercle_toast_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->list == NULL)
    return;
  cercle_meeting_deciding_end (cercle_meeting_item_pane_get_deciding (pane_of (self)), item);
  gtk_widget_grab_focus (self->list);
  cercle_toast (GTK_WIDGET (self), _ ("Decision taken."), TRUE);
  led = cercle_session_decided_led_to (result);
  if (led != NULL && g_str_has_prefix (led, "matrix:"))
    {
      g_autofree char *target = g_strconcat ("matrix/", led + strlen ("matrix:"), NULL);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", target);
    }
}

/* Without a decision being typed, it goes on. */
void
cercle_meeting_acting_adopt (CercleMeetingHolding *self)
{
  CercleMeetingDeciding *form = cercle_meeting_item_pane_get_deciding (pane_of (self));
  g_autoptr (CercleRecord) decision = NULL;
  g_autofree char *sentence = NULL;
  const char *partner = NULL, *family = NULL;

  if (self->deciding != NULL || !cercle_meeting_steps_is_open (self) ||
      cercle_meeting_holding_get_item (self) == NULL)
    return;
  if (cercle_meeting_deciding_is_empty (form))
    {
      cercle_meeting_acting_next (self);
      return;
    }
  decision = cercle_session_new_decision (
      session_of (self), cercle_record_get_id (self->sheet->meeting), self->item, NULL);
  if (!cercle_meeting_deciding_fill (form, decision, &partner, &family, &sentence))
    {
      cercle_toast (GTK_WIDGET (self), sentence, FALSE);
      return;
    }
  self->deciding = g_strdup (self->item);
  cercle_meeting_holding_save (self);
  cercle_session_decide_async (session_of (self), decision, partner, family, decided_cb,
                               g_object_ref (self));
}
