/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that somebody did to a case, as a line of a list. */
#pragma once

#include "cercle-column.h"
#include "cercle-news.h"

#define CERCLE_TYPE_NEWS_LINE (cercle_news_line_get_type ())
G_DECLARE_FINAL_TYPE (CercleNewsLine, cercle_news_line, CERCLE, NEWS_LINE, GObject)

/* (transfer full): lines of these cases in their order; of CercleNewsCase. */
GPtrArray *cercle_news_lines (GPtrArray *cases);
CercleRecord *cercle_news_line_get_event (CercleNewsLine *self);
/* Identity. */
const char *cercle_news_line_get_case (CercleNewsLine *self);

/* data: the session. */
extern const CercleColumn cercle_news_columns[];
extern const guint cercle_news_n_columns;
