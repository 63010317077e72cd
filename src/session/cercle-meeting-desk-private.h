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
gboolean cercle_meeting_is_written_by (CercleSession *self);
