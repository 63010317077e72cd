/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What does a person read of cases on paper? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-case-sheet.h"

#include <glib/gi18n-lib.h>

#include "cercle-community.h"
#include "cercle-case-words.h"
#include "cercle-case.h"
#include "cercle-event.h"
#include "cercle-macros.h"
#include "cercle-moves.h"
#include "cercle-one-person.h"
#include "cercle-person.h"
#include "cercle-query.h"

/* Events of one case that go on paper, the newest; the rest is said to be left out. */
#define MOST_EVENTS 400
/* px: where the screen says "13 d", paper says "13 days". */
#define LEAST_WIDTH 88

static int
width_of (const CercleCaseColumn *column)
{
  return MAX (column->width, LEAST_WIDTH);
}

void
cercle_case_sheet_begin_list (CercleSheet *sheet, GPtrArray *columns)
{
  g_autofree CercleSheetColumn *parts = g_new0 (CercleSheetColumn, columns->len);
  int width = 0;

  for (guint i = 0; i < columns->len; i++)
    width += width_of (g_ptr_array_index (columns, i));
  for (guint i = 0; i < columns->len; i++)
    {
      const CercleCaseColumn *column = g_ptr_array_index (columns, i);
      parts[i] = (CercleSheetColumn){ cercle_case_column_label (column),
                                      (double) width_of (column) / width };
    }
  cercle_sheet_table (sheet, parts, columns->len);
}

gboolean
cercle_case_sheet_add_rows (const CercleCaseSheetList *list, CercleStore *store,
                            const gint64 *keys, guint n, GError **error)
{
  g_autoptr (GPtrArray) pairs = cercle_case_words_read (store, keys, n, error);

  if (pairs == NULL)
    return FALSE;
  cercle_names_use (list->names, store);
  for (guint i = 0; i < pairs->len; i += 2)
    {
      const CercleCaseWords words = { list->names, list->today, g_ptr_array_index (pairs, i),
                                      g_ptr_array_index (pairs, i + 1) };
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      if (words.kase == NULL)
        continue;
      for (guint j = 0; j < list->columns->len; j++)
        g_ptr_array_add (cells, cercle_case_words_column (
                                    &words, g_ptr_array_index (list->columns, j)));
      cercle_sheet_row (list->sheet, (const char *const *) cells->pdata);
    }
  return TRUE;
}

/* --- One case -------------------------------------------------------------------------------- */

static GPtrArray *
find (CercleStore *store, const CercleKind *kind, guint of, const char *id, int sort,
      GError **error)
{
  g_autoptr (CercleQuery) query = cercle_query_new (kind);

  cercle_query_where (query, of, CERCLE_IS, id);
  if (sort >= 0)
    cercle_query_sort (query, -1, (guint) sort, kind == &cercle_event_kind);
  return cercle_store_find (store, query, error);
}

static void
put_facts (CercleSheet *sheet, const CercleCaseWords *words, const CercleKind *kind)
{
  for (guint i = 0; i < cercle_case_paper_n; i++)
    {
      const CercleCaseFact *fact = &cercle_case_paper[i];
      g_autofree char *value = fact->kind == kind ? cercle_case_words_of (words, fact) : NULL;

      if (value != NULL)
        cercle_sheet_fact (sheet, cercle_field_label (&kind->fields[fact->field]), value);
    }
}

static void
put_words (CercleSheet *sheet, const CercleCaseWords *words)
{
  const char *said = cercle_record_get_text (words->kase, CERCLE_CASE_WORDS);
  const char *by = cercle_record_get_text (words->kase, CERCLE_CASE_WORDS_BY);
  g_autofree char *quoted = said != NULL ? g_strdup_printf (_ ("“%s”"), said) : NULL;

  if (said == NULL)
    return;
  cercle_sheet_heading (sheet, _ ("In the person’s words"));
  cercle_sheet_text (sheet, quoted);
  if (by != NULL)
    cercle_sheet_text (sheet, by);
}

static void
put_holder (CercleSheet *sheet, const CercleCaseWords *words)
{
  static const guint fields[] = { CERCLE_CASE_STATUS,        CERCLE_CASE_HOLDER,
                                  CERCLE_CASE_HOLDER_SINCE,  CERCLE_CASE_NEXT_STEP,
                                  CERCLE_CASE_PROMISED_BY,   CERCLE_CASE_CLOSED_ON,
                                  CERCLE_CASE_CLOSING_MOTIVE };

  cercle_sheet_heading (sheet, _ ("Who holds the case"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = cercle_names_display (words->names, words->kase, fields[i]);
      cercle_sheet_fact (sheet, cercle_field_label (&cercle_case_kind.fields[fields[i]]), value);
    }
  if (!cercle_record_is_set (words->kase, CERCLE_CASE_HOLDER))
    cercle_sheet_fact (sheet, _ ("Holder"), _ ("Nobody"));
}

static void
put_relative (CercleSheet *sheet, CercleRecord *relative)
{
  g_autofree char *link = cercle_record_display (relative, CERCLE_RELATIVE_LINK);
  g_autofree char *name = cercle_relative_name (relative);
  g_autofree char *phone = cercle_record_display (relative, CERCLE_RELATIVE_PHONE);
  g_autofree char *words =
      g_strjoin (*name != '\0' && *phone != '\0' ? ", " : "", name, phone, NULL);

  cercle_sheet_fact (sheet, *link != '\0' ? link : _ ("Relative"), words);
}

/* Of all the records that were made one. */
static gboolean
put_relatives (CercleSheet *sheet, const CercleCaseWords *words, CercleStore *store, GError **error)
{
  const char *id = cercle_record_get_text (words->kase, CERCLE_CASE_PERSON);
  g_autoptr (GPtrArray) persons = NULL;

  if (id == NULL)
    return TRUE;
  persons = cercle_one_person_all (store, id, error);
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      g_autoptr (GPtrArray) found =
          find (store, &cercle_relative_kind, CERCLE_RELATIVE_PERSON,
                cercle_record_get_id (g_ptr_array_index (persons, i)), -1, error);

      if (found == NULL)
        return FALSE;
      for (guint j = 0; j < found->len; j++)
        put_relative (sheet, g_ptr_array_index (found, j));
    }
  return persons != NULL;
}

