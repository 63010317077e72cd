/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A kind's table in one end's file: its statements, and rows to and from records. Private to the room. */
#pragma once

#include "cercle-sqlite.h"

typedef struct
{
  const CercleKind *kind;
  guint position;         /* in cercle_kinds() */
  const char *put;        /* all columns; see cercle_table_put() */
  const char *touch;      /* the same where a row is and no column of an index changes; or NULL */
  guint64 indexed;        /* fields that an index of this end depends on */
  const char *get;        /* by id */
  const char *get_by_key; /* by key */
  const char *find_key;   /* key of an id */
  const char *remove;     /* by id */
  const char *of_scope;   /* a scope's rows after an id, at most so many, in the order of ids */
  const char *after_key;  /* rows after a key, at most so many, in the order of keys */
  const char *last_key;
  const char *in_scope;   /* 1 when a scope has rows */
  const char *ids;        /* identities of a scope's rows */
  const char *unseen;     /* those that a snapshot (scope, kind) did not name and nothing unsent keeps */
  const char *orphans;    /* those that the server once had and a snapshot did not name */
  const char *forget_rev; /* a row that the server does not have */
  const char *stored;     /* what the server must know of a row before it writes it */
} CercleTable;

/* NULL where this end has no such table. Made once, for ever; any thread. */
const CercleTable *cercle_table (const CercleKind *kind, CercleStoreEnd end);

/* Writes the whole row. field_revs: the server's, NULL leaves what is there. Unless always, only over
 * an older rev. known: the row exists and differs in no field but those of changed. written (out, may
 * be NULL) tells. */
typedef struct
{
  const char *field_revs;
  gboolean always, known;
  guint64 changed;
} CercleTablePut;
gboolean cercle_table_put (const CercleTable *table, CercleSqlite *sqlite, CercleRecord *record,
                           const CercleTablePut *how, gboolean *written, GError **error);
/* (transfer full): the record of the row a get statement stands on. */
CercleRecord *cercle_table_read (const CercleTable *table, CercleStatement *statement);
/* Key of the row an after_key statement stands on. */
gint64 cercle_table_key (const CercleTable *table, CercleStatement *statement);
/* (transfer full) (nullable): NULL without error when absent. */
CercleRecord *cercle_table_get (const CercleTable *table, CercleSqlite *sqlite, const char *id,
                                GError **error);
