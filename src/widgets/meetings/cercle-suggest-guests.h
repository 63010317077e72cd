/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be asked to a meeting, for a CercleLookup: members of the team, people and organisations
 * of the directory. */
#pragma once

#include "cercle-lookup.h"
#include "cercle-session.h"

/* Chosen: "member:…", "contact:…" or "organisation:…". */
void cercle_suggest_guests (CercleLookup *lookup, CercleSession *session);
/* For which of cercle_parties a reference chosen so would come; "other" when that is not known. */
const char *cercle_suggest_party_of (CercleSession *session, const char *who);
