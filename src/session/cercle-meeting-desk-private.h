/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting on the store thread. For this room only. */
#pragma once

#include "cercle-meeting-desk.h"
#include "cercle-review-sitting-private.h"

/* writes: this desk may write agendas; otherwise it shows what is written alone. (transfer full):
 * NULL with error. */
CercleMeetingSheet *cercle_meeting_sheet_read (CercleStore *store, const CercleSittingPlace *place,
                                               CercleRecord *meeting, gboolean writes,
                                               GError **error);
/* (transfer full): the meeting as its series says, for a slot that nobody wrote; of its own, a
 * copy. NULL with error. */
CercleRecord *cercle_meeting_as_meant (CercleStore *store, const CercleSittingPlace *place,
                                       CercleRecord *meeting, GError **error);
/* (transfer full): records of kind whose field is value, by sort (or -1). NULL with error. */
GPtrArray *cercle_meeting_find (CercleStore *store, const CercleKind *kind, guint field,
                                const char *value, int sort, GError **error);
/* A new item of the sheet's meeting, where it is about a case: what is typed loses its names, and
 * its text tells the case by initials, age and commune. FALSE with a sentence: it does not go there. */
gboolean cercle_meeting_tell_case (CercleStore *store, const CercleSittingPlace *place,
                                   CercleMeetingSheet *sheet, CercleRecord *item, GError **error);
/* Takes the names of those around the case that item is about out of its title and its notes, where
 * these are changed. */
gboolean cercle_meeting_mask_item (CercleStore *store, CercleRecord *item, GError **error);
gboolean cercle_meeting_is_written_by (CercleSession *self);
