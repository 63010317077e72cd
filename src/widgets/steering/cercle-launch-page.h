/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The launch of the community, point by point; for whoever reads several communities, the table of
 * them all first. Opened with the identity of a community: that one. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_LAUNCH_PAGE (cercle_launch_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleLaunchPage, cercle_launch_page, CERCLE, LAUNCH_PAGE, CerclePage)
