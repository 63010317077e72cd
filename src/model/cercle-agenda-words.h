/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting and its agenda in words, in the language of the process. Nobody is named. Pure. */
#pragma once

#include "cercle-agenda.h"

/* (transfer full): why an item is on the agenda, a sentence. previous: the meeting
 * before it that was held, or NULL. */
char *cercle_agenda_why (CercleRecord *item, CercleRecord *previous);
/* (transfer full) (nullable): of whom nobody is asked to a meeting that cannot do without, a
 * sentence. missing: see cercle_meeting_missing_parties(). */
char *cercle_meeting_missing_words (const char *missing);
