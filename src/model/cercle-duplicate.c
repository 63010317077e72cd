/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Are two records one person? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-duplicate.h"

#include <glib/gi18n-lib.h>

#include "cercle-macros.h"
#include "cercle-person.h"
#include "cercle-text.h"

/* What each likeness weighs. The least that is shown is LIKELY, with a name or an MDPH number among
 * it: a household shares its telephone, its commune and, twins, its birthday. */
#define LIKELY 60
static const struct
{
  CercleAlike alike;
  int weight;
  const char *words;
} weights[] = {
  { CERCLE_ALIKE_MDPH, 70, N_ ("the same MDPH number") },
  { CERCLE_ALIKE_NAME, 40, N_ ("the same name") },
  { CERCLE_ALIKE_SOUND, 25, N_ ("a name that sounds alike") },
  { CERCLE_ALIKE_BIRTH, 40, N_ ("born the same day") },
  { CERCLE_ALIKE_BIRTH_YEAR, 15, N_ ("born the same year") },
  { CERCLE_ALIKE_PHONE, 20, N_ ("the same telephone number") },
  { CERCLE_ALIKE_COMMUNE, 10, N_ ("the same commune") },
  { CERCLE_UNLIKE_BIRTH, -60, N_ ("but not the same birth") },
};

/* How French sounds, more or less: the first line that fits is taken. A capital is a sound that no
 * letter writes alone. */
static const struct
{
  const char *letters, *sound;
} sounds[] = {
  { "ault", "o" }, { "eaux", "o" }, { "eau", "o" }, { "aux", "o" }, { "au", "o" },   { "oeu", "e" },
  { "eu", "e" },   { "ain", "I" },  { "ein", "I" }, { "aim", "I" }, { "oin", "WI" }, { "oi", "W" },
  { "oy", "W" },   { "ou", "U" },   { "ai", "e" },  { "ay", "e" },  { "ei", "e" },   { "ey", "e" },
  { "an", "A" },   { "am", "A" },   { "en", "A" },  { "em", "A" },  { "in", "I" },   { "im", "I" },
  { "yn", "I" },   { "ym", "I" },   { "on", "O" },  { "om", "O" },  { "un", "I" },   { "sch", "X" },
  { "chr", "kr" }, { "chl", "kl" }, { "sh", "X" },  { "ch", "X" },  { "ph", "f" },   { "th", "t" },
  { "gn", "N" },   { "gu", "g" },   { "ge", "je" }, { "gi", "ji" }, { "gy", "ji" },  { "qu", "k" },
  { "q", "k" },    { "ck", "k" },   { "ce", "se" }, { "ci", "si" }, { "cy", "si" },  { "c", "k" },
  { "y", "i" },    { "w", "v" },    { "z", "s" },   { "h", "" },
};

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiouy", c) != NULL;
}

/* A nasal sound is one only before a consonant: "Yvonne", "Anatole". */
static gboolean
fits (const char *at, const char *letters, const char *sound)
{
  gsize length = strlen (letters);
  char next;

  if (!g_str_has_prefix (at, letters))
    return FALSE;
  next = at[length];
  return (*sound != 'A' && *sound != 'I' && *sound != 'O') ||
         (!is_vowel (next) && next != 'n' && next != 'm');
}

static void
add_sound (GString *key, const char *sound)
{
  for (; *sound != '\0'; sound++)
    if (key->len == 0 || key->str[key->len - 1] != *sound)
      g_string_append_c (key, *sound);
}

/* Nobody hears them at the end of a name. */
static void
drop_silent (GString *key, gsize from)
{
  while (key->len > from + 1 && strchr ("estdxp", key->str[key->len - 1]) != NULL)
    g_string_truncate (key, key->len - 1);
}

static void
add_word (GString *key, const char *word)
{
  gsize from = key->len;

  while (*word != '\0')
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (sounds) && !fits (word, sounds[i].letters, sounds[i].sound))
        i++;
      if (i < G_N_ELEMENTS (sounds))
        {
          add_sound (key, sounds[i].sound);
          word += strlen (sounds[i].letters);
          continue;
        }
      add_sound (key, (const char[]){ *word, '\0' });
      word++;
    }
  drop_silent (key, from);
}

char *
cercle_duplicate_sound (const char *name)
{
  g_autofree char *folded = cercle_text_fold (name != NULL ? name : "");
  g_auto (GStrv) words = g_strsplit (folded != NULL ? folded : "", " ", -1);
  GString *key = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (key->len > 0)
        g_string_append_c (key, ' ');
      add_word (key, words[i]);
    }
  return g_string_free (key, FALSE);
}

