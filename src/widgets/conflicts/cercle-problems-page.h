/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be settled: conflicts with both values, and problems with what mends them. Page "problems". */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_PROBLEMS_PAGE (cercle_problems_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleProblemsPage, cercle_problems_page, CERCLE, PROBLEMS_PAGE, CerclePage)
