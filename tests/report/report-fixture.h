/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk with random records around one day. */
#pragma once

#include "cercle-indicator.h"

#define TODAY "2020-06-23"
#define SCOPE "c:0199c0de-0000-7000-8000-000000000001"
#define ME "0199c0de-0000-7000-8000-00000000000a"
#define OTHER "0199c0de-0000-7000-8000-00000000000b"
#define N_CASES 400
#define N_ACTIONS 600
#define N_OTHERS 60

typedef struct
{
  char *folder, *path;
  CercleStore *store;
  GPtrArray *cases, *actions, *requests, *solutions, *transfers;
  CercleIndicatorContext context;
} Fixture;

/* (transfer full): now and then a deleted one. */
CercleRecord *new_record (const CercleKind *kind);
void put (Fixture *fixture, CercleRecord *record);
void set_up (Fixture *fixture, gconstpointer data);
void tear_down (Fixture *fixture, gconstpointer data);
