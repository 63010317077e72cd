/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads every record of a database, for tests that speak of all of them. */
#pragma once

#include "cercle-sample.h"

typedef struct
{
  char *folder, *path;
  CercleStore *store;
  GHashTable *by_kind; /* CercleKind → GPtrArray of CercleRecord */
} Census;

/* A new database in a folder of its own. */
void census_init (Census *census);
/* Reads, again if it had. */
void census_read (Census *census);
void census_clear (Census *census);

/* (transfer none) */
GPtrArray *census_of (const Census *census, const CercleKind *kind);
/* (nullable) (transfer none) */
CercleRecord *census_find (const Census *census, const CercleKind *kind, const char *id);
/* (transfer full): SHA-256 over all records, values and envelopes. */
char *census_hash (const Census *census);

/* Each asserts for every record. */
void census_check_rules (const Census *census);
void census_check_references (const Census *census);
void census_check_telephones (const Census *census);
void census_check_mails (const Census *census);
void census_check_communes (const Census *census);
void census_check_typography (const Census *census);
void census_check_oriented (const Census *census);
void census_check_kin (const Census *census);

/* How many records of kind have this text in field. */
guint census_count (const Census *census, const CercleKind *kind, guint field, const char *text);
const char *census_password (const char *login, gpointer data);
