/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which directory somebody has chosen, by how the file begins: nobody need know its name. */
#pragma once

#include <gio/gio.h>

#include "cercle-foreign-table.h"
#include "cercle-foreign.h"

/* The stream may be compressed by gzip; its beginning is read. What begins like none of the others is a
 * table. FALSE with CERCLE_FOREIGN_ERROR for a document of another sort. Blocks. */
gboolean cercle_foreign_guess_source (GInputStream *stream, CercleForeignSource *source,
                                      GCancellable *cancellable, GError **error);
/* (transfer full): the table in a stream that may be compressed. NULL with CERCLE_FOREIGN_ERROR. Blocks. */
CercleForeignTable *cercle_foreign_open_table (GInputStream *stream, GCancellable *cancellable,
                                               GError **error);
