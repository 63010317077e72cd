/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Field of responsibility, lead, rule and why; the debrief and the first line. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_ORIENTATION (cercle_case_orientation_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseOrientation, cercle_case_orientation, CERCLE, CASE_ORIENTATION,
                      CercleCasePart)
