/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Four cells: state, holder, promise, expected break. The state is a menu of the moves allowed, the
 * holder a button that hands over; both by the page's actions. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_STATE (cercle_case_state_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseState, cercle_case_state, CERCLE, CASE_STATE, CercleCasePart)

/* (transfer full): "case.move::TOKEN" for each allowed move, then "case.close" or "case.reopen". */
GMenuModel *cercle_case_state_menu (CercleRecord *kase);
