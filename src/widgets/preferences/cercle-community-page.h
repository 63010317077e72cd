/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the community has settled for all its desks: hours, delays, labels of the levels. The coordinator
 * changes it in place; everybody reads it. */
#pragma once

#include <adwaita.h>

#include "cercle-session.h"

#define CERCLE_TYPE_COMMUNITY_PAGE (cercle_community_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleCommunityPage, cercle_community_page, CERCLE, COMMUNITY_PAGE,
                      AdwPreferencesPage)

GtkWidget *cercle_community_page_new (CercleSession *session);
/* (transfer none): the row of a field of the community. */
GtkWidget *cercle_community_page_get_row (CercleCommunityPage *self, guint field);
