/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One line on Today, where nobody is named at the ARS, the county council, the MDPH or the nation.
 * Opens the referents; not there when all places are held. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_REFERENT_LINK (cercle_referent_link_get_type ())
G_DECLARE_FINAL_TYPE (CercleReferentLink, cercle_referent_link, CERCLE, REFERENT_LINK, AdwBin)

void cercle_referent_link_set_page (CercleReferentLink *self, CerclePage *page);
