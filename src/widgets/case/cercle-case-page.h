/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One case: words, state, facts, what is next, story. open: a case's identity; "IDENTITY/consent": with
 * this form open. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_CASE_PAGE (cercle_case_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleCasePage, cercle_case_page, CERCLE, CASE_PAGE, CerclePage)
