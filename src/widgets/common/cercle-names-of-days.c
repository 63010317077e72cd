/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What are days and months called? Our own words, so that they follow the language of the program
 * and not the locale of a library. */
#define G_LOG_DOMAIN "cercle-widgets"

#include "cercle-names-of-days.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"
#include "cercle-text.h"

static const char *const weekdays[] = {
  N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
  N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday"),
};

static const char *const brief_weekdays[] = {
  N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun"),
};

static const char *const months[] = {
  N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
  N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
  N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
};

static const char *const brief_months[] = {
  N_ ("Jan"), N_ ("Feb"), N_ ("Mar"), N_ ("Apr"), N_ ("May"), N_ ("Jun"),
  N_ ("Jul"), N_ ("Aug"), N_ ("Sep"), N_ ("Oct"), N_ ("Nov"), N_ ("Dec"),
};

const char *
cercle_weekday_name (int weekday, gboolean brief)
{
  if (weekday < 1 || weekday > 7)
    return "";
  return brief ? _ (brief_weekdays[weekday - 1]) : _ (weekdays[weekday - 1]);
}

const char *
cercle_month_name (int month, gboolean brief)
{
  if (month < 1 || month > 12)
    return "";
  return brief ? _ (brief_months[month - 1]) : _ (months[month - 1]);
}

static int
find_name (const char *folded, const char *const *names, int n_names)
{
  int found = 0;

  if (folded == NULL || strlen (folded) < 3)
    return 0;
  for (int i = 0; i < n_names; i++)
    {
      g_autofree char *english = cercle_text_fold (names[i]);
      g_autofree char *own = cercle_text_fold (_ (names[i]));

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
  return find_name (folded, weekdays, G_N_ELEMENTS (weekdays));
}

int
cercle_month_find (const char *folded)
{
  return find_name (folded, months, G_N_ELEMENTS (months));
}
