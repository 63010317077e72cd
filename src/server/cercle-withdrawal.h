/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A consent is withdrawn: what waits on it stops, whether or not her desk had heard of it. */
#pragma once

#include "cercle-writer.h"

/* After a record was written: of a consent that is withdrawn now and was not before. */
gboolean cercle_withdrawal_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                                   GError **error);
