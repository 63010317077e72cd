/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases one mutation touches: changed in memory as its consequences come up, written once. */
#pragma once

#include "cercle-writer.h"

/* The case as it is becoming (owned by the writer). NULL without error: there is none within reach. */
CercleRecord *cercle_held_case (CercleWriter *writer, const char *id, GError **error);
/* This case is being changed: before as it was, after as it becomes. */
void cercle_held_case_take (CercleWriter *writer, CercleRecord *before, CercleRecord *after);
gboolean cercle_held_case_is_held (CercleWriter *writer, const char *id);
/* Due dates of all, what differs, then the events that were waiting for them. */
gboolean cercle_held_cases_write (CercleWriter *writer, GError **error);
void cercle_held_cases_drop (CercleWriter *writer);
/* "YYYY-TERRITORY-NNNN" for a new case; left open where the scope has no territory. */
gboolean cercle_held_case_number (CercleWriter *writer, CercleRecord *kase, GError **error);
/* The day of the mutation, where the case is. */
int cercle_held_case_day (CercleWriter *writer);
