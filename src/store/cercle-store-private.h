/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share of a store. */
#pragma once

#include "cercle-sqlite.h"
#include "cercle-table.h"

struct _CercleStore
{
  GObject parent_instance;

  char *path;
  CercleStoreEnd end;
  CercleSqlite *sqlite;
  int lock;              /* of path.lock, -1 for readers */
  gboolean defer_search;
  guint64 gaps_noted;    /* by position of the kind: see cercle-search.c */
  GHashTable *queries;   /* SQL of queries, as a set */
};

/* Commits when done, else rolls back: the end of what cercle_store_begin() began. Returns done, or
 * FALSE when the commit failed. */
gboolean cercle_store_end (CercleStore *self, gboolean done, GError **error);
/* As cercle_store_put(), within a transaction; unless always, only over an older rev. */
gboolean cercle_store_write (CercleStore *self, CercleRecord *record, gboolean always,
                             gboolean *written, GError **error);
/* Row and search row. */
gboolean cercle_store_remove (CercleStore *self, const CercleKind *kind, const char *id,
                              GError **error);
/* FALSE with FAILED outside a transaction. */
gboolean cercle_store_need_transaction (CercleStore *self, GError **error);
