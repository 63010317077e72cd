/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources for a CercleLookup: each answers its "search" from then on. */
#pragma once

#include "cercle-lookup.h"
#include "cercle-session.h"

/* Chosen: an INSEE code. Those of the territory first. */
void cercle_suggest_communes (CercleLookup *lookup, CercleSession *session);
/* Chosen: "member:…" or "organisation:…". The person signed in comes first. */
void cercle_suggest_holders (CercleLookup *lookup, CercleSession *session);
/* One more line for holders, offered last: the person, or nobody. id NULL takes them away. */
void cercle_suggest_holder_too (CercleLookup *lookup, const char *id, const char *label,
                                char letter);
/* Chosen: the identity of a member of the team. The person signed in comes first. */
void cercle_suggest_members (CercleLookup *lookup, CercleSession *session);
/* Chosen: the identity of an organisation. */
void cercle_suggest_organisations (CercleLookup *lookup, CercleSession *session);
/* Chosen: a name. The other communities of the server, and the national relay. */
void cercle_suggest_communities (CercleLookup *lookup, CercleSession *session);
/* (transfer full) (nullable): the identity of the community of this server that is called so; NULL:
 * none. */
char *cercle_suggest_community_named (CercleSession *session, const char *name);
/* Chosen: the version of a text that a person is shown before she consents. */
void cercle_suggest_consent_texts (CercleLookup *lookup, CercleSession *session);
/* Chosen: a sub-mission; its mission is the detail. */
void cercle_suggest_motives (CercleLookup *lookup);
/* (transfer full): of CercleSuggestion. */
GPtrArray *cercle_suggest_find_motives (const char *typed);
GPtrArray *cercle_suggest_find_communes (const char *typed, const char *territory);
/* The same, those in the territory alone: where a name may be meant as well as a commune. */
GPtrArray *cercle_suggest_find_communes_within (const char *typed, const char *territory);
