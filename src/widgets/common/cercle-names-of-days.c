/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What are days and months called? Our own words, so that they follow the language of the program and
 * not the locale of a library. */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-names-of-days.h"

#include <glib/gi18n-lib.h>

#include "cercle-text.h"

static const char *const weekdays[] = {
  NC_ ("week day", "Monday"),   NC_ ("week day", "Tuesday"),  NC_ ("week day", "Wednesday"),
  NC_ ("week day", "Thursday"), NC_ ("week day", "Friday"),   NC_ ("week day", "Saturday"),
  NC_ ("week day", "Sunday"),
};

static const char *const brief_weekdays[] = {
  NC_ ("brief week day", "Mon"), NC_ ("brief week day", "Tue"), NC_ ("brief week day", "Wed"),
  NC_ ("brief week day", "Thu"), NC_ ("brief week day", "Fri"), NC_ ("brief week day", "Sat"),
  NC_ ("brief week day", "Sun"),
};

static const char *const months[] = {
  NC_ ("month", "January"),   NC_ ("month", "February"), NC_ ("month", "March"),
  NC_ ("month", "April"),     NC_ ("month", "May"),      NC_ ("month", "June"),
  NC_ ("month", "July"),      NC_ ("month", "August"),   NC_ ("month", "September"),
  NC_ ("month", "October"),   NC_ ("month", "November"), NC_ ("month", "December"),
};

static const char *const brief_months[] = {
  NC_ ("brief month", "Jan"), NC_ ("brief month", "Feb"), NC_ ("brief month", "Mar"),
  NC_ ("brief month", "Apr"), NC_ ("brief month", "May"), NC_ ("brief month", "Jun"),
  NC_ ("brief month", "Jul"), NC_ ("brief month", "Aug"), NC_ ("brief month", "Sep"),
  NC_ ("brief month", "Oct"), NC_ ("brief month", "Nov"), NC_ ("brief month", "Dec"),
};

const char *
cercle_weekday_name (int weekday, gboolean brief)
{
  if (weekday < 1 || weekday > 7)
    return "";
  return brief ? g_dpgettext2 (GETTEXT_PACKAGE, "brief week day", brief_weekdays[weekday - 1])
               : g_dpgettext2 (GETTEXT_PACKAGE, "week day", weekdays[weekday - 1]);
}

const char *
cercle_month_name (int month, gboolean brief)
{
  if (month < 1 || month > 12)
    return "";
  return brief ? g_dpgettext2 (GETTEXT_PACKAGE, "brief month", brief_months[month - 1])
               : g_dpgettext2 (GETTEXT_PACKAGE, "month", months[month - 1]);
}

static int
find_name (const char *folded, const char *context, const char *const *names, int n_names)
{
  int found = 0;

  if (folded == NULL || strlen (folded) < 3)
    return 0;
  for (int i = 0; i < n_names; i++)
    {
      g_autofree char *english = cercle_text_fold (names[i]);
      g_autofree char *own = cercle_text_fold (g_dpgettext2 (GETTEXT_PACKAGE, context, names[i]));

      if (!g_str_has_prefix (english, folded) && !g_str_has_prefix (own, folded))
        continue;
      if (found != 0)
        return 0;
      found = i + 1;
    }
  return found;
}

int
cercle_weekday_find (const char *folded)
{
  return find_name (folded, "week day", weekdays, G_N_ELEMENTS (weekdays));
}

int
cercle_month_find (const char *folded)
{
  return find_name (folded, "month", months, G_N_ELEMENTS (months));
}
