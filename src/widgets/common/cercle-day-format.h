/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Days, hours and spans as people here say and type them, in the user's language, with the no-break
 * spaces that French asks for. All texts (transfer full); CERCLE_DAY_NONE and invalid instants give "". */
#pragma once

#include <glib.h>

/* "Friday 19 June 2020" */
char *cercle_day_format_long (int day);
/* "today", "tomorrow", "yesterday", "Fri 19 Jun", with the year when it is not this one. */
char *cercle_day_format_short (int day, int today);
/* "J-3", "today", "J+3": the day is 3 days ahead, is now, was 3 days ago. */
char *cercle_day_format_due (int day, int today);
/* "in 3 days", "due today", "3 days late": the same for ears. */
char *cercle_day_format_due_spoken (int day, int today);
/* "9:42" from the minute of the day; "" when not within a day. */
char *cercle_day_format_minute (int minute);
/* Milliseconds as "51 min", "5 h", "4 d": the largest unit, rounded down; nothing below a minute. */
char *cercle_day_format_span (gint64 milliseconds);
/* "9:42" when it is of today in this zone, else "Fri 19 Jun"; with_hour: "Fri 19 Jun, 9:42". */
char *cercle_day_format_instant (const char *instant, const char *zone, int today,
                                 gboolean with_hour);
/* Since an instant: the span to now. */
char *cercle_day_format_since (const char *instant);

/* What people type: "23/06", "23/6/20", "2020-06-23", "23 juin", "today", "tomorrow", "+3", "mon".
 * Without a year: the nearest such day that is not more than six months past; a week day is the next one.
 * CERCLE_DAY_NONE when it is no day. */
int cercle_day_format_parse (const char *typed, int today);
/* "9:42", "9 h 42", "9h", "942", "14" ; -1 when it is no hour. */
int cercle_day_format_parse_minute (const char *typed);
