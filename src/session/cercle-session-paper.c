/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may leave the desk, who is told of it, and how is it written without stopping anything? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-paper.h"

#include <glib/gi18n-lib.h>

#include "cercle-baton.h"
#include "cercle-board-sheet.h"
#include "cercle-case-csv.h"
#include "cercle-case-list.h"
#include "cercle-case-sheet.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-consent-sheet.h"
#include "cercle-display.h"
#include "cercle-hand-over.h"
#include "cercle-handover-file.h"
#include "cercle-handover-sheet.h"
#include "cercle-instant.h"
#include "cercle-judge.h"
#include "cercle-macros.h"
#include "cercle-news-sheet.h"
#include "cercle-query.h"
#include "cercle-request.h"
#include "cercle-review-paper.h"
#include "cercle-session-private.h"
#include "cercle-settings.h"
#include "cercle-week-sheet.h"
#include "cercle-sheet.h"
#include "cercle-text.h"
#include "cercle-vault.h"

/* Rows that one visit to the store thread reads: well under 20 ms. */
#define PAGE 100
/* Lines of a list on paper: nobody reads more; the paper says how many are left out. */
#define MOST_ON_PAPER 1000

#define AS_PDF (1 << CERCLE_FORM_PDF | 1 << CERCLE_FORM_PRINT)
#define AS_CSV (1 << CERCLE_FORM_CSV)
#define AS_SEALED (1 << CERCLE_FORM_SEALED)

typedef struct _Work Work;
static gboolean select_cases (CercleStore *store, gpointer data, GError **error);
static gboolean fill_case (CercleStore *store, gpointer data, GError **error);
static gboolean fill_week (CercleStore *store, gpointer data, GError **error);
static gboolean fill_board (CercleStore *store, gpointer data, GError **error);
static gboolean fill_news (CercleStore *store, gpointer data, GError **error);
static gboolean fill_transfer (CercleStore *store, gpointer data, GError **error);
static gboolean fill_review (CercleStore *store, gpointer data, GError **error);
static gboolean fill_consent (CercleStore *store, gpointer data, GError **error);
static gboolean fill_consent_easy (CercleStore *store, gpointer data, GError **error);

/* clang-format off */
static const struct
{
  const char *name;       /* msgid: of the file, a day or a reference follows */
  const char *title;      /* msgid: of the sheet */
  enum
  {
    FREE,  /* names nobody */
    TEAM,  /* made for the person and her family by whoever follows the case: a line in the audit */
    EXPORT /* names persons: the right to export, and a line in the audit */
  } right;
  guint forms;
  gboolean landscape;
  int size;
  CercleStoreJob prepare; /* all there is to read, but for pages of a list; data is Work */
} papers[] = {
  [CERCLE_PAPER_CASES] = { N_ ("cases"), N_ ("Cases"), EXPORT, AS_PDF | AS_CSV, TRUE, 0, select_cases },
  [CERCLE_PAPER_CASE] = { N_ ("case"), N_ ("Case"), EXPORT, AS_PDF, FALSE, 0, fill_case },
  [CERCLE_PAPER_WEEK] = { N_ ("week"), N_ ("The week"), TEAM, AS_PDF, TRUE, 13, fill_week },
  [CERCLE_PAPER_BOARD] = { N_ ("board"), N_ ("Board of open cases"), FREE, AS_PDF, TRUE, 0, fill_board },
  [CERCLE_PAPER_NEWS] = { N_ ("changes"), N_ ("What has changed"), EXPORT, AS_PDF, FALSE, 0, fill_news },
  [CERCLE_PAPER_TRANSFER] = { N_ ("transfer"), N_ ("A case handed over"), EXPORT, AS_PDF | AS_SEALED, FALSE, 0, fill_transfer },
  [CERCLE_PAPER_REVIEW_LIST] = { N_ ("review-list"), N_ ("Review with the MDPH: the list"), EXPORT, AS_PDF, FALSE, 0, fill_review },
  [CERCLE_PAPER_REVIEW_MINUTES] = { N_ ("review-minutes"), N_ ("Minutes of the review with the MDPH"), EXPORT, AS_PDF, FALSE, 0, fill_review },
  [CERCLE_PAPER_CONSENT] = { N_ ("information"), N_ ("What we keep about you, and your choice"), FREE, AS_PDF, FALSE, 11, fill_consent },
  [CERCLE_PAPER_CONSENT_EASY] = { N_ ("easy-information"), N_ ("What we write about you"), FREE, AS_PDF, FALSE, 14, fill_consent_easy },
};
/* clang-format on */
G_STATIC_ASSERT (G_N_ELEMENTS (papers) == CERCLE_N_PAPERS);

