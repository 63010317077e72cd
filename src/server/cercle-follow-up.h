/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A chosen solution brings its follow-ups, whatever made it chosen: a desk writes them with the
 * choice; a choice and a day from two desks, or a conflict that was decided, would leave them out. */
#pragma once

#include "cercle-writer.h"

/* After a record was written: of a solution that is chosen and begins, if that is new. before: NULL
 * when it is new itself. What is there already, done or cancelled, stays as it is. */
gboolean cercle_follow_up_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                                  GError **error);
