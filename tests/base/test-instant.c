/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are instants exact, in the one form, and local where they should be? */
#include "cercle-instant.h"
#include "cercle-day.h"

#define FROZEN G_GINT64_CONSTANT (1591081509123) /* 2020-06-02T07:05:09.123Z */

static void
test_text (void)
{
  static const struct
  {
    const char *text;
    gint64 instant;
  } rows[] = {
    { "2020-06-02T07:05:09.123Z", FROZEN },
    { "1970-01-01T00:00:00.000Z", 0 },
    { "1969-12-31T23:59:59.999Z", -1 },
    { "0001-01-01T00:00:00.000Z", G_GINT64_CONSTANT (-62135596800000) },
    { "9999-12-31T23:59:59.999Z", G_GINT64_CONSTANT (253402300799999) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = cercle_instant_format (rows[i].instant);
      gint64 instant = 42;

      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_true (cercle_instant_parse (rows[i].text, &instant));
      g_assert_cmpint (instant, ==, rows[i].instant);
    }
}

static void
test_far (void)
{
  g_autofree char *first = cercle_instant_format (G_MININT64);
  g_autofree char *last = cercle_instant_format (G_MAXINT64);

  g_assert_cmpstr (first, ==, "0001-01-01T00:00:00.000Z");
  g_assert_cmpstr (last, ==, "9999-12-31T23:59:59.999Z");
  g_assert_cmpint (cercle_instant_local_day (G_MAXINT64, "Europe/Paris", NULL), >=, 2932896);
  g_assert_cmpint (cercle_instant_local_day (G_MININT64, "Europe/Paris", NULL), <=, -719162);
}

static void
test_refused (void)
{
  static const char *const rows[] = {
    "",
    "2020-06-02",
    "2020-06-02T07:05:09Z",
    "2020-06-02T07:05:09.12Z",
    "2020-06-02T07:05:09.1234Z",
    "2020-06-02T07:05:09.123",
    "2020-06-02T07:05:09.123z",
    "2020-06-02t07:05:09.123Z",
    "2020-06-02 07:05:09.123Z",
    "2020-06-02T07:05:09,123Z",
    "2020-06-02T07:05:09.123+00:00",
    "2020-06-02T24:00:00.000Z",
    "2020-06-02T07:60:09.123Z",
    "2016-12-31T23:59:60.000Z",
    "2021-02-29T07:05:09.123Z",
    "0000-06-02T07:05:09.123Z",
    "2020-06-02T+7:05:09.123Z",
    " 020-06-02T07:05:09.123Z",
    "2020-06-02T07:05:09.12\xff",
  };
  gint64 instant = 42;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("Row %" G_GSIZE_FORMAT, i);
      g_assert_false (cercle_instant_parse (rows[i], &instant));
    }
  g_assert_false (cercle_instant_parse (NULL, &instant));
  g_assert_cmpint (instant, ==, 42);
}

static void
test_clock (void)
{
  g_autofree char *text = NULL;
  gint64 before = g_get_real_time () / 1000;

  g_assert_cmpint (cercle_instant_now (), >=, before);
  g_assert_cmpint (cercle_instant_now (), <, before + 60000);
  cercle_instant_set_correction (-3600000);
  g_assert_cmpint (cercle_instant_now (), <, before - 3500000);
  g_assert_cmpint (cercle_instant_desk_clock (), >=, before);
  cercle_instant_set_correction (G_MAXINT64);
  g_assert_cmpint (cercle_instant_now (), >, before);
  cercle_instant_freeze (FROZEN);
  text = cercle_instant_now_text ();
  g_assert_cmpstr (text, ==, "2020-06-02T07:05:09.123Z");
  g_assert_cmpint (cercle_instant_desk_clock (), ==, FROZEN);
  cercle_instant_freeze (0);
  cercle_instant_set_correction (0);
  g_assert_cmpint (cercle_instant_now (), >=, before);
  g_assert_cmpint (cercle_instant_now (), <, before + 60000);
}

