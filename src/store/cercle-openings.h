/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's side of cases opened by exception: what it holds by an opening alone came with the audience
 * of that opening, and goes when it is over, by the desk's own clock if need be. */
#pragma once

#include "cercle-store.h"

/* Lets go of what openings over at now had brought: rows, search, drafts, and their bytes in the file.
 * What she wrote and has not sent stays, refused. changed: kinds, as cercle_journal_apply(); live (out):
 * whether there is another one to come back for. */
gboolean cercle_openings_close (CercleStore *store, gint64 now, guint64 *changed, gboolean *live,
                                GError **error);
/* (transfer full) (nullable): the opening by which alone this desk holds the record. */
CercleRecord *cercle_openings_of (CercleStore *store, CercleRecord *record, GError **error);
/* A row was hidden whose audience was this one: its bytes go with the next closing. In a transaction. */
gboolean cercle_openings_note_hidden (CercleStore *store, const char *audience, GError **error);
