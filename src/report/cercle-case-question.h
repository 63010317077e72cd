/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list of cases was asked, written down so that it can be asked again by another desk: the content
 * of a record of kind filter whose page is "cases". */
#pragma once

#include <json-glib/json-glib.h>

#define CERCLE_CASE_QUESTION_PAGE "cases"

typedef struct
{
  const char *indicator; /* NULL: all open cases */
  const char *where;     /* cercle_case_filter_write(); NULL or "": no filter */
  const char *text;      /* searched for; NULL: nothing */
  const char *sort;      /* a column; NULL: the question's own order */
  const char *columns;   /* cercle_case_columns_write(); NULL: those of the desk */
  gboolean closed, reverse;
} CercleCaseQuestion;

/* (transfer full): the same question is always the same text. */
char *cercle_case_question_write (const CercleCaseQuestion *question);
/* (transfer full) (nullable): owns the texts of question, which is overwritten; NULL when it is not a
 * question that this program understands: nothing less than the whole is asked. */
JsonObject *cercle_case_question_read (const char *content, CercleCaseQuestion *question);
