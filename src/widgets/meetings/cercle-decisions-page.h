/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What meetings decided and nobody has applied yet: applied, dropped with a reason, or gone to. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_DECISIONS_PAGE (cercle_decisions_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleDecisionsPage, cercle_decisions_page, CERCLE, DECISIONS_PAGE,
                      CerclePage)
