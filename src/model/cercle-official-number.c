/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is this number one that the State could have given? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-official-number.h"

#include <string.h>

#define FINESS 9
#define SIREN 9
#define SIRET 14
#define LA_POSTE "356000000"
#define LA_POSTE_HEAD "35600000000048"

/* What FINESS calls the départements overseas, and the beginning of their communes in INSEE's list,
 * of which FINESS keeps the last three signs. */
static const struct
{
  const char *finess, *start, *department;
} overseas[] = {
  { "9A", "97", "971" }, { "9B", "97", "972" }, { "9C", "97", "973" }, { "9D", "97", "974" },
  { "9E", "97", "975" }, { "9F", "97", "976" }, { "9J", "98", "986" },
};

/* Communes of Guadeloupe until 2007, which some registers still call by their old codes. */
static const struct
{
  const char *commune, *department;
} parted[] = { { "123", "977" }, { "127", "978" } };

char *
cercle_official_tidy (const char *typed)
{
  g_autoptr (GString) number = g_string_new (NULL);

  if (typed == NULL || !g_utf8_validate (typed, -1, NULL))
    return NULL;
  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && c != '.' && c != '-' && g_unichar_type (c) != G_UNICODE_FORMAT)
        g_string_append_unichar (number, g_unichar_toupper (c));
    }
  return number->len > 0 ? g_strdup (number->str) : NULL;
}

static gboolean
are_digits (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

/* Every second digit from the right counts twice, and its digits are added (Luhn). */
static guint
weigh (const char *digits, gsize n)
{
  guint sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint digit = (guint) (digits[n - 1 - i] - '0') << (i % 2);

      sum += digit > 9 ? digit - 9 : digit;
    }
  return sum;
}

static CercleOfficialVerdict
check_digits (const char *number, gsize n)
{
  if (number == NULL || strlen (number) != n || !are_digits (number, n))
    return CERCLE_OFFICIAL_FORM;
  return weigh (number, n) % 10 == 0 ? CERCLE_OFFICIAL_FINE : CERCLE_OFFICIAL_KEY;
}

CercleOfficialVerdict
cercle_official_check_finess (const char *number)
{
  char digits[FINESS + 1];

  if (number == NULL || strlen (number) != FINESS)
    return CERCLE_OFFICIAL_FORM;
  memcpy (digits, number, sizeof digits);
  if (digits[0] == '2' && (digits[1] == 'A' || digits[1] == 'B'))
    digits[1] = digits[1] == 'A' ? '1' : '2';
  return check_digits (digits, FINESS);
}

CercleOfficialVerdict
cercle_official_check_siren (const char *number)
{
  return check_digits (number, SIREN);
}

CercleOfficialVerdict
cercle_official_check_siret (const char *number)
{
  CercleOfficialVerdict verdict = check_digits (number, SIRET);
  guint sum = 0;

  if (verdict != CERCLE_OFFICIAL_KEY || !g_str_has_prefix (number, LA_POSTE) ||
      strcmp (number, LA_POSTE_HEAD) == 0)
    return verdict;
  for (guint i = 0; i < SIRET; i++)
    sum += (guint) (number[i] - '0');
  return sum % 5 == 0 ? CERCLE_OFFICIAL_FINE : CERCLE_OFFICIAL_KEY;
}

static gboolean
find_department (const char *insee, char department[CERCLE_DEPARTMENT_SIZE])
{
  gsize n;

  if (insee == NULL || strlen (insee) != 5)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (overseas); i++)
    if (g_str_has_prefix (insee, overseas[i].finess) && are_digits (insee + 2, 3))
      {
        g_strlcpy (department, overseas[i].department, CERCLE_DEPARTMENT_SIZE);
        return TRUE;
      }
  if (!are_digits (insee + 2, 3) || insee[0] < '0' || insee[0] > '9' ||
      (!g_ascii_isdigit (insee[1]) && !(insee[0] == '2' && strchr ("AB", insee[1]) != NULL)))
    return FALSE;
  n = insee[0] == '9' && (insee[1] == '7' || insee[1] == '8') ? 3 : 2;
  g_strlcpy (department, insee, n + 1);
  return TRUE;
}

gboolean
cercle_official_department (const char *insee, char department[CERCLE_DEPARTMENT_SIZE])
{
  if (!find_department (insee, department))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parted); i++)
    if (strcmp (department, "971") == 0 && strcmp (insee + 2, parted[i].commune) == 0)
      g_strlcpy (department, parted[i].department, CERCLE_DEPARTMENT_SIZE);
  return TRUE;
}

char *
cercle_official_commune (const char *department, const char *commune)
{
  char found[CERCLE_DEPARTMENT_SIZE];
  const char *start = department;
  g_autofree char *insee = NULL;

  if (department == NULL || commune == NULL || strlen (commune) != 3)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (overseas); i++)
    if (strcmp (department, overseas[i].finess) == 0)
      start = overseas[i].start;
  insee = g_strconcat (start, commune, NULL);
  return cercle_official_department (insee, found) ? g_steal_pointer (&insee) : NULL;
}
