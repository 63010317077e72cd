/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are the holidays of 2020 to 2026 those of the calendar, and do delays step over them? */
#include "cercle-day.h"
#include "cercle-deadline.h"
#include "cercle-instant.h"

/* Easter Sundays as published; the rest of the year is fixed. */
static const char *const easters[] = { "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09",
                                       "2024-03-31", "2025-04-20", "2026-04-05" };

/* Movable and local days as published by the administration. */
static const struct
{
  const char *day, *set, *name;
} days[] = {
  { "2020-04-13", "metropole", "Easter Monday" },
  { "2020-05-21", "metropole", "Ascension Day" },
  { "2020-06-01", "metropole", "Whit Monday" },
  { "2021-04-05", "metropole", "Easter Monday" },
  { "2021-05-13", "metropole", "Ascension Day" },
  { "2021-05-24", "metropole", "Whit Monday" },
  { "2024-05-09", "metropole", "Ascension Day" },
  { "2024-05-20", "metropole", "Whit Monday" },
  { "2026-05-14", "metropole", "Ascension Day" },
  { "2026-05-25", "metropole", "Whit Monday" },
  { "2020-04-10", "metropole", NULL },
  { "2020-04-10", "alsace_moselle", "Good Friday" },
  { "2021-04-02", "alsace_moselle", "Good Friday" },
  { "2025-12-26", "alsace_moselle", "Saint Stephen's Day" },
  { "2025-12-26", "metropole", NULL },
  { "2020-05-27", "guadeloupe", "Abolition of slavery" },
  { "2020-05-22", "martinique", "Abolition of slavery" },
  { "2020-06-10", "guyane", "Abolition of slavery" },
  { "2020-12-20", "reunion", "Abolition of slavery" },
  { "2020-04-27", "mayotte", "Abolition of slavery" },
  { "2020-10-09", "saint_barthelemy", "Abolition of slavery" },
  { "2020-05-28", "saint_martin", "Abolition of slavery" },
  { "2020-12-20", "metropole", NULL },
  { "2020-07-14", NULL, "Bastille Day" },
  { "2020-06-02", "reunion", NULL },
};

static void
test_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_assert_cmpstr (cercle_holiday_name (cercle_day_parse (days[i].day), days[i].set), ==,
                       days[i].name);
      g_assert_cmpint (cercle_holiday_is (cercle_day_parse (days[i].day), days[i].set), ==,
                       days[i].name != NULL);
    }
}

static void
test_years (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (easters); i++)
    {
      int first = cercle_day_from_ymd (2020 + (int) i, 1, 1);
      int easter = cercle_day_parse (easters[i]);
      guint common = 0, eastern = 0;

      for (int day = first; day < cercle_day_from_ymd (2021 + (int) i, 1, 1); day++)
        {
          common += cercle_holiday_is (day, "metropole");
          eastern += cercle_holiday_is (day, "alsace_moselle");
        }
      g_assert_cmpuint (common, ==, 11);
      g_assert_cmpuint (eastern, ==, 13);
      g_assert_cmpstr (cercle_holiday_name (easter + 1, NULL), ==, "Easter Monday");
      g_assert_cmpstr (cercle_holiday_name (easter + 39, NULL), ==, "Ascension Day");
      g_assert_cmpstr (cercle_holiday_name (easter + 50, NULL), ==, "Whit Monday");
    }
}

