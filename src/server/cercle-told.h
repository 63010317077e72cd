/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Events that tell what was changed. */
#pragma once

#include "cercle-writer.h"

/* For each TOLD field of differences: one event on each case concerned, which it brings news to. */
gboolean cercle_told_change (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                             guint64 differences, GError **error);
/* Keeps, for its case, the event that says that it was opened by exception, until when and why. */
gboolean cercle_told_opening (CercleWriter *writer, CercleRecord *opening, GError **error);
/* Keeps, for the case of record, the event that says it was passed on without consent, and why. */
gboolean cercle_told_break_glass (CercleWriter *writer, CercleRecord *record, const char *why,
                                  GError **error);
