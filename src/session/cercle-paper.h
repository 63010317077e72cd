/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What leaves the desk: tables for spreadsheets and sheets of paper (PDF). What names persons needs the
 * right to export, and is told to the server before the file is written. Main thread. */
#pragma once

#include "cercle-partner.h"
#include "cercle-session.h"

typedef enum
{
  CERCLE_PAPER_CASES,        /* a list of cases */
  CERCLE_PAPER_CASE,         /* one, with its story */
  CERCLE_PAPER_WEEK,         /* who comes when, for the family of a case */
  CERCLE_PAPER_BOARD,        /* the numbers of Steering, on one A4 */
  CERCLE_PAPER_NEWS,         /* what has changed since an instant, on one A4 */
  CERCLE_PAPER_TRANSFER,     /* what goes with a case to another community */
  CERCLE_PAPER_REVIEW_LIST,  /* of a review with the MDPH, as it is sent beforehand */
  CERCLE_PAPER_REVIEW_MINUTES, /* of the same, once it was held */
  CERCLE_PAPER_PARTNERS,     /* a list of the directory; on paper by need */
  CERCLE_PAPER_PARTNER,      /* the address card of one */
  CERCLE_PAPER_MEETING,      /* agenda or minutes, for those who came: nobody's name in it */
  CERCLE_PAPER_MEETING_CHAIR, /* the same with names and internal notes */
  CERCLE_PAPER_DECISIONS,    /* of a meeting, or of all */
  CERCLE_PAPER_CALENDAR,     /* a meeting, or a series of them, for other programs' calendars */
  CERCLE_PAPER_CONSENT,      /* what a person is told before she consents */
  CERCLE_PAPER_CONSENT_EASY, /* the same, easy to read */
  CERCLE_PAPER_LAUNCH,       /* the launches that the desk reads, or the points of its own */
  CERCLE_PAPER_QUESTIONS,    /* to the national referents: what waits to be sent, or went last */
  CERCLE_N_PAPERS,
} CerclePaperSort;

typedef enum
{
  CERCLE_FORM_PDF,
  CERCLE_FORM_CSV,
  CERCLE_FORM_SEALED, /* a file under a passphrase: cercle-handover-file.h */
  CERCLE_FORM_CARDS,  /* address cards (vCard), for telephones and mail programs */
  CERCLE_FORM_CALENDAR, /* iCalendar, where the program is built with libical */
  CERCLE_FORM_PRINT,  /* the pages of the PDF, for a printer */
  CERCLE_N_FORMS,
} CerclePaperForm;

typedef struct
{
  CerclePaperSort sort;
  CercleQuery *query; /* of a list: exactly its rows, in their order */
  char *words;        /* of a list: what it shows, for its readers */
  char *columns;      /* of a list: cercle_case_columns_write(); NULL: the standard ones on paper, and
                       * all there are in a table */
  char *id;           /* of a case, or of a partner */
  CerclePartnerQuestion *partners; /* whom a list of the directory shows; now and today are filled in */
  CercleRecord *meeting; /* as it is known: a slot of a series may be no record yet; NULL, of decisions: all;
                          * of a calendar, also a series */
  char *day;          /* of a review; NULL: today's */
  char *since;        /* an instant: what changed from then on */
  char *transfer;     /* of the case; and … */
  char *passphrase;   /* … of its sealed file */
  char *of;           /* of a board: "board-of" of the settings; NULL: ours. Of launches: our community.
                       * Of questions: CERCLE_PAPER_OF_SENT */
  char *without;      /* a member whose own changes are left out; NULL: nobody */
} CerclePaper;

/* Questions that were sent and wait for their answer. */
#define CERCLE_PAPER_OF_SENT "sent"

CerclePaper *cercle_paper_new (CerclePaperSort sort);
void cercle_paper_free (CerclePaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CerclePaper, cercle_paper_free)

/* What goes on paper, once it may. */
typedef struct
{
  GPtrArray *pages; /* cairo_surface_t, A4 in points */
  gboolean landscape;
} CerclePrint;
void cercle_print_free (CerclePrint *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CerclePrint, cercle_print_free)

/* Does this sort have this form, and may whoever is signed in have it? */
gboolean cercle_session_offers_paper (CercleSession *self, CerclePaperSort sort,
                                      CerclePaperForm form);
/* (transfer full): a name for the file, without a word about anybody. */
char *cercle_session_name_paper (CercleSession *self, const CerclePaper *paper,
                                 CerclePaperForm form);
/* Takes paper. The file is whole at path, or there is none; errors are sentences. */
void cercle_session_write_paper_async (CercleSession *self, CerclePaper *paper,
                                       CerclePaperForm form, const char *path,
                                       GAsyncReadyCallback callback, gpointer data);
gboolean cercle_session_write_paper_finish (CercleSession *self, GAsyncResult *result,
                                            GError **error);
/* After the finish above: how many pages a PDF has; 0: it has none. */
guint cercle_session_paper_pages (GAsyncResult *result);
/* The same for CERCLE_FORM_PRINT: nothing is written but the line in the audit. Takes paper. */
void cercle_session_print_paper_async (CercleSession *self, CerclePaper *paper,
                                       GAsyncReadyCallback callback, gpointer data);
/* (transfer full): NULL with a sentence. */
CerclePrint *cercle_session_print_paper_finish (CercleSession *self, GAsyncResult *result,
                                                GError **error);
