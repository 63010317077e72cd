/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is asked to a meeting: members, people and partners of the directory or a name, each for a
 * party, present or excused. */
#pragma once

#include "cercle-meeting-desk.h"
#include "cercle-page.h"

#define CERCLE_TYPE_MEETING_GUESTS (cercle_meeting_guests_get_type ())
/* Signals: "change" (GPtrArray *attendees, gboolean removed): CercleRecord, new or changed, or no
 *          longer asked.
 *          "done": back to the agenda. */
G_DECLARE_FINAL_TYPE (CercleMeetingGuests, cercle_meeting_guests, CERCLE, MEETING_GUESTS, AdwBin)

GtkWidget *cercle_meeting_guests_new (CercleSession *session);
/* writes: this desk may ask people. */
void cercle_meeting_guests_show (CercleMeetingGuests *self, CercleMeetingSheet *sheet,
                                 gboolean writes);
/* The keyboard goes to who is asked next. */
void cercle_meeting_guests_start (CercleMeetingGuests *self);
