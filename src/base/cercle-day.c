/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which day is it on the calendar, and how far are two days apart? */
#define G_LOG_DOMAIN "cercle-base"

#include "cercle-day.h"

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */
#define DAYS_IN_ERA 146097  /* 400 Gregorian years */

static gboolean
is_leap (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && is_leap (year));
}

/* -1 unless the count characters are digits; stops at the end of the text. */
static int
read_digits (const char *text, int count)
{
  int value = 0;

  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value;
}

int
cercle_day_parse (const char *text)
{
  int year, month, day;

  if (text == NULL)
    return CERCLE_DAY_NONE;
  /* Each part is read only after the one before it was found whole. */
  if ((year = read_digits (text, 4)) < 0 || text[4] != '-')
    return CERCLE_DAY_NONE;
  if ((month = read_digits (text + 5, 2)) < 0 || text[7] != '-')
    return CERCLE_DAY_NONE;
  if ((day = read_digits (text + 8, 2)) < 0 || text[10] != '\0')
    return CERCLE_DAY_NONE;
  return cercle_day_from_ymd (year, month, day);
}

gboolean
cercle_day_is_valid (const char *text)
{
  return cercle_day_parse (text) != CERCLE_DAY_NONE;
}

void
cercle_day_format (int day, char text[CERCLE_DAY_SIZE])
{
  int year, month, date;

  cercle_day_to_ymd (day, &year, &month, &date);
  text[0] = '\0';
  if (year == 0)
    return;
  for (int i = 3; i >= 0; i--, year /= 10)
    text[i] = '0' + year % 10;
  text[4] = text[7] = '-';
  text[5] = '0' + month / 10;
  text[6] = '0' + month % 10;
  text[8] = '0' + date / 10;
  text[9] = '0' + date % 10;
  text[10] = '\0';
}

char *
cercle_day_to_text (int day)
{
  char text[CERCLE_DAY_SIZE];

  cercle_day_format (day, text);
  return text[0] == '\0' ? NULL : g_strdup (text);
}

/* The years are counted from March, so that the leap day is the last of its year. */
int
cercle_day_from_ymd (int year, int month, int day)
{
  int era, year_of_era, day_of_year, day_of_era;

  if (year < 1 || year > 9999 || month < 1 || month > 12)
    return CERCLE_DAY_NONE;
  if (day < 1 || day > days_in_month (year, month))
    return CERCLE_DAY_NONE;
  year -= month <= 2;
  era = year / 400;
  year_of_era = year % 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_IN_ERA + day_of_era - 719468;
}

void
cercle_day_to_ymd (int value, int *year, int *month, int *day)
{
  int era, day_of_era, year_of_era, day_of_year, month_from_march;

  *year = *month = *day = 0;
  if (value < FIRST_DAY || value > LAST_DAY)
    return;
  value += 719468;
  era = value / DAYS_IN_ERA;
  day_of_era = value % DAYS_IN_ERA;
  year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / (DAYS_IN_ERA - 1)) / 365;
  day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  month_from_march = (5 * day_of_year + 2) / 153;
  *day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  *month = month_from_march + (month_from_march < 10 ? 3 : -9);
  *year = era * 400 + year_of_era + (*month <= 2);
}

int
cercle_day_weekday (int day)
{
  if (day < FIRST_DAY || day > LAST_DAY)
    return 0;
  /* 1970-01-01 was a Thursday. */
  return (day % 7 + 7 + 3) % 7 + 1;
}

/* Meeus, Jones and Butcher. */
int
cercle_day_easter (int year)
{
  int golden = year % 19, century = year / 100, in_century = year % 100;
  int epact, weekday, correction, march;

  if (year < 1 || year > 9999)
    return CERCLE_DAY_NONE;
  epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  correction = (golden + 11 * epact + 22 * weekday) / 451;
  march = epact + weekday - 7 * correction + 114;
  return cercle_day_from_ymd (year, march / 31, march % 31 + 1);
}
