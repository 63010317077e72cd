/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* To whom the case was handed, from whom it came, and what each may still answer: a part of the
 * page. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_TRANSFERS (cercle_case_transfers_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseTransfers, cercle_case_transfers, CERCLE, CASE_TRANSFERS,
                      CercleCasePart)
