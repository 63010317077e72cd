/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* On which days does this community work? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-working-hours.h"

#include "cercle-choices.h"
#include "cercle-community.h"

CercleWorkingTime
cercle_working_hours (CercleSession *session)
{
  CercleRecord *community = cercle_session_get_community (session);
  CercleWorkingTime time = { 0 };

  time.zone = cercle_session_get_zone (session);
  time.holidays = cercle_holiday_set (cercle_session_get_territory (session));
  if (community == NULL)
    return time;
  for (guint i = 0; cercle_weekdays[i].token != NULL; i++)
    if (cercle_record_has_token (community, CERCLE_COMMUNITY_OPEN_DAYS, cercle_weekdays[i].token))
      time.open_days |= 1u << i;
  time.opens_at = (int) cercle_record_get_integer (community, CERCLE_COMMUNITY_OPENS_AT, 0);
  time.closes_at = (int) cercle_record_get_integer (community, CERCLE_COMMUNITY_CLOSES_AT, 0);
  if (cercle_record_is_set (community, CERCLE_COMMUNITY_HOLIDAYS))
    time.holidays = cercle_record_get_text (community, CERCLE_COMMUNITY_HOLIDAYS);
  return time;
}

int
cercle_working_hours_next_day (CercleSession *session, int n)
{
  CercleWorkingTime time = cercle_working_hours (session);

  return cercle_working_days_after (&time, cercle_session_get_today_number (session), n);
}
