/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does what people type become comparable, storable and harmless? */
#define G_LOG_DOMAIN "cercle-base"

#include "cercle-text.h"

#include <string.h>

/* Unicode's stream-safe limit. GLib sorts the marks of a letter in quadratic time. */
#define MAX_MARKS 30

/* Embeddings, overrides, isolates and the deprecated ones. */
static gboolean
is_bidi_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x206f);
}

static gboolean
is_line_end (gunichar c)
{
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* What nobody sees and nobody means: byte order marks, annotations, noncharacters. */
static gboolean
is_noise (gunichar c)
{
  return c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xfdd0 && c <= 0xfdef) ||
         (c & 0xfffe) == 0xfffe;
}

/* 0 for a character that goes. */
static gunichar
clean_character (gunichar c, gboolean lines)
{
  if (is_line_end (c))
    return lines ? '\n' : ' ';
  if (c == '\t')
    return lines ? '\t' : ' ';
  if (g_unichar_iscntrl (c) || is_bidi_control (c) || is_noise (c))
    return 0;
  return c;
}

/* Counts the marks in a row; FALSE for one too many. */
static gboolean
keep_mark (gunichar c, guint *marks)
{
  *marks = g_unichar_combining_class (c) != 0 ? *marks + 1 : 0;
  return *marks <= MAX_MARKS;
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0x2060;
}

/* (transfer full): NULL when nothing is left. */
static char *
trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text)
    {
      const char *previous = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (previous)))
        break;
      end = previous;
    }
  return end > text ? g_strndup (text, end - text) : NULL;
}

static gboolean
is_plain (const char *text)
{
  while (*text >= 0x20 && *text < 0x7f)
    text++;
  return *text == '\0';
}

char *
cercle_text_clean (const char *text, gboolean lines)
{
  g_autofree char *valid = NULL, *composed = NULL;
  g_autoptr (GString) kept = NULL;
  guint marks = 0;

  if (text == NULL)
    return NULL;
  if (is_plain (text))
    return trim (text);
  valid = g_utf8_make_valid (text, -1);
  kept = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = clean_character (g_utf8_get_char (p), lines);

      if (c == 0 || (p[0] == '\r' && p[1] == '\n') || !keep_mark (c, &marks))
        continue;
      g_string_append_unichar (kept, c);
    }
  composed = g_utf8_normalize (kept->str, kept->len, G_NORMALIZE_DEFAULT_COMPOSE);
  return trim (composed);
}

/* Letters that Unicode does not take apart. */
static const struct
{
  gunichar letter;
  const char *folded;
} foldings[] = {
  { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" },  { 0x00f8, "o" },
  { 0x00fe, "th" }, { 0x0111, "d" },  { 0x0127, "h" },  { 0x0131, "i" },
  { 0x0142, "l" },  { 0x0153, "oe" }, { 0x1e9e, "ss" },
};

static gboolean
is_joiner (gunichar c)
{
  return c == '\'' || c == '`' || c == '-' || c == 0x02b9 || (c >= 0x02bb && c <= 0x02bd) ||
         (c >= 0x2010 && c <= 0x2015) || (c >= 0x2018 && c <= 0x201b) || c == 0x2032 || c == 0x2212;
}

static void
fold_character (GString *folded, gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK ||
      type == G_UNICODE_FORMAT)
    return;
  if (is_joiner (c) || g_unichar_isspace (c) || type == G_UNICODE_CONTROL)
    {
      if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
      return;
    }
  c = g_unichar_tolower (c);
  for (gsize i = 0; i < G_N_ELEMENTS (foldings); i++)
    if (c == foldings[i].letter)
      {
        g_string_append (folded, foldings[i].folded);
        return;
      }
  g_string_append_unichar (folded, c);
}

/* (transfer full): valid, and no letter with more marks than GLib sorts quickly. */
static char *
stream_safe (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) kept = g_string_sized_new (strlen (valid));
  guint marks = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (keep_mark (g_utf8_get_char (p), &marks))
      g_string_append_unichar (kept, g_utf8_get_char (p));
  return g_string_free (g_steal_pointer (&kept), FALSE);
}

/* Western text needs no normalising: in these two blocks every character begins anew and folds
 * alone, so what it folds to is looked up. */
#define LATIN_END 0x180
#define PUNCTUATION 0x2000
#define PUNCTUATION_END 0x2070

