/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The boards of communities whose figures somebody may see. */
#pragma once

#include "cercle-visit.h"

void cercle_route_figures (CercleVisit *visit);
