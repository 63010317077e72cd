/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The named persons at the ARS, the county council, the MDPH, the nation and the hotlines; where
 * nobody is named, somebody is from here. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_REFERENTS_PAGE (cercle_referents_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleReferentsPage, cercle_referents_page, CERCLE, REFERENTS_PAGE,
                      CerclePage)
