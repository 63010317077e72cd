/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds what: a line a holder, which opens exactly the cases it counts. Lives inside a CerclePage. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_HOLDER_LIST (cercle_holder_list_get_type ())
/* Return on a line: "win.show-holder" with the reference of the holder, "" for nobody. */
G_DECLARE_FINAL_TYPE (CercleHolderList, cercle_holder_list, CERCLE, HOLDER_LIST, AdwBin)

/* Before anything else; page is not owned. */
void cercle_holder_list_set_page (CercleHolderList *self, CerclePage *page);
/* Of CercleHolderLine, nobody first, then those who hold most. */
GListModel *cercle_holder_list_get_lines (CercleHolderList *self);

#define CERCLE_TYPE_HOLDER_LINE (cercle_holder_line_get_type ())
G_DECLARE_FINAL_TYPE (CercleHolderLine, cercle_holder_line, CERCLE, HOLDER_LINE, GObject)
/* (transfer none): NULL: nobody. */
const CercleTally *cercle_holder_line_get_tally (CercleHolderLine *self);
