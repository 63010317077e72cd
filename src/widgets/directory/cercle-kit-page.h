/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The kit: reflex sheets and documents, what each says, its versions; whoever may writes the next.
 */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_KIT_PAGE (cercle_kit_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleKitPage, cercle_kit_page, CERCLE, KIT_PAGE, CerclePage)
