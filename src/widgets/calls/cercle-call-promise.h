/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When to call back: the moments that can be promised with one key. */
#pragma once

#include <glib.h>

#include "cercle-deadline.h"
#include "cercle-session.h"

typedef struct { int day, minute; } CerclePromise;
#define CERCLE_N_PROMISES 3

/* From now (an instant) on: the end of today's working time when an hour of it is left, then the morning
 * of the next working days. Fills CERCLE_N_PROMISES. */
void cercle_call_promises (const CercleWorkingTime *time, gint64 now,
                           CerclePromise promises[CERCLE_N_PROMISES]);

/* See cercle_call_back_day(), today, for the community of the session. */
int cercle_call_promise_else (CercleSession *session, gboolean danger);
