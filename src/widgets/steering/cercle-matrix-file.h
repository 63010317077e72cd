/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The matrices of a community, their rules, and the cases of the last days to try them on, read
 * together off the main thread. Main thread only. */
#pragma once

#include "cercle-matrix.h"
#include "cercle-session.h"

/* Cases opened since then are what a matrix is tried on. */
#define CERCLE_MATRIX_DAYS 30

#define CERCLE_TYPE_MATRIX_FILE (cercle_matrix_file_get_type ())
/* Signal "changed": it was read anew. */
G_DECLARE_FINAL_TYPE (CercleMatrixFile, cercle_matrix_file, CERCLE, MATRIX_FILE, GObject)

CercleMatrixFile *cercle_matrix_file_new (CercleSession *session);
/* Reads; an answer that is late is dropped. */
void cercle_matrix_file_ask (CercleMatrixFile *self);
void cercle_matrix_file_cancel (CercleMatrixFile *self);
CercleSession *cercle_matrix_file_get_session (CercleMatrixFile *self);
/* (transfer none): highest version first; empty until it was read. */
GPtrArray *cercle_matrix_file_get_matrices (CercleMatrixFile *self);
/* (transfer none) (nullable) */
CercleRecord *cercle_matrix_file_find (CercleMatrixFile *self, const char *id);
CercleRecord *cercle_matrix_file_get_in_force (CercleMatrixFile *self);
/* (transfer container): in order; NULL: none. */
GPtrArray *cercle_matrix_file_get_rules (CercleMatrixFile *self, CercleRecord *matrix);
/* (transfer none): of CercleMatrixInput; valid until "changed". */
GArray *cercle_matrix_file_get_inputs (CercleMatrixFile *self);

/* A CercleCodeLabel; data: the file. */
char *cercle_matrix_file_label (const char *list, const char *token, gpointer file);
/* (transfer full) (nullable): the organisation that leads by this rule. */
char *cercle_matrix_file_lead (CercleMatrixFile *self, CercleRecord *rule);
/* (transfer none): what a version is today: "Draft", "In force", "To come", "Replaced". */
const char *cercle_matrix_file_state (CercleMatrixFile *self, CercleRecord *matrix);