static void
test_territories (void)
{
  static const struct
  {
    const char *code, *set, *zone;
  } codes[] = {
    { "14", "metropole", "Europe/Paris" },
    { "2A", "metropole", "Europe/Paris" },
    { "20R", "metropole", "Europe/Paris" },
    { "57", "alsace_moselle", "Europe/Paris" },
    { "67", "alsace_moselle", "Europe/Paris" },
    { "6AE", "alsace_moselle", "Europe/Paris" },
    { "69M", "metropole", "Europe/Paris" },
    { "971", "guadeloupe", "America/Guadeloupe" },
    { "972R", "martinique", "America/Martinique" },
    { "973R", "guyane", "America/Cayenne" },
    { "974", "reunion", "Indian/Reunion" },
    { "976R", "mayotte", "Indian/Mayotte" },
    { "977", "saint_barthelemy", "America/St_Barthelemy" },
    { "978", "saint_martin", "America/Marigot" },
    { NULL, "metropole", "Europe/Paris" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GTimeZone) zone =
          g_time_zone_new_identifier (cercle_territory_zone (codes[i].code));
      g_assert_cmpstr (cercle_holiday_set (codes[i].code), ==, codes[i].set);
      g_assert_cmpstr (cercle_territory_zone (codes[i].code), ==, codes[i].zone);
      g_assert_nonnull (zone);
    }
}

static const CercleWorkingTime office = { 0x1f, 9 * 60, 18 * 60, "metropole", "Europe/Paris" };
static const CercleWorkingTime defaults = { 0, 0, 0, NULL, NULL };

