/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the room read of the item in hand? Never who a case is about by her name, wherever it
 * was typed, nor the team's note. */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-masked-words.h"
#include "cercle-meeting-holding-private.h"
#include "cercle-meeting-room.h"

enum
{
  TITLE,
  KNOWN,
  NOTES,
  DECIDED,
  N_TEXTS
};

/* (transfer none): the title of the item, or what its rule is called; of none, the meeting's. */
static const char *
title_of (CercleMeetingHolding *self, CercleMeetingItem *item)
{
  const char *title;

  if (item == NULL)
    return cercle_meeting_title (self->sheet->meeting);
  title = cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_TITLE);
  return title != NULL
             ? title
             : cercle_choice_label (cercle_agenda_rules,
                                    cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_RULE));
}

/* Nothing is shown before the names were taken out of it. */
static void
masked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CercleMeetingHolding) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts =
      cercle_session_mask_finish (CERCLE_SESSION (source), result, &error);

  if (self->list == NULL || self->projector == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texts == NULL)
    {
      cercle_meeting_room_show (cercle_projector_get_card (self->projector), NULL, NULL, NULL,
                                NULL);
      return;
    }
  cercle_projector_set_subtitle (self->projector, cercle_page_get_subtitle (CERCLE_PAGE (self)));
  cercle_meeting_room_show (cercle_projector_get_card (self->projector), texts->pdata[TITLE],
                            texts->pdata[KNOWN], texts->pdata[NOTES], texts->pdata[DECIDED]);
}

void
cercle_meeting_wall_show (CercleMeetingHolding *self)
{
  CercleSession *session = cercle_page_get_session (CERCLE_PAGE (self));
  CercleMeetingItem *item = cercle_meeting_holding_get_item (self);
  g_autofree char *decided = NULL;
  const char *texts[N_TEXTS] = { NULL };

  if (self->projector == NULL || self->sheet == NULL)
    return;
  decided = cercle_meeting_item_decided (session, item);
  texts[TITLE] = title_of (self, item);
  texts[DECIDED] = decided;
  if (item != NULL)
    {
      texts[KNOWN] = self->told != NULL
                         ? self->told->short_who
                         : cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_TEXT);
      texts[NOTES] = cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_NOTES);
    }
  g_cancellable_cancel (self->masking);
  g_clear_object (&self->masking);
  self->masking = g_cancellable_new ();
  cercle_session_mask_async (session, texts, N_TEXTS, self->masking, masked_cb,
                             g_object_ref (self));
}

void
cercle_meeting_wall_open (CercleMeetingHolding *self)
{
  if (self->projector == NULL)
    cercle_projector_open (&self->projector, _ ("Meeting"), cercle_meeting_room_new ());
  cercle_meeting_wall_show (self);
  gtk_window_present (GTK_WINDOW (self->projector));
}

void
cercle_meeting_wall_close (CercleMeetingHolding *self)
{
  g_cancellable_cancel (self->masking);
  g_clear_object (&self->masking);
  cercle_projector_close (&self->projector);
}
