/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The review with the MDPH of the working day before: its list as the rules brought it, what was
 * decided, and what was not. */
#pragma once

#include "cercle-sample-batch.h"

/* Adds when the coordinator of the first community holds it. */
void cercle_sample_review (CercleSampleWorld *world, GArray *sittings);
