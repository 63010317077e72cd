/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in a database that a program has written, and may be writing? */
#define G_LOG_DOMAIN "cercle-end-to-end"

#include <sqlite3.h>

#include "driver.h"
#include "patience.h"

char *
database_ask (const char *path, const char *sql)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  int step;

  /* Not read-only: the first to open what a killed program left has to mend its journal. */
  if (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    g_error ("%s: %s", path, sqlite3_errmsg (database));
  sqlite3_busy_timeout (database, 5000);
  if (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
  while ((step = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);
      if (answer->len > 0)
        g_string_append_c (answer, '\n');
      g_string_append (answer, text != NULL ? text : "NULL");
    }
  if (step != SQLITE_DONE)
    g_error ("%s: %s", sql, sqlite3_errmsg (database));
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

void
database_wait (const char *path, const char *sql, const char *answer, guint seconds)
{
  gint64 until = g_get_monotonic_time () + patience_limit (seconds * G_USEC_PER_SEC);
  g_autofree char *said = database_ask (path, sql);

  while (g_strcmp0 (said, answer) != 0)
    {
      if (g_get_monotonic_time () > until)
        g_error ("%s: “%s”, not “%s”", sql, said, answer);
      g_usleep (50000);
      g_free (said);
      said = database_ask (path, sql);
    }
}

/* (transfer full) (nullable): in the folder or below it. */
char *
database_find (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *found = NULL;
  const char *name;

  while (dir != NULL && found == NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = database_find (path);
      else if (g_str_has_suffix (name, ".db"))
        found = g_steal_pointer (&path);
    }
  return found;
}
