/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that orients a case: what the matrix in force decides is proposed; something else has a reason. */
#pragma once

#include "cercle-case-entry.h"

#define CERCLE_TYPE_CASE_ORIENT (cercle_case_orient_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseOrient, cercle_case_orient, CERCLE, CASE_ORIENT, CercleCaseEntry)
