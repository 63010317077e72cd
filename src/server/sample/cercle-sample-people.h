/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Invented people: a person and who calls for her. */
#pragma once

#include "cercle-sample-tie.h"
#include "cercle-sample-world.h"

typedef struct
{
  char *first, *last;
  char sex; /* 'f', 'm' */
  int age;
  char *phone, *mail, *commune; /* phone: NULL for those who have none */
} CercleSamplePerson;
void cercle_sample_person_clear (CercleSamplePerson *self);

/* A name for sex and age; last (NULL: drawn) is kept. */
void cercle_sample_person_name (CercleSampleWorld *world, CercleSamplePerson *self,
                                const char *last);
/* Sex and age as the tie wants; the surname is mostly the person's. */
void cercle_sample_person_caller (CercleSampleWorld *world, const CercleSampleTie *tie,
                                  const CercleSamplePerson *person, CercleSamplePerson *caller);
char *cercle_sample_person_full (const CercleSamplePerson *self);