/* Comparing */

/* of: how a name is made comparable. Families write the last name first. */
static gboolean
same_names (CercleRecord *person, CercleRecord *other, char *(*of) (const char *name))
{
  const guint fields[] = { CERCLE_PERSON_FIRST_NAME, CERCLE_PERSON_LAST_NAME };
  char *names[2][2];
  gboolean same;

  for (guint i = 0; i < 2; i++)
    {
      names[0][i] = of (cercle_record_get_text (person, fields[i]));
      names[1][i] = of (cercle_record_get_text (other, fields[i]));
    }
  same = *names[0][0] != '\0' && *names[0][1] != '\0' &&
         ((g_str_equal (names[0][0], names[1][0]) && g_str_equal (names[0][1], names[1][1])) ||
          (g_str_equal (names[0][0], names[1][1]) && g_str_equal (names[0][1], names[1][0])));
  for (guint i = 0; i < 4; i++)
    g_free (names[i / 2][i % 2]);
  return same;
}

static char *
fold (const char *name)
{
  char *folded = cercle_text_fold (name != NULL ? name : "");
  return folded != NULL ? folded : g_strdup ("");
}

static int
birth_year (CercleRecord *person)
{
  const char *day = cercle_record_get_text (person, CERCLE_PERSON_BIRTH_ON);

  if (day != NULL)
    return (int) g_ascii_strtoll (day, NULL, 10);
  return (int) cercle_record_get_integer (person, CERCLE_PERSON_BIRTH_YEAR, 0);
}

static CercleAlike
compare_births (CercleRecord *person, CercleRecord *other)
{
  const char *day = cercle_record_get_text (person, CERCLE_PERSON_BIRTH_ON);
  const char *other_day = cercle_record_get_text (other, CERCLE_PERSON_BIRTH_ON);
  int year = birth_year (person), other_year = birth_year (other);

  if (day != NULL && other_day != NULL)
    return g_str_equal (day, other_day) ? CERCLE_ALIKE_BIRTH : CERCLE_UNLIKE_BIRTH;
  if (year == 0 || other_year == 0)
    return 0;
  return year == other_year ? CERCLE_ALIKE_BIRTH_YEAR : CERCLE_UNLIKE_BIRTH;
}

static gboolean
share_a_phone (CercleRecord *person, CercleRecord *other)
{
  const guint fields[] = { CERCLE_PERSON_PHONE, CERCLE_PERSON_PHONE_2 };

  for (guint i = 0; i < 4; i++)
    {
      const char *phone = cercle_record_get_text (person, fields[i / 2]);

      if (phone != NULL && g_strcmp0 (phone, cercle_record_get_text (other, fields[i % 2])) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
same_text (CercleRecord *person, CercleRecord *other, guint field)
{
  return cercle_record_is_set (person, field) && cercle_record_same (person, other, field);
}

CercleAlike
cercle_duplicate_compare (CercleRecord *person, CercleRecord *other)
{
  CercleAlike alike = compare_births (person, other);

  if (same_names (person, other, fold))
    alike |= CERCLE_ALIKE_NAME;
  else if (same_names (person, other, cercle_duplicate_sound))
    alike |= CERCLE_ALIKE_SOUND;
  if (share_a_phone (person, other))
    alike |= CERCLE_ALIKE_PHONE;
  if (same_text (person, other, CERCLE_PERSON_COMMUNE))
    alike |= CERCLE_ALIKE_COMMUNE;
  if (same_text (person, other, CERCLE_PERSON_MDPH_NUMBER))
    alike |= CERCLE_ALIKE_MDPH;
  return alike;
}

int
cercle_duplicate_weight (CercleAlike alike)
{
  int weight = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    if (alike & weights[i].alike)
      weight += weights[i].weight;
  return weight;
}

gboolean
cercle_duplicate_is_likely (CercleAlike alike)
{
  return (alike & (CERCLE_ALIKE_NAME | CERCLE_ALIKE_SOUND | CERCLE_ALIKE_MDPH)) != 0 &&
         cercle_duplicate_weight (alike) >= LIKELY;
}

GStrv
cercle_duplicate_reasons (CercleAlike alike)
{
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    if (alike & weights[i].alike)
      g_strv_builder_add (reasons, _ (weights[i].words));
  return g_strv_builder_end (reasons);
}
