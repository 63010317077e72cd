/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A form on a rule or on a version of the matrix, its rows from the table of fields. What is typed
 * is kept as a draft until it is saved or given up. */
#pragma once

#include <adwaita.h>

#include "cercle-session.h"

#define CERCLE_TYPE_MATRIX_FORM (cercle_matrix_form_get_type ())
/* Signals: "save" (CercleRecord *record): what is typed is valid; commit it with
 * cercle_matrix_form_end(), or cercle_matrix_form_refuse(). "done": given up, with Escape or
 * Cancel. "remove" (CercleRecord *record): to be taken away, as it was before the typing. */
G_DECLARE_FINAL_TYPE (CercleMatrixForm, cercle_matrix_form, CERCLE, MATRIX_FORM, AdwBin)

typedef struct
{
  const char *draft;  /* sort of its drafts */
  const char *title;  /* msgid */
  const char *button; /* msgid */
  const guint *fields;
  guint n_fields;
  const char *hint; /* msgid, under the title; NULL */
} CercleMatrixFormSort;

GtkWidget *cercle_matrix_form_new (CercleSession *session);
/* record: copied. of_id: what the draft of typing is about. */
void cercle_matrix_form_edit (CercleMatrixForm *self, const CercleMatrixFormSort *sort,
                              CercleRecord *record, const char *of_id);
/* Whether the record can be taken away, too; not, after cercle_matrix_form_edit(). */
void cercle_matrix_form_set_removable (CercleMatrixForm *self, gboolean removable);
/* (nullable): NULL: closed. */
const CercleMatrixFormSort *cercle_matrix_form_get_sort (CercleMatrixForm *self);
/* field -1: under all of them. */
void cercle_matrix_form_refuse (CercleMatrixForm *self, int field, const char *sentence);
/* The draft of typing ends with tx. NULL: it ends now, and the form is closed. */
void cercle_matrix_form_end (CercleMatrixForm *self, CercleTx *tx);
/* Types this into a field where nothing was typed. */
void cercle_matrix_form_propose (CercleMatrixForm *self, guint field, const char *typed);
/* The keyboard goes to the first field. */
void cercle_matrix_form_start (CercleMatrixForm *self);
/* Or to this one, where the form has it. */
void cercle_matrix_form_start_at (CercleMatrixForm *self, guint field);
/* Writes what is typed. */
void cercle_matrix_form_flush (CercleMatrixForm *self);
