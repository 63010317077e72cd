/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A note on a case, or the person's words. */
#pragma once

#include "cercle-case-form.h"

#define CERCLE_TYPE_CASE_NOTE (cercle_case_note_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseNote, cercle_case_note, CERCLE, CASE_NOTE, CercleCaseForm)