static const struct
{
  const char *ending, *how; /* of a file; token of access.how */
} forms[] = {
  [CERCLE_FORM_PDF] = { "pdf", "paper" },
  [CERCLE_FORM_CSV] = { "csv", "table" },
  [CERCLE_FORM_SEALED] = { "cercle", "sealed" },
  [CERCLE_FORM_PRINT] = { NULL, "paper" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (forms) == CERCLE_N_FORMS);

struct _Work
{
  CerclePaper *paper;
  CerclePaperForm form;
  char *path, *today, *community, *phone;
  CercleStoreThread *thread;
  GArray *keys; /* of the cases, in order */
  guint first;  /* of the page being read */
  CercleCaseCsv *csv;
  CercleSheet *sheet;
  CercleNames *names;
  GPtrArray *columns; /* of a list */
  CercleHandover *handover;
  GPtrArray *pages; /* of a printer */
  CercleSittingPlace *place; /* of a review */
};

CerclePaper *
cercle_paper_new (CerclePaperSort sort)
{
  CerclePaper *self = g_new0 (CerclePaper, 1);

  self->sort = sort;
  return self;
}

void
cercle_paper_free (CerclePaper *self)
{
  g_clear_pointer (&self->query, cercle_query_unref);
  g_free (self->words);
  g_free (self->columns);
  g_free (self->id);
  g_free (self->day);
  g_free (self->since);
  g_free (self->without);
  g_free (self->of);
  g_free (self->transfer);
  if (self->passphrase != NULL)
    cercle_vault_forget (self->passphrase, strlen (self->passphrase));
  g_free (self->passphrase);
  g_free (self);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  cercle_paper_free (work->paper);
  g_clear_pointer (&work->thread, cercle_store_thread_unref);
  g_clear_pointer (&work->keys, g_array_unref);
  g_clear_pointer (&work->csv, cercle_case_csv_free);
  g_clear_pointer (&work->sheet, cercle_sheet_free);
  g_clear_pointer (&work->names, cercle_names_free);
  g_ptr_array_unref (work->columns);
  g_clear_pointer (&work->handover, cercle_handover_free);
  g_clear_pointer (&work->pages, g_ptr_array_unref);
  if (work->place != NULL)
    cercle_sitting_place_clear (work->place);
  g_free (work->place);
  g_free (work->community);
  g_free (work->phone);
  g_free (work->path);
  g_free (work->today);
  g_free (work);
}

gboolean
cercle_session_offers_paper (CercleSession *self, CerclePaperSort sort, CerclePaperForm form)
{
  return self->state == CERCLE_SESSION_OPEN && (papers[sort].forms & (1u << form)) != 0 &&
         (papers[sort].right != EXPORT || cercle_role_may_export (self->role));
}

char *
cercle_session_name_paper (CercleSession *self, const CerclePaper *paper, CerclePaperForm form)
{
  g_autoptr (CercleRecord) kase =
      paper->id != NULL ? cercle_session_get (self, &cercle_case_kind, paper->id) : NULL;
  const char *reference =
      kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_REFERENCE) : NULL;
  const char *day = paper->day != NULL ? paper->day : cercle_session_get_today (self);

  return g_strdup_printf ("%s-%s%s%s", _ (papers[paper->sort].name),
                          reference != NULL ? reference : day,
                          forms[form].ending != NULL ? "." : "",
                          forms[form].ending != NULL ? forms[form].ending : "");
}

/* --- On the worker --------------------------------------------------------------------------- */

static gboolean
read_page_job (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  guint n = MIN (PAGE, work->keys->len - work->first);
  const gint64 *keys = &g_array_index (work->keys, gint64, work->first);
  const CercleCaseSheetList list = { work->sheet, work->columns, work->names, work->today };

  if (work->csv != NULL)
    return cercle_case_csv_read (work->csv, store, keys, n, error);
  return cercle_case_sheet_add_rows (&list, store, keys, n, error);
}

static gboolean
read_list (Work *work, GError **error)
{
  guint n = MIN (work->keys->len, MOST_ON_PAPER);
  guint left = work->keys->len - n;
  g_autofree char *words = NULL;

  cercle_case_sheet_begin_list (work->sheet, work->columns);
  for (work->first = 0; work->first < n; work->first += PAGE)
    if (!cercle_store_thread_run (work->thread, CERCLE_TURN_READ, read_page_job, work, error))
      return FALSE;
  words = g_strdup_printf (
      ngettext ("%u more case is not on this paper.", "%u more cases are not on this paper.", left),
      left);
  if (left > 0)
    cercle_sheet_text (work->sheet, words);
  return TRUE;
}

