/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may open the file, and is it ours alone? */
#define G_LOG_DOMAIN "cercle-store"

#include "cercle-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define MODE (S_IRUSR | S_IWUSR)
#define MIN_DATABASE 512

static CercleStoreError
meaning_of (int number)
{
  switch (number)
    {
    case EACCES:
    case EPERM:
    case EROFS:
      return CERCLE_STORE_ERROR_READ_ONLY;
    case ENOSPC:
    case EDQUOT:
      return CERCLE_STORE_ERROR_FULL;
    default:
      return CERCLE_STORE_ERROR_FAILED;
    }
}

static gboolean
fail (int number, GError **error)
{
  g_set_error_literal (error, CERCLE_STORE_ERROR, meaning_of (number), g_strerror (number));
  return FALSE;
}

int
cercle_file_lock (const char *path, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  int lock = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, MODE);

  if (lock < 0)
    {
      fail (errno, error);
      return -1;
    }
  if (flock (lock, LOCK_EX | LOCK_NB) == 0 && fchmod (lock, MODE) == 0)
    return lock;
  if (errno == EWOULDBLOCK)
    g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_IN_USE,
                         "another process holds the file");
  else
    fail (errno, error);
  close (lock);
  return -1;
}

/* The lock file stays: removing it would let two processes lock two files of one name. */
void
cercle_file_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}

/* A file whose name is lost with the power is lost itself. */
static void
sync_folder (const char *path)
{
  g_autofree char *name = g_path_get_dirname (path);
  int folder = g_open (name, O_RDONLY | O_CLOEXEC | O_DIRECTORY, 0);

  if (folder < 0)
    return;
  fsync (folder);
  close (folder);
}

/* SQLite would take a file shorter than its smallest page for an empty one, and write over it. */
static gboolean
adopt (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return fail (errno, error);
  if (status.st_size == 0 || status.st_size >= MIN_DATABASE)
    return TRUE;
  g_set_error_literal (error, CERCLE_STORE_ERROR, CERCLE_STORE_ERROR_FOREIGN,
                       "the file is too short to be a database");
  return FALSE;
}

gboolean
cercle_file_create (const char *path, GError **error)
{
  /* Only a new file is opened here: closing it would drop the locks that a reader of this process
   * holds on an old one. */
  int made = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, MODE);

  if (made < 0 && errno == EEXIST)
    return adopt (path, error);
  if (made < 0)
    return fail (errno, error);
  if (fchmod (made, MODE) != 0)
    {
      fail (errno, error);
      close (made);
      return FALSE;
    }
  close (made);
  sync_folder (path);
  return TRUE;
}

gboolean
cercle_file_make_private (const char *path, GError **error)
{
  return g_chmod (path, MODE) == 0 || fail (errno, error);
}
