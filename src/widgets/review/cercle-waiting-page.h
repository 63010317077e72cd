/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The joint review of waiting lists: lists are imported, then those who wait pass one a page. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_WAITING_PAGE (cercle_waiting_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleWaitingPage, cercle_waiting_page, CERCLE, WAITING_PAGE, CerclePage)
