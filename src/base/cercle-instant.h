/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What time is it, and how is an instant written? The only file that reads the clock.
 * An instant is milliseconds since 1970 UTC; its text is always "2020-06-02T07:05:09.123Z",
 * so that text order is time order. Any thread. */
#pragma once

#include <glib.h>

#define CERCLE_INSTANT_SIZE 25

/* The desk's clock plus the correction learnt from the server, or the frozen test clock. */
gint64 cercle_instant_now (void);
/* (transfer full): text of cercle_instant_now(). */
char *cercle_instant_now_text (void);
/* The desk's own clock, never corrected: to measure the correction. */
gint64 cercle_instant_desk_clock (void);
/* Added to the desk's clock from now on, in milliseconds. */
void cercle_instant_set_correction (gint64 milliseconds);
/* Tests and pictures: the clock stands at this instant; 0 lets it run again. */
void cercle_instant_freeze (gint64 instant);

/* FALSE unless text is exactly in the form above and a real date of the years 1 to 9999. */
gboolean cercle_instant_parse (const char *text, gint64 *instant);
char *cercle_instant_format (gint64 instant);

/* The day (days since 1970-01-01) and minute of the day it is in a zone such as "Europe/Paris" or
 * "Indian/Reunion"; minute may be NULL. Zones are read once and kept. */
int cercle_instant_local_day (gint64 instant, const char *zone, int *minute);
/* The instant of a local day and minute; a minute that does not exist moves forward. */
gint64 cercle_instant_from_local (int day, int minute, const char *zone);
