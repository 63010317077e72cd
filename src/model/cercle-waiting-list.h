/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The waiting lists that bodies hand over for the joint review, and their rows: kept on this desk
 * alone, and forgotten when the review is validated or thirty days after they came. */
#pragma once

#include "cercle-record.h"

#define CERCLE_WAITING_DAYS 30

enum
{
  CERCLE_WAITING_LIST_BODY,
  CERCLE_WAITING_LIST_COLUMNS, /* the mapping, see cercle_waiting_map_print() */
  CERCLE_WAITING_LIST_BATCH,   /* the rows in force are those of this batch; unset: none */
  CERCLE_WAITING_LIST_IMPORTED_AT,
  CERCLE_WAITING_LIST_N_FIELDS
};
extern const CercleKind cercle_waiting_list_kind;

enum
{
  CERCLE_WAITING_ROW_LIST,
  CERCLE_WAITING_ROW_BATCH,
  CERCLE_WAITING_ROW_KEY,  /* of the same person in the same list, from one file to the next */
  CERCLE_WAITING_ROW_LINE, /* of the file */
  CERCLE_WAITING_ROW_FIRST_NAME,
  CERCLE_WAITING_ROW_LAST_NAME,
  CERCLE_WAITING_ROW_BIRTH_ON,
  CERCLE_WAITING_ROW_BIRTH_YEAR,
  CERCLE_WAITING_ROW_COMMUNE,
  CERCLE_WAITING_ROW_PLACE, /* as it was written */
  CERCLE_WAITING_ROW_PHONE,
  CERCLE_WAITING_ROW_MDPH_NUMBER,
  CERCLE_WAITING_ROW_SINCE_ON,
  CERCLE_WAITING_ROW_NEED,
  CERCLE_WAITING_ROW_ANSWER,  /* what the body has answered */
  CERCLE_WAITING_ROW_SERVICE, /* what she has meanwhile */
  CERCLE_WAITING_ROW_SEEN_AT, /* when a file last named her */
  CERCLE_WAITING_ROW_PERSON,  /* whom somebody said it is */
  CERCLE_WAITING_ROW_SAME,    /* key of the row that somebody said is the same person */
  CERCLE_WAITING_ROW_APART, /* keys of rows and identities of persons that somebody said are others
                             */
  CERCLE_WAITING_ROW_CASE,  /* opened from it, or in which she is known already */
  CERCLE_WAITING_ROW_DECISION,
  CERCLE_WAITING_ROW_DECIDED_AT,
  CERCLE_WAITING_ROW_N_FIELDS
};
extern const CercleKind cercle_waiting_row_kind;
extern const CercleChoice cercle_waiting_decisions[]; /* opened known ask nothing later */

/* (transfer full): the row as a person, to compare or to open a case for. */
CercleRecord *cercle_waiting_row_person (CercleRecord *row);
/* (transfer full): "Mathis Quesnel", or the MDPH number where there is no name. */
char *cercle_waiting_row_name (CercleRecord *row);
