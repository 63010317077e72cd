/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* On which days does this community work? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-working-hours.h"

#include "cercle-community.h"

CercleWorkingTime
cercle_working_hours (CercleSession *session)
{
  return cercle_community_working_time (cercle_session_get_community (session),
                                        cercle_session_get_territory (session),
                                        cercle_session_get_zone (session));
}

int
cercle_working_hours_next_day (CercleSession *session, int n)
{
  CercleWorkingTime time = cercle_working_hours (session);

  return cercle_working_days_after (&time, cercle_session_get_today_number (session), n);
}
