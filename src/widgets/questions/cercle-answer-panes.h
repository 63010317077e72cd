/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A list with a sheet beside it, and a form in its place while somebody writes: one pane below the
 * other where there is no room. */
#pragma once

#include "cercle-compact-list.h"
#include "cercle-matrix-form.h"
#include "cercle-page.h"

typedef struct
{
  CerclePage *page;
  GtkWidget *panes, *divider, *list, *clamp, *sides, *sheet, *form;
  gboolean filling; /* what is selected meanwhile was not chosen by anybody */
  void (*chosen) (CerclePage *page);
} CercleAnswerPanes;

typedef struct
{
  const char *name; /* msgid, of the list */
  const CercleColumn *columns;
  guint n_columns;
  /* Somebody chose another row. */
  void (*chosen) (CerclePage *page);
  /* See the signal "save" of the form. */
  void (*save) (CercleMatrixForm *form, CercleRecord *record, CerclePage *page);
} CercleAnswerPanesSort;

/* Builds them into page, which keeps them in its own memory; top: stands above, or NULL. */
void cercle_answer_panes_build (CercleAnswerPanes *self, CerclePage *page, GtkWidget *top,
                                const CercleAnswerPanesSort *sort, GListModel *rows);
/* The page is left: what is being typed is kept. */
void cercle_answer_panes_leave (CercleAnswerPanes *self);
/* Shows what a sheet says. */
void cercle_answer_panes_show (CercleAnswerPanes *self, GtkWidget *box);
/* Puts rows into store and selects the one at; the focus stays where it is. */
void cercle_answer_panes_fill (CercleAnswerPanes *self, GListStore *store, GPtrArray *rows,
                               guint at);
/* Lets somebody write: see cercle_matrix_form_edit(). */
void cercle_answer_panes_edit (CercleAnswerPanes *self, const CercleMatrixFormSort *sort,
                               CercleRecord *record, const char *of_id);
/* Back to the sheet; the draft ends. */
void cercle_answer_panes_end (CercleAnswerPanes *self);
gboolean cercle_answer_panes_is_writing (CercleAnswerPanes *self);
