/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How a row is made and compared. For this room only. */
#pragma once

#include "cercle-record-list.h"
#include "cercle-session-private.h"

typedef struct
{
  CercleRecord *record, *person, *kase; /* owned */
  int mark;
  gboolean in_conflict; /* filled in by the thread that draws */
} CercleRowParts;
void cercle_row_parts_free (CercleRowParts *parts);
gboolean cercle_row_parts_same (const CercleRowParts *a, const CercleRowParts *b);
/* (transfer full): CercleRowParts of these keys, in order; NULL where a row is gone. Any thread that
 * owns store. */
GPtrArray *cercle_row_parts_read (CercleStore *store, const CercleKind *kind, const gint64 *keys,
                                  guint n_keys, GError **error);
/* Kinds whose records a row of this kind shows, as a bit set by position in cercle_kinds(). */
guint64 cercle_row_kinds (const CercleKind *kind);

/* (transfer full); takes parts (NULL: a placeholder). */
CercleRow *cercle_row_new (CercleSession *session, CercleRowParts *parts);
/* (transfer none) (nullable) */
CercleRowParts *cercle_row_get_parts (CercleRow *self);
