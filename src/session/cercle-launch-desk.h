/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What this desk writes of the launch of its community. Main thread. */
#pragma once

#include "cercle-launch-table.h"
#include "cercle-session.h"

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
