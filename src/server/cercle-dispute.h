/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Conflicts: what arrived second is kept beside what is shown, and somebody chooses. */
#pragma once

#include "cercle-writer.h"

/* The name that stands for all of a move in CERCLE_CONFLICT_FIELDS. */
#define CERCLE_DISPUTE_MOVE "move"
/* A member of the current values when the record had been deleted. */
#define CERCLE_DISPUTE_DELETED "deleted"

/* One conflict record for each field or group of fields: their current values stay. */
gboolean cercle_dispute_fields (CercleWriter *writer, CercleRecord *current,
                                CercleRecord *proposed, guint64 fields, GError **error);
/* A move whose "from" is no longer true. */
gboolean cercle_dispute_move (CercleWriter *writer, CercleRecord *kase, CercleRecord *event,
                              GError **error);
/* Somebody chose: before and after are the conflict; after has the new choice. */
gboolean cercle_dispute_choose (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                                GError **error);