typedef struct
{
  char text[15];
  guint8 length;
} Folding;

static Folding latin[LATIN_END], punctuation[PUNCTUATION_END - PUNCTUATION];

static void
learn_folding (Folding *folding, gunichar c)
{
  char text[7] = "";
  g_autofree char *apart = NULL;
  /* A letter before it keeps a leading space. */
  g_autoptr (GString) folded = g_string_new ("x");

  g_unichar_to_utf8 (c, text);
  apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    fold_character (folded, g_utf8_get_char (p));
  g_assert (folded->len <= sizeof folding->text + 1);
  folding->length = (guint8) (folded->len - 1);
  memcpy (folding->text, folded->str + 1, folding->length);
}

static void
learn_foldings (void)
{
  static gsize ready;

  if (!g_once_init_enter (&ready))
    return;
  for (gunichar c = 1; c < LATIN_END; c++)
    learn_folding (&latin[c], c);
  for (gunichar c = PUNCTUATION; c < PUNCTUATION_END; c++)
    learn_folding (&punctuation[c - PUNCTUATION], c);
  g_once_init_leave (&ready, 1);
}

/* (nullable): of the character at text, whose bytes are counted; NULL for all others and for what
 * is no UTF-8. */
static const Folding *
find_folding (const guchar *text, guint *length)
{
  *length = 1;
  if (text[0] < 0x80)
    return &latin[text[0]];
  if ((text[1] & 0xc0) != 0x80)
    return NULL;
  *length = 2;
  if (text[0] >= 0xc2 && text[0] < 0xc0 + (LATIN_END >> 6))
    return &latin[(text[0] & 0x1f) << 6 | (text[1] & 0x3f)];
  *length = 3;
  if (text[0] != 0xe2 || (text[1] & 0x3e) != 0 || (text[2] & 0xc0) != 0x80)
    return NULL;
  guint place = (guint) (text[1] & 0x3f) << 6 | (text[2] & 0x3f);
  return place < G_N_ELEMENTS (punctuation) ? &punctuation[place] : NULL;
}

static gboolean
fold_quickly (GString *folded, const char *text)
{
  const guchar *at = (const guchar *) text;

  learn_foldings ();
  while (*at != '\0')
    {
      guint length;
      const Folding *folding = find_folding (at, &length);

      if (folding == NULL)
        return FALSE;
      for (guint i = 0; i < folding->length; i++)
        if (folding->text[i] != ' ' || (folded->len > 0 && folded->str[folded->len - 1] != ' '))
          g_string_append_c (folded, folding->text[i]);
      at += length;
    }
  return TRUE;
}

static void
fold_slowly (GString *folded, const char *text)
{
  g_autofree char *safe = stream_safe (text);
  g_autofree char *apart = g_utf8_normalize (safe, -1, G_NORMALIZE_ALL);

  g_string_truncate (folded, 0);
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    fold_character (folded, g_utf8_get_char (p));
}

char *
cercle_text_fold (const char *text)
{
  g_autoptr (GString) folded = NULL;

  if (text == NULL)
    return g_strdup ("");
  folded = g_string_sized_new (strlen (text) + 1);
  if (!fold_quickly (folded, text))
    fold_slowly (folded, text);
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

char *
cercle_text_initials (const char *name)
{
  g_autofree char *clean = cercle_text_clean (name, FALSE);
  gunichar first = 0, last = 0;
  gboolean in_word = FALSE;
  GString *initials = g_string_new (NULL);

  for (const char *p = clean; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        in_word = FALSE;
      else if (!in_word && g_unichar_isalnum (c))
        {
          in_word = TRUE;
          last = g_unichar_toupper (c);
          if (first == 0)
            {
              first = last;
              last = 0;
            }
        }
    }
  if (first != 0)
    g_string_append_unichar (initials, first);
  if (last != 0)
    g_string_append_unichar (initials, last);
  return g_string_free (initials, FALSE);
}

/* A mark inside would close the isolate around it. */
char *
cercle_text_isolate (const char *text)
{
  g_autofree char *valid = NULL;
  GString *isolated;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  valid = g_utf8_make_valid (text, -1);
  isolated = g_string_new ("\u2068");
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_bidi_control (g_utf8_get_char (p)))
      g_string_append_unichar (isolated, g_utf8_get_char (p));
  g_string_append (isolated, "\u2069");
  return g_string_free (isolated, FALSE);
}
