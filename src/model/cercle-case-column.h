/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns that a list of cases can have: on the screen, on paper, in a table, and to sort by. */
#pragma once

#include "cercle-kind.h"

/* What a column says when it says more than its field. */
typedef enum
{
  CERCLE_CASE_SAYS_FIELD,
  CERCLE_CASE_SAYS_DUE,    /* the day and what is due */
  CERCLE_CASE_SAYS_PERSON, /* the whole name */
  CERCLE_CASE_SAYS_NEED,   /* danger, then the need, or the motive where none was written */
  CERCLE_CASE_SAYS_HOLDER,
  CERCLE_CASE_SAYS_SPAN,   /* how long ago the day or instant was */
} CercleCaseSays;

typedef struct
{
  const char *id;      /* "due", "priority", "person" … also what is kept: never changed */
  const char *label;   /* msgid; NULL: the field's own */
  int through;         /* -1, or the REF field whose record has the field */
  guint field;
  int width;           /* px on the screen, and its part of the paper */
  CercleCaseSays says;
  gboolean standard;   /* shown where nothing was chosen, in the order of the table */
} CercleCaseColumn;

/* Ends with a NULL id; the first one is the order when nothing was chosen. */
extern const CercleCaseColumn cercle_case_columns[];
/* More than these are not to be read side by side. */
#define CERCLE_CASE_COLUMNS_MOST 12

const CercleCaseColumn *cercle_case_column_find (const char *id);
const CercleField *cercle_case_column_field (const CercleCaseColumn *column);
/* Translated. */
const char *cercle_case_column_label (const CercleCaseColumn *column);
/* (transfer container): of const CercleCaseColumn, in order, each once, always with the person; NULL or
 * nothing known: the standard ones. written: identities with spaces between. */
GPtrArray *cercle_case_columns_read (const char *written);
/* (transfer full) (nullable): NULL for the standard ones in their order. */
char *cercle_case_columns_write (GPtrArray *columns);
