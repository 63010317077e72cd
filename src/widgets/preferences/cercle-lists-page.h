/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The open lists of the community (themes, reasons, tags…): what is offered, under which name. Nothing is
 * deleted: what is no longer offered is still told where it was chosen. */
#pragma once

#include <adwaita.h>

#include "cercle-session.h"

#define CERCLE_TYPE_LISTS_PAGE (cercle_lists_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleListsPage, cercle_lists_page, CERCLE, LISTS_PAGE, AdwPreferencesPage)

GtkWidget *cercle_lists_page_new (CercleSession *session);
/* list: "theme", "tag"…; FALSE when no field has such a list. */
gboolean cercle_lists_page_choose (CercleListsPage *self, const char *list);
