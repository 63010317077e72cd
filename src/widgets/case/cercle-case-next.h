/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be done next for this case, and the buttons that settle it: done with its result, later.
 * Other open actions stand below; Return takes one up. Lives inside a CerclePage. */
#pragma once

#include "cercle-case-part.h"

#define CERCLE_TYPE_CASE_NEXT (cercle_case_next_get_type ())
G_DECLARE_FINAL_TYPE (CercleCaseNext, cercle_case_next, CERCLE, CASE_NEXT, CercleCasePart)

/* TRUE when there was something to mark. */
gboolean cercle_case_next_done (CercleCaseNext *self);
/* (transfer none) (nullable): the action the buttons are about. */
CercleRecord *cercle_case_next_get_action (CercleCaseNext *self);
