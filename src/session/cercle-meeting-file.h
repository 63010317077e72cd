/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* All that was written of one meeting, and the words in which names are looked for. For this room
 * only; on the thread of the store. */
#pragma once

#include "cercle-agenda-compose.h"

typedef struct
{
  CercleRecord *meeting;
  GPtrArray *items;     /* CercleRecord, in order, as they are written or would be composed now */
  GPtrArray *attendees; /* these, by what they are of: CercleRecord */
  GPtrArray *decisions, *corrections;
  GPtrArray *notes; /* internal ones: the team's */
} CercleMeetingFile;

/* meeting: as the caller knows it; what is written of it counts more. NULL with error. */
CercleMeetingFile *cercle_meeting_file_read (CercleStore *store, CercleRecord *meeting,
                                             const CercleAgendaFrame *frame, GError **error);
void cercle_meeting_file_free (CercleMeetingFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleMeetingFile, cercle_meeting_file_free)

/* (transfer full): folded words of everything that a person may have typed: the names to look for.
 */
GHashTable *cercle_meeting_file_words (const CercleMeetingFile *self);
