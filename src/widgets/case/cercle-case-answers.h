/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A band over a case for each answer of the FAQ that helped with it and has changed since. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_ANSWERS (cercle_case_answers_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseAnswers, cercle_case_answers, CERCLE, CASE_ANSWERS, CercleCasePart)
