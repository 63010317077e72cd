/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A band over a case that this desk holds by exception: until when, why, and a button that ends it. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_EXCEPTION (cercle_case_exception_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseException, cercle_case_exception, CERCLE, CASE_EXCEPTION,
                      CercleCasePart)
