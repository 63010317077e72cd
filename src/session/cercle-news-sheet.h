/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What has changed, on one sheet of paper: one row a case. */
#pragma once

#include "cercle-names.h"
#include "cercle-news.h"
#include "cercle-sheet.h"

/* Of CercleNewsCase; names: in use. On the thread of the store. */
gboolean cercle_news_sheet_fill (CercleSheet *sheet, CercleStore *store, CercleNames *names,
                                 GPtrArray *cases, GError **error);
