/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the others did since yesterday evening, or in seven days: by case and by who did it. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_NEWS_PAGE (cercle_news_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleNewsPage, cercle_news_page, CERCLE, NEWS_PAGE, CerclePage)
