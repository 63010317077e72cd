/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of both ends, made from the tables of fields. Private to the room. */
#pragma once

#include "cercle-store.h"

/* The envelope's columns come first, in the order of CercleColumn; then one column a field, in the order
 * of the table of fields, so that a new field is a new last column. */
typedef enum
{
  CERCLE_COLUMN_ID,
  CERCLE_COLUMN_SCOPE,
  CERCLE_COLUMN_AUDIENCE,
  CERCLE_COLUMN_PREV_AUDIENCE,
  CERCLE_COLUMN_REV,
  CERCLE_COLUMN_SEQ,
  CERCLE_COLUMN_CREATED_BY,
  CERCLE_COLUMN_CREATED_AT,
  CERCLE_COLUMN_UPDATED_BY,
  CERCLE_COLUMN_UPDATED_AT,
  CERCLE_COLUMN_DELETED,
  CERCLE_COLUMN_EXTRA,
  CERCLE_N_COLUMNS
} CercleColumn;
extern const char *const cercle_column_names[CERCLE_N_COLUMNS];

/* LOCAL kinds are the desk's alone. */
gboolean cercle_schema_has (const CercleKind *kind, CercleStoreEnd end);
/* Adds to sql the statements that bring a kind from schema `from` (0: nothing) to schema `to`. */
void cercle_schema_kind (GString *sql, const CercleKind *kind, CercleStoreEnd end, guint from,
                         guint to);
/* The same for every kind and every other table. */
char *cercle_schema_step (CercleStoreEnd end, guint from, guint to);
/* An index over all rows begins with this field. */
gboolean cercle_schema_leads (const CercleKind *kind, const CercleField *field, CercleStoreEnd end);
/* Fields that an index of this end depends on, at least: see cercle_table_put(). */
guint64 cercle_schema_indexed (const CercleKind *kind, CercleStoreEnd end);
