/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is whole or is not there: written beside its place, moved into it at the end. Errors are
 * G_IO_ERROR with a translated sentence. Any one thread at a time. */
#pragma once

#include <gio/gio.h>

typedef struct _CercleSafeFile CercleSafeFile;

/* (transfer full): what stands at path stays until cercle_safe_file_keep(). */
CercleSafeFile *cercle_safe_file_new (const char *path, GError **error);
gboolean cercle_safe_file_write (CercleSafeFile *self, const char *bytes, gsize n, GError **error);
/* On the disk, and in its place. Nothing is written after it. */
gboolean cercle_safe_file_keep (CercleSafeFile *self, GError **error);
/* What was not kept is removed. */
void cercle_safe_file_free (CercleSafeFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CercleSafeFile, cercle_safe_file_free)
