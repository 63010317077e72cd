/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A conflict in words: what it is about, and each of the two values. */
#pragma once

#include "cercle-session.h"

/* (transfer full): "Call-back channel", "Due: day and hour", "State of the case". */
char *cercle_conflict_subject (CercleRecord *conflict);
/* (transfer full): "« samedi »", one line a field. field is CERCLE_CONFLICT_CURRENT or _PROPOSED. */
char *cercle_conflict_value (CercleSession *session, CercleRecord *conflict, guint field);
/* (transfer full): "Solène Le Tessier, yesterday 17:02". */
char *cercle_conflict_author (CercleSession *session, CercleRecord *conflict, guint by, guint at);
/* (transfer full): "Mathis Quesnel, 2020-14-0031", or what record it is. */
char *cercle_conflict_place (CercleSession *session, CercleRecord *conflict);
