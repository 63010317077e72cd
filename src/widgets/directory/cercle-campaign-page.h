/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The check of stale sheets: the partners to be asked, with what came of each; one after the other,
 * by keys. All desks see the same one. */
#pragma once

#include "cercle-directory-turn.h"

#define CERCLE_TYPE_CAMPAIGN_PAGE (cercle_campaign_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleCampaignPage, cercle_campaign_page, CERCLE, CAMPAIGN_PAGE,
                      CercleDirectoryTurn)
