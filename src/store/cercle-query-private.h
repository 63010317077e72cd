/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A query as it is kept, for the file that asks it. */
#pragma once

#include "cercle-query.h"

typedef struct
{
  int ref; /* REF field through which the condition holds, or -1 */
  guint field;
  CercleTest test;
  char *value; /* NULL: unset */
  gboolean instead; /* it suffices, as well as the one before */
} CercleTerm;

typedef struct
{
  int through; /* REF field, or -1 */
  guint field;
  gboolean descending;
} CercleSort;

struct _CercleQuery
{
  gatomicrefcount references;
  const CercleKind *kind;
  GArray *terms, *sorts;
  char *text, *day;
  char *ids; /* JSON array; NULL: any */
  int ids_of; /* REF field they are values of, or -1: of the records themselves */
  guint limit; /* 0: none */
  CercleQuery *named_by; /* NULL: any */
  guint named_ref;       /* of its kind */
};

/* The kind that a REF field leads to (the first one of several). */
const CercleKind *cercle_query_target (const CercleKind *kind, guint ref);