static gboolean
put_actions (CercleSheet *sheet, const CercleCaseWords *words, CercleStore *store, GError **error)
{
  static const guint fields[] = { CERCLE_ACTION_DUE_ON, CERCLE_ACTION_WHAT, CERCLE_ACTION_ASSIGNEE,
                                  CERCLE_ACTION_STATE };
  static const double shares[] = { 0.2, 0.4, 0.22, 0.18 };
  CercleSheetColumn columns[G_N_ELEMENTS (fields)];
  g_autoptr (GPtrArray) found =
      find (store, &cercle_action_kind, CERCLE_ACTION_CASE, cercle_record_get_id (words->kase),
            CERCLE_ACTION_DUE_ON, error);

  if (found == NULL || found->len == 0)
    return found != NULL;
  cercle_sheet_heading (sheet, _ ("What is to be done, and what was"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    columns[i] = (CercleSheetColumn){ cercle_field_label (&cercle_action_kind.fields[fields[i]]),
                                      shares[i] };
  cercle_sheet_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < found->len; i++)
    {
      CercleRecord *action = g_ptr_array_index (found, i);
      char *cells[G_N_ELEMENTS (fields)];

      for (guint j = 0; j < G_N_ELEMENTS (cells); j++)
        cells[j] = cercle_names_display (words->names, action, fields[j]);
      if (cells[1][0] == '\0')
        {
          g_free (cells[1]);
          cells[1] = cercle_record_display (action, CERCLE_ACTION_SORT);
        }
      cercle_sheet_row (sheet, (const char *const *) cells);
      for (guint j = 0; j < G_N_ELEMENTS (cells); j++)
        g_free (cells[j]);
    }
  return TRUE;
}

static gboolean
put_story (CercleSheet *sheet, const CercleCaseWords *words, CercleStore *store, GError **error)
{
  const CercleSheetColumn columns[] = { { _ ("When"), 0.22 },
                                        { _ ("What"), 0.58 },
                                        { _ ("Who"), 0.2 } };
  g_autoptr (GPtrArray) found = find (store, &cercle_event_kind, CERCLE_EVENT_CASE,
                                      cercle_record_get_id (words->kase), CERCLE_EVENT_AT, error);

  if (found == NULL || found->len == 0)
    return found != NULL;
  cercle_sheet_heading (sheet, _ ("What happened, the newest first"));
  cercle_sheet_table (sheet, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < MIN (found->len, MOST_EVENTS); i++)
    {
      CercleRecord *event = g_ptr_array_index (found, i);
      const char *by = cercle_record_get_text (event, CERCLE_EVENT_BY);
      g_autofree char *when = cercle_record_display (event, CERCLE_EVENT_AT);
      g_autofree char *what = cercle_event_sentence (event, cercle_names_of, words->names);
      g_autofree char *who =
          by != NULL ? cercle_names_of_id (words->names, &cercle_member_kind, by) : NULL;
      const char *const cells[] = { when, what, who };

      cercle_sheet_row (sheet, cells);
    }
  if (found->len > MOST_EVENTS)
    {
      g_autofree char *left = g_strdup_printf (ngettext ("%u older line is not on this paper.",
                                                         "%u older lines are not on this paper.",
                                                         found->len - MOST_EVENTS),
                                               found->len - MOST_EVENTS);
      cercle_sheet_text (sheet, left);
    }
  return TRUE;
}

gboolean
cercle_case_sheet_fill (CercleSheet *sheet, CercleStore *store, const char *id, const char *today,
                        GError **error)
{
  g_autoptr (CercleNames) names = cercle_names_new ();
  CercleCaseWords words = { names, today };
  g_autoptr (GPtrArray) pair = cercle_case_words_open (&words, store, id, error);
  g_autofree char *name = NULL;

  if (pair == NULL)
    return FALSE;
  cercle_names_use (names, store);
  name = cercle_case_words_name (&words);
  cercle_sheet_heading (sheet, name);
  put_facts (sheet, &words, &cercle_person_kind);
  if (!put_relatives (sheet, &words, store, error))
    return FALSE;
  put_words (sheet, &words);
  cercle_sheet_heading (sheet, _ ("The case"));
  put_facts (sheet, &words, &cercle_case_kind);
  put_holder (sheet, &words);
  return put_actions (sheet, &words, store, error) && put_story (sheet, &words, store, error);
}
