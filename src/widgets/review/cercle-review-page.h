/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The daily review with the MDPH: its list, then one case a page. open gets NULL, or a case to begin at. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_REVIEW_PAGE (cercle_review_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleReviewPage, cercle_review_page, CERCLE, REVIEW_PAGE, CerclePage)
