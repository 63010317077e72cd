/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that may be the same person's, and those that were made one: a part of the page of a
 * case. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_TWINS (cercle_case_twins_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseTwins, cercle_case_twins, CERCLE, CASE_TWINS, CercleCasePart)
