/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Closes a case: with a motive, and knowing what is still to be done. */
#pragma once

#include "cercle-case-form.h"

#define CERCLE_TYPE_CASE_CLOSING (cercle_case_closing_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseClosing, cercle_case_closing, CERCLE, CASE_CLOSING, CercleCaseForm)
