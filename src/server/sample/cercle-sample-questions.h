/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the first community asked the national referents, and the answers it got. */
#pragma once

#include "cercle-sample-batch.h"

void cercle_sample_questions (CercleSampleWorld *world, GArray *sittings);
