/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Three checks on a case, each a few fields: the first line, the expected break and the danger, the
 * debrief with the MDPH. */
#pragma once

#include "cercle-case-entry.h"

#define CERCLE_TYPE_CASE_FIRST_LINE (cercle_case_first_line_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseFirstLine, cercle_case_first_line, CERCLE, CASE_FIRST_LINE,
                      CercleCaseEntry)
#define CERCLE_TYPE_CASE_BREAK (cercle_case_break_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseBreak, cercle_case_break, CERCLE, CASE_BREAK, CercleCaseEntry)
#define CERCLE_TYPE_CASE_DEBRIEF (cercle_case_debrief_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseDebrief, cercle_case_debrief, CERCLE, CASE_DEBRIEF, CercleCaseEntry)
