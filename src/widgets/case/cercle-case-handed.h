/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* On top of the page: a case that somebody here has to accept, or that is back: a part of the page,
 * there only while it is so. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_HANDED (cercle_case_handed_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseHanded, cercle_case_handed, CERCLE, CASE_HANDED, CercleCasePart)
