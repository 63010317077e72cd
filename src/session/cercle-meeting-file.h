/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* All that was written of one meeting, and the names that its members' paper may not tell. For this
 * room only; on the thread of the store. */
#pragma once

#include "cercle-agenda-compose.h"
#include "cercle-masking.h"

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

/* Kinds that hold names, one after the other. (transfer full): keys of their records; NULL with
 * error. */
extern const guint cercle_meeting_n_names;
GArray *cercle_meeting_names_select (CercleStore *store, guint which, GError **error);
/* Adds what is in words of these records' names. */
gboolean cercle_meeting_names_mask (CercleStore *store, guint which, const gint64 *keys, guint n,
                                    GHashTable *words, CercleMasking *masking, GError **error);
