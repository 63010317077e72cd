/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the page share. */
#pragma once

#include "cercle-directory-page.h"
#include "cercle-directory-sheet.h"
#include "cercle-matrix-form.h"

struct _CercleDirectoryPage
{
  CerclePage parent_instance;
  GtkWidget *left, *top, *told, *order, *add, *states, *place, *foot, *round;
  GtkWidget *divider, *aside, *sides, *card, *writing, *ask;
  GtkWidget *chips, *list, *sheet, *form;
  GListStore *rows;
  GCancellable *searching, *reading, *counting;
  char *wanted;     /* the partner that is shown, or will be */
  char *kase, *who; /* for whom one looks; NULL: nobody */
  guint total, quiet;
  gboolean stale;    /* something changed while the page was not in view */
  gboolean waits;    /* an answer is under way */
  gboolean starting; /* the keyboard goes to the list as soon as there is one */
  gboolean on_sheet; /* narrow: the sheet stands in place of the list */
};

CercleSession *cercle_directory_page_session (CercleDirectoryPage *self);
/* Which of both is in view where there is room for one only. */
void cercle_directory_page_show_sheet (CercleDirectoryPage *self, gboolean shown);
/* Asks again for the list, and for the sheet. */
void cercle_directory_page_refresh (CercleDirectoryPage *self);
/* Another partner is shown. */
void cercle_directory_page_want (CercleDirectoryPage *self, const char *id);

/* --- cercle-directory-leaving.c: what the list shows, for paper, tables and cards. */
gboolean cercle_directory_leaving_fill_paper (CerclePage *page, CerclePaper *paper);

/* --- cercle-directory-editing.c --- */
void cercle_directory_editing_init (CercleDirectoryPage *self);
void cercle_directory_editing_install (GtkWidgetClass *widget_class);
/* What is typed is kept as a draft; the sheet is shown again. */
void cercle_directory_editing_end (CercleDirectoryPage *self);
gboolean cercle_directory_editing_is_open (CercleDirectoryPage *self);
/* How records of this kind are written here; NULL: they are not. */
const CercleMatrixFormSort *cercle_directory_editing_form (const CercleKind *kind);
