/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are days read, written and counted as the calendar does? */
#include "cercle-day.h"

static void
test_known (void)
{
  static const struct
  {
    const char *text;
    int day;
    int weekday;
  } rows[] = {
    { "1970-01-01", 0, 4 },       { "1969-12-31", -1, 3 },      { "2000-02-29", 11016, 2 },
    { "2020-06-02", 18415, 2 },   { "2026-03-01", 20513, 7 },   { "1900-03-01", -25508, 4 },
    { "0001-01-01", -719162, 1 }, { "9999-12-31", 2932896, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = cercle_day_to_text (rows[i].day);

      g_assert_cmpint (cercle_day_parse (rows[i].text), ==, rows[i].day);
      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpint (cercle_day_weekday (rows[i].day), ==, rows[i].weekday);
    }
}

static void
test_refused (void)
{
  static const char *const rows[] = {
    "",
    "2020",
    "2020-06",
    "2020-06-2",
    "2020-6-02",
    "20200602",
    "2020-06-02 ",
    " 2020-06-02",
    "2020-06-02T",
    "2020/06/02",
    "2020-00-02",
    "2020-13-02",
    "2020-06-00",
    "2020-06-31",
    "2021-02-29",
    "1900-02-29",
    "0000-01-01",
    "-001-01-01",
    "+020-01-01",
    "2020-06-0a",
    "12020-06-02",
    "２020-06-02",
    "2020-06-0\xff",
    "2020-02-30",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("Row %" G_GSIZE_FORMAT, i);
      g_assert_false (cercle_day_is_valid (rows[i]));
    }
  g_assert_cmpint (cercle_day_parse (NULL), ==, CERCLE_DAY_NONE);
  g_assert_true (cercle_day_is_valid ("2020-02-29"));
}

static void
test_walk (void)
{
  int year, month, date, weekday = 1, last = 0;

  for (int day = -719162; day <= 2932896; day++)
    {
      cercle_day_to_ymd (day, &year, &month, &date);
      g_assert_cmpint (cercle_day_from_ymd (year, month, date), ==, day);
      g_assert_cmpint ((year * 100 + month) * 100 + date, >, last);
      last = (year * 100 + month) * 100 + date;
      g_assert_cmpint (cercle_day_weekday (day), ==, weekday);
      weekday = weekday % 7 + 1;
    }
  g_assert_cmpint (last, ==, 99991231);
}

static void
test_outside (void)
{
  static const int rows[] = { CERCLE_DAY_NONE, G_MAXINT, -719163, 2932897 };
  char text[CERCLE_DAY_SIZE] = "x";
  int year, month, date;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      cercle_day_format (rows[i], text);
      g_assert_cmpstr (text, ==, "");
      g_assert_null (cercle_day_to_text (rows[i]));
      cercle_day_to_ymd (rows[i], &year, &month, &date);
      g_assert_cmpint (year + month + date, ==, 0);
      g_assert_cmpint (cercle_day_weekday (rows[i]), ==, 0);
    }
  g_assert_cmpint (cercle_day_from_ymd (G_MAXINT, 1, 1), ==, CERCLE_DAY_NONE);
  g_assert_cmpint (cercle_day_from_ymd (2020, G_MAXINT, 1), ==, CERCLE_DAY_NONE);
  g_assert_cmpint (cercle_day_from_ymd (2020, 1, G_MININT), ==, CERCLE_DAY_NONE);
  g_assert_cmpint (cercle_day_easter (0), ==, CERCLE_DAY_NONE);
}

static void
test_easter (void)
{
  static const char *const rows[] = { "1818-03-22", "1943-04-25", "2000-04-23",
                                      "2019-04-21", "2024-03-31", "2025-04-20",
                                      "2026-04-05", "2038-04-25", "2285-03-22" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int year = (int) g_ascii_strtoll (rows[i], NULL, 10);
      g_autofree char *text = cercle_day_to_text (cercle_day_easter (year));

      g_assert_cmpstr (text, ==, rows[i]);
    }
  for (int year = 1583; year <= 9999; year++)
    g_assert_cmpint (cercle_day_weekday (cercle_day_easter (year)), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/day/known", test_known);
  g_test_add_func ("/base/day/refused", test_refused);
  g_test_add_func ("/base/day/walk", test_walk);
  g_test_add_func ("/base/day/outside", test_outside);
  g_test_add_func ("/base/day/easter", test_easter);
  return g_test_run ();
}
