/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a plan through the server's own front door. */
#pragma once

#include "cercle-sample-world.h"
#include "cercle-store.h"

/* Within the caller's transaction; leaves the clock at the last step. ids: identity of each slot, those
 * of communities and members given, the others made. Anything but what the plan expects is an error. */
gboolean cercle_sample_run (CercleSampleWorld *world, CercleStore *store, char **ids,
                            GError **error);
