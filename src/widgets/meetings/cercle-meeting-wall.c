/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does the wall show of a meeting that is held? */
#define G_LOG_DOMAIN "cercle-widgets"

#include <glib/gi18n-lib.h>

#include "cercle-choices.h"
#include "cercle-macros.h"
#include "cercle-meeting-holding-private.h"
#include "cercle-meeting-room.h"

/* What the wall shows: never who a case is about by her name, nor the team's note. */
void
cercle_meeting_wall_show (CercleMeetingHolding *self)
{
  CercleMeetingItem *item = cercle_meeting_holding_get_item (self);
  g_autofree char *decided =
      cercle_meeting_item_decided (cercle_page_get_session (CERCLE_PAGE (self)), item);
  const char *title = NULL, *known = NULL;

  if (self->projector == NULL || self->sheet == NULL)
    return;
  if (item != NULL)
    {
      title = cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_TITLE);
      if (title == NULL)
        title = cercle_choice_label (cercle_agenda_rules,
                                     cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_RULE));
      known = self->told != NULL ? self->told->short_who
                                 : cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_TEXT);
    }
  cercle_projector_set_subtitle (self->projector, cercle_page_get_subtitle (CERCLE_PAGE (self)));
  cercle_meeting_room_show (
      cercle_projector_get_card (self->projector),
      title != NULL ? title : cercle_meeting_title (self->sheet->meeting), known,
      item != NULL ? cercle_record_get_text (item->item, CERCLE_AGENDA_ITEM_NOTES) : NULL, decided);
}

void
cercle_meeting_wall_open (CercleMeetingHolding *self)
{
  if (self->projector == NULL)
    cercle_projector_open (&self->projector, _ ("Meeting"), cercle_meeting_room_new ());
  cercle_meeting_wall_show (self);
  gtk_window_present (GTK_WINDOW (self->projector));
}
