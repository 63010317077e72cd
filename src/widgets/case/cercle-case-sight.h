/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a partner would see of a case: the very fields behind each of the contents that may be
 * passed on. */
#pragma once

#include "cercle-case-file.h"

/* (transfer full): one line a field, in words; contents: tokens of cercle_contents, NULL: none. */
char *cercle_case_sight (CercleCaseFile *file, CercleSession *session, const char *contents);
