/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which day or hour did a person mean? */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-day-format.h"

#include <glib/gi18n-lib.h>

#include "cercle-day.h"
#include "cercle-macros.h"
#include "cercle-names-of-days.h"
#include "cercle-text.h"

#define HALF_A_YEAR 183

static const struct
{
  const char *word; /* msgid: several ways to say it, separated by bars */
  int days;
} words[] = {
  { N_ ("today|tod"), 0 },
  { N_ ("tomorrow|tom"), 1 },
  { N_ ("after tomorrow"), 2 },
  { N_ ("yesterday|yes"), -1 },
};

static gboolean
says (const char *folded, const char *ways)
{
  g_auto (GStrv) list = g_strsplit (ways, "|", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *way = cercle_text_fold (list[i]);
      if (g_strcmp0 (folded, way) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A number of at most four digits and nothing else; -1 otherwise. */
static int
number_of (const char *text)
{
  gint64 value = 0;

  if (text == NULL || strlen (text) > 4 ||
      !g_ascii_string_to_unsigned (text, 10, 0, 9999, (guint64 *) &value, NULL))
    return -1;
  return (int) value;
}

static int
nearest (int mday, int month, int today)
{
  int year = 0, unused = 0;

  cercle_day_to_ymd (today, &year, &unused, &unused);
  for (int y = year - 1; y <= year + 1; y++)
    {
      int day = cercle_day_from_ymd (y, month, mday);
      if (day != CERCLE_DAY_NONE && day >= today - HALF_A_YEAR)
        return day;
    }
  return CERCLE_DAY_NONE;
}

/* "23/06", "23 6 20", "23 juin 2020": the parts of the folded text. */
static int
parse_parts (GStrv parts, int today)
{
  guint n = g_strv_length (parts);
  int mday = 0, month = 0, year = 0;

  if (n != 2 && n != 3)
    return CERCLE_DAY_NONE;
  mday = number_of (g_strcmp0 (parts[0], "1er") == 0 ? "1" : parts[0]);
  month = number_of (parts[1]);
  if (month < 0)
    month = cercle_month_find (parts[1]);
  if (mday < 1 || month < 1)
    return CERCLE_DAY_NONE;
  if (n == 2)
    return nearest (mday, month, today);
  year = number_of (parts[2]);
  if (year < 0 || (strlen (parts[2]) != 2 && strlen (parts[2]) != 4))
    return CERCLE_DAY_NONE;
  return cercle_day_from_ymd (strlen (parts[2]) == 2 ? 2000 + year : year, month, mday);
}

/* "+3", "-1", "j+3". */
static int
parse_offset (const char *typed, int today)
{
  gint64 days = 0;

  if (typed[0] == 'j' || typed[0] == 'J' || typed[0] == 'd' || typed[0] == 'D')
    typed++;
  if ((typed[0] != '+' && typed[0] != '-') ||
      !g_ascii_string_to_signed (typed, 10, -3660, 3660, &days, NULL))
    return CERCLE_DAY_NONE;
  return today + (int) days;
}

static GStrv
split (const char *folded)
{
  g_autofree char *spaced = g_strdup (folded);
  g_auto (GStrv) pieces = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strdelimit (spaced, "/.,-", ' ');
  pieces = g_strsplit (spaced, " ", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (pieces[i][0] != '\0')
      g_strv_builder_add (builder, pieces[i]);
  return g_strv_builder_end (builder);
}

int
cercle_day_format_parse (const char *typed, int today)
{
  g_autofree char *clean = cercle_text_clean (typed, FALSE);
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;
  int day = CERCLE_DAY_NONE, weekday = 0;

  if (clean == NULL)
    return CERCLE_DAY_NONE;
  day = cercle_day_parse (clean);
  if (day == CERCLE_DAY_NONE)
    day = parse_offset (clean, today);
  if (day != CERCLE_DAY_NONE)
    return day;
  folded = cercle_text_fold (clean);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (says (folded, words[i].word) || says (folded, _ (words[i].word)))
      return today + words[i].days;
  parts = split (folded);
  weekday = parts[0] != NULL ? cercle_weekday_find (parts[0]) : 0;
  if (weekday != 0 && parts[1] == NULL)
    return today + 1 + (weekday - cercle_day_weekday (today + 1) + 7) % 7;
  /* "ven 19 juin": the date decides, the name of the day is company. */
  return parse_parts (weekday != 0 ? parts + 1 : parts, today);
}

int
cercle_day_format_parse_minute (const char *typed)
{
  g_autofree char *clean = cercle_text_clean (typed, FALSE);
  g_auto (GStrv) parts = NULL;
  int hour = 0, minute = 0, n = 0;

  if (clean == NULL || !g_ascii_isdigit (clean[0]))
    return -1;
  g_strdelimit (clean, ":hH.", ' ');
  for (char *at = strstr (clean, "\xc2\xa0"); at != NULL; at = strstr (at, "\xc2\xa0"))
    at[0] = at[1] = ' ';
  parts = split (clean);
  n = (int) g_strv_length (parts);
  hour = n > 0 ? number_of (parts[0]) : -1;
  if (n == 2 && strlen (parts[0]) <= 2)
    minute = strlen (parts[1]) == 2 ? number_of (parts[1]) : -1;
  else if (n == 1 && strlen (parts[0]) > 2)
    {
      minute = hour % 100;
      hour /= 100;
    }
  else if (n != 1)
    return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return -1;
  return hour * 60 + minute;
}
