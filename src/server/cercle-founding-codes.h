/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes that every community begins with, as a table. */
#pragma once

typedef struct
{
  const char *list, *token, *english, *french;
} CercleFoundingCode;
/* Ends with a NULL list. */
extern const CercleFoundingCode cercle_founding_code_list[];
