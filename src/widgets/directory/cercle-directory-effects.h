/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* What a foreign directory would do: numbers, each of which opens its lines. */
#pragma once

#include <adwaita.h>

#include "cercle-directory-import.h"

/* Emits "resolve" (guint position): of the line that is to be decided, in the document. */
#define CERCLE_TYPE_DIRECTORY_EFFECTS (cercle_directory_effects_get_type ())
G_DECLARE_FINAL_TYPE (CercleDirectoryEffects, cercle_directory_effects, CERCLE, DIRECTORY_EFFECTS,
                      AdwBin)
/* import: outlives it. */
GtkWidget *cercle_directory_effects_new (CercleDirectoryImport *import);
/* Lines were decided. */
void cercle_directory_effects_refresh (CercleDirectoryEffects *self);
