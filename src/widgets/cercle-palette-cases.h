/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases that the palette finds by what is typed. */
#pragma once

#include "cercle-lookup.h"
#include "cercle-session.h"

/* (transfer full) (nullable): the first cases with these words, closed ones too; NULL: too little
 * is typed. */
CercleQuery *cercle_palette_case_query (const char *typed);
/* (transfer full): "Mathis Quesnel · Répit du samedi"; a child in care by initials. */
char *cercle_palette_case_label (CercleSession *session, CercleRecord *kase);
/* A lookup offers the cases that are found so. */
void cercle_palette_suggest_cases (CercleLookup *lookup, CercleSession *session);
