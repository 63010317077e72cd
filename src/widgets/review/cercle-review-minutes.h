/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The minutes of a review with the MDPH. open: its day; NULL: the last one. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_REVIEW_MINUTES (cercle_review_minutes_get_type ())
G_DECLARE_FINAL_TYPE (CercleReviewMinutes, cercle_review_minutes, CERCLE, REVIEW_MINUTES,
                      CerclePage)
