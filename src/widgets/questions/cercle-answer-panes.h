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
} CercleAnswerPanes;

/* Builds them into page; top: stands above, or NULL. name: msgid, of the list. */
void cercle_answer_panes_build (CercleAnswerPanes *self, CerclePage *page, GtkWidget *top,
                                const char *name, const CercleColumn *columns, guint n_columns);
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
