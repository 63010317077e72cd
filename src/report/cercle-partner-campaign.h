/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The check of stale sheets: a campaign asks so many partners whether their sheet still holds, and
 * keeps what came of each. Thread of the store. */
#pragma once

#include "cercle-partner.h"

/* Sheets of one campaign: one action of the journal, and a week's work. */
#define CERCLE_CAMPAIGN_MOST 40

typedef struct
{
  CercleRecord *campaign; /* the one that is open, else the one closed last; NULL: there was none */
  GPtrArray *lines;       /* CerclePartnerLine, by name */
  GPtrArray *enquiries;   /* CercleRecord, in the order of lines */
  guint done;             /* of its partners */
  guint stale;            /* sheets to be checked now, up to twice CERCLE_CAMPAIGN_MOST */
} CerclePartnerCampaign;
void cercle_partner_campaign_free (CerclePartnerCampaign *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CerclePartnerCampaign, cercle_partner_campaign_free)

/* (transfer full): NULL with error. */
CerclePartnerCampaign *cercle_partner_campaign_read (CercleStore *store, gint64 now,
                                                     const char *today, GError **error);

/* (transfer none): a token of cercle_enquiry_outcomes. A sheet that was found true since the
 * campaign began needs no call any more, wherever that was noted. */
const char *cercle_partner_campaign_state (CercleRecord *campaign, CercleRecord *organisation,
                                           CercleRecord *enquiry);
/* Nothing is left to do with the partner. */
gboolean cercle_partner_campaign_is_done (const char *state);
