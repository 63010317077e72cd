/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does one line of a table look like, so that a spreadsheet shows it and does not run it? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-csv.h"

#include "cercle-day.h"

/* Also in their wide forms, which some spreadsheets read alike. */
#define FORMULA "=+-@\t\r\uff1d\uff0b\uff0d\uff20"
#define NO_BREAK_SPACE 0xa0

/* Does what begins here look like a formula, spaces left out? */
static gboolean
begins_formula (const char *text)
{
  while (*text == ' ' || g_utf8_get_char (text) == NO_BREAK_SPACE)
    text = g_utf8_next_char (text);
  return *text != '\0' && g_utf8_strchr (FORMULA, -1, g_utf8_get_char (text)) != NULL;
}

static void
append_cell (GString *lines, const char *cell)
{
  gboolean beginning = TRUE; /* of the cell, or of a line in it: both are read as formulas */

  g_string_append_c (lines, '"');
  for (; *cell != '\0'; cell = g_utf8_next_char (cell))
    {
      gunichar character = g_utf8_get_char (cell);

      if (beginning && begins_formula (cell))
        g_string_append_c (lines, '\'');
      beginning = character == '\n';
      if (character == '"')
        g_string_append (lines, "\"\"");
      else if (character == '\n' || !g_unichar_iscntrl (character))
        g_string_append_unichar (lines, character);
      else
        g_string_append_c (lines, ' ');
    }
  g_string_append_c (lines, '"');
}

void
cercle_csv_append (GString *lines, const char *const *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (lines, ';');
      append_cell (lines, cells[i] != NULL ? cells[i] : "");
    }
  g_string_append (lines, "\r\n");
}

char *
cercle_csv_day (int value)
{
  int year, month, day;

  if (value == CERCLE_DAY_NONE)
    return g_strdup ("");
  cercle_day_to_ymd (value, &year, &month, &day);
  return g_strdup_printf ("%02d/%02d/%04d", day, month, year);
}
