/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes up from the desks: a batch of mutations, one outcome each. */
#pragma once

#include "cercle-visit.h"

void cercle_route_mutations (CercleVisit *visit);
