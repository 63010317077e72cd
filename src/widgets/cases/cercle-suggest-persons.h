/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A source for a CercleLookup: persons that are known already, by name. Chosen: an identity. */
#pragma once

#include "cercle-lookup.h"
#include "cercle-session.h"

void cercle_suggest_persons (CercleLookup *lookup, CercleSession *session);
