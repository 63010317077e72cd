/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a document older than what was already imported from the same directory? Nothing is written.
 */
#pragma once

#include "cercle-foreign-sheet.h"
#include "cercle-store.h"

/* *warning (transfer full) (nullable): a translated sentence, where a newer edition was imported
 * into the territory of scope ("t:…") and was not taken back; both forms of FINESS are one
 * directory. stated_on: the document's day; NULL, and what has no editions: no warning. Thread of
 * the store. FALSE with error. */
gboolean cercle_directory_edition_warn (CercleStore *store, const char *scope,
                                        CercleForeignSource source, const char *stated_on,
                                        char **warning, GError **error);
