/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The words behind references and codes, read from a store once and kept. One thread at a time. */
#pragma once

#include "cercle-store.h"

typedef struct _CercleNames CercleNames;

CercleNames *cercle_names_new (void);
void cercle_names_free (CercleNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleNames, cercle_names_free)
/* To be told before names are asked, and again in each visit to the store's thread. */
void cercle_names_use (CercleNames *self, CercleStore *store);
/* (transfer full): of "member:…", "organisation:…", "person:…"; "?" when unknown. names: CercleNames. For
 * cercle_event_sentence(). */
char *cercle_names_of (const char *reference, gpointer names);
/* (transfer full): of a bare identity. */
char *cercle_names_of_id (CercleNames *self, const CercleKind *kind, const char *id);
/* (transfer full): of a token of an open list; the token itself when unknown. */
char *cercle_names_label (CercleNames *self, const char *list, const char *token);
/* (transfer full): a field as a person reads it: names, labels of codes, communes; "" unset. */
char *cercle_names_display (CercleNames *self, CercleRecord *record, guint field);
