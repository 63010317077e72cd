/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who calls, and what each is to the other. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *token;     /* in the texts: "mother" */
  const char *requester; /* of the call */
  const char *link;      /* of the relative; NULL: the person herself */
  char sex;              /* of the caller; '?': the person's */
  const char *by;        /* "sa mère" */
  const char *mine_m, *mine_f; /* what she says of the person: "mon fils", "ma fille"; NULL: her name */
  const char *my;        /* what the person says of her: "ma mère" */
  int older;             /* by how many years */
  gboolean family;       /* has the person's surname, mostly */
  gboolean professional;
} CercleSampleTie;

/* (nullable) */
const CercleSampleTie *cercle_sample_tie_find (const char *token);
