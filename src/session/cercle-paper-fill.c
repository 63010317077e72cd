/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on each paper? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-paper-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton.h"
#include "cercle-board-sheet.h"
#include "cercle-case-list.h"
#include "cercle-case-sheet.h"
#include "cercle-case.h"
#include "cercle-conflict.h"
#include "cercle-consent-sheet.h"
#include "cercle-hand-over.h"
#include "cercle-handover-file.h"
#include "cercle-handover-sheet.h"
#include "cercle-instant.h"
#include "cercle-judge.h"
#include "cercle-news-sheet.h"
#include "cercle-query.h"
#include "cercle-request.h"
#include "cercle-review-paper.h"
#include "cercle-session-private.h"
#include "cercle-settings.h"
#include "cercle-text.h"
#include "cercle-week-sheet.h"

gboolean
cercle_paper_select_cases (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;

  g_array_unref (work->keys);
  work->keys = cercle_store_select (store, work->paper->query, error);
  return work->keys != NULL;
}

gboolean
cercle_paper_fill_case (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  gint64 key = cercle_store_get_key (store, &cercle_case_kind, work->paper->id);

  g_array_append_val (work->keys, key);
  return cercle_case_sheet_fill (work->sheet, store, work->paper->id, work->today, error);
}

gboolean
cercle_paper_fill_week (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  const CercleWeek week = { work->paper->id, work->today, work->phone };
  gint64 key = cercle_store_get_key (store, &cercle_case_kind, week.id);

  g_array_append_val (work->keys, key);
  return cercle_week_sheet_fill (work->sheet, store, work->names, &week, error);
}

gboolean
cercle_paper_fill_board (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  const CercleCaseFilter open = { .today = work->today };
  g_autoptr (CercleQuery) query = cercle_case_list_query (&open, NULL, FALSE);
  g_autoptr (GPtrArray) cases = cercle_store_find (store, query, error);
  const char *of = work->paper->of != NULL ? work->paper->of : CERCLE_BOARD_OF_OURS;
  gboolean ours = cercle_tokens_contain (of, CERCLE_BOARD_OF_OURS);
  g_autoptr (CercleFigures) figures = cercle_session_read_figures (store);
  g_autoptr (CercleBoard) board = NULL;

  if (cases == NULL)
    return FALSE;
  board = cercle_figures_board (figures, ours ? cercle_board_new (cases, work->today) : NULL, of);
  cercle_names_use (work->names, store);
  cercle_board_sheet_fill (work->sheet, board, work->names);
  return TRUE;
}

gboolean
cercle_paper_fill_news (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  g_autoptr (CercleQuery) query = cercle_news_query (work->paper->since, work->paper->without);
  g_autoptr (GPtrArray) events = cercle_store_find (store, query, error);
  g_autoptr (GPtrArray) cases = events != NULL ? cercle_news_group (events) : NULL;

  if (cases == NULL)
    return FALSE;
  g_array_set_size (work->keys, cases->len);
  cercle_names_use (work->names, store);
  return cercle_news_sheet_fill (work->sheet, store, work->names, cases, error);
}

/* The gate is asked again, as of now: a consent may have been withdrawn since the case was handed
 * over. */
static gboolean
may_leave (CercleStore *store, CercleRecord *transfer, GError **error)
{
  g_autoptr (CercleRecord) leaving = cercle_record_copy (transfer);
  g_autofree char *now = cercle_instant_now_text ();

  cercle_record_set_text (leaving, CERCLE_TRANSFER_SENT_AT, now);
  return cercle_store_judge (store, NULL, leaving, FALSE, NULL, error);
}

/* Only what still waits: what was answered has no more reason to leave. */
gboolean
cercle_paper_fill_transfer (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  g_autoptr (CercleRecord) transfer =
      cercle_store_get (store, &cercle_transfer_kind, work->paper->transfer, error);
  gint64 key = cercle_store_get_key (store, &cercle_case_kind, work->paper->id);

  if (transfer != NULL && work->form == CERCLE_FORM_SEALED &&
      !cercle_handover_file_may_seal (work->paper->passphrase, error))
    return FALSE;
  if (transfer == NULL || cercle_transfer_state (transfer, 0, 0) != CERCLE_TRANSFER_WAITING)
    {
      g_clear_error (error);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("This transfer does not wait for an answer any more."));
      return FALSE;
    }
  if (!may_leave (store, transfer, error))
    return FALSE;
  work->handover = cercle_store_hand_over (store, transfer, error);
  if (work->handover == NULL)
    return FALSE;
  g_array_append_val (work->keys, key);
  cercle_names_use (work->names, store);
  cercle_handover_sheet_fill (work->sheet, work->handover, work->phone, work->names);
  return TRUE;
}

gboolean
cercle_paper_fill_review (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  const CercleReviewPaper paper = { work->sheet, work->names, work->place, work->paper->day,
                                    work->paper->sort == CERCLE_PAPER_REVIEW_MINUTES };
  int n = cercle_review_paper_fill (&paper, store, error);

  if (n >= 0)
    g_array_set_size (work->keys, (guint) n);
  return n >= 0;
}

gboolean
cercle_paper_fill_consent (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;

  cercle_consent_sheet_fill (work->sheet, work->community, work->phone);
  return TRUE;
}

gboolean
cercle_paper_fill_consent_easy (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;

  cercle_consent_sheet_fill_easy (work->sheet, work->community, work->phone);
  return TRUE;
}
