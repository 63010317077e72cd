/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which moments can be promised with one key? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-call-promise.h"

#include "cercle-call-back.h"
#include "cercle-instant.h"
#include "cercle-working-hours.h"

#define HOUR 60
#define MORNING (10 * HOUR)
#define NOON (12 * HOUR)

void
cercle_call_promises (const CercleWorkingTime *time, gint64 now,
                      CerclePromise promises[CERCLE_N_PROMISES])
{
  int minute;
  int today = cercle_instant_local_day (now, time->zone, &minute);
  int closes = time->closes_at > time->opens_at ? time->closes_at : 18 * HOUR;
  int evening = closes - HOUR;
  guint n = 0;
  int day = today;

  if (cercle_working_day (time, today) && minute + HOUR <= evening)
    promises[n++] = (CerclePromise){ today, evening };
  for (; n < CERCLE_N_PROMISES; n++)
    {
      day = cercle_working_days_after (time, day, 1);
      promises[n] = (CerclePromise){ day, n == CERCLE_N_PROMISES - 1 ? NOON : MORNING };
    }
}

int
cercle_call_promise_else (CercleSession *session, gboolean danger)
{
  const CercleCallBackGround ground = {
    .community = cercle_session_get_community (session),
    .time = cercle_working_hours (session),
    .today = cercle_session_get_today_number (session),
  };

  return cercle_call_back_day (&ground, danger);
}
