/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When is a break expected, and why? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-clock.h"

#include <glib/gi18n-lib.h>

#include "cercle-case.h"
#include "cercle-day.h"
#include "cercle-display.h"
#include "cercle-macros.h"
#include "cercle-solution.h"

#define SOON 30 /* days before an end of solution is said */

static int
day_of (CercleRecord *record, guint field)
{
  return cercle_day_parse (cercle_record_get_text (record, field));
}

static gboolean
is_in_use (CercleRecord *solution)
{
  return g_strcmp0 (cercle_record_get_text (solution, CERCLE_SOLUTION_CHOICE), "chosen") == 0;
}

/* Another one that was chosen goes on the day after. */
static gboolean
goes_on (GPtrArray *solutions, int end)
{
  for (guint i = 0; i < solutions->len; i++)
    {
      int start = day_of (solutions->pdata[i], CERCLE_SOLUTION_START_ON);
      int other = day_of (solutions->pdata[i], CERCLE_SOLUTION_END_ON);

      if (is_in_use (solutions->pdata[i]) && start != CERCLE_DAY_NONE && start <= end + 1 &&
          (other == CERCLE_DAY_NONE || other > end))
        return TRUE;
    }
  return FALSE;
}

/* CERCLE_DAY_NONE: none. Ends that are past say nothing any more. */
static int
first_end (GPtrArray *solutions, int today)
{
  int first = CERCLE_DAY_NONE;

  for (guint i = 0; solutions != NULL && i < solutions->len; i++)
    {
      int end = day_of (solutions->pdata[i], CERCLE_SOLUTION_END_ON);

      if (is_in_use (solutions->pdata[i]) && end != CERCLE_DAY_NONE && end >= today &&
          !goes_on (solutions, end) && (first == CERCLE_DAY_NONE || end < first))
        first = end;
    }
  return first;
}

static char *
say_break (int days, int day)
{
  g_autofree char *text = cercle_day_to_text (day);
  g_autofree char *words = cercle_display_day (text);

  if (days < 0)
    return g_strdup_printf (_ ("A break was expected on %s."), words);
  if (days == 0)
    return g_strdup (_ ("A break is expected today."));
  /* TRANSLATORS: days, the day. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "A break is expected in %d day, on %s.",
                                       "A break is expected in %d days, on %s.", (gulong) days),
                          days, words);
}

static char *
say_end (int days)
{
  if (days == 0)
    return g_strdup (_ ("The solution in place ends today, and nothing goes on after it."));
  return g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE, "The solution in place ends in %d day, and nothing goes on after it.",
          "The solution in place ends in %d days, and nothing goes on after it.", (gulong) days),
      days);
}

/* What the case itself says. */
static const struct
{
  guint flag;
  const char *sentence;
} facts[] = {
  { CERCLE_CASE_DANGER, N_ ("Somebody is in immediate danger.") },
  { CERCLE_CASE_UNSAFE, N_ ("Integrity or safety is at stake.") },
  { CERCLE_CASE_BREAKS, N_ ("The pathway has already broken.") },
  { CERCLE_CASE_NO_SOLUTION, N_ ("There is no solution yet.") },
  { CERCLE_CASE_NO_CONTACT, N_ ("Nobody is identified to turn to.") },
};

static void
add_coded (GStrvBuilder *reasons, CercleRecord *kase,
           char *(*label) (const char *list, const char *token, gpointer data), gpointer data)
{
  const char *tokens = cercle_record_get_text (kase, CERCLE_CASE_BREAK_REASONS);
  g_auto (GStrv) all = g_strsplit (tokens != NULL ? tokens : "", " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *words =
          label != NULL
              ? label (cercle_case_kind.fields[CERCLE_CASE_BREAK_REASONS].list, all[i], data)
              : NULL;
      if (*all[i] != '\0')
        g_strv_builder_add (reasons, words != NULL ? words : all[i]);
    }
}

GStrv
cercle_clock_reasons (CercleRecord *kase, GPtrArray *solutions, int today,
                      char *(*label) (const char *list, const char *token, gpointer data),
                      gpointer data)
{
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();
  int broken = day_of (kase, CERCLE_CASE_BREAK_ON), end = first_end (solutions, today);
  const char *why = cercle_record_get_text (kase, CERCLE_CASE_BREAK_WHY);
  g_autofree char *expected = broken != CERCLE_DAY_NONE ? say_break (broken - today, broken) : NULL;
  g_autofree char *ending =
      end != CERCLE_DAY_NONE && end - today <= SOON ? say_end (end - today) : NULL;

  if (cercle_record_get_flag (kase, facts[0].flag))
    g_strv_builder_add (reasons, _ (facts[0].sentence));
  if (expected != NULL)
    g_strv_builder_add (reasons, expected);
  if (why != NULL)
    g_strv_builder_add (reasons, why);
  add_coded (reasons, kase, label, data);
  if (ending != NULL)
    g_strv_builder_add (reasons, ending);
  for (guint i = 1; i < G_N_ELEMENTS (facts); i++)
    if (cercle_record_get_flag (kase, facts[i].flag))
      g_strv_builder_add (reasons, _ (facts[i].sentence));
  return g_strv_builder_end (reasons);
}

int
cercle_clock_days_left (CercleRecord *kase, GPtrArray *solutions, int today)
{
  int broken = day_of (kase, CERCLE_CASE_BREAK_ON), end = first_end (solutions, today);

  if (broken == CERCLE_DAY_NONE && end == CERCLE_DAY_NONE)
    return G_MAXINT;
  if (broken == CERCLE_DAY_NONE || (end != CERCLE_DAY_NONE && end < broken))
    return end - today;
  return broken - today;
}
