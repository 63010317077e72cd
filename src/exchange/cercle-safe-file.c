/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How is a file written so that nobody ever finds half of it? */
#define G_LOG_DOMAIN "cercle-exchange"

#include "cercle-safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define BUFFER (64 * 1024)

struct _CercleSafeFile
{
  char *path, *beside; /* beside NULL: kept */
  int descriptor;
  GString *waiting;
};

static gboolean
fail (int code, GError **error)
{
  static const struct
  {
    int code;
    const char *sentence;
  } sentences[] = {
    { ENOSPC, N_ ("The disk is full: nothing was saved.") },
    { EDQUOT, N_ ("The disk is full: nothing was saved.") },
    { EFBIG, N_ ("The disk is full: nothing was saved.") },
    { EACCES, N_ ("This folder cannot be written: choose another one.") },
    { EPERM, N_ ("This folder cannot be written: choose another one.") },
    { EROFS, N_ ("This folder cannot be written: choose another one.") },
    { ENOENT, N_ ("This folder does not exist any more: choose another one.") },
  };
  const char *sentence = _ ("The file could not be written: nothing was saved.");

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i].code == code)
      sentence = _ (sentences[i].sentence);
  g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), sentence);
  return FALSE;
}

CercleSafeFile *
cercle_safe_file_new (const char *path, GError **error)
{
  g_autoptr (CercleSafeFile) self = g_new0 (CercleSafeFile, 1);
  g_autofree char *folder = g_path_get_dirname (path);

  self->path = g_strdup (path);
  self->beside = g_build_filename (folder, ".cercle-XXXXXX", NULL);
  self->waiting = g_string_sized_new (BUFFER);
  self->descriptor = g_mkstemp_full (self->beside, O_WRONLY | O_CLOEXEC, 0600);
  if (self->descriptor >= 0)
    return g_steal_pointer (&self);
  fail (errno, error);
  g_clear_pointer (&self->beside, g_free);
  return NULL;
}

static gboolean
flush (CercleSafeFile *self, GError **error)
{
  gsize done = 0;

  while (done < self->waiting->len)
    {
      gssize n = write (self->descriptor, self->waiting->str + done, self->waiting->len - done);
      if (n < 0 && errno != EINTR)
        return fail (errno, error);
      done += n > 0 ? (gsize) n : 0;
    }
  g_string_truncate (self->waiting, 0);
  return TRUE;
}

gboolean
cercle_safe_file_write (CercleSafeFile *self, const char *bytes, gsize n, GError **error)
{
  g_string_append_len (self->waiting, bytes, (gssize) n);
  return self->waiting->len < BUFFER || flush (self, error);
}

gboolean
cercle_safe_file_keep (CercleSafeFile *self, GError **error)
{
  int descriptor = self->descriptor;

  if (!flush (self, error))
    return FALSE;
  if (fsync (descriptor) != 0 && errno != EINVAL)
    return fail (errno, error);
  self->descriptor = -1;
  if (close (descriptor) != 0 || g_rename (self->beside, self->path) != 0)
    return fail (errno, error);
  g_clear_pointer (&self->beside, g_free);
  return TRUE;
}

void
cercle_safe_file_free (CercleSafeFile *self)
{
  if (self->beside != NULL && self->descriptor >= 0)
    close (self->descriptor);
  if (self->beside != NULL)
    g_unlink (self->beside);
  g_string_free (self->waiting, TRUE);
  g_free (self->beside);
  g_free (self->path);
  g_free (self);
}
