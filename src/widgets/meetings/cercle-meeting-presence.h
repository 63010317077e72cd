/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is there: a button a guest, that goes from one presence to the next; P, E and A say it at
 * once. */
#pragma once

#include <adwaita.h>

#include "cercle-meeting-desk.h"

#define CERCLE_TYPE_MEETING_PRESENCE (cercle_meeting_presence_get_type ())
/* Signal "told" (CercleRecord *attendee): a copy with her presence changed. */
G_DECLARE_FINAL_TYPE (CercleMeetingPresence, cercle_meeting_presence, CERCLE, MEETING_PRESENCE,
                      AdwBin)

GtkWidget *cercle_meeting_presence_new (void);
/* guests: CercleMeetingGuest. Keeps the keyboard on the guest that has it. */
void cercle_meeting_presence_show (CercleMeetingPresence *self, GPtrArray *guests);
