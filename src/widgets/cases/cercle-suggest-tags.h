/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags of the community for a CercleLookup, and those that are made as one types. */
#pragma once

#include "cercle-lookup.h"
#include "cercle-session.h"

/* Before the name of a tag that does not exist yet, in what a lookup has chosen. */
#define CERCLE_SUGGEST_NEW_TAG "new:"

/* Chosen: a token of the list "tag", or "new:NAME". */
void cercle_suggest_tags (CercleLookup *lookup, CercleSession *session);
/* Whether a name that no tag has is offered as a new one; not so at first. */
void cercle_suggest_tags_may_make (CercleLookup *lookup, gboolean may);
/* (transfer full) (nullable): the code of a new tag, not yet saved; NULL when the name has neither letter
 * nor digit. */
CercleRecord *cercle_suggest_make_tag (CercleSession *session, const char *name);
/* (transfer full): the names of these tokens, "Été 2020 · ULIS". */
char *cercle_suggest_tag_names (CercleSession *session, const char *tokens);
