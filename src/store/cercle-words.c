/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What is a word? Text is folded here and FTS5 cuts at spaces only, so that both sides cut alike
 * whatever the version of SQLite. */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-words.h"

#include <string.h>

#include "cercle-commune.h"
#include "cercle-organisation.h"
#include "cercle-text.h"

#define MAX_WORDS 8
#define MAX_WORD 60 /* bytes; a longer one is cut, when written and when looked for */

/* A text cut into its words: they lie within the folded text. */
typedef struct
{
  char *folded;
  GPtrArray *words;
} Cut;

static void
cut_clear (Cut *cut)
{
  g_clear_pointer (&cut->folded, g_free);
  g_clear_pointer (&cut->words, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cut, cut_clear)

static gboolean
is_number (const char *word)
{
  return word[strspn (word, "0123456789")] == '\0';
}

/* "+33 (0)6" is +33 6. (transfer full) */
static char *
fold (const char *text)
{
  g_auto (GStrv) around = NULL;
  g_autofree char *joined = NULL;

  if (strstr (text, "(0)") == NULL)
    return cercle_text_fold (text);
  around = g_strsplit (text, "(0)", -1);
  joined = g_strjoinv (" ", around);
  return cercle_text_fold (joined);
}

static inline gboolean
is_inside (const char *p)
{
  if ((guchar) *p < 0x80)
    return g_ascii_isalnum (*p);
  return g_unichar_isalnum (g_utf8_get_char (p));
}

static void
end_word (char *start, char *end)
{
  *end = '\0';
  if (end - start > MAX_WORD)
    *g_utf8_find_prev_char (start, start + MAX_WORD + 1) = '\0';
}

/* Words are letters and digits. */
static void
cut_text (Cut *cut, const char *text)
{
  char *start = NULL, *p, *next;

  cut->folded = fold (text);
  cut->words = g_ptr_array_new ();
  for (p = cut->folded; *p != '\0'; p = next)
    {
      next = g_utf8_next_char (p);
      if (is_inside (p))
        {
          if (start == NULL)
            g_ptr_array_add (cut->words, p);
          start = start != NULL ? start : p;
        }
      else if (start != NULL)
        {
          end_word (start, p);
          start = NULL;
        }
    }
  if (start != NULL)
    end_word (start, p);
}

/* (transfer full) (nullable): numbers from position on in one piece, when there are several; n
 * tells how many. */
static char *
join_numbers (GPtrArray *words, guint position, guint *n)
{
  GString *joined;

  for (*n = 0; position + *n < words->len && is_number (words->pdata[position + *n]);)
    (*n)++;
  if (*n < 2)
    return NULL;
  joined = g_string_new (NULL);
  for (guint i = 0; i < *n; i++)
    g_string_append (joined, words->pdata[position + i]);
  if (joined->len > MAX_WORD)
    g_string_truncate (joined, MAX_WORD);
  return g_string_free (joined, FALSE);
}

/* Written */

typedef struct
{
  GHashTable *seen;
  GPtrArray *kept; /* what seen points into */
  GString *text;
} Words;

/* The word must live as long as what is kept. */
static void
add_word (Words *words, char *word)
{
  if (*word == '\0' || !g_hash_table_add (words->seen, word))
    return;
  if (words->text->len > 0)
    g_string_append_c (words->text, ' ');
  g_string_append (words->text, word);
}

static void
keep_word (Words *words, char *word)
{
  g_ptr_array_add (words->kept, word);
  add_word (words, word);
}

static void
add_text (Words *words, const char *text)
{
  g_auto (Cut) cut = { NULL };
  guint run = 0;

  cut_text (&cut, text);
  for (guint i = 0; i < cut.words->len; i++)
    {
      char *joined = run == 0 ? join_numbers (cut.words, i, &run) : NULL;

      if (joined != NULL)
        keep_word (words, joined);
      run = run > 0 ? run - 1 : 0;
      add_word (words, cut.words->pdata[i]);
    }
  g_ptr_array_add (words->kept, g_steal_pointer (&cut.folded));
}

/* Kept as +33639984217: found as 33639984217 and as 0639984217. */
static void
add_phone (Words *words, const char *phone)
{
  static const char *const national[] = { "33", "262", "590", "594", "596", "508" };

  if (*phone != '+')
    {
      add_text (words, phone);
      return;
    }
  keep_word (words, g_strdup (phone + 1));
  for (guint i = 0; i < G_N_ELEMENTS (national); i++)
    if (g_str_has_prefix (phone + 1, national[i]))
      {
        keep_word (words, g_strconcat ("0", phone + 1 + strlen (national[i]), NULL));
        return;
      }
}

char *
cercle_words_of_record (CercleRecord *record)
{
  const CercleKind *kind = cercle_record_get_kind (record);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Words words = { seen, kept, g_string_new (NULL) };

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *text;

      if (!(kind->fields[i].flags & CERCLE_SEARCHED) || !cercle_record_is_set (record, i))
        continue;
      text = cercle_record_get_text (record, i);
      if (kind->fields[i].flags & CERCLE_PHONE)
        add_phone (&words, text);
      else if (kind->fields[i].flags & CERCLE_COMMUNE)
        add_text (&words, cercle_commune_name (text));
      else
        add_text (&words, text);
    }
  return g_string_free (words.text, FALSE);
}

char *
cercle_words_of_kind (const CercleKind *kind)
{
  return g_strconcat ("¤", kind->name, NULL);
}

gboolean
cercle_words_is_directory (const CercleKind *kind)
{
  return kind == &cercle_organisation_kind || kind == &cercle_place_kind ||
         kind == &cercle_service_kind || kind == &cercle_contact_kind;
}

/* Looked for */

typedef struct
{
  GPtrArray *words;
  CercleWordTerm term;
  gpointer data;
} Typed;

/* "06 39 98" is the beginning of a number, or three words; "0033" is "+33". */
static char *
match_numbers (const Typed *typed, guint position, guint n, const char *joined)
{
  GString *match = g_string_new ("(");

  typed->term (match, joined, typed->data);
  if (g_str_has_prefix (joined, "00") && strlen (joined) > 4)
    {
      g_string_append (match, " OR ");
      typed->term (match, joined + 2, typed->data);
    }
  g_string_append (match, n > 1 ? " OR (" : ")");
  for (guint i = 0; n > 1 && i < n; i++)
    {
      g_string_append (match, i > 0 ? " AND " : "");
      typed->term (match, typed->words->pdata[position + i], typed->data);
    }
  g_string_append (match, n > 1 ? "))" : "");
  return g_string_free (match, FALSE);
}

GPtrArray *
cercle_words_to_match (const char *text, CercleWordTerm term, gpointer data)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func (g_free);
  g_auto (Cut) cut = { NULL };
  GPtrArray *words;
  guint n;

  cut_text (&cut, text != NULL ? text : "");
  words = cut.words;
  const Typed typed = { words, term, data };
  for (guint i = 0; i < words->len && matches->len < MAX_WORDS; i += MAX (n, 1))
    {
      g_autofree char *joined = join_numbers (words, i, &n);
      GString *match;

      if (n > 0)
        {
          g_ptr_array_add (matches,
                           match_numbers (&typed, i, n, joined != NULL ? joined : words->pdata[i]));
          continue;
        }
      match = g_string_new (NULL);
      term (match, words->pdata[i], data);
      g_ptr_array_add (matches, g_string_free (match, FALSE));
    }
  return matches;
}

gboolean
cercle_words_any (const char *typed)
{
  g_auto (Cut) cut = { NULL };

  cut_text (&cut, typed);
  return cut.words->len > 0;
}
