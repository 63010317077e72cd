/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests, solutions and consents of a case: what each line says, and what may be done with it. */
#pragma once

#include "cercle-case-file.h"

#define CERCLE_DEALING_BUTTONS 3

typedef struct
{
  const char *title, *nothing; /* msgids */
  const char *more, *form;     /* msgid of the button that adds one, and its form */
  gsize offset;                /* of the GPtrArray in the file */
  const CercleKind *kind;
  /* (transfer full): the line, and what else there is to say, "" for nothing. */
  char *(*head) (CercleSession *session, CercleRecord *record);
  char *(*detail) (CercleSession *session, CercleRecord *record);
  /* It asks for something today. NULL: never. */
  gboolean (*alarm) (CercleSession *session, CercleRecord *record);
  struct
  {
    const char *label, *form; /* msgid; NULL: none */
    gboolean (*offered) (CercleRecord *record);
  } buttons[CERCLE_DEALING_BUTTONS];
} CercleDealing;

/* Ends with a NULL title. */
extern const CercleDealing cercle_dealings[];
