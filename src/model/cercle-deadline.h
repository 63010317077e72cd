/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines count the community's working time, with the holidays of its territory. Pure. */
#pragma once

#include <glib.h>

/* Sets: metropole, alsace_moselle (57, 67, 68: Good Friday and 26 December, ordonnance of 16 August
 * 1892), guadeloupe, martinique, guyane, reunion, mayotte, saint_barthelemy, saint_martin
 * (abolition days: décret 83-1003). The 11 common ones: Code du travail L3133-1. */
gboolean cercle_holiday_is (int day, const char *set);
/* msgid of the holiday's name, or NULL. */
const char *cercle_holiday_name (int day, const char *set);
/* Set of a territory code: "57" → alsace_moselle, "974" → reunion, else metropole. */
const char *cercle_holiday_set (const char *territory);
/* Time zone of a territory code: "974" → Indian/Reunion, "14" → Europe/Paris. */
const char *cercle_territory_zone (const char *territory);

typedef struct
{
  guint open_days;         /* bit 0 Monday … bit 6 Sunday; none: Monday to Friday */
  int opens_at, closes_at; /* minutes of the day; closes_at not after opens_at: all day long */
  const char *holidays;    /* a set above, or NULL */
  const char *zone;        /* NULL: Europe/Paris */
} CercleWorkingTime;

gboolean cercle_working_day (const CercleWorkingTime *time, int day);
/* The n-th working day after day (0: day itself when worked, else the next worked one). */
int cercle_working_days_after (const CercleWorkingTime *time, int day, int n);
/* The instant reached after so many working minutes from an instant. */
gint64 cercle_working_minutes_after (const CercleWorkingTime *time, gint64 instant, gint64 minutes);
/* "Yesterday evening": when the last day of work before today closed. On a Monday that is Friday; where no
 * hours are told, 18:00. */
gint64 cercle_evening_before (const CercleWorkingTime *time, gint64 now);
