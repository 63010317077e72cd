/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The persons accompanied and those around them. */
#pragma once

#include "cercle-record.h"

enum
{
  CERCLE_PERSON_FIRST_NAME,
  CERCLE_PERSON_LAST_NAME,
  CERCLE_PERSON_BIRTH_ON,
  CERCLE_PERSON_BIRTH_YEAR,
  CERCLE_PERSON_SEX,
  CERCLE_PERSON_COMMUNE,  /* INSEE code: it decides the territory, never a postal code */
  CERCLE_PERSON_ADDRESS,
  CERCLE_PERSON_PHONE,
  CERCLE_PERSON_PHONE_2,
  CERCLE_PERSON_MAIL,
  CERCLE_PERSON_COMMUNICATION,
  CERCLE_PERSON_CALL_BACK,
  CERCLE_PERSON_CALL_BACK_WHEN,
  CERCLE_PERSON_LIVES_WITH,
  CERCLE_PERSON_PROTECTION,
  CERCLE_PERSON_MDPH_NUMBER,
  CERCLE_PERSON_MERGED_INTO, /* since schema 2: see cercle-person-merge.h */
  CERCLE_PERSON_N_FIELDS
};
extern const CercleKind cercle_person_kind;
/* (transfer full): "Mathis Quesnel"; "" when no name is known. */
char *cercle_person_name (CercleRecord *person);
/* (transfer full): "M. Q."; "" when no name is known. */
char *cercle_person_initials (CercleRecord *person);
/* Years on a day from the birth day or, less exactly, the birth year; -1 when unknown. */
int cercle_person_age (CercleRecord *person, int day);

enum
{
  CERCLE_RELATIVE_PERSON,
  CERCLE_RELATIVE_FIRST_NAME,
  CERCLE_RELATIVE_LAST_NAME,
  CERCLE_RELATIVE_LINK,
  CERCLE_RELATIVE_CARER,
  CERCLE_RELATIVE_REPRESENTATIVE,
  CERCLE_RELATIVE_PHONE,
  CERCLE_RELATIVE_MAIL,
  CERCLE_RELATIVE_MAY_BE_CALLED,
  CERCLE_RELATIVE_KNOWN, /* since schema 3: the person that the relative is known as; chosen by hand */
  CERCLE_RELATIVE_N_FIELDS
};
extern const CercleKind cercle_relative_kind;
char *cercle_relative_name (CercleRecord *relative);
/* Translated: what the person is to the relative; "" when no link was told. */
const char *cercle_relative_seen_from_there (CercleRecord *relative);
