/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One item of a meeting that is held: what is known, its notes, the team's own note, what was
 * decided, and the form of the next decision. */
#pragma once

#include <adwaita.h>

#include "cercle-meeting-deciding.h"
#include "cercle-meeting-desk.h"

#define CERCLE_TYPE_MEETING_ITEM_PANE (cercle_meeting_item_pane_get_type ())
/* Signal "typed": notes or the internal note are others than they were. */
G_DECLARE_FINAL_TYPE (CercleMeetingItemPane, cercle_meeting_item_pane, CERCLE, MEETING_ITEM_PANE,
                      AdwBin)

GtkWidget *cercle_meeting_item_pane_new (void);
/* number: from 1. who (nullable): whom the case is about, and why she is not named. The same item
 * again keeps what is being typed. internal: the team's note, or NULL. decided: lines, or NULL. */
void cercle_meeting_item_pane_show (CercleMeetingItemPane *self, CercleMeetingItem *item,
                                    guint number, const char *internal, const char *decided);
void cercle_meeting_item_pane_set_who (CercleMeetingItemPane *self, const char *who,
                                       const char *reason);
/* Minutes that were validated are not typed into. */
void cercle_meeting_item_pane_set_editable (CercleMeetingItemPane *self, gboolean editable);
CercleMeetingDeciding *cercle_meeting_item_pane_get_deciding (CercleMeetingItemPane *self);
/* (transfer full): as typed; NULL while they are what was shown. */
char *cercle_meeting_item_pane_take_notes (CercleMeetingItemPane *self);
char *cercle_meeting_item_pane_take_internal (CercleMeetingItemPane *self);
/* (transfer full): what was decided, a line each; NULL: nothing, or no item. */
char *cercle_meeting_item_decided (CercleSession *session, CercleMeetingItem *item);
