/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to SQLite, as the files of this room use it. Private to the room. */
#pragma once

#include <sqlite3.h>

#include "cercle-store.h"

typedef struct _CercleSqlite CercleSqlite;

/* (transfer full): path must exist. A reader never writes and never waits. */
CercleSqlite *cercle_sqlite_open (const char *path, gboolean reader, GBytes *key, GError **error);
void cercle_sqlite_close (CercleSqlite *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSqlite, cercle_sqlite_close)
/* WAL and what only a writer needs; after it is known that the file is Cercle's. cache: KiB of pages. */
gboolean cercle_sqlite_become_writer (CercleSqlite *self, guint cache, GError **error);
/* FALSE with KEY when the file begins as a readable database does. */
gboolean cercle_sqlite_is_secret (CercleSqlite *self, GError **error);
sqlite3 *cercle_sqlite_get_handle (CercleSqlite *self);

/* Statements without values, several at once, not kept: for schemas and pragmas. */
gboolean cercle_sqlite_exec (CercleSqlite *self, const char *sql, GError **error);

/* A statement lent out until released; kept prepared for the next use. sql must live as long as the
 * connection. The same statement may be lent twice at a time. */
typedef struct _CercleStatement CercleStatement;
CercleStatement *cercle_sqlite_prepare (CercleSqlite *self, const char *sql, GError **error);
void cercle_statement_release (CercleStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleStatement, cercle_statement_release)
sqlite3_stmt *cercle_statement_raw (CercleStatement *statement);
/* types: s text or NULL (must live until release), x gint64, i int, one letter a value, from 1. */
void cercle_statement_bind (CercleStatement *statement, const char *types, ...);
typedef enum { CERCLE_STEP_FAILED = -1, CERCLE_STEP_DONE, CERCLE_STEP_ROW } CercleStep;
CercleStep cercle_statement_step (CercleStatement *statement, GError **error);
/* For the next set of values. */
void cercle_statement_reset (CercleStatement *statement);
const char *cercle_statement_text (CercleStatement *statement, int column);
gint64 cercle_statement_integer (CercleStatement *statement, int column);

/* Prepare, bind, step to the end. */
gboolean cercle_sqlite_run (CercleSqlite *self, GError **error, const char *sql, const char *types,
                            ...);
/* First column of the first row; without a row *value stays as it was. */
gboolean cercle_sqlite_read (CercleSqlite *self, gint64 *value, GError **error, const char *sql,
                             const char *types, ...);
/* The same where an error and no row need not be told apart. */
gint64 cercle_sqlite_integer (CercleSqlite *self, gint64 absent, const char *sql, const char *types,
                              ...);
/* (transfer full) (nullable): also NULL on an error. */
char *cercle_sqlite_text (CercleSqlite *self, GError **error, const char *sql, const char *types,
                          ...);
/* The same told apart: FALSE with error; *value (transfer full) is NULL without a row. */
gboolean cercle_sqlite_read_text (CercleSqlite *self, char **value, GError **error, const char *sql,
                                  const char *types, ...);

/* Transactions: see cercle-store.h. */
gboolean cercle_sqlite_begin (CercleSqlite *self, gboolean normal, GError **error);
gboolean cercle_sqlite_commit (CercleSqlite *self, GError **error);
void cercle_sqlite_rollback (CercleSqlite *self);
guint cercle_sqlite_depth (CercleSqlite *self);

/* Sets error from one of SQLite's codes. Always FALSE. */
gboolean cercle_sqlite_fail (CercleSqlite *self, int code, GError **error);
void cercle_sqlite_fail_at (CercleSqlite *self, guint64 n, int code);
guint64 cercle_sqlite_operations (CercleSqlite *self);
