/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does a name stand in a French sentence? */
#define G_LOG_DOMAIN "cercle-server"

#include "cercle-sample-french.h"

#include <string.h>

#include "cercle-day.h"
#include "cercle-text.h"

#define NBSP "\u00a0"

static const char *const months[] = { "janvier",   "février", "mars",     "avril",
                                      "mai",       "juin",    "juillet",  "août",
                                      "septembre", "octobre", "novembre", "décembre" };
static const char *const weekdays[] = { "lundi",    "mardi",  "mercredi", "jeudi",
                                        "vendredi", "samedi", "dimanche" };

gboolean
cercle_sample_elides (const char *word)
{
  g_autofree char *folded = cercle_text_fold (word);

  if (folded == NULL || folded[0] == '\0')
    return FALSE;
  if (folded[0] == 'y')
    return folded[1] != '\0' && strchr ("aeiou", folded[1]) == NULL;
  return strchr ("aeiouh", folded[0]) != NULL;
}

char *
cercle_sample_of (const char *name)
{
  return g_strconcat (cercle_sample_elides (name) ? "d’" : "de ", name, NULL);
}

static gboolean
is_elided (const char *article)
{
  return g_str_has_suffix (article, "’");
}

char *
cercle_sample_the (const char *article, const char *name)
{
  return g_strconcat (article, is_elided (article) ? "" : " ", name, NULL);
}

/* "le" melts into what stands before it. */
static char *
melt (const char *article, const char *name, const char *before, const char *melted)
{
  g_autofree char *the = cercle_sample_the (article, name);

  if (g_str_equal (article, "le") || g_str_has_prefix (article, "le "))
    return g_strconcat (melted, the + strlen ("le"), NULL);
  return g_strconcat (before, the, NULL);
}

char *
cercle_sample_of_the (const char *article, const char *name)
{
  return melt (article, name, "de ", "du");
}

char *
cercle_sample_at_the (const char *article, const char *name)
{
  return melt (article, name, "à ", "au");
}

static char *
change_first (const char *text, gunichar first)
{
  char letter[8] = { 0 };

  g_unichar_to_utf8 (first, letter);
  return g_strconcat (letter, g_utf8_next_char (text), NULL);
}

char *
cercle_sample_raise (const char *text)
{
  return *text == '\0' ? g_strdup ("")
                       : change_first (text, g_unichar_toupper (g_utf8_get_char (text)));
}

char *
cercle_sample_lower (const char *text)
{
  gunichar second;

  if (*text == '\0')
    return g_strdup ("");
  second = g_utf8_get_char (g_utf8_next_char (text));
  if (g_unichar_isupper (second))
    return g_strdup (text);
  return change_first (text, g_unichar_tolower (g_utf8_get_char (text)));
}

const char *
cercle_sample_month (int day, int after)
{
  int year, month, day_of_month;

  cercle_day_to_ymd (day, &year, &month, &day_of_month);
  return months[(((month - 1 + after) % 12) + 12) % 12];
}

char *
cercle_sample_date (int day)
{
  int year, month, day_of_month;
  const char *weekday = weekdays[cercle_day_weekday (day) - 1];

  cercle_day_to_ymd (day, &year, &month, &day_of_month);
  if (day_of_month == 1)
    return g_strdup_printf ("%s 1er %s", weekday, months[month - 1]);
  return g_strdup_printf ("%s %d" NBSP "%s", weekday, day_of_month, months[month - 1]);
}

static char *
mail_part (const char *name)
{
  char *folded = cercle_text_fold (name);
  return g_strdelimit (folded, " ", '-');
}

char *
cercle_sample_mail (const char *first, const char *last)
{
  g_autofree char *before = mail_part (first);
  g_autofree char *after = mail_part (last);

  return g_strconcat (before, ".", after, "@example.org", NULL);
}
