/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does what changed since yesterday evening stand on one sheet of paper? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-news-sheet.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-words.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-day.h"
#include "cercle-display.h"
#include "cercle-event.h"
#include "cercle-instant.h"
#include "cercle-moves.h"

/* Of one case; the others are counted. */
#define MOST_LINES 8
/* Each takes two lines at least: more cannot stand on one A4. */
#define MOST_CASES 60
/* Characters of a note: who wants it whole opens the case. */
#define MOST_OF_A_NOTE 160

/* "23/06, 18:42" */
static char *
when (CercleRecord *event)
{
  gint64 instant = 0;
  int year, month, day, minute = 0;
  g_autofree char *hour = NULL;

  cercle_instant_parse (cercle_record_get_text (event, CERCLE_EVENT_AT), &instant);
  cercle_day_to_ymd (cercle_instant_local_day (instant, cercle_display_get_zone (), &minute), &year,
                     &month, &day);
  hour = cercle_display_minute (minute);
  return g_strdup_printf ("%02d/%02d, %s", day, month, hour);
}

static void
add_event (GString *words, CercleRecord *event, CercleNames *names)
{
  g_autofree char *sentence = cercle_event_sentence (event, cercle_names_of, names);
  g_autofree char *hour = when (event);

  g_strdelimit (sentence, "\n\r", ' ');
  if (g_utf8_strlen (sentence, -1) > MOST_OF_A_NOTE)
    {
      g_autofree char *beginning = g_utf8_substring (sentence, 0, MOST_OF_A_NOTE);
      g_string_append_printf (words, "\n%s – %s…", hour, beginning);
    }
  else
    g_string_append_printf (words, "\n%s – %s", hour, sentence);
}

static char *
what (const CercleNewsCase *kase, gboolean hidden, CercleNames *names)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint told = 0;

  for (guint i = 0; i < kase->authors->len && told < MOST_LINES; i++)
    {
      const CercleNewsAuthor *author = g_ptr_array_index (kase->authors, i);
      g_autofree char *name = author->member != NULL
                                  ? cercle_names_of_id (names, &cercle_member_kind, author->member)
                                  : NULL;

      if (words->len > 0)
        g_string_append_c (words, '\n');
      g_string_append (words, name != NULL ? name : _ ("By itself"));
      for (guint j = 0; j < author->events->len && told < MOST_LINES; j++, told++)
        if (!hidden || !cercle_news_names_somebody (author->events->pdata[j]))
          add_event (words, author->events->pdata[j], names);
    }
  if (told < kase->n)
    g_string_append_c (words, '\n');
  if (told < kase->n)
    g_string_append_printf (words,
                            ngettext ("%u more change is in the case.",
                                      "%u more changes are in the case.", kase->n - told),
                            kase->n - told);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
left_words (guint n)
{
  return g_strdup_printf (ngettext ("%u more case has changed: it is not on this paper.",
                                    "%u more cases have changed: they are not on this paper.", n),
                          n);
}

/* FALSE with error; a case that is no longer here has no row. */
static gboolean
put_case (CercleSheet *sheet, CercleStore *store, CercleNames *names, const CercleNewsCase *kase,
          GError **error)
{
  gint64 key = cercle_store_get_key (store, &cercle_case_kind, kase->kase);
  g_autoptr (GPtrArray) pair = cercle_case_words_read (store, &key, 1, error);
  CercleCaseWords words = { .names = names };
  g_autofree char *name = NULL, *number = NULL, *who = NULL, *changes = NULL;

  if (pair == NULL)
    return FALSE;
  words.kase = g_ptr_array_index (pair, 0);
  words.person = g_ptr_array_index (pair, 1);
  if (words.kase == NULL)
    return TRUE;
  name = cercle_case_words_name (&words);
  number = cercle_case_number (words.kase);
  who = g_strjoin ("\n", name, number, NULL);
  changes = what (kase, cercle_case_words_is_hidden (&words), names);
  cercle_sheet_row (sheet, (const char *const[]){ who, changes });
  return TRUE;
}

gboolean
cercle_news_sheet_fill (CercleSheet *sheet, CercleStore *store, CercleNames *names,
                        GPtrArray *cases, GError **error)
{
  const CercleSheetColumn columns[] = { { _ ("Case"), 0.27 }, { _ ("What has changed"), 0.73 } };

  cercle_sheet_keep_to_page (sheet, left_words);
  if (cases->len > 0)
    cercle_sheet_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < cases->len; i++)
    /* Those that cannot stand on one page are not read, but counted. */
    if (i >= MOST_CASES)
      cercle_sheet_row (sheet, (const char *const[]){ "", "" });
    else if (!put_case (sheet, store, names, g_ptr_array_index (cases, i), error))
      return FALSE;
  return TRUE;
}
