/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is noted of a partner whose sheet is being checked (when to try again, a word), and until
 * when all of them are to be done. */
#pragma once

#include <adwaita.h>

#include "cercle-session.h"

#define CERCLE_TYPE_CAMPAIGN_NOTES (cercle_campaign_notes_get_type ())
/* Signal "save" (CercleRecord *record): a field was left; the record, a copy of the enquiry or of
 * the campaign, is valid and is to be saved. */
G_DECLARE_FINAL_TYPE (CercleCampaignNotes, cercle_campaign_notes, CERCLE, CAMPAIGN_NOTES, AdwBin)

GtkWidget *cercle_campaign_notes_new (CercleSession *session);
/* other: another partner than the last time; else what is being typed stays. */
void cercle_campaign_notes_show (CercleCampaignNotes *self, CercleRecord *campaign,
                                 CercleRecord *enquiry, gboolean other);
/* Writes what is typed into enquiry. FALSE: it is not valid, says so, and has the keyboard. */
gboolean cercle_campaign_notes_take (CercleCampaignNotes *self, CercleRecord *enquiry);
/* Return was pressed. FALSE: the keyboard is elsewhere. */
gboolean cercle_campaign_notes_enter (CercleCampaignNotes *self);
