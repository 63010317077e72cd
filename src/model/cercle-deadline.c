/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When is a delay over, in the working time of a community? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-deadline.h"

#include "cercle-day.h"
#include "cercle-instant.h"
#include "cercle-macros.h"

#define EASTER 0 /* month of the movable ones: the day counts from Easter Sunday */
#define MINUTE_MS G_GINT64_CONSTANT (60000)
#define YEAR_DAYS 366
#define DEFAULT_ZONE "Europe/Paris"
#define DEFAULT_OPEN_DAYS 0x1f /* Monday to Friday */
#define DEFAULT_EVENING (18 * 60)

static const struct
{
  const char *set; /* NULL: everywhere */
  int month, day;
  const char *name; /* msgid */
} holidays[] = {
  { NULL, 1, 1, N_ ("New Year's Day") },
  { NULL, EASTER, 1, N_ ("Easter Monday") },
  { NULL, 5, 1, N_ ("Labour Day") },
  { NULL, 5, 8, N_ ("Victory in Europe Day") },
  { NULL, EASTER, 39, N_ ("Ascension Day") },
  { NULL, EASTER, 50, N_ ("Whit Monday") },
  { NULL, 7, 14, N_ ("Bastille Day") },
  { NULL, 8, 15, N_ ("Assumption Day") },
  { NULL, 11, 1, N_ ("All Saints' Day") },
  { NULL, 11, 11, N_ ("Armistice Day") },
  { NULL, 12, 25, N_ ("Christmas Day") },
  { "alsace_moselle", EASTER, -2, N_ ("Good Friday") },
  { "alsace_moselle", 12, 26, N_ ("Saint Stephen's Day") },
  { "guadeloupe", 5, 27, N_ ("Abolition of slavery") },
  { "martinique", 5, 22, N_ ("Abolition of slavery") },
  { "guyane", 6, 10, N_ ("Abolition of slavery") },
  { "reunion", 12, 20, N_ ("Abolition of slavery") },
  { "mayotte", 4, 27, N_ ("Abolition of slavery") },
  { "saint_barthelemy", 10, 9, N_ ("Abolition of slavery") },
  { "saint_martin", 5, 28, N_ ("Abolition of slavery") },
};

/* Codes of the MDPH list begin with these; "972R" and "976R" are the same islands. */
static const struct
{
  const char *prefix, *set, *zone;
} territories[] = {
  { "57", "alsace_moselle", DEFAULT_ZONE },
  { "67", "alsace_moselle", DEFAULT_ZONE },
  { "68", "alsace_moselle", DEFAULT_ZONE },
  { "6AE", "alsace_moselle", DEFAULT_ZONE },
  { "971", "guadeloupe", "America/Guadeloupe" },
  { "972", "martinique", "America/Martinique" },
  { "973", "guyane", "America/Cayenne" },
  { "974", "reunion", "Indian/Reunion" },
  { "975", "metropole", "America/Miquelon" },
  { "976", "mayotte", "Indian/Mayotte" },
  { "977", "saint_barthelemy", "America/St_Barthelemy" },
  { "978", "saint_martin", "America/Marigot" },
  { "986", "metropole", "Pacific/Wallis" },
  { "987", "metropole", "Pacific/Tahiti" },
  { "988", "metropole", "Pacific/Noumea" },
};

static int
find_territory (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (territories); i++)
    if (g_str_has_prefix (code, territories[i].prefix))
      return (int) i;
  return -1;
}

const char *
cercle_holiday_set (const char *territory)
{
  int i = find_territory (territory);
  return i >= 0 ? territories[i].set : "metropole";
}

const char *
cercle_territory_zone (const char *territory)
{
  int i = find_territory (territory);
  return i >= 0 ? territories[i].zone : DEFAULT_ZONE;
}

const char *
cercle_holiday_name (int day, const char *set)
{
  int year, month, day_of_month, after_easter;

  cercle_day_to_ymd (day, &year, &month, &day_of_month);
  after_easter = day - cercle_day_easter (year);
  for (guint i = 0; i < G_N_ELEMENTS (holidays); i++)
    {
      gboolean here = holidays[i].set == NULL || g_strcmp0 (holidays[i].set, set) == 0;

      if (here && (holidays[i].month == EASTER
                       ? holidays[i].day == after_easter
                       : holidays[i].month == month && holidays[i].day == day_of_month))
        return holidays[i].name;
    }
  return NULL;
}

gboolean
cercle_holiday_is (int day, const char *set)
{
  return cercle_holiday_name (day, set) != NULL;
}

gboolean
cercle_working_day (const CercleWorkingTime *time, int day)
{
  guint open_days = time->open_days & 0x7f ? time->open_days : DEFAULT_OPEN_DAYS;

  return (open_days & (1u << (cercle_day_weekday (day) - 1))) != 0 &&
         !(time->holidays != NULL && cercle_holiday_is (day, time->holidays));
}

static int
next_working_day (const CercleWorkingTime *time, int day)
{
  /* A week and its holidays hold an open day: the bound only guards against a damaged setting. */
  for (int last = day + YEAR_DAYS; day < last && !cercle_working_day (time, day);)
    day++;
  return day;
}

int
cercle_working_days_after (const CercleWorkingTime *time, int day, int n)
{
  if (n <= 0)
    return next_working_day (time, day);
  for (; n > 0; n--)
    day = next_working_day (time, day + 1);
  return day;
}

static void
find_hours (const CercleWorkingTime *time, int day, gint64 *opens, gint64 *closes)
{
  const char *zone = time->zone != NULL ? time->zone : DEFAULT_ZONE;
  gboolean whole_day = time->closes_at <= time->opens_at;

  *opens = cercle_instant_from_local (day, whole_day ? 0 : time->opens_at, zone);
  *closes = whole_day ? cercle_instant_from_local (day + 1, 0, zone)
                      : cercle_instant_from_local (day, time->closes_at, zone);
}

gint64
cercle_working_minutes_after (const CercleWorkingTime *time, gint64 instant, gint64 minutes)
{
  const char *zone = time->zone != NULL ? time->zone : DEFAULT_ZONE;
  int day = next_working_day (time, cercle_instant_local_day (instant, zone, NULL));
  gint64 left = MAX (minutes, 0) * MINUTE_MS;
  gint64 opens, closes, from;

  find_hours (time, day, &opens, &closes);
  from = MAX (instant, opens);
  while (from >= closes || left > closes - from)
    {
      left -= MAX (closes - from, 0);
      day = next_working_day (time, day + 1);
      find_hours (time, day, &opens, &closes);
      from = opens;
    }
  return from + left;
}

gint64
cercle_evening_before (const CercleWorkingTime *time, gint64 now)
{
  const char *zone = time->zone != NULL ? time->zone : DEFAULT_ZONE;
  int day = cercle_instant_local_day (now, zone, NULL) - 1;

  for (int last = day - YEAR_DAYS; day > last && !cercle_working_day (time, day);)
    day--;
  return cercle_instant_from_local (
      day, time->closes_at > time->opens_at ? time->closes_at : DEFAULT_EVENING, zone);
}
