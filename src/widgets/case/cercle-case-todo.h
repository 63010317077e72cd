/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Something to do for a case: what, who, until when. */
#pragma once

#include "cercle-case-form.h"

#define CERCLE_TYPE_CASE_TODO (cercle_case_todo_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseTodo, cercle_case_todo, CERCLE, CASE_TODO, CercleCaseForm)
