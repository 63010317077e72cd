/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is free text told without the names that stand in it? */
#define G_LOG_DOMAIN "cercle-model"

#include "cercle-masking.h"

#include <string.h>

#define MASK "…"
#define SHORT_NAME 3 /* characters: a shorter one is also a word */

#define GAP "[ .\\-\\x{a0}\\x{202f}]?"
#define TELEPHONE                                                                                  \
  "(?<![\\w+])(?:(?:\\+|00)33" GAP "(?:\\(0\\)" GAP ")?|0)[1-9](?:" GAP "[0-9]){8}(?!\\w)"
#define MAIL "[\\w.+\\-]+@[\\w\\-]+(?:\\.[\\w\\-]+)+"

/* A letter is written with its accent or without. */
static const char *const letters[] = { "aàâä", "cç", "eéèêë", "iîï", "nñ", "oôö", "uùûü", "yÿ" };
static const char *const civilities[] = { "Madame", "Monsieur", "Mademoiselle",
                                          "Mme",    "Mlle",     "Docteur" };

struct _CercleMasking
{
  GPtrArray *patterns; /* GRegex */
};

CercleMasking *
cercle_masking_new (void)
{
  CercleMasking *self = g_new0 (CercleMasking, 1);

  self->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  return self;
}

void
cercle_masking_free (CercleMasking *self)
{
  g_ptr_array_unref (self->patterns);
  g_free (self);
}

static void
add_pattern (CercleMasking *self, const char *pattern)
{
  GRegex *regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);

  if (regex != NULL)
    g_ptr_array_add (self->patterns, regex);
}

static void
append_letter (GString *pattern, gunichar letter, gboolean capital)
{
  char one[7] = "";
  g_autofree char *escaped = NULL, *large = NULL;

  one[g_unichar_to_utf8 (g_unichar_tolower (letter), one)] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (letters) && escaped == NULL; i++)
    if (strstr (letters[i], one) != NULL)
      escaped = g_strdup (letters[i]);
  if (escaped == NULL)
    escaped = g_regex_escape_string (one, -1);
  large = capital ? g_utf8_strup (escaped, -1) : NULL;
  if (capital)
    g_string_append_printf (pattern, "(?-i:[%s])", large);
  else if (g_unichar_isalpha (letter))
    g_string_append_printf (pattern, "[%s]", escaped);
  else
    g_string_append (pattern, escaped);
}

/* capital: only where the text begins it with one; else it may be an ordinary word. */
static void
add (CercleMasking *self, const char *name, gboolean capital)
{
  g_autoptr (GString) pattern = g_string_new ("\\b");
  const char *from = name;

  if (g_utf8_strlen (name, -1) < SHORT_NAME)
    return;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isspace (letter) || letter == '-')
        g_string_append (pattern, "[\\s\\-]+");
      else
        append_letter (pattern, letter, capital && at == from && g_unichar_isalpha (letter));
    }
  g_string_append (pattern, "\\b");
  add_pattern (self, pattern->str);
}

/* (transfer full): what stands between blanks, hyphens and signs. */
static GPtrArray *
split (const char *text)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *from = NULL;

  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      gboolean inside = *at != '\0' && g_unichar_isalpha (g_utf8_get_char (at));

      if (inside && from == NULL)
        from = at;
      if (!inside && from != NULL)
        {
          g_ptr_array_add (words, g_strndup (from, (gsize) (at - from)));
          from = NULL;
        }
      if (*at == '\0')
        return g_steal_pointer (&words);
    }
}

void
cercle_masking_add_name (CercleMasking *self, const char *name)
{
  g_autofree char *whole = name != NULL ? g_utf8_normalize (name, -1, G_NORMALIZE_NFC) : NULL;
  g_autoptr (GPtrArray) words = NULL;

  if (whole == NULL || *g_strstrip (whole) == '\0')
    return;
  add (self, whole, FALSE);
  words = split (whole);
  for (guint i = 0; words->len > 1 && i < words->len; i++)
    add (self, words->pdata[i], TRUE);
}

static gboolean
is_civility (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (civilities); i++)
    if (strcmp (civilities[i], word) == 0)
      return TRUE;
  return FALSE;
}

void
cercle_masking_add_words (CercleMasking *self, const char *words)
{
  g_autofree char *whole = words != NULL ? g_utf8_normalize (words, -1, G_NORMALIZE_NFC) : NULL;
  g_autoptr (GPtrArray) parts = split (whole != NULL ? whole : "");

  for (guint i = 0; i < parts->len; i++)
    if (g_unichar_isupper (g_utf8_get_char (parts->pdata[i])) && !is_civility (parts->pdata[i]))
      add (self, parts->pdata[i], TRUE);
}

void
cercle_masking_add_contacts (CercleMasking *self)
{
  add_pattern (self, MAIL);
  add_pattern (self, TELEPHONE);
}

char *
cercle_masking_apply (const CercleMasking *self, const char *text)
{
  char *line = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  if (line == NULL)
    return g_strdup ("");
  for (guint i = 0; i < self->patterns->len; i++)
    {
      char *masked = g_regex_replace_literal (self->patterns->pdata[i], line, -1, 0, MASK, 0, NULL);

      /* What could not be looked at is not told. */
      g_free (line);
      line = masked != NULL ? masked : g_strdup (MASK);
    }
  return line;
}
