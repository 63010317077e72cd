/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the plan share. For this room. */
#pragma once

#include "cercle-directory-plan.h"

/* (transfer full): unchanged, of a sheet. */
CerclePlanLine *cercle_plan_line_new (const CercleForeignSheet *sheet);
/* Text, tokens or a number, as cercle_record_value_text() gives it. */
void cercle_plan_set_value (CercleRecord *record, guint field, const char *value);
