/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A verdict that the MDPH gives moves a case that its desk does not hold: the server does for it
 * what a desk of the team does in the same action (cercle-review-verdict.h). */
#pragma once

#include "cercle-writer.h"

/* After a record was changed; before as it was. */
gboolean cercle_verdict_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                                GError **error);
