/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When the community works, as far as it has told. */
#pragma once

#include "cercle-deadline.h"
#include "cercle-session.h"

/* Its texts are those of the session: not for keeping. */
CercleWorkingTime cercle_working_hours (CercleSession *session);
/* Day numbers: today's n-th open day to come. */
int cercle_working_hours_next_day (CercleSession *session, int n);