static gint64
at (const char *text)
{
  gint64 instant;

  g_assert_true (cercle_instant_parse (text, &instant));
  return instant;
}

static void
test_local (void)
{
  static const struct
  {
    const char *instant, *zone, *day;
    int minute;
  } rows[] = {
    { "2020-06-02T22:00:00.000Z", "Europe/Paris", "2020-06-03", 0 },
    { "2020-06-02T21:59:59.999Z", "Europe/Paris", "2020-06-02", 1439 },
    { "2020-01-02T22:59:59.999Z", "Europe/Paris", "2020-01-02", 1439 },
    { "2020-01-02T23:00:00.000Z", "Europe/Paris", "2020-01-03", 0 },
    { "2020-06-02T20:00:00.000Z", "Indian/Reunion", "2020-06-03", 0 },
    { "2020-06-02T03:59:00.000Z", "America/Martinique", "2020-06-01", 1439 },
    { "1969-12-31T23:59:59.999Z", "UTC", "1969-12-31", 1439 },
    { "2026-03-29T01:00:00.000Z", "Europe/Paris", "2026-03-29", 180 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int minute = -1;
      int day = cercle_instant_local_day (at (rows[i].instant), rows[i].zone, &minute);

      g_test_message ("%s %s", rows[i].instant, rows[i].zone);
      g_assert_cmpint (day, ==, cercle_day_parse (rows[i].day));
      g_assert_cmpint (minute, ==, rows[i].minute);
    }
}

static void
test_from_local (void)
{
  static const struct
  {
    const char *day;
    int minute;
    const char *zone, *instant;
  } rows[] = {
    { "2020-06-03", 0, "Europe/Paris", "2020-06-02T22:00:00.000Z" },
    { "2020-01-03", 540, "Europe/Paris", "2020-01-03T08:00:00.000Z" },
    { "2020-06-03", 540, "Indian/Reunion", "2020-06-03T05:00:00.000Z" },
    /* does not exist: the first one that does */
    { "2026-03-29", 150, "Europe/Paris", "2026-03-29T01:00:00.000Z" },
    /* happens twice: the first time */
    { "2026-10-25", 150, "Europe/Paris", "2026-10-25T00:30:00.000Z" },
    { "2026-10-25", 180, "Europe/Paris", "2026-10-25T02:00:00.000Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 instant =
          cercle_instant_from_local (cercle_day_parse (rows[i].day), rows[i].minute, rows[i].zone);
      g_autofree char *text = cercle_instant_format (instant);

      g_assert_cmpstr (text, ==, rows[i].instant);
    }
}

static void
test_hostile_zones (void)
{
  static const char *const rows[] = { "", "/etc/passwd", "../../../etc/passwd", "Nowhere/Land",
                                      "Europe/../../../../etc/localtime" };
  int minute;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (cercle_instant_local_day (FROZEN, rows[i], &minute), ==, 18415);
      g_assert_cmpint (minute, ==, 7 * 60 + 5);
    }
  g_assert_cmpint (cercle_instant_local_day (FROZEN, NULL, NULL), ==, 18415);
}

static gpointer
read_zones (gpointer data)
{
  for (int i = 0; i < 20000; i++)
    g_assert_cmpint (cercle_instant_local_day (FROZEN, i % 2 ? "Europe/Paris" : "Asia/Tokyo", NULL),
                     ==, 18415);
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("zones", read_zones, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/instant/text", test_text);
  g_test_add_func ("/base/instant/far", test_far);
  g_test_add_func ("/base/instant/refused", test_refused);
  g_test_add_func ("/base/instant/clock", test_clock);
  g_test_add_func ("/base/instant/local", test_local);
  g_test_add_func ("/base/instant/from-local", test_from_local);
  g_test_add_func ("/base/instant/hostile-zones", test_hostile_zones);
  g_test_add_func ("/base/instant/threads", test_threads);
  return g_test_run ();
}
