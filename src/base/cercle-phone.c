/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which telephone did they mean? The French plan gives the five overseas regions their own country
 * codes, yet their numbers are dialled from everywhere in France like any other: the first digits
 * say where a number lives, save the internet ones, which only the caller's territory tells. */
#define G_LOG_DOMAIN "cercle-base"

#include "cercle-text.h"

#include <string.h>

#define NATIONAL 9    /* digits of a French number after the 0 or the country code */
#define MAX_DIGITS 18 /* 15 in the world's plan, after "00" and with a "0" too many */
#define FRANCE "33"

typedef struct
{
  const char *start;
  const char *country;
} Prefix;

static const Prefix overseas[] = {
  { "262", "262" }, { "263", "262" }, { "269", "262" }, { "639", "262" }, { "692", "262" },
  { "693", "262" }, { "590", "590" }, { "690", "590" }, { "691", "590" }, { "594", "594" },
  { "694", "594" }, { "596", "596" }, { "696", "596" }, { "697", "596" },
};

static const Prefix areas[] = {
  { "971", "590" }, { "972", "596" }, { "973", "594" }, { "974", "262" },
  { "976", "262" }, { "977", "590" }, { "978", "590" },
};

/* Where national numbers are not of nine digits and have no 0 before them. */
static const struct
{
  const char *area, *country;
  gsize digits;
} plans[] = {
  { "975", "508", 6 },
  { "986", "681", 6 },
  { "988", "687", 6 },
  { "987", "689", 8 },
};

/* From elsewhere in France one dials 0508 before the six digits of Saint-Pierre. */
#define SAINT_PIERRE "508"

static const char *const countries[] = { FRANCE, "262", "590", "594", "596" };

/* Kept for films, and not of Mayotte like the rest of 0639. */
#define FICTION "63998"

static const char *
look_up (const Prefix *table, gsize size, const char *digits)
{
  for (gsize i = 0; i < size; i++)
    if (g_str_has_prefix (digits, table[i].start))
      return table[i].country;
  return NULL;
}

static gboolean
depends_on_area (const char *national)
{
  return g_str_has_prefix (national, "947") || g_str_has_prefix (national, "976");
}

static const char *
country_of (const char *national, const char *area)
{
  const char *country = NULL;

  if (depends_on_area (national))
    country = area != NULL ? look_up (areas, G_N_ELEMENTS (areas), area) : NULL;
  else if (!g_str_has_prefix (national, FICTION))
    country = look_up (overseas, G_N_ELEMENTS (overseas), national);
  return country != NULL ? country : FRANCE;
}

static gboolean
is_national (const char *digits)
{
  return strlen (digits) == NATIONAL && digits[0] != '0';
}

/* (transfer full) */
static char *
join (const char *country, const char *national)
{
  if (strcmp (country, FRANCE) == 0 && g_str_has_prefix (national, SAINT_PIERRE))
    return g_strconcat ("+", national, NULL);
  return g_strconcat ("+", country, national, NULL);
}

/* The nine digits after a French country code, or NULL; forgives a 0 between them. */
static const char *
after_country (const char *digits, const char **country)
{
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_str_has_prefix (digits, countries[i]))
      {
        *country = countries[i];
        digits += strlen (countries[i]);
        return digits[0] == '0' ? digits + 1 : digits;
      }
  return NULL;
}

/* (transfer full) (nullable) */
static char *
international (const char *digits, const char *area)
{
  const char *country, *national = after_country (digits, &country);

  if (national != NULL)
    {
      if (!is_national (national))
        return NULL;
      if (strcmp (country, FRANCE) == 0 && !depends_on_area (national))
        country = country_of (national, area);
      return join (country, national);
    }
  if (digits[0] == '0' || strlen (digits) < 7 || strlen (digits) > 15)
    return NULL;
  return g_strconcat ("+", digits, NULL);
}

static gboolean
is_short (const char *digits)
{
  switch (strlen (digits))
    {
    case 2:
    case 3:
      return digits[0] == '1';
    case 4:
      return digits[0] == '1' || digits[0] == '3';
    case 6:
      return g_str_has_prefix (digits, "116") || g_str_has_prefix (digits, "118");
    default:
      return FALSE;
    }
}

/* What stands between digits, and the invisible marks that come with a paste. */
static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT ||
         (c >= 0x2010 && c <= 0x2015) || c == '.' || c == '-' || c == '/' || c == '(' || c == ')' ||
         c == '_';
}

static gboolean
collect (const char *typed, char digits[MAX_DIGITS + 1], gboolean *plus)
{
  gsize count = 0;

  *plus = FALSE;
  if (g_ascii_strncasecmp (typed, "tel:", 4) == 0)
    typed += 4;
  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (count > 0 && g_str_has_prefix (p, "(0)"))
        p += 2;
      else if (c == '+' && count == 0 && !*plus)
        *plus = TRUE;
      else if (c >= '0' && c <= '9' && count < MAX_DIGITS)
        digits[count++] = c;
      else if (!is_separator (c))
        return FALSE;
    }
  digits[count] = '\0';
  return count > 0;
}

