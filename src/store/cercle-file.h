/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The files around a database: made private, locked. Errors are CERCLE_STORE_ERROR. Private to the room. */
#pragma once

#include "cercle-store.h"

/* Takes path.lock for this process; -1 with IN_USE when another holds it. */
int cercle_file_lock (const char *path, GError **error);
void cercle_file_unlock (int lock);
/* Makes an empty file of mode 0600 whatever the umask; one that exists is left as it is. */
gboolean cercle_file_create (const char *path, GError **error);
/* Once it is known to be Cercle's. */
gboolean cercle_file_make_private (const char *path, GError **error);
