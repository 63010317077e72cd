/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How did another program write this table? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-foreign-guess.h"

#include <string.h>

#define SAMPLE_ROWS 20

/* In ISO-8859-15 these are letters and the euro; in Windows-1252 signs that stand beside no letter.
 */
static gboolean
is_latin_9_letter (const guchar *bytes, gsize i, gsize n)
{
  gboolean among =
      (i > 0 && g_ascii_isalpha (bytes[i - 1])) || (i + 1 < n && g_ascii_isalpha (bytes[i + 1]));

  return among && memchr ("\xa6\xa8\xb4\xb8\xbc\xbd\xbe", bytes[i], 7) != NULL;
}

/* Bytes 80 to 9f are quotation marks and the like in Windows-1252 and nothing at all in
 * ISO-8859-15; a file in which both read alike is called by the name that is met most. */
const char *
cercle_foreign_guess_legacy (const guchar *bytes, gsize n)
{
  gboolean latin_9 = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (bytes[i] >= 0x80 && bytes[i] <= 0x9f)
        return "WINDOWS-1252";
      latin_9 = latin_9 || is_latin_9_letter (bytes, i, n);
    }
  return latin_9 ? "ISO-8859-15" : "WINDOWS-1252";
}

/* (nullable): the byte order of a file in UTF-16, by its mark or by where its NULs are. */
const char *
cercle_foreign_guess_wide (const guchar *bytes, gsize n)
{
  gsize nuls[2] = { 0, 0 };

  if (n >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    return "UTF-16LE";
  if (n >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    return "UTF-16BE";
  for (gsize i = 0; i < n; i++)
    nuls[i % 2] += bytes[i] == 0;
  if (nuls[1] > n / 4 && nuls[0] <= n / 20)
    return "UTF-16LE";
  if (nuls[0] > n / 4 && nuls[1] <= n / 20)
    return "UTF-16BE";
  return NULL;
}

typedef struct
{
  guint counts[SAMPLE_ROWS];
  guint rows;
} Counts;

/* How often separator stands outside quotation marks in each of the first rows. */
static void
count_separators (const char *text, gsize n, char separator, Counts *counts)
{
  gboolean quoted = FALSE, some = FALSE;

  for (gsize i = 0; i < n && counts->rows < SAMPLE_ROWS; i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      if (!quoted && text[i] == separator)
        counts->counts[counts->rows]++;
      if (!quoted && (text[i] == '\n' || text[i] == '\r') && some)
        {
          counts->rows++;
          some = FALSE;
        }
      else if (text[i] != '\n' && text[i] != '\r')
        some = TRUE;
    }
  if (some && counts->rows < SAMPLE_ROWS)
    counts->rows++;
}

/* The one which the names of the columns have, and as many of in most rows; French desks write
 * semicolons. */
char
cercle_foreign_guess_separator (const char *text, gsize n)
{
  static const char separators[] = ";\t,|";
  char best = ';';
  guint best_worth = 0;

  for (guint s = 0; separators[s] != '\0'; s++)
    {
      Counts counts = { 0 };
      guint alike = 0;

      count_separators (text, n, separators[s], &counts);
      for (guint i = 0; i < counts.rows; i++)
        alike += counts.counts[i] == counts.counts[0];
      if (counts.counts[0] > 0 && alike * 100 + MIN (counts.counts[0], 99) > best_worth)
        {
          best = separators[s];
          best_worth = alike * 100 + MIN (counts.counts[0], 99);
        }
    }
  return best;
}
