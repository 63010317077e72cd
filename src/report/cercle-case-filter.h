/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* By which facts are cases asked for? A filter narrows a query, and can be written down: a number
 * that says which list is behind it. */
#pragma once

#include "cercle-query.h"

/* Every text may be NULL: not asked. "" asks for the cases without a value. */
typedef struct
{
  gboolean closed;            /* also the closed ones */
  const char *status;         /* one status, or several separated by spaces */
  const char *mission;        /* one, or several separated by spaces */
  const char *holder;         /* "member:…", "organisation:…"; "": held by nobody */
  const char *commune;        /* INSEE code */
  const char *tag;            /* one of its tags */
  const char *age;            /* since it was opened: token of cercle_case_ages */
  const char *ending;         /* when what there is breaks: token of cercle_case_endings */
  const char *blind_spot;     /* "1": only blind spots */
  const char *blind_spot_why; /* with blind_spot */
  const char *ids;            /* identities separated by spaces: only these, closed ones too */
  const char *text;           /* full text */
  const char *today;          /* the day as of which priorities, ages and endings are read */
} CercleCaseFilter;

extern const CercleChoice cercle_case_ages[];
extern const CercleChoice cercle_case_endings[];
/* (nullable): the token of a case on this day; NULL: its day is unknown (age), or none of them
 * (ending). */
const char *cercle_case_age (const char *opened_on, const char *today);
const char *cercle_case_ending (const char *break_on, const char *today);

/* Adds the conditions to a query of cases, but the one for closed cases. */
void cercle_case_filter_narrow (const CercleCaseFilter *filter, CercleQuery *query);
/* (transfer full): what it asks, without closed cases, text and day: "age=31-60&status=received". */
char *cercle_case_filter_write (const CercleCaseFilter *filter);
/* (transfer full): owns the texts of filter, which is overwritten. Names nobody knows are left out. */
GHashTable *cercle_case_filter_read (const char *written, CercleCaseFilter *filter);
