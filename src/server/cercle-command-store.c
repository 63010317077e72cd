/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the database whole, where is its copy, and how does it come back? */
#define G_LOG_DOMAIN "cercle-server"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cercle-command.h"
#include "cercle-feed.h"
#include "cercle-instant.h"
#include "cercle-macros.h"

static int
run_check (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!cercle_command_read (&cercle_command_check, &line, argc, argv, NULL))
    return CERCLE_EXIT_USE;
  store = cercle_command_open (&line, CERCLE_OPEN_EXISTING);
  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  if (!cercle_store_verify (store, &error))
    return cercle_command_fail (error);
  g_print ("%s\n", _ ("The database is whole."));
  return CERCLE_EXIT_DONE;
}

/* While the server runs. */
static int
run_backup (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autoptr (CercleStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (!cercle_command_read (&cercle_command_backup, &line, argc, argv, NULL))
    return CERCLE_EXIT_USE;
  if (g_file_test (line.argument, G_FILE_TEST_EXISTS))
    return cercle_command_misuse (_ ("There is a file of this name already."));
  store = cercle_command_open (&line, CERCLE_OPEN_READER);
  if (store == NULL)
    return CERCLE_EXIT_FAILED;
  if (cercle_store_backup (store, line.argument, &error))
    return CERCLE_EXIT_DONE;
  g_unlink (line.argument);
  return cercle_command_fail (error);
}

/* Restoring: the copy is made ready beside, then takes the place of what was there, which stays. */

static gboolean
fail_file (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), sentence);
  return FALSE;
}

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  int in = open (from, O_RDONLY | O_CLOEXEC);
  int out = in >= 0 ? open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
  gboolean good = out >= 0;
  char buffer[65536];
  gssize n = 0;

  while (good && (n = read (in, buffer, sizeof buffer)) > 0)
    good = write (out, buffer, (gsize) n) == n;
  good = good && n == 0 && fsync (out) == 0;
  if (in >= 0)
    close (in);
  if (out >= 0)
    close (out);
  return good || fail_file (error, _ ("The backup cannot be copied."));
}

/* Desks must notice: what they know to be newer is sent again. */
static gboolean
prepare (const char *path, GError **error)
{
  g_autoptr (CercleStore) store = cercle_store_open (path, CERCLE_STORE_SERVER, NULL, error);

  return store != NULL && cercle_store_verify (store, error) &&
         cercle_feed_new_epoch (store, error) && cercle_store_compact (store, error);
}

/* FALSE when a server runs on it. What is damaged may be replaced. */
static gboolean
is_free (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (CercleStore) store = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  store = cercle_store_open (path, CERCLE_STORE_SERVER, NULL, &local);
  if (!g_error_matches (local, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_IN_USE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
move_aside (const char *path, const char *aside, GError **error)
{
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from = g_strconcat (path, ends[i], NULL);
      g_autofree char *to = g_strconcat (aside, ends[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
        return fail_file (error, _ ("The former database cannot be moved aside."));
    }
  return TRUE;
}

static void
remove_all (const char *path)
{
  static const char *const ends[] = { "", "-wal", "-shm", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (path, ends[i], NULL);
      g_unlink (name);
    }
}

static gboolean
restore (const char *backup, const char *path, char **aside, GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".restoring", NULL);
  g_autofree char *now = cercle_instant_now_text ();
  g_autofree char *lock = g_strconcat (fresh, ".lock", NULL);

  if (!is_free (path, error) || !copy_file (backup, fresh, error))
    return FALSE;
  if (!prepare (fresh, error))
    {
      remove_all (fresh);
      return FALSE;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    *aside = g_strconcat (path, ".before-", g_strdelimit (now, ":", '-'), NULL);
  if (*aside != NULL && !move_aside (path, *aside, error))
    return FALSE;
  if (g_rename (fresh, path) != 0)
    return fail_file (error, _ ("The restored database cannot be put in place."));
  g_unlink (lock);
  return TRUE;
}

static int
run_restore (int argc, char **argv)
{
  g_auto (CercleCommandLine) line = { 0 };
  g_autofree char *path = NULL, *aside = NULL;
  g_autoptr (GError) error = NULL;

  if (!cercle_command_read (&cercle_command_restore, &line, argc, argv, NULL))
    return CERCLE_EXIT_USE;
  path = cercle_command_value (&line, line.database, "database");
  if (path == NULL)
    return cercle_command_misuse (_ ("Say which database: --database FILE."));
  if (!restore (line.argument, path, &aside, &error))
    return cercle_command_fail (error);
  if (aside != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("The former database was kept as %s."), aside);
      g_print ("%s\n", text);
    }
  return CERCLE_EXIT_DONE;
}

const CercleCommand cercle_command_backup = {
  "backup", "FILE", N_ ("Copies the database into a new file, also while the server runs."),
  run_backup
};
const CercleCommand cercle_command_restore = {
  "restore", "FILE", N_ ("Puts a backup in the place of the database, which is kept aside."),
  run_restore
};
const CercleCommand cercle_command_check = { "check", NULL,
                                             N_ ("Reads the whole database and says if it holds."),
                                             run_check };
