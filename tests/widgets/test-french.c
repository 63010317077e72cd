/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Does the program speak French at run time: its actions, pages, numbers and days? */
#include <libintl.h>
#include <locale.h>

#include <glib.h>

#include "cercle-application.h"
#include "cercle-case.h"
#include "cercle-clock.h"
#include "cercle-day-format.h"
#include "cercle-day.h"
#include "cercle-pages.h"
#include "cercle-session.h"

/* Words that are the same in both languages. */
static const char *const same[] = { "Actions", "Kit", NULL };

static void
speaks (const char *msgid)
{
  const char *french = g_dgettext (GETTEXT_PACKAGE, msgid);

  g_test_message ("“%s”: “%s”", msgid, french);
  if (!g_strv_contains (same, msgid))
    g_assert_cmpstr (french, !=, msgid);
}

static void
test_tables (void)
{
  for (const CercleAction *line = cercle_actions; line->name != NULL; line++)
    {
      speaks (line->group);
      if (line->label != NULL)
        speaks (line->label);
    }
  for (const CerclePageLine *page = cercle_pages; page->name != NULL; page++)
    speaks (page->label);
  for (const CercleIndicator *indicator = cercle_indicators; indicator->id != NULL; indicator++)
    {
      speaks (indicator->label);
      speaks (indicator->hint);
    }
}

static void
expect (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_days (void)
{
  int today = cercle_day_from_ymd (2020, 6, 23);

  expect (cercle_day_format_long (today), "mardi 23 juin 2020");
  expect (cercle_day_format_long (cercle_day_from_ymd (2020, 7, 1)), "mercredi 1er juillet 2020");
  expect (cercle_day_format_short (today + 1, today), "demain");
  expect (cercle_day_format_short (today - 4, today), "ven. 19 juin");
  /* A no-break hyphen, no-break spaces. */
  expect (cercle_day_format_due (today + 3, today), "J\u20113");
  expect (cercle_day_format_due (today - 3, today), "J+3");
  expect (cercle_day_format_minute (9 * 60 + 42), "9\u00a0h\u00a042");
  expect (cercle_day_format_span (4 * G_GINT64_CONSTANT (86400000)), "4\u00a0j");
}

static void
test_typed (void)
{
  int today = cercle_day_from_ymd (2020, 6, 23);

  g_assert_cmpint (cercle_day_format_parse ("demain", today), ==, today + 1);
  g_assert_cmpint (cercle_day_format_parse ("aujourd’hui", today), ==, today);
  g_assert_cmpint (cercle_day_format_parse ("hier", today), ==, today - 1);
  g_assert_cmpint (cercle_day_format_parse ("lundi", today), ==, today + 6);
  g_assert_cmpint (cercle_day_format_parse ("1er juillet", today), ==, today + 8);
  g_assert_cmpint (cercle_day_format_parse ("23 août", today), ==,
                   cercle_day_from_ymd (2020, 8, 23));
  for (int day = today - 150; day < today + 180; day++)
    {
      g_autofree char *brief = cercle_day_format_short (day, today);
      g_autofree char *full = cercle_day_format_long (day);

      g_test_message ("%s, %s", brief, full);
      g_assert_cmpint (cercle_day_format_parse (brief, today), ==, day);
      g_assert_cmpint (cercle_day_format_parse (full, today), ==, day);
    }
}

/* Plurals of the model are in the catalogue as well. */
static void
test_plural (void)
{
  g_autoptr (CercleRecord) kase = cercle_record_new (&cercle_case_kind);
  g_auto (GStrv) reasons = NULL;

  cercle_record_set_text (kase, CERCLE_CASE_BREAK_ON, "2020-06-27");
  reasons = cercle_clock_reasons (kase, NULL, cercle_day_from_ymd (2020, 6, 23), NULL, NULL);
  g_assert_cmpstr (reasons[0], ==, "Une rupture est attendue dans 4 jours, le 27 juin 2020.");
}

/* How old it is stands beside it, in a narrow column, and must not be what finds no room. */
static void
test_narrow (void)
{
  const char *words = g_dgettext (GETTEXT_PACKAGE, "no place");

  g_assert_cmpint (g_utf8_strlen (words, -1), <=, 9);
}

int
main (int argc, char **argv)
{
  if (setlocale (LC_ALL, "fr_FR.UTF-8") == NULL)
    {
      g_print ("1..0 # SKIP no French locale\n");
      return 0;
    }
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("CERCLE_CATALOGUES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/french/tables", test_tables);
  g_test_add_func ("/french/days", test_days);
  g_test_add_func ("/french/typed", test_typed);
  g_test_add_func ("/french/plural", test_plural);
  g_test_add_func ("/french/narrow", test_narrow);
  return g_test_run ();
}
