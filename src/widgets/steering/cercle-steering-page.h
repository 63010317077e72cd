/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Steering: the board of open cases. open gets NULL. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_STEERING_PAGE (cercle_steering_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleSteeringPage, cercle_steering_page, CERCLE, STEERING_PAGE, CerclePage)
