/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The requests, solutions and consents of a case, each a list with what may be done; and the week
 * that the solutions cover. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_DEALINGS (cercle_case_dealings_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseDealings, cercle_case_dealings, CERCLE, CASE_DEALINGS,
                      CercleCasePart)
