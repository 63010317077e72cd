/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which protected cases were opened by exception, by whom and why; what still is can be ended. Not
 * there while there is none. */
#pragma once

#include <adwaita.h>

#include "cercle-session.h"

#define CERCLE_TYPE_OPENINGS_CARD (cercle_openings_card_get_type ())
G_DECLARE_FINAL_TYPE (CercleOpeningsCard, cercle_openings_card, CERCLE, OPENINGS_CARD, AdwBin)

GtkWidget *cercle_openings_card_new (CercleSession *session);
/* Boxes of the page, which outlive the card's place in them: while one goes on it stands first in
 * now, afterwards last in past. */
void cercle_openings_card_set_places (CercleOpeningsCard *self, GtkWidget *now, GtkWidget *past);
