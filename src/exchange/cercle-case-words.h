/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A case and its person in words, for tables and paper. */
#pragma once

#include "cercle-case-column.h"
#include "cercle-names.h"

typedef struct
{
  CercleNames *names; /* in use */
  const char *today;  /* what time alone changes is as of this day */
  CercleRecord *kase;
  CercleRecord *person; /* nullable */
} CercleCaseWords;

/* A fact and where it is kept: of the case, or of its person. */
typedef struct
{
  const CercleKind *kind;
  guint field;
} CercleCaseFact;

/* Columns of a table for spreadsheets; facts on the paper of a case. */
extern const CercleCaseFact cercle_case_table[];
extern const guint cercle_case_table_n;
extern const CercleCaseFact cercle_case_paper[];
extern const guint cercle_case_paper_n;

/* (transfer full): in words; "" unset. */
char *cercle_case_words_of (const CercleCaseWords *self, const CercleCaseFact *fact);
/* (transfer full): the same where a spreadsheet reads it: days as 02/06/2020. */
char *cercle_case_words_cell (const CercleCaseWords *self, const CercleCaseFact *fact);
/* A child in care: her name stands nowhere. */
gboolean cercle_case_words_is_hidden (const CercleCaseWords *self);
/* (transfer full): what a column of a list says on paper. */
char *cercle_case_words_column (const CercleCaseWords *self, const CercleCaseColumn *column);
/* (transfer full): of CercleCaseFact: what a table holds of these columns, a name as two of them. */
GArray *cercle_case_words_facts (GPtrArray *columns);
/* (transfer full): the person's name; initials of a child in care; never "". */
char *cercle_case_words_name (const CercleCaseWords *self);
/* (transfer full): the need, or the motive where none was written. */
char *cercle_case_words_need (const CercleCaseWords *self);
/* (transfer full): CercleRecord of these keys with their persons, case by case; a person may be NULL, and
 * both are where the case is gone. On the thread of the store. */
GPtrArray *cercle_case_words_read (CercleStore *store, const gint64 *keys, guint n, GError **error);
/* Reads one case and its person into self. (transfer full) (nullable): keeps both alive; NULL with a
 * sentence when the case is not there any more. */
GPtrArray *cercle_case_words_open (CercleCaseWords *self, CercleStore *store, const char *id,
                                   GError **error);
