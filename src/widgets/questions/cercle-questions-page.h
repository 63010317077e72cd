/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to the national referents: what waits for the batch of the week, what was sent, what
 * was answered. */
#pragma once

#include "cercle-page.h"

/* What cercle_page_open() takes: a new question, about no case or about the one behind it. */
#define CERCLE_QUESTIONS_ASK "ask:"

#define CERCLE_TYPE_QUESTIONS_PAGE (cercle_questions_page_get_type ())
G_DECLARE_FINAL_TYPE (CercleQuestionsPage, cercle_questions_page, CERCLE, QUESTIONS_PAGE,
                      CerclePage)
