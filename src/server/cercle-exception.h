/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A protected case opened by exception: to one account, for a day, with a reason that is told. The
 * audience of the case gets one token more while that lasts, and all that belongs to the case with it;
 * when it is taken away again the feed says hide to whoever had it. */
#pragma once

#include "cercle-visit.h"
#include "cercle-writer.h"

/* POST /v1/scopes/{scope}/openings {"reference","reason"}: 200 {"case","until"}. A number that nobody has
 * and one that is not to be opened answer alike, and few of them are answered at all. */
void cercle_route_openings (CercleVisit *visit);

/* Ends what has run out of this account's openings. *audiences (transfer full): of all it ever had, for
 * what must be hidden too; NULL: none. */
gboolean cercle_exception_settle (CercleStore *store, const CercleAccount *account,
                                  char **audiences, GError **error);
/* (transfer full): audience with those of the live openings of a case added; NULL with error. */
char *cercle_exception_widen (CercleStore *store, const char *kase, const char *audience,
                              GError **error);
/* After an opening was written: its case looks again who may read it, within the sender's reach or not. */
gboolean cercle_exception_follow (CercleWriter *writer, CercleRecord *before, CercleRecord *after,
                                  GError **error);
