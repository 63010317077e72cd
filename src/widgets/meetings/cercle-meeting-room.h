/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the wall shows of a meeting: the item, what is known, its notes and decisions. Neither an
 * internal note nor a name is ever given to it. */
#pragma once

#include <adwaita.h>

#define CERCLE_TYPE_MEETING_ROOM (cercle_meeting_room_get_type ())
G_DECLARE_FINAL_TYPE (CercleMeetingRoom, cercle_meeting_room, CERCLE, MEETING_ROOM, AdwBin)

GtkWidget *cercle_meeting_room_new (void);
/* All translated or typed, without a name; each but the title may be NULL. */
void cercle_meeting_room_show (CercleMeetingRoom *self, const char *title, const char *known,
                               const char *notes, const char *decisions);
