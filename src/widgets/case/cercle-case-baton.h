/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Hands the baton on: who holds the case, the next step, promised by when. */
#pragma once

#include "cercle-case-form.h"

#define CERCLE_TYPE_CASE_BATON (cercle_case_baton_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseBaton, cercle_case_baton, CERCLE, CASE_BATON, CercleCaseForm)
