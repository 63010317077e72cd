/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case on its way to a community without Cercle, on paper, with room for its answer. */
#pragma once

#include "cercle-handover.h"
#include "cercle-names.h"
#include "cercle-sheet.h"

/* phone: of the community that hands over, to answer to; or NULL. names: in use. */
void cercle_handover_sheet_fill (CercleSheet *sheet, const CercleHandover *handover,
                                 const char *phone, CercleNames *names);