/* (transfer full) (nullable): by a plan of its own. */
static char *
of_plan (const char *digits, const char *area)
{
  gsize length = strlen (digits);

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      gsize code = strlen (plans[i].country);

      if (g_strcmp0 (area, plans[i].area) == 0 && length == plans[i].digits && !is_short (digits))
        return g_strconcat ("+", plans[i].country, digits, NULL);
      if (length == code + plans[i].digits && g_str_has_prefix (digits, plans[i].country) &&
          (length != NATIONAL || g_strcmp0 (area, plans[i].area) == 0))
        return g_strconcat ("+", digits, NULL);
    }
  return NULL;
}

char *
cercle_text_phone (const char *typed, const char *area)
{
  char digits[MAX_DIGITS + 1];
  const char *country, *national;
  g_autofree char *planned = NULL;
  gboolean plus;

  if (typed == NULL || !g_utf8_validate (typed, -1, NULL) || !collect (typed, digits, &plus))
    return NULL;
  if (plus)
    return international (digits, area);
  if (g_str_has_prefix (digits, "00"))
    return international (digits + 2, area);
  planned = of_plan (digits, area);
  if (planned != NULL)
    return g_steal_pointer (&planned);
  /* Spreadsheets eat the first 0. */
  national = digits[0] == '0' ? digits + 1 : digits;
  if (is_national (national))
    return join (country_of (national, area), national);
  if (is_short (digits))
    return g_strdup (digits);
  national = after_country (digits, &country);
  return national != NULL ? international (digits, area) : NULL;
}

/* National form only where every territory would read the same number back. */
char *
cercle_text_phone_spoken (const char *phone)
{
  const char *country, *national;

  if (phone == NULL || phone[0] != '+')
    return g_strdup (phone);
  national = after_country (phone + 1, &country);
  if (national == NULL || !is_national (national) || depends_on_area (national) ||
      strcmp (country, country_of (national, NULL)) != 0)
    return g_strdup (phone);
  return g_strdup_printf ("0%c\u00a0%.2s\u00a0%.2s\u00a0%.2s\u00a0%.2s", national[0], national + 1,
                          national + 3, national + 5, national + 7);
}

/* Several in one field */

/* What stands between two numbers and never within one: letters, and these; a slash may do both. */
static gboolean
parts_numbers (gunichar c)
{
  return g_unichar_isalpha (c) || c == ';' || c == ',' || c == '|' || c == '/' || c == '&' ||
         c == '\n' || c == ':';
}

static gboolean
add_phone (GPtrArray *phones, char *phone)
{
  g_autofree char *owned = phone;

  if (phone == NULL)
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (phones, phone, g_str_equal, NULL))
    g_ptr_array_add (phones, g_steal_pointer (&owned));
  return TRUE;
}

/* Twenty digits in a row, or with a hyphen between: numbers of ten that begin with 0. */
static gboolean
add_tens (GPtrArray *phones, const char *piece, const char *area)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean fine;

  for (const char *at = piece; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  fine = digits->len > 0 && digits->len % (NATIONAL + 1) == 0;
  for (gsize i = 0; fine && i < digits->len; i += NATIONAL + 1)
    fine = digits->str[i] == '0';
  for (gsize i = 0; fine && i < digits->len; i += NATIONAL + 1)
    {
      g_autofree char *ten = g_strndup (digits->str + i, NATIONAL + 1);

      fine = add_phone (phones, cercle_text_phone (ten, area));
    }
  return fine;
}

/* "02 31 00 00 00 / 01" means a second line: two digits are no number beside another. */
static gboolean
add_piece (GPtrArray *phones, const char *piece, const char *area)
{
  if (strlen (piece) < 3)
    return FALSE;
  return add_phone (phones, cercle_text_phone (piece, area)) || add_tens (phones, piece, area);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

GStrv
cercle_text_phones (const char *typed, const char *area, gboolean *bad)
{
  g_autoptr (GPtrArray) phones = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *pieces =
      typed != NULL && g_utf8_validate (typed, -1, NULL) ? g_strdup (typed) : NULL;
  gboolean fine = pieces != NULL || typed == NULL;

  if (pieces != NULL && !add_phone (phones, cercle_text_phone (typed, area)))
    {
      g_auto (GStrv) parts = NULL;

      for (char *at = pieces; *at != '\0'; at = g_utf8_next_char (at))
        if (parts_numbers (g_utf8_get_char (at)))
          memset (at, '|', (gsize) (g_utf8_next_char (at) - at));
      parts = g_strsplit (pieces, "|", -1);
      for (guint i = 0; parts[i] != NULL; i++)
        if (has_digit (parts[i]))
          fine = add_piece (phones, g_strstrip (parts[i]), area) && fine;
      fine = fine && (phones->len > 0 || *pieces == '\0');
    }
  if (bad != NULL)
    *bad = !fine;
  g_ptr_array_add (phones, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&phones), FALSE);
}
