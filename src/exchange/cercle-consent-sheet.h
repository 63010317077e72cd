/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is told before she consents: the law's words, or words that are easy to read (FALC). No
 * word about anybody. Any thread. */
#pragma once

#include "cercle-sheet.h"

/* community: its name; phone: as it is said, or NULL. */
void cercle_consent_sheet_fill (CercleSheet *sheet, const char *community, const char *phone);
/* Short sentences, one idea each; the frame has letters of 14 points. */
void cercle_consent_sheet_fill_easy (CercleSheet *sheet, const char *community, const char *phone);
