/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading and changing the matrix share. For the page's own files only. */
#pragma once

#include "cercle-compact-list.h"
#include "cercle-matrix-file.h"
#include "cercle-matrix-form.h"
#include "cercle-matrix-page.h"

struct _CercleMatrixPage
{
  CerclePage parent_instance;
  GtkWidget *states, *empty, *heading, *facts, *bar, *tabs, *body;
  GtkWidget *rules, *sentence, *note, *rule_bar, *versions, *holes, *moves;
  GtkWidget *form, *new_draft, *draft_bar;
  GtkStackPage *holes_tab, *moves_tab;
  CercleMatrixFile *file;
  char *shown;       /* identity of the version that is shown */
  char *editing;     /* identity of the draft that the form is about */
  char *after;       /* a new rule comes after this one */
  gboolean waits;    /* to be asked when it is shown */
  gboolean starting; /* the focus belongs in the rules as soon as there are some */
  gboolean loading;  /* the lists are being filled: nobody chooses */
  gboolean saving;   /* an action is under way, or was not read again yet */
};

/* (transfer none) (nullable): the version that is shown. */
CercleRecord *cercle_matrix_page_get_matrix (CercleMatrixPage *self);
/* Shows it as soon as it is there. */
void cercle_matrix_page_show_version (CercleMatrixPage *self, const char *id);

/* Form and rules share the room there is. */
void cercle_matrix_page_fit (CercleMatrixPage *self);

/* --- cercle-matrix-editing.c --- */
/* TRUE: a draft, and this person may change it. */
gboolean cercle_matrix_page_may_edit (CercleMatrixPage *self);
void cercle_matrix_page_install_actions (GtkWidgetClass *klass);
void cercle_matrix_page_build_editing (CercleMatrixPage *self);
/* The version that is shown, or its rules, are others now. */
void cercle_matrix_page_show_editing (CercleMatrixPage *self);
void cercle_matrix_page_close_form (CercleMatrixPage *self);
