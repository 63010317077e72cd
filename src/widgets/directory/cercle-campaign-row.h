/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A partner of a check of stale sheets, as the list shows it, and the columns of that list. */
#pragma once

#include "cercle-column.h"
#include "cercle-partner-campaign.h"

#define CERCLE_TYPE_CAMPAIGN_ROW (cercle_campaign_row_get_type ())
G_DECLARE_FINAL_TYPE (CercleCampaignRow, cercle_campaign_row, CERCLE, CAMPAIGN_ROW, GObject)

CercleCampaignRow *cercle_campaign_row_new (const CerclePartnerCampaign *campaign, guint i);

extern const CercleColumn cercle_campaign_columns[];
extern const guint cercle_campaign_n_columns;
