/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of a table of partners tells what: one line each, with what stands in it. */
#pragma once

#include "cercle-directory-import.h"

#include <adwaita.h>

/* Emits "changed" when a choice was made. */
#define CERCLE_TYPE_DIRECTORY_MAPPING (cercle_directory_mapping_get_type ())
G_DECLARE_FINAL_TYPE (CercleDirectoryMapping, cercle_directory_mapping, CERCLE, DIRECTORY_MAPPING,
                      AdwBin)
/* sample: outlives it, of a table; its map is what is chosen. */
GtkWidget *cercle_directory_mapping_new (CercleDirectorySample *sample);
