/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The person's own words, first of all. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_QUOTES (cercle_case_quotes_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseQuotes, cercle_case_quotes, CERCLE, CASE_QUOTES, CercleCasePart)

