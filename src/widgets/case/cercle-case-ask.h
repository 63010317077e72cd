/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Two forms: asking a partner, with exactly what it would see and on which consent; and its answer.
 */
#pragma once

#include "cercle-case-entry.h"

/* request: gets the day on which a partner who has not answered is reminded: two open days from
 * now. */
void cercle_case_remind_later (CercleSession *session, CercleRecord *request);

#define CERCLE_TYPE_CASE_ASK (cercle_case_ask_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseAsk, cercle_case_ask, CERCLE, CASE_ASK, CercleCaseEntry)
#define CERCLE_TYPE_CASE_ANSWER (cercle_case_answer_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseAnswer, cercle_case_answer, CERCLE, CASE_ANSWER, CercleCaseEntry)
