/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's side of cases opened by exception: what it holds by an opening alone came with the audience
 * of that opening, and goes when it is over, by the desk's own clock if need be. */
#pragma once

#include "cercle-store.h"

typedef struct
{
  guint64 changed; /* kinds, as cercle_journal_apply() */
  gboolean live;   /* there is another one to come back for */
  gboolean stays;  /* bytes of what was let go could not be wiped now: to be tried again */
} CercleClosing;
/* Lets go of what openings over at now had brought: rows, search, drafts, and their bytes in the file.
 * What she wrote and has not sent stays, refused. */
gboolean cercle_openings_close (CercleStore *store, gint64 now, CercleClosing *closing,
                                GError **error);
/* (transfer full) (nullable): the opening by which alone this desk holds the record. */
CercleRecord *cercle_openings_of (CercleStore *store, CercleRecord *record, GError **error);
/* A row was hidden whose audience was this one: its bytes go with the next closing. In a transaction. */
gboolean cercle_openings_note_hidden (CercleStore *store, const char *audience, GError **error);
