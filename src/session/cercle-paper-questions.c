/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which questions go to the national referents this week, or wait for their answer? */
#define G_LOG_DOMAIN "cercle-session"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cercle-community.h"
#include "cercle-csv.h"
#include "cercle-display.h"
#include "cercle-macros.h"
#include "cercle-paper-private.h"
#include "cercle-question.h"

/* clang-format off */
static const CercleSheetColumn columns[] = {
  { N_ ("No."), 0.06 }, { N_ ("Question"), 0.44 }, { N_ ("Theme"), 0.18 },
  { N_ ("Community"), 0.16 }, { N_ ("Asked at"), 0.16 },
};
/* clang-format on */

/* (transfer none) (nullable): the day of the last batch. */
static const char *
last_batch (GPtrArray *questions)
{
  const char *last = NULL;

  for (guint i = 0; i < questions->len; i++)
    {
      const char *day = cercle_record_get_text (questions->pdata[i], CERCLE_QUESTION_SENT_ON);

      if (g_strcmp0 (day, last) > 0)
        last = day;
    }
  return last;
}

static guint
count (GPtrArray *questions, CercleQuestionState state)
{
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    n += cercle_question_state (questions->pdata[i]) == state;
  return n;
}

static void
put_question (CerclePaperWork *work, CercleRecord *question, guint n)
{
  const char *scope = cercle_record_envelope (question)->scope;
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *theme = cercle_names_display (work->names, question, CERCLE_QUESTION_THEME);
  g_autofree char *community =
      scope != NULL && g_str_has_prefix (scope, "c:")
          ? cercle_names_of_id (work->names, &cercle_community_kind, scope + strlen ("c:"))
          : NULL;
  g_autofree char *day = cercle_names_display (work->names, question, CERCLE_QUESTION_ASKED_AT);
  const char *cells[] = { number, cercle_record_get_text (question, CERCLE_QUESTION_TEXT), theme,
                          community, day };

  cercle_paper_put_row (work, cells, G_N_ELEMENTS (cells));
}

/* What waits; where nothing does, what went last, so that a batch that was noted too early can
 * still be written. of: CERCLE_PAPER_OF_SENT. */
static gboolean
belongs (const CerclePaperWork *work, CercleRecord *question, const char *batch)
{
  CercleQuestionState state = cercle_question_state (question);

  if (work->paper->of != NULL)
    return state == CERCLE_QUESTION_SENT;
  return batch == NULL
             ? state == CERCLE_QUESTION_TO_SEND
             : g_strcmp0 (cercle_record_get_text (question, CERCLE_QUESTION_SENT_ON), batch) == 0;
}

gboolean
cercle_paper_fill_questions (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  g_autoptr (CercleQuery) query = cercle_query_new (&cercle_question_kind);
  g_autoptr (GPtrArray) questions = NULL;
  const char *batch = NULL;
  guint n = 0;

  cercle_query_sort (query, -1, CERCLE_QUESTION_ASKED_AT, FALSE);
  questions = cercle_store_find (store, query, error);
  if (questions == NULL)
    return FALSE;
  if (work->paper->of == NULL && count (questions, CERCLE_QUESTION_TO_SEND) == 0)
    batch = last_batch (questions);
  cercle_names_use (work->names, store);
  if (work->form == CERCLE_FORM_CSV)
    work->content = g_string_new (CERCLE_CSV_MARK);
  else if (batch != NULL)
    {
      g_autofree char *day = cercle_display_day (batch);
      g_autofree char *words = g_strdup_printf (_ ("Sent on %s"), day);

      cercle_sheet_text (work->sheet, words);
    }
  cercle_paper_begin_table (work, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < questions->len; i++)
    if (belongs (work, questions->pdata[i], batch))
      put_question (work, questions->pdata[i], ++n);
  return TRUE;
}
