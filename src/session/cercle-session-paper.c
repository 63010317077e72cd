/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What may leave the desk, who is told of it, and how is it written without stopping anything? */
#define G_LOG_DOMAIN "cercle-session"

#include "cercle-paper-private.h"

#include <glib/gi18n-lib.h>

#include "cercle-case-sheet.h"
#include "cercle-case.h"
#include "cercle-community.h"
#include "cercle-conflict.h"
#include "cercle-display.h"
#include "cercle-handover-file.h"
#include "cercle-instant.h"
#include "cercle-macros.h"
#include "cercle-meeting-paper.h"
#include "cercle-organisation.h"
#include "cercle-query.h"
#include "cercle-session-private.h"
#include "cercle-text.h"
#include "cercle-vault.h"

/* Rows that one visit to the store thread reads: well under 20 ms. */
#define PAGE 100
/* Lines of a list on paper: nobody reads more; the paper says how many are left out. */
#define MOST_ON_PAPER 1000

#define AS_PDF (1 << CERCLE_FORM_PDF | 1 << CERCLE_FORM_PRINT)
#define AS_CSV (1 << CERCLE_FORM_CSV)
#define AS_SEALED (1 << CERCLE_FORM_SEALED)
#define AS_CARDS (1 << CERCLE_FORM_CARDS)
#define AS_CALENDAR (CERCLE_HAS_CALENDAR << CERCLE_FORM_CALENDAR)

typedef gboolean (*PaperWrite) (CerclePaperWork *work, GError **error);
static gboolean read_list (CerclePaperWork *work, GError **error);
static gboolean write_cases (CerclePaperWork *work, GError **error);

/* clang-format off */
static const struct
{
  const char *name;       /* msgid: of the file, a day or a reference follows */
  const char *title;      /* msgid: of the sheet */
  enum
  {
    FREE,  /* names nobody */
    TEAM,  /* made by whoever follows the case for the person and her family, or a partner's card without
            * its people: a line in the audit */
    EXPORT /* names persons: the right to export, and a line in the audit */
  } right;
  guint forms;
  gboolean landscape;
  int size;
  CercleStoreJob prepare; /* all there is to read, but for pages of a list; data is CerclePaperWork */
  PaperWrite lay, table;  /* of a list: its pages on the sheet; its table */
} papers[] = {
  [CERCLE_PAPER_CASES] = { N_ ("cases"), N_ ("Cases"), EXPORT, AS_PDF | AS_CSV, TRUE, 0, cercle_paper_select_cases, read_list, write_cases },
  [CERCLE_PAPER_CASE] = { N_ ("case"), N_ ("Case"), EXPORT, AS_PDF, FALSE, 0, cercle_paper_fill_case },
  [CERCLE_PAPER_WEEK] = { N_ ("week"), N_ ("The week"), TEAM, AS_PDF, FALSE, 14, cercle_paper_fill_week },
  [CERCLE_PAPER_BOARD] = { N_ ("board"), N_ ("Board of open cases"), FREE, AS_PDF, TRUE, 0, cercle_paper_fill_board },
  [CERCLE_PAPER_NEWS] = { N_ ("changes"), N_ ("What has changed"), EXPORT, AS_PDF, FALSE, 0, cercle_paper_fill_news },
  [CERCLE_PAPER_TRANSFER] = { N_ ("transfer"), N_ ("A case handed over"), EXPORT, AS_PDF | AS_SEALED, FALSE, 0, cercle_paper_fill_transfer },
  [CERCLE_PAPER_REVIEW_LIST] = { N_ ("review-list"), N_ ("Review with the MDPH: the list"), EXPORT, AS_PDF, FALSE, 0, cercle_paper_fill_review },
  [CERCLE_PAPER_REVIEW_MINUTES] = { N_ ("review-minutes"), N_ ("Minutes of the review with the MDPH"), EXPORT, AS_PDF, FALSE, 0, cercle_paper_fill_review },
  [CERCLE_PAPER_PARTNERS] = { N_ ("partners"), N_ ("Partners, by need"), EXPORT, AS_PDF | AS_CSV | AS_CARDS, FALSE, 0, cercle_paper_select_partners, cercle_paper_lay_partners, cercle_paper_write_partner_table },
  [CERCLE_PAPER_PARTNER] = { N_ ("partner"), N_ ("Partner"), TEAM, AS_CARDS, FALSE, 0, cercle_paper_select_partner },
  [CERCLE_PAPER_MEETING] = { N_ ("minutes"), N_ ("Minutes of a meeting"), TEAM, AS_PDF, FALSE, 0, cercle_paper_read_meeting, cercle_paper_lay_members },
  [CERCLE_PAPER_MEETING_CHAIR] = { N_ ("minutes-chair"), N_ ("Minutes of a meeting, for the chair"), EXPORT, AS_PDF, FALSE, 0, cercle_paper_fill_chair },
  [CERCLE_PAPER_DECISIONS] = { N_ ("decisions"), N_ ("Decisions"), EXPORT, AS_CSV, FALSE, 0, cercle_paper_read_decisions, NULL, cercle_paper_write_lines },
  [CERCLE_PAPER_CALENDAR] = { N_ ("meeting"), N_ ("Meeting"), TEAM, AS_CALENDAR, FALSE, 0, cercle_paper_read_calendar },
  [CERCLE_PAPER_CONSENT] = { N_ ("information"), N_ ("What we keep about you, and your choice"), FREE, AS_PDF, FALSE, 11, cercle_paper_fill_consent },
  [CERCLE_PAPER_CONSENT_EASY] = { N_ ("easy-information"), N_ ("What we write about you"), FREE, AS_PDF, FALSE, 14, cercle_paper_fill_consent_easy },
  [CERCLE_PAPER_LAUNCH] = { N_ ("launch"), N_ ("Launch"), FREE, AS_PDF | AS_CSV, TRUE, 0, cercle_paper_fill_launch, NULL, cercle_paper_write_table },
  [CERCLE_PAPER_QUESTIONS] = { N_ ("question-batch"), N_ ("Questions to the national referents"), FREE, AS_PDF | AS_CSV, FALSE, 0, cercle_paper_fill_questions, NULL, cercle_paper_write_table },
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
  [CERCLE_FORM_CARDS] = { "vcf", "table" }, /* what a program reads */
  [CERCLE_FORM_CALENDAR] = { "ics", "table" },
  [CERCLE_FORM_PRINT] = { NULL, "paper" },
};
G_STATIC_ASSERT (G_N_ELEMENTS (forms) == CERCLE_N_FORMS);

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
  g_clear_pointer (&self->partners, cercle_partner_question_free);
  g_clear_object (&self->meeting);
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
  CerclePaperWork *work = data;

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
  g_clear_pointer (&work->file, cercle_meeting_file_free);
  if (work->lines != NULL)
    g_string_free (work->lines, TRUE);
  g_clear_pointer (&work->partners, g_ptr_array_unref);
  g_clear_pointer (&work->leaving, g_ptr_array_unref);
  if (work->content != NULL)
    g_string_free (work->content, TRUE);
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
         (papers[sort].right != EXPORT || cercle_role_may_export (self->role)) &&
         (papers[sort].right != TEAM ||
          cercle_session_may (self, &cercle_access_kind, CERCLE_OP_CREATE));
}