static gboolean
write_pdf (Work *work, GError **error)
{
  return (work->paper->query == NULL || read_list (work, error)) &&
         cercle_sheet_write (work->sheet, work->path, NULL, error);
}

static gboolean
write_csv (Work *work, GError **error)
{
  work->csv = cercle_case_csv_new (work->path, work->today,
                                   work->paper->columns != NULL ? work->columns : NULL, error);
  if (work->csv == NULL)
    return FALSE;
  for (work->first = 0; work->first < work->keys->len; work->first += PAGE)
    if (!cercle_store_thread_run (work->thread, CERCLE_TURN_READ, read_page_job, work, error) ||
        !cercle_case_csv_write (work->csv, error))
      return FALSE;
  return cercle_case_csv_keep (work->csv, error);
}

static gboolean
write_sealed (Work *work, GError **error)
{
  return cercle_handover_file_write (work->handover, work->paper->passphrase, work->path, error);
}

static gboolean
lay_out (Work *work, GError **error)
{
  if (work->paper->query != NULL && !read_list (work, error))
    return FALSE;
  work->pages = cercle_sheet_record (work->sheet);
  return TRUE;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  static gboolean (*const writes[]) (Work *, GError **) = {
    [CERCLE_FORM_PDF] = write_pdf,
    [CERCLE_FORM_CSV] = write_csv,
    [CERCLE_FORM_SEALED] = write_sealed,
    [CERCLE_FORM_PRINT] = lay_out,
  };

  if (writes[((Work *) data)->form](data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- What goes before ------------------------------------------------------------------------ */

static gboolean
select_cases (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;

  g_array_unref (work->keys);
  work->keys = cercle_store_select (store, work->paper->query, error);
  return work->keys != NULL;
}

static gboolean
fill_case (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  gint64 key = cercle_store_get_key (store, &cercle_case_kind, work->paper->id);

  g_array_append_val (work->keys, key);
  return cercle_case_sheet_fill (work->sheet, store, work->paper->id, work->today, error);
}

static gboolean
fill_week (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  const CercleWeek week = { work->paper->id, work->today, work->phone };
  gint64 key = cercle_store_get_key (store, &cercle_case_kind, week.id);

  g_array_append_val (work->keys, key);
  return cercle_week_sheet_fill (work->sheet, store, work->names, &week, error);
}

static gboolean
fill_board (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
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

static gboolean
fill_news (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
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
static gboolean
fill_transfer (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
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

static gboolean
fill_review (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;
  const CercleReviewPaper paper = { work->sheet, work->names, work->place, work->paper->day,
                                    work->paper->sort == CERCLE_PAPER_REVIEW_MINUTES };
  int n = cercle_review_paper_fill (&paper, store, error);

  if (n >= 0)
    g_array_set_size (work->keys, (guint) n);
  return n >= 0;
}

static gboolean
fill_consent (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;

  cercle_consent_sheet_fill (work->sheet, work->community, work->phone);
  return TRUE;
}

static gboolean
fill_consent_easy (CercleStore *store, gpointer data, GError **error)
{
  Work *work = data;

  cercle_consent_sheet_fill_easy (work->sheet, work->community, work->phone);
  return TRUE;
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (cercle_session_commit_finish (CERCLE_SESSION (source), result, &error))
    g_task_run_in_thread (task, write_thread);
  else
    g_task_return_error (task, error);
}

/* Nothing leaves before it is written down that it does. */
static void
note (CercleSession *self, GTask *task, const Work *work)
{
  g_autoptr (CercleRecord) access = cercle_session_new_record (self, &cercle_access_kind);
  g_autofree char *at = cercle_instant_now_text ();
  CercleTx *tx = cercle_tx_new (N_ ("Export noted"));
  const char *id = work->paper->id;

  cercle_record_set_text (access, CERCLE_ACCESS_OF_KIND,
                          id != NULL ? cercle_case_kind.name : cercle_community_kind.name);
  cercle_record_set_text (access, CERCLE_ACCESS_OF_ID, id != NULL ? id : self->desk->community);
  cercle_record_set_text (access, CERCLE_ACCESS_AT, at);
  cercle_record_set_text (access, CERCLE_ACCESS_BY, self->desk->member);
  cercle_record_set_text (access, CERCLE_ACCESS_HOW, forms[work->form].how);
  cercle_record_set_integer (access, CERCLE_ACCESS_CASES, work->keys->len);
  cercle_tx_save (tx, access);
  cercle_session_commit_async (self, tx, noted_cb, task);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  CercleSession *self = CERCLE_SESSION (source);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (self->desk == NULL || self->store_thread != work->thread)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "closed");
  else if (papers[work->paper->sort].right != FREE)
    note (self, g_steal_pointer (&task), work);
  else
    g_task_run_in_thread (task, write_thread);
}

/* What stands at its head and foot. */
static void
begin_sheet (CercleSession *self, Work *work)
{
  CerclePaperSort sort = work->paper->sort;
  g_autofree char *day = cercle_display_day (work->today);
  g_autofree char *held =
      work->place != NULL
          ? cercle_display_day (work->paper->day != NULL ? work->paper->day : work->today)
          : NULL;
  const CercleSheetFrame frame = {
    .title = _ (papers[sort].title),
    .subtitle = held != NULL ? held : work->paper->words,
    .community = work->community,
    .day = day,
    .example = cercle_session_is_example (self),
    .landscape = papers[sort].landscape,
    .size = papers[sort].size,
  };

  work->sheet = cercle_sheet_new (&frame);
}

/* (transfer full) (nullable) */
static char *
community_text (CercleSession *self, guint field)
{
  return self->community != NULL ? g_strdup (cercle_record_get_text (self->community, field))
                                 : NULL;
}

static Work *
work_new (CercleSession *self, CerclePaper *paper, CerclePaperForm form, const char *path)
{
  Work *work = g_new0 (Work, 1);
  g_autofree char *phone = community_text (self, CERCLE_COMMUNITY_PHONE);

  work->paper = paper;
  work->form = form;
  work->path = g_strdup (path);
  work->today = g_strdup (cercle_session_get_today (self));
  work->community = community_text (self, CERCLE_COMMUNITY_NAME);
  if (work->community == NULL)
    work->community = g_strdup (_ ("our community"));
  work->phone = phone != NULL ? cercle_text_phone_spoken (phone) : NULL;
  work->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  work->names = cercle_names_new ();
  work->columns = cercle_case_columns_read (paper->columns);
  if (paper->sort == CERCLE_PAPER_REVIEW_LIST || paper->sort == CERCLE_PAPER_REVIEW_MINUTES)
    {
      work->place = g_new0 (CercleSittingPlace, 1);
      cercle_sitting_place_init (work->place, self);
    }
  begin_sheet (self, work);
  return work;
}

void
cercle_session_write_paper_async (CercleSession *self, CerclePaper *paper, CerclePaperForm form,
                                  const char *path, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Work *work = work_new (self, paper, form, path);
  GTask *inner = NULL;

  g_task_set_task_data (task, work, work_free);
  if (!cercle_session_offers_paper (self, paper->sort, form))
    {
      g_task_return_new_error (task, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED, "%s",
                               _ ("Only the coordinator takes names out of Cercle."));
      return;
    }
  work->thread = cercle_store_thread_ref (self->store_thread);
  inner = g_task_new (self, NULL, prepared_cb, g_object_ref (task));
  g_task_set_task_data (inner, work, NULL);
  cercle_store_thread_push (self->store_thread, CERCLE_TURN_READ, papers[work->paper->sort].prepare,
                            inner);
}

/* What befell the desk's own file, or its closing, in a sentence; the file's own are sentences. */
gboolean
cercle_session_write_paper_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &failure))
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_set_error_literal (error, CERCLE_SESSION_ERROR, CERCLE_SESSION_ERROR_FAILED,
                         _ ("Nobody is signed in."));
  else if (failure->domain == CERCLE_STORE_ERROR)
    g_propagate_error (error, cercle_session_error_from (failure));
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
cercle_print_free (CerclePrint *self)
{
  g_ptr_array_unref (self->pages);
  g_free (self);
}

void
cercle_session_print_paper_async (CercleSession *self, CerclePaper *paper,
                                  GAsyncReadyCallback callback, gpointer data)
{
  cercle_session_write_paper_async (self, paper, CERCLE_FORM_PRINT, NULL, callback, data);
}

CerclePrint *
cercle_session_print_paper_finish (CercleSession *self, GAsyncResult *result, GError **error)
{
  Work *work = NULL;
  CerclePrint *print = NULL;

  if (!cercle_session_write_paper_finish (self, result, error))
    return NULL;
  work = g_task_get_task_data (G_TASK (result));
  print = g_new0 (CerclePrint, 1);
  print->pages = g_steal_pointer (&work->pages);
  print->landscape = cercle_sheet_is_landscape (work->sheet);
  return print;
}
