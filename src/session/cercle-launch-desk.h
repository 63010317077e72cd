/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk reads of launches, and writes of that of its community. Main thread, but for
 * cercle_launch_book_read(). */
#pragma once

#include "cercle-launch-table.h"
#include "cercle-session.h"
#include "cercle-store.h"

/* All there is to read: what the table points into lives as long. */
typedef struct
{
  GPtrArray *communities, *territories, *launches, *checks, *meetings, *contacts;
  CercleLaunchFacts facts; /* of our own community */
  char *unnamed;
  CercleLaunchTable *table;
} CercleLaunchBook;
/* own (nullable): identity of our community. NULL with error. */
CercleLaunchBook *cercle_launch_book_read (CercleStore *store, const char *own, const char *today,
                                           GError **error);
void cercle_launch_book_free (CercleLaunchBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleLaunchBook, cercle_launch_book_free)

void cercle_session_read_launches_async (CercleSession *self, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
/* (transfer full) */
CercleLaunchBook *cercle_session_read_launches_finish (CercleSession *self, GAsyncResult *result,
                                                       GError **error);

/* (transfer full) (nullable): what the records say of a point, as a sentence. */
char *cercle_launch_told_words (const char *point, const CercleLaunchFacts *facts);
/* (transfer full): a copy of the line's, or a new one that any desk of the community makes alike.
 * line (nullable): of its community. */
CercleRecord *cercle_session_own_launch (CercleSession *self, const CercleLaunchLine *line);
/* (transfer full): likewise, as confirmed today by whoever is signed in; what the records say is
 * the evidence, where none was written. */
CercleRecord *cercle_session_own_launch_check (CercleSession *self, const CercleLaunchLine *line,
                                               const CercleLaunchPoint *point,
                                               const CercleLaunchFacts *facts);
/* (transfer full): check is confirmed, as one undo. Whoever signs the review confirms what only the
 * records said: national referents do not have those. */
CercleTx *cercle_session_confirm_launch (CercleSession *self, const CercleLaunchLine *line,
                                         const CercleLaunchFacts *facts, CercleRecord *check);