static gboolean
is_meeting (CercleRecord *record)
{
  return record != NULL && cercle_record_get_kind (record) == &cercle_meeting_kind;
}

/* Of a meeting that was not held yet there are no minutes. */
static gboolean
is_agenda (CercleRecord *record)
{
  return is_meeting (record) && !cercle_record_is_set (record, CERCLE_MEETING_OPENED_AT);
}

char *
cercle_session_name_paper (CercleSession *self, const CerclePaper *paper, CerclePaperForm form)
{
  g_autoptr (CercleRecord) kase = paper->id != NULL && paper->sort != CERCLE_PAPER_PARTNER
                                      ? cercle_session_get (self, &cercle_case_kind, paper->id)
                                      : NULL;
  const char *reference =
      kase != NULL ? cercle_record_get_text (kase, CERCLE_CASE_REFERENCE) : NULL;
  const char *held = is_meeting (paper->meeting)
                         ? cercle_record_get_text (paper->meeting, CERCLE_MEETING_HELD_ON)
                         : paper->day;
  const char *day = held != NULL ? held : cercle_session_get_today (self);

  return g_strdup_printf (
      "%s-%s%s%s", _ (papers[paper->sort].name), reference != NULL ? reference : day,
      forms[form].ending != NULL ? "." : "", forms[form].ending != NULL ? forms[form].ending : "");
}

/* --- On the worker --------------------------------------------------------------------------- */

static gboolean
read_page_job (CercleStore *store, gpointer data, GError **error)
{
  CerclePaperWork *work = data;
  guint n = MIN (PAGE, work->keys->len - work->first);
  const gint64 *keys = &g_array_index (work->keys, gint64, work->first);
  const CercleCaseSheetList list = { work->sheet, work->columns, work->names, work->today };

  if (work->csv != NULL)
    return cercle_case_csv_read (work->csv, store, keys, n, error);
  return cercle_case_sheet_add_rows (&list, store, keys, n, error);
}