static void
test_working_days (void)
{
  static const struct
  {
    const char *from;
    int n;
    const char *to;
  } table[] = {
    { "2020-06-02", 0, "2020-06-02" },                                     /* Tuesday */
    { "2020-06-02", 2, "2020-06-04" },  { "2020-06-05", 1, "2020-06-08" }, /* over a week-end */
    { "2020-06-06", 0, "2020-06-08" },  { "2020-06-06", 1, "2020-06-08" },
    { "2020-05-29", 1, "2020-06-02" }, /* and Whit Monday */
    { "2020-05-20", 1, "2020-05-22" }, /* Ascension */
    { "2020-12-24", 5, "2021-01-04" }, /* Christmas and New Year, both Fridays */
    { "2020-06-02", -3, "2020-06-02" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *to = cercle_day_to_text (
          cercle_working_days_after (&office, cercle_day_parse (table[i].from), table[i].n));
      g_assert_cmpstr (to, ==, table[i].to);
    }
  g_assert_true (cercle_working_day (&defaults, cercle_day_parse ("2020-06-01")));
  g_assert_false (cercle_working_day (&defaults, cercle_day_parse ("2020-06-06")));
  g_assert_false (cercle_working_day (&office, cercle_day_parse ("2020-06-01")));
}

static void
test_working_minutes (void)
{
  static const struct
  {
    const char *from;
    gint64 minutes;
    const char *to;
  } table[] = {
    /* Paris is two hours ahead in summer, one in winter */
    { "2020-06-02T08:00:00.123Z", 240, "2020-06-02T12:00:00.123Z" },
    { "2020-06-02T14:00:00.000Z", 120, "2020-06-02T16:00:00.000Z" }, /* until closing */
    { "2020-06-02T14:00:00.000Z", 121, "2020-06-03T07:01:00.000Z" },
    { "2020-06-02T04:00:00.000Z", 0, "2020-06-02T07:00:00.000Z" }, /* before opening */
    { "2020-06-02T20:00:00.000Z", 60, "2020-06-03T08:00:00.000Z" },
    { "2020-05-29T15:00:00.000Z", 120, "2020-06-02T08:00:00.000Z" }, /* over Whit Monday */
    { "2020-06-06T10:00:00.000Z", 30, "2020-06-08T07:30:00.000Z" },
    { "2020-03-27T16:00:00.000Z", 120, "2020-03-30T08:00:00.000Z" }, /* clocks go forward */
    { "2020-10-23T15:00:00.000Z", 120, "2020-10-26T09:00:00.000Z" }, /* and back */
    { "2020-06-02T08:00:00.000Z", -5, "2020-06-02T08:00:00.000Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *to = NULL;
      gint64 from;

      g_assert_true (cercle_instant_parse (table[i].from, &from));
      to = cercle_instant_format (cercle_working_minutes_after (&office, from, table[i].minutes));
      g_assert_cmpstr (to, ==, table[i].to);
    }
}

/* Open at all hours on working days: a Friday evening reaches into Monday morning. */
static void
test_all_hours (void)
{
  g_autofree char *to = NULL;
  gint64 from;

  g_assert_true (cercle_instant_parse ("2020-06-05T20:00:00.000Z", &from));
  to = cercle_instant_format (cercle_working_minutes_after (&defaults, from, 180));
  g_assert_cmpstr (to, ==, "2020-06-07T23:00:00.000Z");
}

static void
test_evening_before (void)
{
  static const CercleWorkingTime alsace = { 0x1f, 540, 1080, "alsace_moselle", "Europe/Paris" };
  static const CercleWorkingTime reunion = { 0x1f, 8 * 60, 17 * 60, "reunion", "Indian/Reunion" };
  static const CercleWorkingTime tahiti = { 0x1f, 8 * 60, 17 * 60, NULL, "Pacific/Tahiti" };
  static const CercleWorkingTime saturdays = { 0x3f, 9 * 60, 12 * 60 + 30, NULL, NULL };
  static const struct
  {
    const CercleWorkingTime *time;
    const char *now, *evening;
  } table[] = {
    { &office, "2020-06-24T06:45:00.000Z", "2020-06-23T16:00:00.000Z" }, /* Wednesday: Tuesday */
    { &office, "2020-06-24T17:30:00.000Z", "2020-06-23T16:00:00.000Z" }, /* still, after closing */
    { &office, "2020-06-22T06:45:00.000Z", "2020-06-19T16:00:00.000Z" }, /* Monday: Friday */
    { &office, "2020-06-21T06:45:00.000Z", "2020-06-19T16:00:00.000Z" }, /* so on a Sunday */
    { &office, "2020-06-02T06:45:00.000Z", "2020-05-29T16:00:00.000Z" }, /* after Whit Monday */
    { &office, "2020-12-28T07:45:00.000Z", "2020-12-24T17:00:00.000Z" }, /* after Christmas */
    { &office, "2020-12-26T07:45:00.000Z", "2020-12-24T17:00:00.000Z" }, /* winter time */
    /* Good Friday and Saint Stephen's Day only there. */
    { &office, "2021-04-06T06:45:00.000Z", "2021-04-02T16:00:00.000Z" },
    { &alsace, "2021-04-06T06:45:00.000Z", "2021-04-01T16:00:00.000Z" },
    { &office, "2024-12-27T07:45:00.000Z", "2024-12-26T17:00:00.000Z" },
    { &alsace, "2024-12-27T07:45:00.000Z", "2024-12-24T17:00:00.000Z" },
    /* The day is the territory's: at 21:00 in Paris it is tomorrow already, or still today. */
    { &reunion, "2020-06-23T21:00:00.000Z", "2020-06-23T13:00:00.000Z" },
    { &office, "2020-06-23T21:00:00.000Z", "2020-06-22T16:00:00.000Z" },
    { &tahiti, "2020-06-24T06:45:00.000Z", "2020-06-23T03:00:00.000Z" },
    { &reunion, "2021-12-21T05:00:00.000Z", "2021-12-17T13:00:00.000Z" }, /* Monday: abolition */
    { &saturdays, "2020-06-22T06:45:00.000Z", "2020-06-20T10:30:00.000Z" },
    /* No hours told: the evening begins at six. */
    { &defaults, "2020-06-22T06:45:00.000Z", "2020-06-19T16:00:00.000Z" },
    { &defaults, "2020-06-24T06:45:00.000Z", "2020-06-23T16:00:00.000Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *evening = NULL;
      gint64 now;

      g_assert_true (cercle_instant_parse (table[i].now, &now));
      evening = cercle_instant_format (cercle_evening_before (table[i].time, now));
      g_assert_cmpstr (evening, ==, table[i].evening);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/days", test_days);
  g_test_add_func ("/deadline/years", test_years);
  g_test_add_func ("/deadline/territories", test_territories);
  g_test_add_func ("/deadline/working-days", test_working_days);
  g_test_add_func ("/deadline/working-minutes", test_working_minutes);
  g_test_add_func ("/deadline/all-hours", test_all_hours);
  g_test_add_func ("/deadline/evening-before", test_evening_before);
  return g_test_run ();
}
