/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody else's directory read and told in words, for tests. */
#pragma once

#include "cercle-foreign.h"

/* What is told of a sheet: its fields, in the order of the struct, "name=value" each on a line; the
 * sheets in their order, an empty line after each. */
char *foreign_describe (const CercleForeignSheet *sheet);
/* (transfer full): NULL with error. */
char *foreign_read_bytes (CercleForeignSource source, gconstpointer bytes, gsize n,
                          const CercleForeignOptions *options, GError **error);
/* The same of a file in tests/fixtures/directory. */
char *foreign_read_file (CercleForeignSource source, const char *name,
                         const CercleForeignOptions *options, GError **error);
/* (transfer full) */
GInputStream *foreign_open (const char *name);
/* (transfer full): packed by gzip. */
GBytes *foreign_pack (gconstpointer bytes, gsize n);
/* The sheet that begins with "key=KEY", or NULL. (transfer full) */
char *foreign_find (const char *sheets, const char *key);
