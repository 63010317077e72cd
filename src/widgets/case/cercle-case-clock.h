/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Danger, expected break and its reasons: one chip each, in words, never a score. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_CLOCK (cercle_case_clock_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseClock, cercle_case_clock, CERCLE, CASE_CLOCK, CercleCasePart)
