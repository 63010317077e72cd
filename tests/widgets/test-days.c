/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are days and hours written and read as people do? In English: the French is the translation's. */
#include <glib.h>

#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-instant.h"

/* Tuesday 23 June 2020 */
static int
today (void)
{
  return cercle_day_from_ymd (2020, 6, 23);
}

static void
expect (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_format (void)
{
  int day = today ();

  expect (cercle_day_format_long (day), "Tuesday 23 June 2020");
  expect (cercle_day_format_long (cercle_day_from_ymd (2020, 7, 1)), "Wednesday 1 July 2020");
  expect (cercle_day_format_long (CERCLE_DAY_NONE), "");
  expect (cercle_day_format_short (day, day), "today");
  expect (cercle_day_format_short (day + 1, day), "tomorrow");
  expect (cercle_day_format_short (day - 1, day), "yesterday");
  expect (cercle_day_format_short (day - 4, day), "Fri 19 Jun");
  expect (cercle_day_format_short (cercle_day_from_ymd (2019, 6, 19), day), "19 Jun 2019");
  expect (cercle_day_format_short (CERCLE_DAY_NONE, day), "");
  expect (cercle_day_format_due (day + 3, day), "D‑3");
  expect (cercle_day_format_due (day, day), "today");
  expect (cercle_day_format_due (day - 3, day), "D+3");
  expect (cercle_day_format_due (CERCLE_DAY_NONE, day), "");
  expect (cercle_day_format_due_spoken (day + 1, day), "due in 1 day");
  expect (cercle_day_format_due_spoken (day - 2, day), "2 days late");
}

static void
test_spans (void)
{
  expect (cercle_day_format_minute (9 * 60 + 5), "9:05");
  expect (cercle_day_format_minute (-1), "");
  expect (cercle_day_format_minute (24 * 60), "");
  expect (cercle_day_format_span (51 * 60000), "51 min");
  expect (cercle_day_format_span (0), "0 min");
  expect (cercle_day_format_span (5 * 3600000 + 1), "5 h");
  expect (cercle_day_format_span (4 * G_GINT64_CONSTANT (86400000)), "4 d");
}

static void
test_instants (void)
{
  const char *zone = "Europe/Paris";

  expect (cercle_day_format_instant ("2020-06-23T07:42:00.000Z", zone, today (), TRUE), "9:42");
  expect (cercle_day_format_instant ("2020-06-19T07:42:00.000Z", zone, today (), TRUE),
          "Fri 19 Jun, 9:42");
  expect (cercle_day_format_instant ("2020-06-19T07:42:00.000Z", zone, today (), FALSE),
          "Fri 19 Jun");
  /* Late in the evening in Paris is the next day in La Réunion. */
  expect (cercle_day_format_instant ("2020-06-22T21:30:00.000Z", "Indian/Reunion", today (), TRUE),
          "1:30");
  expect (cercle_day_format_instant ("yesterday", zone, today (), TRUE), "");
  expect (cercle_day_format_instant (NULL, zone, today (), TRUE), "");
  cercle_instant_freeze (cercle_instant_from_local (today (), 9 * 60 + 42, zone));
  expect (cercle_day_format_since ("2020-06-23T06:51:00.000Z"), "51 min");
  expect (cercle_day_format_since ("2020-06-23T09:00:00.000Z"), "0 min");
  cercle_instant_freeze (0);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *typed, *day; /* NULL: no day */
  } table[] = {
    { "23/06", "2020-06-23" },
    { "23/6/20", "2020-06-23" },
    { "23.6.2021", "2021-06-23" },
    { "2020-06-23", "2020-06-23" },
    { "23 june", "2020-06-23" },
    { "1er july", "2020-07-01" },
    { "Fri 26 Jun", "2020-06-26" },
    { "today", "2020-06-23" },
    { "Tomorrow", "2020-06-24" },
    { " tom ", "2020-06-24" },
    { "yesterday", "2020-06-22" },
    { "after tomorrow", "2020-06-25" },
    { "+3", "2020-06-26" },
    { "j+3", "2020-06-26" },
    { "D-1", "2020-06-22" },
    { "mon", "2020-06-29" },
    { "tuesday", "2020-06-30" },
    { "wed", "2020-06-24" },
    /* Not more than six months past, or else the next one. */
    { "2/1", "2020-01-02" },
    { "20/12", "2020-12-20" },
    { "24/12/19", "2019-12-24" },
    { "29/2", "2020-02-29" },
    { "31/06", NULL },
    { "", NULL },
    { "hello", NULL },
    { "13/13", NULL },
    { "12", NULL },
    { "ju", NULL },
    { "12/6/123", NULL },
    { "99999999999/1", NULL },
    { "+99999", NULL },
    { "23/06/2020 at noon", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      int day = cercle_day_format_parse (table[i].typed, today ());
      g_autofree char *text = day != CERCLE_DAY_NONE ? cercle_day_to_text (day) : NULL;

      g_test_message ("“%s”", table[i].typed);
      g_assert_cmpstr (text, ==, table[i].day);
    }
  g_assert_cmpint (cercle_day_format_parse (NULL, today ()), ==, CERCLE_DAY_NONE);
  /* In February 29 June of last year is nearer than that of this one; 29 February waits for its
   * year. */
  g_assert_cmpint (cercle_day_format_parse ("29/2", cercle_day_from_ymd (2021, 6, 23)), ==,
                   CERCLE_DAY_NONE);
}

/* What is shown can be typed again. */
static void
test_round (void)
{
  for (int day = today () - 150; day < today () + 180; day++)
    {
      g_autofree char *brief = cercle_day_format_short (day, today ());
      g_autofree char *full = cercle_day_format_long (day);

      g_assert_cmpint (cercle_day_format_parse (brief, today ()), ==, day);
      g_assert_cmpint (cercle_day_format_parse (full, today ()), ==, day);
    }
}

static void
test_parse_minute (void)
{
  static const struct
  {
    const char *typed;
    int minute;
  } table[] = {
    { "9:42", 582 },   { "9 h 42", 582 },
    { "9h42", 582 },   { "9h", 540 },
    { "942", 582 },    { "14", 840 },
    { "1430", 870 },   { "0:00", 0 },
    { "23.59", 1439 }, { "9\u00a0h\u00a005", 545 },
    { "24:00", -1 },   { "9:60", -1 },
    { "9:5", -1 },     { "noon", -1 },
    { "", -1 },        { "9:42:10", -1 },
    { "-3", -1 },      { "12345", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("“%s”", table[i].typed);
      g_assert_cmpint (cercle_day_format_parse_minute (table[i].typed), ==, table[i].minute);
    }
  g_assert_cmpint (cercle_day_format_parse_minute (NULL), ==, -1);
  for (int minute = 0; minute < 24 * 60; minute++)
    {
      g_autofree char *text = cercle_day_format_minute (minute);
      g_assert_cmpint (cercle_day_format_parse_minute (text), ==, minute);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/days/format", test_format);
  g_test_add_func ("/days/spans", test_spans);
  g_test_add_func ("/days/instants", test_instants);
  g_test_add_func ("/days/parse", test_parse);
  g_test_add_func ("/days/round", test_round);
  g_test_add_func ("/days/parse-minute", test_parse_minute);
  return g_test_run ();
}
