/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When did yesterday end for this community, and how is that said? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-news-since.h"

#include <glib/gi18n-lib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-names-of-days.h"
#include "cercle-working-hours.h"

#define WEEK_MS (7 * G_GINT64_CONSTANT (24 * 60 * 60 * 1000))

static gint64
evening (CercleSession *session)
{
  CercleWorkingTime time = cercle_working_hours (session);

  return cercle_evening_before (&time, cercle_instant_now ());
}

char *
cercle_since_instant (CercleSession *session, CercleSince since)
{
  return cercle_instant_format (since == CERCLE_SINCE_WEEK ? cercle_instant_now () - WEEK_MS
                                                           : evening (session));
}

char *
cercle_since_words (CercleSession *session, CercleSince since)
{
  int today = cercle_session_get_today_number (session);
  int day = cercle_instant_local_day (evening (session), cercle_session_get_zone (session), NULL);
  g_autofree char *date = NULL;

  if (since == CERCLE_SINCE_WEEK)
    return g_strdup (_ ("in the last 7 days"));
  if (day == today - 1)
    return g_strdup (_ ("since yesterday evening"));
  if (day > today - 7)
    /* TRANSLATORS: a day of the week. */
    return g_strdup_printf (_ ("since %s evening"),
                            cercle_weekday_name (cercle_day_weekday (day), FALSE));
  date = cercle_day_format_long (day);
  /* TRANSLATORS: "Friday 19 June 2020". */
  return g_strdup_printf (_ ("since the evening of %s"), date);
}

char *
cercle_since_sentence (CercleSession *session, CercleSince since, guint cases)
{
  g_autofree char *words = cercle_since_words (session, since);

  if (cases == 0)
    /* TRANSLATORS: "since yesterday evening". */
    return g_strdup_printf (_ ("Nothing has changed %s"), words);
  /* TRANSLATORS: number of cases, "since yesterday evening". */
  return g_strdup_printf (
      ngettext ("%1$u case has changed %2$s", "%1$u cases have changed %2$s", cases), cases, words);
}
