/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a text of JSON say without its escapes, and what is a number or a word of it? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-json-text.h"

#include <string.h>

static gboolean
is_number (const char *text, gsize n)
{
  gsize i = 0, digits;

  i += i < n && text[i] == '-';
  if (i < n && text[i] == '0')
    i++;
  else
    {
      for (digits = i; i < n && g_ascii_isdigit (text[i]); i++)
        ;
      if (i == digits)
        return FALSE;
    }
  if (i < n && text[i] == '.')
    {
      for (digits = ++i; i < n && g_ascii_isdigit (text[i]); i++)
        ;
      if (i == digits)
        return FALSE;
    }
  if (i < n && (text[i] == 'e' || text[i] == 'E'))
    {
      i++;
      i += i < n && (text[i] == '+' || text[i] == '-');
      for (digits = i; i < n && g_ascii_isdigit (text[i]); i++)
        ;
      if (i == digits)
        return FALSE;
    }
  return i == n;
}

static gboolean
is_word (const char *text, gsize n)
{
  return (n == 4 && (memcmp (text, "null", 4) == 0 || memcmp (text, "true", 4) == 0)) ||
         (n == 5 && memcmp (text, "false", 5) == 0);
}

gboolean
cercle_json_is_scalar (const char *text, gsize n)
{
  return is_word (text, n) || is_number (text, n);
}

static int
hex4 (const char *text)
{
  int value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
    }
  return value;
}

/* After the u of an escape; returns where it ends, NULL where it is none or half of a pair. */
static const char *
decode_unicode (GString *out, const char *at, const char *end)
{
  int high = end - at >= 4 ? hex4 (at) : -1, low;

  if (high <= 0 || (high >= 0xdc00 && high <= 0xdfff))
    return NULL;
  if (high < 0xd800 || high > 0xdbff)
    {
      g_string_append_unichar (out, (gunichar) high);
      return at + 4;
    }
  low = end - at >= 10 && at[4] == '\\' && at[5] == 'u' ? hex4 (at + 6) : -1;
  if (low < 0xdc00 || low > 0xdfff)
    return NULL;
  g_string_append_unichar (out, 0x10000 + ((gunichar) (high - 0xd800) << 10) +
                                    (gunichar) (low - 0xdc00));
  return at + 10;
}

gboolean
cercle_json_unescape (GString *out, const char *at, const char *end)
{
  static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";

  while (at < end)
    {
      const char *bar = memchr (at, '\\', (gsize) (end - at)), *letter;

      g_string_append_len (out, at, (bar != NULL ? bar : end) - at);
      if (bar == NULL)
        return TRUE;
      letter = memchr (letters, bar[1], sizeof letters - 1);
      if (letter != NULL)
        {
          g_string_append_c (out, meant[letter - letters]);
          at = bar + 2;
        }
      else
        {
          at = bar[1] == 'u' ? decode_unicode (out, bar + 2, end) : NULL;
          if (at == NULL)
            return FALSE;
        }
    }
  return TRUE;
}
