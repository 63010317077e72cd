/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* With which sections an agenda of each type of meeting begins: ordered, added, changed and removed
 * by keys. Each change is saved at once and can be undone. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_TEMPLATE_PANE (cercle_template_pane_get_type ())
/* Signal "done": back to the agenda. */
G_DECLARE_FINAL_TYPE (CercleTemplatePane, cercle_template_pane, CERCLE, TEMPLATE_PANE, AdwBin)

GtkWidget *cercle_template_pane_new (CerclePage *page);
/* sort: of cercle_meeting_sorts. The keyboard goes to its sections. */
void cercle_template_pane_show (CercleTemplatePane *self, const char *sort);
