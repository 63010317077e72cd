/* SPDX-FileCopyrightText: The Cercle authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of a foreign directory beside those of ours that it may be: whoever looks at both says
 * so, by one key. */
#pragma once

#include <adwaita.h>

#include "cercle-directory-import.h"

/* Property "single-keys" (boolean, default TRUE). Emits "decided" when a line was decided, "done"
 * when there is no further one. */
#define CERCLE_TYPE_DIRECTORY_DOUBT (cercle_directory_doubt_get_type ())
G_DECLARE_FINAL_TYPE (CercleDirectoryDoubt, cercle_directory_doubt, CERCLE, DIRECTORY_DOUBT, AdwBin)
/* import outlives it. */
GtkWidget *cercle_directory_doubt_new (CercleSession *session, CercleDirectoryImport *import);
/* position: of a line in the document; the first doubtful one from there on. */
void cercle_directory_doubt_show (CercleDirectoryDoubt *self, guint position);
