/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Our own organisations, looked up by what identifies them. Some 200 bytes for each. One thread. */
#pragma once

#include "cercle-partner-alike.h"
#include "cercle-store.h"

typedef struct _CercleDirectoryKnown CercleDirectoryKnown;
/* (transfer full): knows nothing yet. scope: "t:…", whose organisations they are: a server keeps
 * those of other territories in the same file. */
CercleDirectoryKnown *cercle_directory_known_new (const char *scope);
/* Reads so many records more; *more: there are others. FALSE with error. */
gboolean cercle_directory_known_read (CercleDirectoryKnown *self, CercleStore *store, guint most,
                                      gboolean *more, GError **error);
void cercle_directory_known_free (CercleDirectoryKnown *self);
/* commune: of its place, or NULL. */
void cercle_directory_known_add (CercleDirectoryKnown *self, CercleRecord *organisation,
                                 const char *commune);
/* (transfer none) (nullable): identity; finess may be NULL. */
const char *cercle_directory_known_by_finess (CercleDirectoryKnown *self, const char *finess);
typedef void (*CercleDirectoryAlikeFunc) (const char *id, CerclePartnerAlike alike, gpointer data);
/* Each once: those that share a number, a telephone, an address or all words of the name. */
void cercle_directory_known_alike (CercleDirectoryKnown *self, const CerclePartnerTraits *traits,
                                   CercleDirectoryAlikeFunc func, gpointer data);
