/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* From any older file to the newest schema. Private to the room. */
#pragma once

#include "cercle-sqlite.h"

/* Newest schema of this program. */
guint cercle_migrations_newest (void);
/* TRUE when the file is empty or of this end and not newer; schema (out): 0 for an empty one. */
gboolean cercle_migrations_check (CercleSqlite *sqlite, CercleStoreEnd end, guint *schema,
                                  GError **error);
/* The end a file belongs to, for readers; FALSE with FOREIGN or NEWER. */
gboolean cercle_migrations_identify (CercleSqlite *sqlite, CercleStoreEnd *end, GError **error);
/* Each step in a transaction of its own; a fresh file is made at the newest schema at once. */
gboolean cercle_migrations_run (CercleSqlite *sqlite, CercleStoreEnd end, guint from,
                                GError **error);
