/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* When is a disk full? */
#include "full-disk.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A file is written beside its place first: cercle-safe-file.c. */
#define BESIDE "/.cercle-"

static gint room = -1;

void
full_disk_set (gint bytes)
{
  g_atomic_int_set (&room, bytes);
}

static gboolean
leaves (int file)
{
  char name[64], path[4096];
  ssize_t n;

  snprintf (name, sizeof name, "/proc/self/fd/%d", file);
  n = readlink (name, path, sizeof path - 1);
  path[MAX (n, 0)] = '\0';
  return strstr (path, BESIDE) != NULL;
}

/* Instead of that of the C library, for all that this program calls. */
ssize_t
write (int file, const void *bytes, size_t n)
{
  gint most = g_atomic_int_get (&room);
  struct stat status;

  if (most >= 0 && leaves (file) &&
      (fstat (file, &status) != 0 || status.st_size + (off_t) n > (off_t) most))
    {
      errno = ENOSPC;
      return -1;
    }
  return syscall (SYS_write, file, bytes, n);
}
