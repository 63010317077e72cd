/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on Today: how many cases the others changed since yesterday evening. Opens them. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_NEWS_LINK (cercle_news_link_get_type ())
G_DECLARE_FINAL_TYPE (CercleNewsLink, cercle_news_link, CERCLE, NEWS_LINK, AdwBin)

void cercle_news_link_set_page (CercleNewsLink *self, CerclePage *page);
