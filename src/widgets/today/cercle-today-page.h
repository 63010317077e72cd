/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom to call now and how late; how many of each; what is to be done today. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_TODAY_PAGE (cercle_today_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleTodayPage, cercle_today_page, CERCLE, TODAY_PAGE, CerclePage)
