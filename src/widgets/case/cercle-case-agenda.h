/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The case on the agenda of a meeting: which one, what is to be spoken of, for how long. */
#pragma once

#include "cercle-case-form.h"

#define CERCLE_TYPE_CASE_AGENDA (cercle_case_agenda_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseAgenda, cercle_case_agenda, CERCLE, CASE_AGENDA, CercleCaseForm)
