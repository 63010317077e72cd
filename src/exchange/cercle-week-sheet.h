/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The week of a case, for the family, in words that are easy to read: who comes when, whom to ring, where
 * nobody comes yet. On the thread of the store. */
#pragma once

#include "cercle-names.h"
#include "cercle-sheet.h"

typedef struct
{
  const char *id;    /* of the case */
  const char *today; /* a day as text */
  const char *phone; /* of the community, as it is said; or NULL */
} CercleWeek;

/* G_IO_ERROR_NOT_FOUND: no such case here. */
gboolean cercle_week_sheet_fill (CercleSheet *sheet, CercleStore *store, CercleNames *names,
                                 const CercleWeek *week, GError **error);
