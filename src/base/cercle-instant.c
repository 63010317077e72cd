/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What time is it, for the team and in the territory, and how is it written? */
#define G_LOG_DOMAIN "cercle-base"

#include "cercle-instant.h"
#include "cercle-day.h"

#include <stdatomic.h>
#include <string.h>

#define SECONDS_IN_DAY 86400
#define FIRST_INSTANT (G_GINT64_CONSTANT (-719162) * SECONDS_IN_DAY * 1000)
#define LAST_INSTANT ((G_GINT64_CONSTANT (2932896) + 1) * SECONDS_IN_DAY * 1000 - 1)
#define MAX_ZONES 1024

static _Atomic gint64 correction;
static _Atomic gint64 frozen;

/* The quotient rounds down, so that what precedes 1970 falls in the right day. */
static gint64
floor_divide (gint64 value, gint64 by)
{
  return value / by - (value % by < 0);
}

gint64
cercle_instant_desk_clock (void)
{
  gint64 standing = atomic_load (&frozen);

  return standing != 0 ? standing : g_get_real_time () / 1000;
}

gint64
cercle_instant_now (void)
{
  gint64 standing = atomic_load (&frozen);

  return standing != 0 ? standing : g_get_real_time () / 1000 + atomic_load (&correction);
}

char *
cercle_instant_now_text (void)
{
  return cercle_instant_format (cercle_instant_now ());
}

void
cercle_instant_set_correction (gint64 milliseconds)
{
  /* Whatever a server claims, the sum with the clock stays far from overflow. */
  atomic_store (&correction, CLAMP (milliseconds, -LAST_INSTANT, LAST_INSTANT));
}

void
cercle_instant_freeze (gint64 instant)
{
  atomic_store (&frozen, instant);
}

static gboolean
read_digits (const char *text, int count, int limit, int *value)
{
  *value = 0;
  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }
  return *value <= limit;
}

gboolean
cercle_instant_parse (const char *text, gint64 *instant)
{
  char date[CERCLE_DAY_SIZE];
  int day, hour, minute, second, milli;

  if (text == NULL || strnlen (text, CERCLE_INSTANT_SIZE) != CERCLE_INSTANT_SIZE - 1)
    return FALSE;
  memcpy (date, text, CERCLE_DAY_SIZE - 1);
  date[CERCLE_DAY_SIZE - 1] = '\0';
  if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
    return FALSE;
  if (!read_digits (text + 11, 2, 23, &hour) || !read_digits (text + 14, 2, 59, &minute) ||
      !read_digits (text + 17, 2, 59, &second) || !read_digits (text + 20, 3, 999, &milli))
    return FALSE;
  if ((day = cercle_day_parse (date)) == CERCLE_DAY_NONE)
    return FALSE;
  if (instant != NULL)
    *instant = ((gint64) day * SECONDS_IN_DAY + hour * 3600 + minute * 60 + second) * 1000 + milli;
  return TRUE;
}

char *
cercle_instant_format (gint64 instant)
{
  char date[CERCLE_DAY_SIZE];
  gint64 seconds;
  int in_day;

  instant = CLAMP (instant, FIRST_INSTANT, LAST_INSTANT);
  seconds = floor_divide (instant, 1000);
  cercle_day_format (floor_divide (seconds, SECONDS_IN_DAY), date);
  in_day = seconds - floor_divide (seconds, SECONDS_IN_DAY) * SECONDS_IN_DAY;
  return g_strdup_printf ("%sT%02d:%02d:%02d.%03dZ", date, in_day / 3600, in_day / 60 % 60,
                          in_day % 60, (int) (instant - seconds * 1000));
}

/* A name of the time zone database, never the path of another file. */
static gboolean
is_zone_name (const char *zone)
{
  if (!g_ascii_isalpha (zone[0]) || strlen (zone) > 64)
    return FALSE;
  for (const char *p = zone; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/_+-", *p) == NULL)
      return FALSE;
  return TRUE;
}

/* (transfer full) */
static GTimeZone *
read_zone (const char *zone)
{
  GTimeZone *found = is_zone_name (zone) ? g_time_zone_new_identifier (zone) : NULL;

  if (found != NULL)
    return found;
  g_message ("An unknown time zone is read as UTC");
  return g_time_zone_new_utc ();
}

/* (transfer full) */
static GTimeZone *
find_zone (const char *zone)
{
  static GMutex lock;
  static GHashTable *zones;
  GTimeZone *found;

  if (zone == NULL)
    zone = "UTC";
  g_mutex_lock (&lock);
  if (zones == NULL)
    zones =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);
  found = g_hash_table_lookup (zones, zone);
  if (found != NULL)
    g_time_zone_ref (found);
  else
    {
      found = read_zone (zone);
      if (g_hash_table_size (zones) < MAX_ZONES)
        g_hash_table_insert (zones, g_strdup (zone), g_time_zone_ref (found));
    }
  g_mutex_unlock (&lock);
  return found;
}

int
cercle_instant_local_day (gint64 instant, const char *zone, int *minute)
{
  g_autoptr (GTimeZone) place = find_zone (zone);
  gint64 seconds = floor_divide (CLAMP (instant, FIRST_INSTANT, LAST_INSTANT), 1000);
  gint64 day;
  int interval;

  interval = g_time_zone_find_interval (place, G_TIME_TYPE_UNIVERSAL, seconds);
  seconds += g_time_zone_get_offset (place, interval);
  day = floor_divide (seconds, SECONDS_IN_DAY);
  if (minute != NULL)
    *minute = (seconds - day * SECONDS_IN_DAY) / 60;
  return day;
}

gint64
cercle_instant_from_local (int day, int minute, const char *zone)
{
  g_autoptr (GTimeZone) place = find_zone (zone);
  gint64 seconds = (gint64) day * SECONDS_IN_DAY + (gint64) minute * 60;
  int interval;

  /* Of a minute that happens twice, summer time is the first. */
  interval = g_time_zone_adjust_time (place, G_TIME_TYPE_DAYLIGHT, &seconds);
  return (seconds - g_time_zone_get_offset (place, interval)) * 1000;
}
