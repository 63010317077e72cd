/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a day, an hour or a span written for a person, in the fewest words? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-day-format.h"

#include <glib/gi18n-lib.h>

#include "cercle-day.h"
#include "cercle-display.h"
#include "cercle-instant.h"
#include "cercle-names-of-days.h"

#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

/* "1er" is said in French and no other day of the month has an ending. */
static char *
day_of_month (int mday)
{
  /* TRANSLATORS: the first day of a month, "1er" in French. */
  return mday == 1 ? g_strdup (C_ ("first day of the month", "1")) : g_strdup_printf ("%d", mday);
}

char *
cercle_day_format_long (int day)
{
  int year = 0, month = 0, mday = 0;
  g_autofree char *number = NULL;

  if (day == CERCLE_DAY_NONE)
    return g_strdup ("");
  cercle_day_to_ymd (day, &year, &month, &mday);
  number = day_of_month (mday);
  /* TRANSLATORS: Friday 19 June 2020: week day, day, month, year. */
  return g_strdup_printf (C_ ("long day", "%1$s %2$s %3$s %4$d"),
                          cercle_weekday_name (cercle_day_weekday (day), FALSE), number,
                          cercle_month_name (month, FALSE), year);
}

char *
cercle_day_format_short (int day, int today)
{
  int year = 0, month = 0, mday = 0, this_year = 0, other = 0;
  g_autofree char *number = NULL;

  if (day == CERCLE_DAY_NONE)
    return g_strdup ("");
  if (day == today)
    return g_strdup (C_ ("a day", "today"));
  if (day == today + 1)
    return g_strdup (C_ ("a day", "tomorrow"));
  if (day == today - 1)
    return g_strdup (C_ ("a day", "yesterday"));
  cercle_day_to_ymd (day, &year, &month, &mday);
  cercle_day_to_ymd (today, &this_year, &other, &other);
  number = day_of_month (mday);
  if (year != this_year)
    /* TRANSLATORS: 19 Jun 2019: day, month, year. */
    return g_strdup_printf (C_ ("short day", "%1$s %2$s %3$d"), number,
                            cercle_month_name (month, TRUE), year);
  /* TRANSLATORS: Fri 19 Jun: week day, day, month. */
  return g_strdup_printf (C_ ("short day", "%1$s %2$s %3$s"),
                          cercle_weekday_name (cercle_day_weekday (day), TRUE), number,
                          cercle_month_name (month, TRUE));
}

char *
cercle_day_format_due (int day, int today)
{
  if (day == CERCLE_DAY_NONE)
    return g_strdup ("");
  if (day == today)
    /* TRANSLATORS: a narrow column; "auj." in French. */
    return g_strdup (C_ ("due", "today"));
  if (day > today)
    /* TRANSLATORS: so many days are left; "J‑3" in French, with a no-break hyphen. */
    return g_strdup_printf (C_ ("due", "D‑%d"), day - today);
  /* TRANSLATORS: so many days late; "J+3" in French. */
  return g_strdup_printf (C_ ("due", "D+%d"), today - day);
}

char *
cercle_day_format_due_spoken (int day, int today)
{
  guint days = day > today ? (guint) (day - today) : (guint) (today - day);

  if (day == CERCLE_DAY_NONE)
    return g_strdup ("");
  if (day == today)
    return g_strdup (_ ("due today"));
  if (day > today)
    return g_strdup_printf (ngettext ("due in %u day", "due in %u days", days), days);
  return g_strdup_printf (ngettext ("%u day late", "%u days late", days), days);
}

char *
cercle_day_format_minute (int minute)
{
  if (minute < 0 || minute >= 24 * 60)
    return g_strdup ("");
  return cercle_display_minute (minute);
}

char *
cercle_day_format_span (gint64 milliseconds)
{
  gint64 span = ABS (milliseconds);

  if (span >= DAY_MS)
    /* TRANSLATORS: days, in a narrow column, after a no-break space: "4 j" in French. */
    return g_strdup_printf (C_ ("span", "%d d"), (int) (span / DAY_MS));
  if (span >= HOUR_MS)
    return g_strdup_printf (C_ ("span", "%d h"), (int) (span / HOUR_MS));
  return g_strdup_printf (C_ ("span", "%d min"), (int) (span / MINUTE_MS));
}

char *
cercle_day_format_instant (const char *instant, const char *zone, int today, gboolean with_hour)
{
  gint64 moment = 0;
  int minute = 0, day = 0;
  g_autofree char *hour = NULL, *short_day = NULL;

  if (instant == NULL || !cercle_instant_parse (instant, &moment))
    return g_strdup ("");
  day = cercle_instant_local_day (moment, zone, &minute);
  hour = cercle_day_format_minute (minute);
  if (day == today)
    return g_steal_pointer (&hour);
  short_day = cercle_day_format_short (day, today);
  if (!with_hour)
    return g_steal_pointer (&short_day);
  /* TRANSLATORS: a day and an hour: "Fri 19 Jun, 9:42". */
  return g_strdup_printf (C_ ("day and hour", "%1$s, %2$s"), short_day, hour);
}

char *
cercle_day_format_since (const char *instant)
{
  gint64 moment = 0;

  if (instant == NULL || !cercle_instant_parse (instant, &moment))
    return g_strdup ("");
  return cercle_day_format_span (MAX (cercle_instant_now () - moment, 0));
}
