/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A call-back that only a rule made (cercle-call-back.h) ends with its case, here as on a desk: she
 * who closes may not have known of it. */
#pragma once

#include "cercle-writer.h"

/* Before this event is applied: where it is a closing that can be. */
gboolean cercle_call_back_ended (CercleWriter *writer, CercleRecord *event, GError **error);
