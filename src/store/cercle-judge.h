/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of cercle-gate.h with what they need read from this store: the same on desk and
 * server. */
#pragma once

#include "cercle-store.h"

/* before: NULL for a new record. crossing: the server, which keeps what one desk could not know.
 * FALSE: CERCLE_RECORD_ERROR says why, any other error: the database failed. why (out, may be NULL,
 * transfer full): the typed reason of what is passed on without consent; else NULL. */
gboolean cercle_store_judge (CercleStore *store, CercleRecord *before, CercleRecord *after,
                             gboolean crossing, char **why, GError **error);
