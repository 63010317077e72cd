/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The baton of a case: who held it, as a ribbon and in words, and what is wrong with it. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_HOLDING (cercle_case_holding_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseHolding, cercle_case_holding, CERCLE, CASE_HOLDING, CercleCasePart)
