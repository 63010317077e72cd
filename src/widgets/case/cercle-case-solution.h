/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Three forms: a solution, what the person chose of it, and the parts of the week to cover. */
#pragma once

#include "cercle-case-entry.h"

#define CERCLE_TYPE_CASE_SOLUTION (cercle_case_solution_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseSolution, cercle_case_solution, CERCLE, CASE_SOLUTION,
                      CercleCaseEntry)
#define CERCLE_TYPE_CASE_CHOICE (cercle_case_choice_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseChoice, cercle_case_choice, CERCLE, CASE_CHOICE, CercleCaseEntry)
#define CERCLE_TYPE_CASE_WEEK (cercle_case_week_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseWeek, cercle_case_week, CERCLE, CASE_WEEK, CercleCaseEntry)
