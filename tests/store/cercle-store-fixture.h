/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of its own for each test, and records to put into stores. */
#pragma once

#include "cercle-store.h"

typedef struct
{
  char *folder, *path;
  CercleStore *store;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer end);
void fixture_tear_down (Fixture *fixture, gconstpointer end);
/* Closes and opens again. */
void fixture_reopen (Fixture *fixture, CercleStoreEnd end);
#define FIXTURE_END(end) GUINT_TO_POINTER (end)
#define fixture_add(path, end, test)                                                               \
  g_test_add (path, Fixture, FIXTURE_END (end), fixture_set_up, test, fixture_tear_down)

#define SCOPE "c:0199c0de-0000-7000-8000-000000000001"
#define ZONE "Europe/Paris"
/* A member's identity. */
#define MEMBER "0199c0de-0000-7000-8000-00000000000a"

/* (transfer full): an empty record in SCOPE; a case held and open; a person of this name. */
CercleRecord *make_record (const CercleKind *kind);
CercleRecord *make_person (const char *first_name, const char *last_name);
CercleRecord *make_case (CercleRecord *person, const char *need);
CercleRecord *make_action (CercleRecord *kase, const char *due_on);
/* Sets every field of the table to something that depends on n. */
void fill_record (CercleRecord *record, guint n);
void assert_same_record (CercleRecord *a, CercleRecord *b);
/* TRUE when the bytes are in the file, its -wal or -shm. */
gboolean file_contains (const char *path, const char *needle);
void put (CercleStore *store, CercleRecord *record);
/* (transfer full) */
CercleRecord *get (CercleStore *store, CercleRecord *record);