static gboolean
read_list (CerclePaperWork *work, GError **error)
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
lay_list (CerclePaperWork *work, GError **error)
{
  PaperWrite lay = papers[work->paper->sort].lay;

  return lay == NULL || lay (work, error);
}

static gboolean
write_pdf (CerclePaperWork *work, GError **error)
{
  return lay_list (work, error) && cercle_sheet_write (work->sheet, work->path, &work->n_pages, error);
}

static gboolean
write_cases (CerclePaperWork *work, GError **error)
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
write_csv (CerclePaperWork *work, GError **error)
{
  return papers[work->paper->sort].table (work, error);
}

static gboolean
write_sealed (CerclePaperWork *work, GError **error)
{
  return cercle_handover_file_write (work->handover, work->paper->passphrase, work->path, error);
}

static gboolean
lay_out (CerclePaperWork *work, GError **error)
{
  if (!lay_list (work, error))
    return FALSE;
  work->pages = cercle_sheet_record (work->sheet);
  return TRUE;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  static gboolean (*const writes[]) (CerclePaperWork *, GError **) = {
    [CERCLE_FORM_PDF] = write_pdf,
    [CERCLE_FORM_CSV] = write_csv,
    [CERCLE_FORM_SEALED] = write_sealed,
    [CERCLE_FORM_CARDS] = cercle_paper_write_cards,
    [CERCLE_FORM_CALENDAR] = cercle_paper_write_lines,
    [CERCLE_FORM_PRINT] = lay_out,
  };

  if (writes[((CerclePaperWork *) data)->form](data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- What is told -------------------------------------------------------------------------- */

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

/* (transfer none): what the line in the audit is about; id (out): of what. */
static const CercleKind *
about (CercleSession *self, const CerclePaper *paper, const char **id)
{
  gboolean partners = paper->sort == CERCLE_PAPER_PARTNERS || paper->sort == CERCLE_PAPER_PARTNER;

  if (paper->meeting != NULL)
    {
      *id = cercle_record_get_id (paper->meeting);
      return cercle_record_get_kind (paper->meeting);
    }
  *id = paper->id != NULL ? paper->id : partners ? self->directory_scope : self->desk->community;
  return partners            ? &cercle_organisation_kind
         : paper->id != NULL ? &cercle_case_kind
                             : &cercle_community_kind;
}

/* Nothing leaves before it is written down that it does. */
static void
note (CercleSession *self, GTask *task, const CerclePaperWork *work)
{
  g_autoptr (CercleRecord) access = cercle_session_new_record (self, &cercle_access_kind);
  g_autofree char *at = cercle_instant_now_text ();
  CercleTx *tx = cercle_tx_new (N_ ("Export noted"));
  const char *id = NULL;

  cercle_record_set_text (access, CERCLE_ACCESS_OF_KIND, about (self, work->paper, &id)->name);
  cercle_record_set_text (access, CERCLE_ACCESS_OF_ID, id);
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
  CerclePaperWork *work = g_task_get_task_data (task);
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
begin_sheet (CercleSession *self, CerclePaperWork *work)
{
  CerclePaperSort sort = work->paper->sort;
  g_autofree char *day = cercle_display_day (work->today);
  CercleRecord *meeting = work->paper->meeting;
  g_autofree char *held =
      is_meeting (meeting) ? cercle_meeting_paper_subtitle (meeting)
      : work->place != NULL
          ? cercle_display_day (work->paper->day != NULL ? work->paper->day : work->today)
          : NULL;
  const CercleSheetFrame frame = {
    .title = is_agenda (meeting) ? _ ("Agenda of a meeting") : _ (papers[sort].title),
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

static CerclePaperWork *
work_new (CercleSession *self, CerclePaper *paper, CerclePaperForm form, const char *path)
{
  CerclePaperWork *work = g_new0 (CerclePaperWork, 1);
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
  work->people = cercle_role_may_export (self->role);
  work->columns = cercle_case_columns_read (paper->columns);
  if (paper->sort == CERCLE_PAPER_REVIEW_LIST || paper->sort == CERCLE_PAPER_REVIEW_MINUTES ||
      paper->meeting != NULL)
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
  CerclePaperWork *work = work_new (self, paper, form, path);
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

guint
cercle_session_paper_pages (GAsyncResult *result)
{
  CerclePaperWork *work = g_task_get_task_data (G_TASK (result));

  return work->n_pages;
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
  CerclePaperWork *work = NULL;
  CerclePrint *print = NULL;

  if (!cercle_session_write_paper_finish (self, result, error))
    return NULL;
  work = g_task_get_task_data (G_TASK (result));
  print = g_new0 (CerclePrint, 1);
  print->pages = g_steal_pointer (&work->pages);
  print->landscape = cercle_sheet_is_landscape (work->sheet);
  return print;
}
