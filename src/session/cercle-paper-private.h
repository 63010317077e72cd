/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of cercle-paper.h share. */
#pragma once

#include "cercle-case-csv.h"
#include "cercle-handover.h"
#include "cercle-meeting-file.h"
#include "cercle-names.h"
#include "cercle-paper.h"
#include "cercle-review-sitting-private.h"
#include "cercle-sheet.h"
#include "cercle-store-thread.h"

/* One paper while it is made. */
typedef struct
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
  GPtrArray *pages;          /* of a printer */
  CercleSittingPlace *place; /* of a review, of a meeting */
  CercleMeetingFile *file;   /* of a meeting */
  GString *lines;            /* of a table or a calendar, once it is made */
  GPtrArray *partners;       /* char *: their identities */
  GPtrArray *leaving;        /* of cercle-paper-partners.c */
  GString *content;          /* of a table that is read at once */
  guint n_pages;             /* of a PDF, once it is written */
  gboolean people;           /* whoever takes it may take the persons out */
} CerclePaperWork;

/* --- cercle-paper-fill.c: all there is to read of one, but for pages of a list; jobs of the store
 * thread, data is CerclePaperWork. */
gboolean cercle_paper_select_cases (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_case (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_week (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_board (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_news (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_transfer (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_review (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_consent_easy (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_consent (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_select_partners (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_select_partner (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_read_meeting (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_fill_chair (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_read_calendar (CercleStore *store, gpointer data, GError **error);
gboolean cercle_paper_read_decisions (CercleStore *store, gpointer data, GError **error);

/* --- cercle-paper-partners.c: on a thread of its own; what is on the paper, and files. */
gboolean cercle_paper_lay_partners (CerclePaperWork *work, GError **error);
gboolean cercle_paper_write_partner_table (CerclePaperWork *work, GError **error);
gboolean cercle_paper_write_cards (CerclePaperWork *work, GError **error);
/* A whole small file. Takes content. */
gboolean cercle_paper_write_whole (const char *path, GString *content, GError **error);

/* --- cercle-paper-meetings.c: likewise. */
gboolean cercle_paper_lay_members (CerclePaperWork *work, GError **error);
gboolean cercle_paper_write_lines (CerclePaperWork *work, GError **error);

/* --- cercle-paper-launch.c: all launches that the desk reads, or the points of the only one. */
gboolean cercle_paper_fill_launch (CercleStore *store, gpointer data, GError **error);

/* --- cercle-paper-questions.c: likewise. */
gboolean cercle_paper_fill_questions (CercleStore *store, gpointer data, GError **error);

/* --- cercle-paper-table.c: labels are msgids, at most eight; rows go to the sheet, or to content
 * where there is one; which is written at the end. */
void cercle_paper_begin_table (CerclePaperWork *work, const CercleSheetColumn *columns, guint n);
void cercle_paper_put_row (CerclePaperWork *work, const char *const *cells, guint n);
gboolean cercle_paper_write_table (CerclePaperWork *work, GError **error);
