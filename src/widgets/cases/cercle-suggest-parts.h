/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The places or the services of one organisation for a CercleLookup. */
#pragma once

#include "cercle-lookup.h"
#include "cercle-session.h"

/* Chosen: an identity. kind: cercle_place_kind or cercle_service_kind. */
void cercle_suggest_parts (CercleLookup *lookup, CercleSession *session, const CercleKind *kind,
                           const char *organisation);
/* (transfer full): its name, or the commune of a place without one; never the address. */
char *cercle_suggest_part_name (CercleRecord *part);
