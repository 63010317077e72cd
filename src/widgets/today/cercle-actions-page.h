/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole list behind an indicator of actions. open gets the indicator's id. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_ACTIONS_PAGE (cercle_actions_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleActionsPage, cercle_actions_page, CERCLE, ACTIONS_PAGE, CerclePage)
