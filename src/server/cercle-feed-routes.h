/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes down to the desks: snapshots and changes, as streams. */
#pragma once

#include "cercle-visit.h"

void cercle_route_snapshot (CercleVisit *visit);
void cercle_route_changes (CercleVisit *visit);
