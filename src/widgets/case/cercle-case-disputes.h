/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The open conflicts of a case, each with the two values and the keys that keep one. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_DISPUTES (cercle_case_disputes_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseDisputes, cercle_case_disputes, CERCLE, CASE_DISPUTES, CercleCasePart)

