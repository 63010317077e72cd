/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet of one meeting: when and where, who comes and who is missing, the agenda with its time,
 * and why the chosen item is on it. */
#pragma once

#include "cercle-meeting-row.h"
#include "cercle-page.h"

#define CERCLE_TYPE_MEETING_VIEW (cercle_meeting_view_get_type ())
/* Signal "chosen": another item is selected. */
G_DECLARE_FINAL_TYPE (CercleMeetingView, cercle_meeting_view, CERCLE, MEETING_VIEW, AdwBin)

GtkWidget *cercle_meeting_view_new (CerclePage *page);
/* sheet: stays the caller's, until the next one is shown. wanted (nullable): item to select. */
void cercle_meeting_view_show (CercleMeetingView *self, CercleMeetingSheet *sheet,
                               const char *wanted);
/* (transfer none) (nullable): the selected item. */
CercleAgendaRow *cercle_meeting_view_get_chosen (CercleMeetingView *self);
/* CercleAgendaRow, in order. */
GListModel *cercle_meeting_view_get_rows (CercleMeetingView *self);
/* The keyboard goes to the agenda. */
void cercle_meeting_view_start (CercleMeetingView *self);
/* Where buttons of the sheet stand, under the agenda. */
GtkWidget *cercle_meeting_view_get_bar (CercleMeetingView *self);
