/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Civil days. In records and on the wire a day is the text "2020-06-02"; to count, it is the number
 * of days since 1970-01-01. No time zone here. Any thread. */
#pragma once

#include <glib.h>

#define CERCLE_DAY_SIZE 11
#define CERCLE_DAY_NONE G_MININT

/* CERCLE_DAY_NONE unless text is a real day, exactly YYYY-MM-DD, years 1 to 9999; NULL is none. */
int cercle_day_parse (const char *text);
gboolean cercle_day_is_valid (const char *text);
void cercle_day_format (int day, char text[CERCLE_DAY_SIZE]);
/* (transfer full) */
char *cercle_day_to_text (int day);
int cercle_day_from_ymd (int year, int month, int day);
void cercle_day_to_ymd (int value, int *year, int *month, int *day);
/* 1 is Monday, 7 is Sunday. */
int cercle_day_weekday (int day);
/* Easter Sunday, Gregorian calendar. */
int cercle_day_easter (int year);
