/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is SQLite itself set up, once and for each connection? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-sqlite-setup.h"

#include <glib.h>

#include "cercle-text.h"

/* Names sort and compare as people expect: without accents and case. */
static void
fold (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text != NULL)
    sqlite3_result_text (context, cercle_text_fold (text), -1, g_free);
}

void
cercle_sqlite_set_up (sqlite3 *handle)
{
  static const struct
  {
    int option, value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (handle, options[i].option, options[i].value, NULL);
  sqlite3_extended_result_codes (handle, 1);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_create_function (handle, "fold", 1,
                           SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, fold, NULL,
                           NULL);
}

/* Counts of memory that nobody reads cost a lock at every piece of it. */
static gpointer
configure_once (gpointer unused)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

void
cercle_sqlite_set_up_all (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, configure_once, NULL);
}
