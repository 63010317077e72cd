/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How does an older file become one of today? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-migrations.h"

#include "cercle-schema.h"

/* "C36d" and "C36s" in the header of the file. */
static const int application_ids[] = {
  [CERCLE_STORE_DESK] = 0x43333664,
  [CERCLE_STORE_SERVER] = 0x43333673,
};

/* What columns and tables with a later `since` do not say. Step n leads from schema n - 1 to n; new
 * columns and tables come from the tables themselves, before. */
typedef gboolean (*CercleMigration) (CercleSqlite *sqlite, CercleStoreEnd end, GError **error);
static gboolean
count_open_actions (CercleSqlite *sqlite, CercleStoreEnd end, GError **error)
{
  return cercle_sqlite_exec (
      sqlite,
      "UPDATE cases SET open_actions=nullif((SELECT count(*) FROM actions WHERE"
      " actions.\"case\"=cases.id AND actions.state='open' AND actions.deleted=0), 0)"
      " WHERE \"open\"=1",
      error);
}

/* Who opened what by exception is told to coordinators, whatever their accounts were made with. */
static gboolean
tell_coordinators (CercleSqlite *sqlite, CercleStoreEnd end, GError **error)
{
  return end != CERCLE_STORE_SERVER ||
         cercle_sqlite_exec (sqlite,
                             "UPDATE account SET audiences=audiences || ' coordination'"
                             " WHERE role='coordinator'",
                             error);
}

static const CercleMigration migrations[] = {
  NULL,               /* 1: the first schema */
  count_open_actions, /* 2: cases from the call to the closing */
  NULL,               /* 3: what changed since an evening; persons who are relatives; transfers taken back */
  NULL,               /* 4: the review with the MDPH; waiting lists */
  tell_coordinators,  /* 5: what the directory says of capacity, freshness and sources; openings */
  NULL, /* 6: meetings, their agendas and decisions, questions */
  NULL, /* 7: launches */
  NULL, /* 8: addresses for other programs' calendars; a baton that is taken back */
};

guint
cercle_migrations_newest (void)
{
  return G_N_ELEMENTS (migrations);
}

static gboolean
refuse (GError **error, CercleStoreError code, const char *message)
{
  g_set_error_literal (error, CERCLE_STORE_ERROR, code, message);
  return FALSE;
}

static gboolean
read_header (CercleSqlite *sqlite, gint64 *application, gint64 *schema, GError **error)
{
  return cercle_sqlite_read (sqlite, application, error, "PRAGMA application_id", "") &&
         cercle_sqlite_read (sqlite, schema, error, "PRAGMA user_version", "");
}

gboolean
cercle_migrations_identify (CercleSqlite *sqlite, CercleStoreEnd *end, GError **error)
{
  gint64 application, schema;

  if (!read_header (sqlite, &application, &schema, error))
    return FALSE;
  *end =
      application == application_ids[CERCLE_STORE_SERVER] ? CERCLE_STORE_SERVER : CERCLE_STORE_DESK;
  if (application != application_ids[*end])
    return refuse (error, CERCLE_STORE_ERROR_FOREIGN, "the file is not one of Cercle's");
  if (schema > cercle_migrations_newest ())
    return refuse (error, CERCLE_STORE_ERROR_NEWER, "the file was written by a newer Cercle");
  return TRUE;
}

gboolean
cercle_migrations_check (CercleSqlite *sqlite, CercleStoreEnd end, guint *schema, GError **error)
{
  gint64 application, version, tables;
  CercleStoreEnd found;

  if (!read_header (sqlite, &application, &version, error) ||
      !cercle_sqlite_read (sqlite, &tables, error, "SELECT count(*) FROM sqlite_schema", ""))
    return FALSE;
  *schema = (guint) version;
  if (application == 0 && version == 0 && tables == 0)
    return TRUE;
  if (!cercle_migrations_identify (sqlite, &found, error))
    return FALSE;
  if (found != end || version == 0)
    return refuse (error, CERCLE_STORE_ERROR_FOREIGN, "the file belongs to the other program");
  return TRUE;
}

static gboolean
set_header (CercleSqlite *sqlite, CercleStoreEnd end, guint schema, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%u",
                                          application_ids[end], schema);
  return cercle_sqlite_exec (sqlite, sql, error);
}

static gboolean
take_step (CercleSqlite *sqlite, CercleStoreEnd end, guint from, guint to, GError **error)
{
  g_autofree char *sql = cercle_schema_step (end, from, to);

  if (!cercle_sqlite_begin (sqlite, FALSE, error))
    return FALSE;
  /* A fresh file has nothing to convert. */
  if (!cercle_sqlite_exec (sqlite, sql, error) ||
      (from > 0 && migrations[to - 1] != NULL && !migrations[to - 1](sqlite, end, error)) ||
      !set_header (sqlite, end, to, error))
    {
      cercle_sqlite_rollback (sqlite);
      return FALSE;
    }
  return cercle_sqlite_commit (sqlite, error);
}

gboolean
cercle_migrations_run (CercleSqlite *sqlite, CercleStoreEnd end, guint from, GError **error)
{
  if (from == 0)
    return take_step (sqlite, end, 0, cercle_migrations_newest (), error);
  for (guint step = from; step < cercle_migrations_newest (); step++)
    if (!take_step (sqlite, end, step, step + 1, error))
      return FALSE;
  return TRUE;
}
