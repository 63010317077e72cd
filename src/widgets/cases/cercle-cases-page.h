/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The work list of cases. open: an indicator's id ("open": all open cases), or CERCLE_CASES_OF and the
 * reference of a holder (none: nobody), or CERCLE_CASES_WHERE and a filter, written by
 * cercle_case_filter_write(), or CERCLE_CASES_LIST and the identity of a saved list. */
#pragma once

#include "cercle-page.h"

#define CERCLE_TYPE_CASES_PAGE (cercle_cases_page_get_type ())
#define CERCLE_CASES_OF "held-by:"
#define CERCLE_CASES_WHERE "where:"
#define CERCLE_CASES_LIST "list:"
G_DECLARE_FINAL_TYPE (CercleCasesPage, cercle_cases_page, CERCLE, CASES_PAGE, CerclePage)
